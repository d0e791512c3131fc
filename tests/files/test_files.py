"""Files come from strangers (reliability A2): whatever is uploaded is never a page, and only its own people see it."""

import asyncio
import re
from io import BytesIO
from urllib.parse import quote, urlsplit
from uuid import UUID

import pytest
from PIL import Image

from hub.context import Hub
from hub.files.file_links import PURPOSE
from hub.files.files import FILE_BYTES
from tests.api_client import Answer, Api
from tests.files.pictures import HARMLESS, ORIENTATION, OTHERS, picture, snapshot
from tests.live.conftest import Desk
from tests.live.peers import eventually
from tests.tenants import Shop, Tenants


async def upload(api: Api, name: str, content: bytes) -> Answer:
    """An upload, as the inbox sends it."""
    return await api.call('POST', f'files?name={quote(name, safe="")}', None, content, Content_Type='text/html')


async def follow(api: Api, url: str) -> Answer:
    """What a signed address answers to somebody without credentials."""
    return await Api(api.session, api.base).get(urlsplit(url).path)


@pytest.fixture
async def shop(tenants: Tenants) -> Shop:
    return await tenants.make()


@pytest.mark.parametrize('name', HARMLESS)
async def test_a_picture_is_shown_in_place_with_a_thumbnail(shop: Shop, name: str) -> None:
    content, kind = HARMLESS[name]
    stored = (await upload(shop.owner.api, name, content)).ok(201)
    assert (stored['content_type'], stored['size'], stored['file_name']) == (kind, len(content), name)
    assert (stored['width'], stored['height']) == (60, 40)
    whole, small = await follow(shop.owner.api, stored['url']), await follow(shop.owner.api, stored['thumbnail_url'])
    assert (whole.status, whole.headers['Content-Type'], whole.body) == (200, kind, content)
    assert (small.status, small.headers['Content-Type']) == (200, 'image/webp')
    for answer in (whole, small):
        assert answer.headers['Content-Disposition'].startswith('inline; ')
        _is_no_page(answer)


@pytest.mark.parametrize('name', OTHERS)
async def test_everything_else_is_only_ever_saved(shop: Shop, name: str) -> None:
    content, kind = OTHERS[name]
    stored = (await upload(shop.owner.api, name, content)).ok(201)
    assert (stored['content_type'], stored['thumbnail_url'], stored['width']) == (kind, None, None)
    answer = await follow(shop.owner.api, stored['url'])
    assert (answer.status, answer.body) == (200, content)
    assert answer.headers['Content-Type'] == 'application/octet-stream'
    assert answer.headers['Content-Disposition'].startswith('attachment; ')
    _is_no_page(answer)


def _is_no_page(answer: Answer) -> None:
    assert answer.headers['X-Content-Type-Options'] == 'nosniff'
    assert answer.headers['Content-Security-Policy'] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert answer.headers['Cross-Origin-Resource-Policy'] == 'same-origin'
    assert answer.headers['Cache-Control'].startswith('private, ')
    assert 'Set-Cookie' not in answer.headers
    assert 'Access-Control-Allow-Origin' not in answer.headers


async def test_a_thumbnail_stands_upright_and_tells_nothing_of_the_camera(shop: Shop) -> None:
    stored = (await upload(shop.owner.api, 'snapshot.jpg', snapshot())).ok(201)
    assert (stored['width'], stored['height']) == (400, 600)
    small = await follow(shop.owner.api, stored['thumbnail_url'])
    with Image.open(BytesIO(small.body)) as thumbnail:
        assert thumbnail.size == (320, 480)
        assert not thumbnail.getexif()
        top, bottom = thumbnail.getpixel((160, 40)), thumbnail.getpixel((160, 440))
        assert isinstance(top, tuple)
        assert isinstance(bottom, tuple)
        assert top[0] > 200 > 60 > top[2]
        assert bottom[2] > 200 > 60 > bottom[0]
    assert b'Secret' not in small.body
    assert ORIENTATION in Image.open(BytesIO(snapshot())).getexif()


async def test_a_name_is_made_harmless_and_is_no_part_of_where_it_is_kept(shop: Shop, hub: Hub) -> None:
    stored = (await upload(shop.owner.api, '../..\\\u202e\u200b.htaccess', b'deny')).ok(201)
    assert stored['file_name'] == 'htaccess'
    answer = await follow(shop.owner.api, stored['url'])
    assert answer.headers['Content-Disposition'] == 'attachment; filename="htaccess"; filename*=UTF-8\'\'htaccess'
    folder = hub.settings.data_dir / 'files'
    kept = [path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file()]
    assert kept
    assert all(re.fullmatch('[0-9a-f/-]+', path) for path in kept)


@pytest.mark.parametrize('name', ['', '.', '\u200b', '／', 'a' * 4_096])
async def test_a_file_always_has_some_name(shop: Shop, name: str) -> None:
    stored = (await upload(shop.owner.api, name, b'x')).ok(201)
    assert stored['file_name'] in ('file', 'a' * 200)
    assert (await follow(shop.owner.api, stored['url'])).status == 200


async def test_a_name_with_nul_or_of_absurd_length_is_refused(shop: Shop) -> None:
    for name in ('a\0b', 'a' * 4_097):
        assert (await upload(shop.owner.api, name, b'x')).code in ('invalid', 'malformed')


