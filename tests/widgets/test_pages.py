"""The public side: script, frame, configuration and the inbox's page, each under the policy it needs."""

from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from handlers.frontends import FRONTENDS
from hub.config import Settings
from hub.context import Hub
from hub.widgets.widget_face import config as face
from tests.api_client import Api
from tests.live.peers import Peer
from tests.widgets.conftest import Site


@pytest.fixture
def built(server: TestServer, tmp_path: Path) -> Path:
    """A folder that stands for the checkout, with both frontends built."""
    root = tmp_path / 'root'
    for path, content in {
        'widget/dist/widget.js': '/* loader */' * 50,
        'widget/dist/frame/index.html': '<!doctype html><title>Chat</title>',
        'widget/dist/frame/assets/index-a1.js': '/* chat */',
        'widget/dist/frame/assets/de-b2.json': '{}',
        'widget/dist/frame/secret.txt': 'no',
        'inbox/dist/index.html': '<!doctype html><title>Inbox</title>',
        'inbox/dist/assets/index-c3.css': 'body{}',
        'inbox/dist/assets/inter-d4.woff2': 'font',
        'inbox/secret.js': 'no',
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)
    server.app[FRONTENDS]._root = root
    return root


@pytest.fixture
def anybody(site: Site) -> Api:
    return site.shop.owner.api.as_('')


@pytest.mark.usefixtures('built')
async def test_the_script_is_for_every_site_and_kept_for_a_while(anybody: Api) -> None:
    answer = await anybody.get('/widget.js')
    assert (answer.status, answer.headers['Content-Type']) == (200, 'text/javascript; charset=utf-8')
    assert answer.headers['Cache-Control'].startswith('public, max-age=600')
    assert answer.headers['Cross-Origin-Resource-Policy'] == 'cross-origin'
    again = await anybody.get('/widget.js', If_None_Match=answer.headers['ETag'])
    assert (again.status, again.body) == (304, b'')
    assert answer.headers['Content-Encoding'] == 'gzip'
    plain = await anybody.get('/widget.js', Accept_Encoding='identity')
    assert plain.body == answer.body == b'/* loader */' * 50


async def test_a_new_build_is_noticed(anybody: Api, built: Path) -> None:
    before = await anybody.get('/widget.js')
    (built / 'widget/dist/widget.js').write_text('/* new */')
    after = await anybody.get('/widget.js')
    assert after.body == b'/* new */'
    assert after.headers['ETag'] != before.headers['ETag']


@pytest.mark.usefixtures('built')
async def test_the_frame_may_be_held_by_the_chats_sites_alone(site: Site, anybody: Api) -> None:
    answer = await anybody.get(f'/widget/frame?key={site.key}')
    assert answer.status == 200
    assert 'X-Frame-Options' not in answer.headers
    rules = policy(answer.headers['Content-Security-Policy'])
    socket = site.url.replace('http', 'ws').rstrip('/')
    assert rules['default-src'] == ["'none'"]
    assert rules['script-src'] == rules['style-src'] == ["'self'"]
    assert rules['connect-src'] == ["'self'", socket]
    assert rules['img-src'] == ["'self'", site.url.rstrip('/'), 'blob:', 'data:']
    places = ['https://shop.example', 'http://shop.example', 'https://*.shop.example', 'http://*.shop.example']
    assert rules['frame-ancestors'] == ["'self'", *places]
    await site.change(allowed_domains=[])
    closed = await anybody.get(f'/widget/frame?key={site.key}')
    assert policy(closed.headers['Content-Security-Policy'])['frame-ancestors'] == ["'self'"]


def policy(header: str) -> dict[str, list[str]]:
    """Directives to their sources."""
    parts = [rule.split() for rule in header.split(';')]
    return {name: sources for name, *sources in parts}


@pytest.mark.usefixtures('built')
async def test_there_is_no_frame_for_an_unknown_key_or_a_chat_that_is_off(site: Site, anybody: Api) -> None:
    await site.change(enabled=False)
    for key in (site.key, 'pk_unknown-key-000', '<script>'):
        answer = await anybody.get(f'/widget/frame?key={key}')
        assert answer.status == 404
        assert policy(answer.headers['Content-Security-Policy']) == {
            'default-src': ["'none'"],
            'frame-ancestors': ["'none'"],
        }
        assert (await anybody.get(f'widget/config?key={key}')).code == 'not_found'


@pytest.mark.usefixtures('built')
async def test_built_files_are_kept_for_good(anybody: Api) -> None:
    for path, kind in {
        '/widget/assets/index-a1.js': 'text/javascript; charset=utf-8',
        '/widget/assets/de-b2.json': 'application/json; charset=utf-8',
        '/inbox/assets/index-c3.css': 'text/css; charset=utf-8',
        '/inbox/assets/inter-d4.woff2': 'font/woff2',
    }.items():
        answer = await anybody.get(path)
        assert (answer.status, answer.headers['Content-Type']) == (200, kind)
        assert answer.headers['Cache-Control'] == 'public, max-age=31536000, immutable'


@pytest.mark.usefixtures('built')
@pytest.mark.parametrize(
    'path',
    [
        '/widget/assets/../secret.txt',
        '/widget/assets/..%2fsecret.txt',
        '/widget/assets/%2e%2e',
        '/widget/assets/missing.js',
        '/widget/assets/index-a1.js.map',
        '/widget/assets/.index-a1.js',
        '/inbox/assets/..%2f..%2f..%2fsecret.js',
        '/inbox/assets/..%5csecret.js',
        '/inbox/assets/%00.js',
        '/inbox/assets/',
        '/inbox/index.html',
    ],
)
async def test_nothing_else_of_the_disk_is_served(anybody: Api, path: str) -> None:
    assert (await anybody.get(path)).status in (404, 422)


