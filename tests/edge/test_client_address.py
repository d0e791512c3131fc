"""Whose address counts: the peer's, and a header's only where a proxy of ours wrote it."""

import pytest
from aiohttp.test_utils import make_mocked_request

from handlers.client_address import client_address
from hub.limits import neighbourhood

PROXIES = ('10.0.0.0/8', 'fd00::/8')


@pytest.mark.parametrize(
    ('peer', 'forwarded', 'expected'),
    [
        ('203.0.113.5', [], '203.0.113.5'),
        ('203.0.113.5', ['1.2.3.4'], '203.0.113.5'),
        ('10.0.0.1', ['1.2.3.4'], '1.2.3.4'),
        ('10.0.0.1', ['6.6.6.6, 1.2.3.4'], '1.2.3.4'),
        ('10.0.0.1', ['6.6.6.6', '1.2.3.4'], '1.2.3.4'),
        ('10.0.0.1', ['1.2.3.4, 10.0.0.9'], '1.2.3.4'),
        ('10.0.0.1', ['10.0.0.7, 10.0.0.9'], '10.0.0.7'),
        ('10.0.0.1', ['1.2.3.4:5678'], '1.2.3.4'),
        ('10.0.0.1', ['[2001:db8::1]:5678'], '2001:db8::1'),
        ('::ffff:10.0.0.1', ['1.2.3.4'], '1.2.3.4'),
        ('fd00::1', ['::ffff:1.2.3.4'], '1.2.3.4'),
        ('10.0.0.1', ['1.2.3.4, unknown'], '10.0.0.1'),
        ('10.0.0.1', ['1.2.3.4, _hidden, 10.0.0.9'], '10.0.0.9'),
        ('10.0.0.1', [''], '10.0.0.1'),
        ('10.0.0.1', [' , ,'], '10.0.0.1'),
        ('10.0.0.1', ["1.2.3.4' OR 1=1"], '10.0.0.1'),
        (None, ['1.2.3.4'], 'unknown'),
    ],
)
def test_the_rightmost_stranger_is_the_client(peer: str | None, forwarded: list[str], expected: str) -> None:
    request = make_mocked_request('GET', '/', headers=[('X-Forwarded-For', line) for line in forwarded])
    assert client_address(request.clone(remote=peer or ''), PROXIES) == expected


def test_an_ipv6_client_is_counted_by_its_network() -> None:
    assert neighbourhood('2001:db8:1:2:3::4') == '2001:db8:1:2::'
    assert neighbourhood('203.0.113.5') == '203.0.113.5'
    assert neighbourhood('unknown') == 'unknown'
