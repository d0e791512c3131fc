"""What the server says about itself: health, numbers, and the API's description."""

import base64
import hashlib
import re

import pytest

from handlers import docs
from hub.context import Hub
from tests.api_client import Api


async def test_a_hub_is_alive_and_ready(api: Api) -> None:
    assert (await api.get('/healthz')).ok() == {'status': 'ok'}
    assert (await api.get('/readyz')).ok() == {'ready': True, 'redis': True}


async def test_a_draining_hub_is_alive_and_not_ready(api: Api, hub: Hub) -> None:
    hub.draining.set()
    assert (await api.get('/healthz')).status == 200
    answer = await api.get('/readyz')
    assert (answer.status, answer.code) == (503, 'unavailable')


async def test_an_older_database_is_not_ready(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr('storage.migrations._NAMES', frozenset({'migrations/9999_tomorrow.sql'}))
    answer = await api.get('/readyz')
    assert answer.code == 'unavailable'
    assert 'hub migrate' in answer.json['detail']


async def test_the_hub_counts(api: Api) -> None:
    await api.get('auth/me')
    await api.get('no-such-place')
    text = (await api.get('/metrics')).body.decode()
    assert 'hub_http_seconds_count{method="GET",route="/api/v1/auth/me",status="401"}' in text
    assert 'route="none",status="404"' in text
    for name in ('hub_messages_acked_total', 'hub_limited_total', 'hub_refused_credentials_total', 'hub_mails_total'):
        assert name in text


async def test_the_description_is_openapi_and_names_every_route(api: Api) -> None:
    document = (await api.get('openapi.json')).ok()
    assert document['openapi'].startswith('3.1')
    assert '/api/v1/conversations/{id}/messages' in document['paths']
    operations = [operation for item in document['paths'].values() for operation in item.values()]
    assert len({operation['operationId'] for operation in operations}) == len(operations)
    assert all(operation['summary'] for operation in operations)
    refs = set(re.findall(r'"#/components/schemas/([^"]+)"', str(document).replace("'", '"')))
    assert refs <= set(document['components']['schemas'])


async def test_the_page_of_the_api_is_whole_and_trusts_nobody(api: Api) -> None:
    page = await api.get('/api/docs')
    policy = page.headers['Content-Security-Policy']
    assert "default-src 'none'" in policy
    assert 'unsafe-eval' not in policy
    assert "script-src 'self'" in policy
    html = page.body.decode()
    assert not re.search(r'https?://', html)
    for address, integrity in re.findall(r'(?:src|href)="([^"]+)" integrity="([^"]+)"', html):
        asset = await api.get(address)
        assert asset.status == 200
        digest = base64.b64encode(hashlib.sha384(asset.body).digest()).decode()
        assert integrity == f'sha384-{digest}', f'{address} is not what its makers published'
    assert (await api.get('/api/docs/start.js')).headers['Content-Type'].startswith('text/javascript')
    for name in ('..%2f__init__.py', 'nothing.js', '.'):
        assert (await api.get(f'/api/docs/{name}')).status == 404
    assert docs.page.__doc__