@pytest.mark.usefixtures('built')
async def test_the_inbox_runs_nothing_but_its_own_and_nobody_frames_it(anybody: Api) -> None:
    answer = await anybody.get('/')
    assert b'<title>Inbox</title>' in answer.body
    rules = policy(answer.headers['Content-Security-Policy'])
    assert (rules['default-src'], rules['script-src'], rules['style-src']) == (["'none'"], ["'self'"], ["'self'"])
    assert (rules['frame-ancestors'], rules['base-uri']) == (["'none'"], ["'none'"])
    assert answer.headers['X-Frame-Options'] == 'DENY'
    assert answer.headers['Cache-Control'] == 'no-cache'


async def test_before_the_build_a_page_says_what_to_do(server: TestServer, anybody: Api, tmp_path: Path) -> None:
    server.app[FRONTENDS]._root = tmp_path
    answer = await anybody.get('/')
    assert answer.status == 503
    assert b'uv run hub build' in answer.body
    assert (await anybody.get('/widget.js')).status == 503


async def test_a_site_on_the_list_gets_the_configuration_and_no_other(site: Site, anybody: Api) -> None:
    for origin, allowed in {
        'https://shop.example': True,
        'https://www.shop.example': True,
        'https://evil.example': False,
        'null': False,
    }.items():
        answer = await anybody.get(f'widget/config?key={site.key}', Origin=origin)
        assert answer.headers.get('Access-Control-Allow-Origin') == (origin if allowed else '*')
        assert answer.status == (200 if allowed else 403)
        assert 'Access-Control-Allow-Credentials' not in answer.headers
        assert answer.headers['Vary'] == 'Origin'
    own = await anybody.get(f'widget/config?key={site.key}', Origin=site.url.rstrip('/'))
    assert own.status == 200
    await site.change(allowed_domains=[])
    assert (await anybody.get(f'widget/config?key={site.key}', Origin='https://shop.example')).code == 'forbidden'


async def test_a_refused_site_may_read_which_domain_is_missing_and_nothing_else(site: Site, anybody: Api) -> None:
    refused = await anybody.get(f'widget/config?key={site.key}', Origin='https://shop.test:8443')
    assert 'not allowed on shop.test:8443 ' in refused.body.decode()
    assert f'{site.url.rstrip("/")}/#/settings/widgets' in refused.body.decode()
    assert 'theme' not in refused.body.decode()
    unknown = await anybody.get('widget/config?key=pk_mistyped', Origin='https://shop.test')
    assert (unknown.status, unknown.headers['Access-Control-Allow-Origin']) == (404, '*')


async def test_the_configuration_is_what_visitors_may_know(site: Site, anybody: Api) -> None:
    await site.sign()
    told = (await anybody.get(f'widget/config?key={site.key}')).ok()
    assert told == {
        'name': 'Shop',
        'locale': None,
        'theme': {'color': '#0b6a74', 'side': 'right', 'mode': 'auto'},
        'texts': {},
        'pre_chat': {'enabled': False, 'fields': []},
        'is_online': False,
        'back_at': None,
        'reply_seconds': None,
        'agents': [{'id': str(site.shop.owner.user.id), 'name': site.shop.owner.user.name}],
        'uploads': {'enabled': True, 'max_size': 26_214_400, 'max_count': 10},
        'sound': True,
        'ask_rating': True,
    }


async def test_names_and_times_are_told_only_where_the_tenant_wants(site: Site, anybody: Api) -> None:
    await site.shop.hire(name='Ben')
    await site.change(behaviour={'sound': False, 'uploads': False, 'show_agents': False, 'show_reply_time': False})
    told = (await anybody.get(f'widget/config?key={site.key}')).ok()
    assert (told['agents'], told['sound'], told['uploads']['enabled']) == ([], False, False)


async def test_visitors_are_told_whether_somebody_is_there(site: Site, anybody: Api) -> None:
    async def is_online() -> bool:
        return bool((await anybody.get(f'widget/config?key={site.key}')).ok()['is_online'])

    assert await is_online() is False
    async with Peer(site.url, '/agent', {'token': site.shop.owner.token}) as agent:
        await agent.hear('session')
        assert await is_online() is True
        await agent.call('presence', {'state': 'away'})
        assert await is_online() is False


async def test_a_process_without_agents_knows_of_those_at_another(site: Site, hub: Hub, settings: Settings) -> None:
    site.hub.sites.faces.clear()
    widget = await hub.sites.find(hub.database, site.key)
    await hub.redis.note_online({site.shop.tenant.id: True}, 'another process')
    assert (await face(hub, widget)).is_online is True
    hub.sites.faces.clear()
    await hub.redis.note_online({site.shop.tenant.id: False}, 'another process')
    assert (await face(hub, widget)).is_online is False


async def test_the_usual_time_to_an_answer_is_told_once_it_can_be(site: Site, hub: Hub, anybody: Api) -> None:
    for n in range(5):
        peer = await site.peer()
        said = (await peer.say(f'Hello {n}'))['message']
        path = f'conversations/{said["conversation_id"]}/messages'
        (await site.shop.owner.api.post(path, {'client_id': 'one', 'text': 'Hi'})).ok(201)
        hub.sites.faces.clear()
        told = (await anybody.get(f'widget/config?key={site.key}')).ok()['reply_seconds']
        assert (told is None) is (n < 4)
    assert told < 60
