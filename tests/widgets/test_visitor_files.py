"""A visitor's files: up with the token of their session, and seen by them and the agents alone."""

import pytest

from tests.api_client import Answer
from tests.files.pictures import picture
from tests.files.test_files import follow
from tests.widgets.conftest import Site, Sites


async def upload(site: Site, token: str, name: str = 'photo.png', key: str = '') -> Answer:
    """As the chat's frame sends it."""
    path = f'widget/files?key={key or site.key}&name={name}'
    return await site.shop.owner.api.as_('').call('POST', path, None, picture(), Authorization=f'Visitor {token}')


async def test_a_file_goes_both_ways(site: Site) -> None:
    owner = site.shop.owner.api
    peer = await site.peer()
    token = (await peer.hear('session'))['visitor']
    mine = (await upload(site, token)).ok(201)
    said = (await peer.say('', attachments=[mine['id']]))['message']
    listed = (await owner.get(f'conversations/{said["conversation_id"]}/messages')).ok()['items'][0]
    assert (await follow(owner, listed['attachments'][0]['thumbnail_url'])).status == 200
    theirs = (await owner.call('POST', 'files?name=offer.pdf', None, b'%PDF-1.7')).ok(201)
    body = {'client_id': 'one', 'text': '', 'attachments': [theirs['id']]}
    (await owner.post(f'conversations/{said["conversation_id"]}/messages', body)).ok(201)
    heard = await peer.hear('message', lambda message: message['direction'] == 'outbound')
    assert (await follow(owner, heard['attachments'][0]['url'])).body == b'%PDF-1.7'


@pytest.mark.parametrize('token', ['', 'x', 'é', 'nobody-has-this-token', 'a' * 201])
async def test_without_a_session_nothing_is_taken(site: Site, token: str) -> None:
    assert (await upload(site, token.encode().decode('latin-1'))).code == 'unauthenticated'


async def test_a_token_of_another_tenant_uploads_nothing(sites: Sites) -> None:
    here, there = await sites.make(), await sites.make()
    token = (await here.come()).token
    assert (await upload(there, token)).code == 'unauthenticated'
    assert (await upload(here, token, key='pk_unknown-key-000')).code == 'not_found'
    assert (await upload(here, here.shop.owner.token)).code == 'unauthenticated'


async def test_another_visitors_upload_cannot_be_sent_or_looked_at(site: Site) -> None:
    mine, theirs = await site.peer(), await site.peer()
    tokens = [(await peer.hear('session'))['visitor'] for peer in (mine, theirs)]
    stored = (await upload(site, tokens[0])).ok(201)
    refused = await theirs.say('mine now', attachments=[stored['id']])
    assert refused['ok'] is False
    for token, status in zip(tokens, (200, 404), strict=True):
        assert (await look(site, token, stored['id'])).status == status
    assert (await mine.say('', attachments=[stored['id']]))['ok'] is True
    for token, status in zip(tokens, (200, 404), strict=True):
        assert (await look(site, token, stored['id'])).status == status


async def look(site: Site, token: str, file_id: str) -> Answer:
    """Ask for fresh addresses, as the chat does when the old ones have expired."""
    path = f'widget/files/{file_id}?key={site.key}'
    return await site.shop.owner.api.as_('').get(path, Authorization=f'Visitor {token}')


async def test_a_file_on_a_note_is_not_the_visitors(site: Site) -> None:
    owner = site.shop.owner.api
    peer = await site.peer()
    token = (await peer.hear('session'))['visitor']
    conversation = (await peer.say('Hello'))['message']['conversation_id']
    stored = (await owner.call('POST', 'files?name=internal.png', None, picture())).ok(201)
    note = {'client_id': 'one', 'text': 'look', 'attachments': [stored['id']], 'private': True}
    (await owner.post(f'conversations/{conversation}/messages', note)).ok(201)
    assert (await look(site, token, stored['id'])).code == 'not_found'


async def test_a_chat_may_take_no_files(site: Site) -> None:
    token = (await site.come()).token
    await site.change(behaviour={**site.widget['behaviour'], 'uploads': False})
    assert (await upload(site, token)).code == 'forbidden'