async def test_a_file_that_is_too_large_is_refused_and_nothing_is_kept(shop: Shop, hub: Hub) -> None:
    async def endless() -> object:
        for _ in range(FILE_BYTES // 2**20 + 2):
            yield b'0' * 2**20

    told = await upload(shop.owner.api, 'large.bin', b'0' * (FILE_BYTES + 1))
    assert told.code == 'too_large'
    url = f'{shop.owner.api.base}/api/v1/files?name=large.bin'
    headers = {'Authorization': f'Bearer {shop.owner.token}'}
    async with shop.owner.api.session.post(url, data=endless(), headers=headers) as untold:
        assert untold.status == 413
    assert not [path for path in (hub.settings.data_dir / 'files').rglob('*') if path.is_file()]


async def test_the_largest_file_is_kept(shop: Shop) -> None:
    stored = (await upload(shop.owner.api, 'large.bin', b'\1' * FILE_BYTES)).ok(201)
    assert stored['size'] == FILE_BYTES
    assert len((await follow(shop.owner.api, stored['url'])).body) == FILE_BYTES


async def test_a_compressed_body_is_not_unpacked(shop: Shop) -> None:
    refused = await shop.owner.api.call('POST', 'files?name=x', None, b'\x1f\x8b', Content_Encoding='gzip')
    assert refused.code == 'unsupported_media'


async def test_an_upload_that_breaks_off_is_not_kept(shop: Shop, hub: Hub) -> None:
    parts = urlsplit(shop.owner.api.base)
    _, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = f'POST /api/v1/files?name=x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {shop.owner.token}\r\n'
    writer.write(f'{head}Content-Length: 1000\r\n\r\nonly this'.encode())
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep(0.3)  # until then nothing may have been written yet
    folder = hub.settings.data_dir / 'files'
    await eventually(lambda: not [path for path in folder.rglob('*') if path.is_file()])


async def test_an_address_is_good_for_its_file_alone(shop: Shop, hub: Hub) -> None:
    one, two = [(await upload(shop.owner.api, f'{n}.png', picture())).ok(201) for n in range(2)]
    signature = one['url'].split('/')[5]
    expires, mac = signature.split('.')
    past = hub.keys.sign(PURPOSE, f'file:{one["id"]}:1000000000')
    for path in (
        f'/files/{two["id"]}/{signature}/1.png',
        f'/files/{one["id"]}/{signature}/thumbnail/0.png',
        f'/files/{one["id"]}/{int(expires) + 3600}.{mac}/0.png',
        f'/files/{one["id"]}/{expires}.{"0" * 32}/0.png',
        f'/files/{one["id"]}/1000000000.{past}/0.png',
        f'/files/{one["id"]}/nonsense/0.png',
    ):
        assert (await shop.owner.api.get(path)).code == 'forbidden', path
    gone = UUID(int=7)
    fresh = hub.keys.sign(PURPOSE, f'file:{gone}:{expires}')
    assert (await shop.owner.api.get(f'/files/{gone}/{expires}.{fresh}/0.png')).code == 'not_found'
    assert (await shop.owner.api.get(f'/files/{one["id"]}/{signature}/another-name.exe')).status == 200


async def test_a_file_can_be_asked_after_without_being_fetched(shop: Shop) -> None:
    stored = (await upload(shop.owner.api, 'a.bin', b'\0' * 1000)).ok(201)
    place = urlsplit(stored['url'])
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    for method, length in (('HEAD', 0), ('GET', 1000), ('HEAD', 0)):
        writer.write(f'{method} {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n'.encode())
        head = await reader.readuntil(b'\r\n\r\n')
        assert head.startswith(b'HTTP/1.1 200 OK\r\n')
        assert b'\r\nContent-Length: 1000\r\n' in head
        assert await reader.readexactly(length) == b'\0' * length
    writer.close()
    await writer.wait_closed()


async def test_an_unsent_file_is_its_uploaders_alone(shop: Shop) -> None:
    colleague = await shop.hire()
    stored = (await upload(shop.owner.api, 'draft.png', picture())).ok(201)
    assert (await shop.owner.api.get(f'files/{stored["id"]}')).ok()['id'] == stored['id']
    assert (await colleague.api.get(f'files/{stored["id"]}')).code == 'not_found'


async def test_a_sent_file_is_the_tenants_and_nobody_elses(desk: Desk, tenants: Tenants) -> None:
    colleague, stranger = await desk.shop.hire(), await tenants.make()
    visitor = await desk.visitor()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    stored = (await upload(desk.shop.owner.api, 'offer.png', picture())).ok(201)
    sent = await desk.shop.owner.api.post(
        f'conversations/{conversation}/messages', {'client_id': 'one', 'text': '', 'attachments': [stored['id']]}
    )
    assert [each['id'] for each in sent.ok(201)['attachments']] == [stored['id']]
    heard = await visitor.hear('message', lambda message: bool(message['attachments']))
    assert (await follow(desk.shop.owner.api, heard['attachments'][0]['url'])).body == picture()
    assert (await colleague.api.get(f'files/{stored["id"]}')).ok()['file_name'] == 'offer.png'
    assert (await stranger.owner.api.get(f'files/{stored["id"]}')).code == 'not_found'


async def test_somebody_elses_upload_cannot_be_sent(desk: Desk) -> None:
    colleague = await desk.shop.hire()
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    stored = (await upload(desk.shop.owner.api, 'mine.png', picture())).ok(201)
    refused = await colleague.api.post(
        f'conversations/{conversation}/messages', {'client_id': 'one', 'text': 'x', 'attachments': [stored['id']]}
    )
    assert refused.status in (404, 409)
    assert (await desk.shop.owner.api.get(f'files/{stored["id"]}')).status == 200


async def test_uploading_without_sending_has_an_end(shop: Shop, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr('hub.files.files.UNSENT_BYTES', 1000)
    (await upload(shop.owner.api, 'a', b'0' * 1001)).ok(201)
    assert (await upload(shop.owner.api, 'b', b'0')).code == 'conflict'
