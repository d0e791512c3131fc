"""Which sites may carry a chat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.widgets.origins import allows, ancestors, normalised_domain, own_origins

CASES = [
    (['shop.example'], 'https://shop.example', True),
    (['shop.example'], 'http://shop.example', True),
    (['shop.example'], 'https://SHOP.example', True),
    (['shop.example'], 'https://shop.example:443', True),
    (['shop.example'], 'https://shop.example:8443', False),
    (['shop.example'], 'https://www.shop.example', False),
    (['shop.example'], 'https://evilshop.example', False),
    (['shop.example'], 'https://shop.example.evil.example', False),
    (['*.shop.example'], 'https://www.shop.example', True),
    (['*.shop.example'], 'https://a.b.shop.example', True),
    (['*.shop.example'], 'https://shop.example', False),
    (['*.shop.example'], 'https://evilshop.example', False),
    (['*.shop.example'], 'https://.shop.example', False),
    (['shop.example:8443'], 'https://shop.example:8443', True),
    (['shop.example:8443'], 'https://shop.example', False),
    (['localhost'], 'http://localhost:3000', True),
    (['127.0.0.1'], 'http://127.0.0.1:8001', True),
    (['127.0.0.1:8001'], 'http://127.0.0.1:8002', False),
    (['[::1]'], 'http://[::1]:5000', True),
    (['xn--bcher-kva.example'], 'https://xn--bcher-kva.example', True),
    ([], 'https://shop.example', False),
    ([], 'http://localhost', False),
    (['shop.example'], 'null', False),
    (['shop.example'], '', False),
    (['shop.example'], 'https://', False),
    (['shop.example'], 'file://shop.example', False),
    (['shop.example'], 'chrome-extension://shop.example', False),
    (['shop.example'], 'https://shop.example/', False),
    (['shop.example'], 'https://user@shop.example', False),
    (['shop.example'], 'https://evil.example#shop.example', False),
    (['shop.example'], 'https://shop.example:http', False),
]


@pytest.mark.parametrize(('domains', 'origin', 'allowed'), CASES)
def test_an_origin_is_allowed_by_its_whole_host_and_port(domains: list[str], origin: str, allowed: bool) -> None:
    assert allows(domains, origin) is allowed


@pytest.mark.parametrize(
    ('typed', 'kept'),
    [
        (' Shop.Example ', 'shop.example'),
        ('https://shop.example/a?b#c', 'shop.example'),
        ('https://shop.example:443/', 'shop.example'),
        ('http://shop.example:8080', 'shop.example:8080'),
        ('shop.example.', 'shop.example'),
        ('*.shop.example', '*.shop.example'),
        ('https://*.shop.example', '*.shop.example'),
        ('bücher.example', 'xn--bcher-kva.example'),
        ('192.168.0.10:3000', '192.168.0.10:3000'),
        ('[::1]:3000', '[::1]:3000'),
        ('localhost', 'localhost'),
    ],
)
def test_a_domain_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert normalised_domain(typed) == kept
    assert normalised_domain(kept) == kept


@given(st.one_of(st.text(max_size=40), st.text(alphabet='a.*:/@?#[]-_% \n\0;\'",0é', max_size=30)))
def test_whatever_is_typed_a_policy_stays_one_directive(typed: str) -> None:
    try:
        kept = normalised_domain(typed)
    except ValueError:
        return
    assert not set(kept) - set('abcdefghijklmnopqrstuvwxyz0123456789.-*:[]')
    assert normalised_domain(kept) == kept
    assert ancestors([kept]).startswith(f"'self' https://{kept}")


def test_the_policy_names_every_domain_and_ourselves() -> None:
    assert ancestors([]) == "'self'"
    assert ancestors(['a.example', 'localhost']) == (
        "'self' https://a.example http://a.example https://localhost:* http://localhost:*"
    )


def test_on_ones_own_machine_every_name_of_it_is_the_hub() -> None:
    assert own_origins('https://hub.example') == {'https://hub.example'}
    assert own_origins('http://127.0.0.1:8000') == {
        'http://127.0.0.1:8000',
        'http://localhost:8000',
        'http://[::1]:8000',
    }
