"""A visitor is known by a secret token alone (reliability A32): nothing that one can type opens another's history."""

from uuid import UUID, uuid4

import asyncpg
import pytest

from hub.model.errors import Forbidden, Invalid, NotFound, Unauthenticated
from hub.widgets.claims import Identify, identify
from hub.widgets.visitors import Page, authenticate, conversations, ended, page
from tests.widgets.conftest import Site, Sites


async def rows(site: Site, statement: str, *given: object) -> list[asyncpg.Record]:
    """What stands in the tables, of all tenants."""
    assert site.hub.settings.database_url
    connection = await asyncpg.connect(site.hub.settings.database_url.get_secret_value())
    try:
        found: list[asyncpg.Record] = await connection.fetch(statement, *given)
        return found
    finally:
        await connection.close()


async def test_a_new_visitor_gets_a_token_of_which_only_the_hash_is_kept(site: Site) -> None:
    come = await site.come()
    assert len(come.token) >= 43
    (stored,) = await rows(site, 'SELECT * FROM widget_visitors WHERE id = $1', come.actor.visitor_id)
    assert come.token not in repr(dict(stored))
    assert (str(stored['ip']), stored['user_agent'], stored['locale']) == ('203.0.113.7', 'Browser 1', 'de')
    assert come.contact is None


async def test_the_token_brings_them_back_in_the_same_visit(site: Site) -> None:
    first = await site.come()
    again = await site.come(first.token)
    assert again.token == first.token
    assert again.actor == first.actor
    assert len(await rows(site, 'SELECT FROM widget_sessions WHERE visitor_id = $1', first.actor.visitor_id)) == 1


async def test_after_half_an_hour_it_is_another_visit(site: Site) -> None:
    first = await site.come()
    await ended(site.hub, first.actor)
    earlier = "UPDATE widget_sessions SET last_seen_at = now() - interval '31 minutes' WHERE visitor_id = $1"
    await rows(site, earlier, first.actor.visitor_id)
    again = await site.come(first.token)
    assert again.actor.visitor_id == first.actor.visitor_id
    assert again.actor.session_id != first.actor.session_id


@pytest.mark.parametrize('token', ['nobody-has-this-token', ' ', 'é', 'a' * 200, "' OR 1=1 --", '%'])
async def test_an_unknown_token_is_a_new_visitor(site: Site, token: str) -> None:
    come = await site.come(token)
    assert come.token != token


async def test_an_unknown_key_or_a_chat_that_is_off_has_no_visitors(site: Site) -> None:
    with pytest.raises(NotFound):
        await site.come(key='pk_unknown-key-000')
    await site.change(enabled=False)
    with pytest.raises(NotFound):
        await site.come()


async def test_a_token_is_worth_nothing_at_another_tenants_chat_or_another_chat_of_the_same(sites: Sites) -> None:
    here, there = await sites.make(), await sites.make()
    beside = await sites.make(here.shop)
    mine = await here.come()
    for other in (there, beside):
        assert (await other.come(mine.token)).actor.visitor_id != mine.actor.visitor_id
        with pytest.raises(Unauthenticated):
            await authenticate(here.hub, key=other.key, token=mine.token)
    assert (await authenticate(here.hub, key=here.key, token=mine.token)).visitor_id == mine.actor.visitor_id


async def test_a_blocked_visitor_is_refused(site: Site) -> None:
    come = await site.come()
    await rows(site, 'UPDATE widget_visitors SET blocked_at = now() WHERE id = $1', come.actor.visitor_id)
    with pytest.raises(Forbidden):
        await site.come(come.token)
    with pytest.raises(Forbidden):
        await authenticate(site.hub, key=site.key, token=come.token)


async def test_a_new_address_makes_a_contact_that_is_not_proven(site: Site) -> None:
    come = await site.come()
    email = f'{uuid4().hex}@Example.COM'
    said = Identify(name='Anna Berg', email=email, phone='+49 30 901820', attributes={'plan': 'pro', 'seats': 3})
    actor = await identify(site.hub, come.actor, said)
    contact = await site.contact(actor.contact_id)
    assert contact['name'] == actor.name == 'Anna Berg'
    assert contact['identifiers'] == [
        {'type': 'email', 'value': email.lower(), 'verified': False},
        {'type': 'phone', 'value': '+4930901820', 'verified': False},
    ]
    visitor = await site.visitor(actor.visitor_id)
    assert (visitor['contact_id'], visitor['email'], visitor['identified_at']) == (contact['id'], email.lower(), None)
    assert visitor['attributes'] == {'plan': 'pro', 'seats': 3}
    assert (await site.come(come.token)).contact is not None


async def test_the_same_address_typed_by_two_shows_neither_the_others_history(site: Site) -> None:
    email = f'{uuid4().hex}@example.com'
    first, second = await site.peer(), await site.peer()
    tokens = [(await peer.hear('session'))['visitor'] for peer in (first, second)]
    await first.say('My secret order number is 4711')
    for peer in (first, second):
        assert (await peer.call('identify', {'name': 'Anna', 'email': email}))['ok'] is True
    one, two = [await authenticate(site.hub, key=site.key, token=token) for token in tokens]
    assert one.contact_id is not None
    assert two.contact_id is None
    assert (await site.visitor(two.visitor_id))['email'] == email
    assert len(await conversations(site.hub, one)) == 1
    assert await conversations(site.hub, two) == []
    again = await site.peer(tokens[1])
    session = await again.hear('session')
    assert session['conversations'] == []
    assert session.get('contact') is None


async def test_typing_the_address_of_a_contact_of_ours_gives_nothing_of_theirs(site: Site) -> None:
    email = f'{uuid4().hex}@example.com'
    asked = {'name': 'Real Anna', 'identifiers': [{'type': 'email', 'value': email}]}
    known = (await site.shop.owner.api.post('contacts', asked)).ok(201)
    come = await site.come()
    actor = await identify(site.hub, come.actor, Identify(name='Not Anna', email=email.upper()))
    assert (actor.contact_id, actor.name) == (None, 'Not Anna')
    assert await site.contact(known['id']) == known
    assert (await site.shop.owner.api.get(f'contacts/{known["id"]}/conversations')).ok()['items'] == []


async def test_two_who_type_the_same_new_address_at_once_make_one_contact(site: Site) -> None:
    email = f'{uuid4().hex}@example.com'
    come = [await site.peer() for _ in range(6)]
    answers = [await peer.call('identify', {'email': email}) for peer in come]
    assert all(answer['ok'] for answer in answers)
    found = await rows(site, 'SELECT FROM contacts WHERE tenant_id = $1', site.shop.tenant.id)
    assert len(found) == 1


async def test_ids_of_one_visitor_are_worth_nothing_to_another(site: Site) -> None:
    mine, theirs = await site.peer(), await site.peer()
    said = (await mine.say('Hello'))['message']
    for event, payload in {
        'sync': {'conversation_id': said['conversation_id'], 'after_seq': 0},
        'read': {'conversation_id': said['conversation_id'], 'seq': 1},
        'message': {'client_id': 'x', 'text': 'intruder', 'conversation_id': said['conversation_id']},
    }.items():
        answer = await theirs.call(event, payload)
        assert (answer['ok'], answer['error']['code']) == (False, 'not_found'), event
    assert len(await rows(site, 'SELECT FROM messages WHERE conversation_id = $1', UUID(said['conversation_id']))) == 1


async def test_what_was_said_is_kept_until_something_else_is(site: Site) -> None:
    come = await site.come()
    await identify(site.hub, come.actor, Identify(name='Anna', attributes={'cart': 3, 'plan': 'pro'}))
    await identify(site.hub, come.actor, Identify(phone='call me', attributes={'cart': None, 'vip': True}))
    visitor = await site.visitor(come.actor.visitor_id)
    assert (visitor['name'], visitor['phone']) == ('Anna', 'call me')
    assert visitor['attributes'] == {'plan': 'pro', 'vip': True}


async def test_nonsense_is_refused_in_words_for_people(site: Site) -> None:
    come = await site.come()
    with pytest.raises(Invalid, match='not an email address'):
        await identify(site.hub, come.actor, Identify(email='not an address'))
    await identify(site.hub, come.actor, Identify(attributes={f'a{n}': n for n in range(50)}))
    with pytest.raises(Invalid, match='at most 50'):
        await identify(site.hub, come.actor, Identify(attributes={'one more': 1}))
    for attributes in (
        {'a': {'b': 1}},
        {'a': 'x' * 501},
        {'': 1},
        {'a': float('nan')},
        {'a': float('inf')},
        {'a\0': 1},
    ):
        with pytest.raises(ValueError, match='validation error'):
            Identify.model_validate({'attributes': attributes})


async def test_pages_make_a_trail_that_agents_see(site: Site) -> None:
    come = await site.come()
    for url in ('https://shop.example/', 'https://user:pass@shop.example/tents#big', 'https://shop.example/tents#big'):
        await page(site.hub, come.actor, Page(url=url, title='A page', referrer='android-app://x'))
    visitor = await site.visitor(come.actor.visitor_id)
    assert [(seen['url'], seen['referrer']) for seen in visitor['pages']] == [
        ('https://shop.example/tents#big', None),
        ('https://shop.example/', None),
    ]
    (visit,) = await rows(site, 'SELECT * FROM widget_sessions WHERE visitor_id = $1', come.actor.visitor_id)
    assert visit['page_url'] == 'https://shop.example/tents#big'
    for url in (
        'javascript:alert(1)',
        'file:///etc/passwd',
        'data:text/html,x',
        'https://',
        '//shop.example',
        'http://[x',
    ):
        with pytest.raises(Invalid):
            await page(site.hub, come.actor, Page(url=url))


async def test_a_visit_keeps_its_latest_pages_only(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr('storage.visitors.PAGES_A_VISIT', 5)
    come = await site.come()
    for n in range(12):
        await page(site.hub, come.actor, Page(url=f'https://shop.example/{n}'))
    seen = [view['url'][-2:] for view in (await site.visitor(come.actor.visitor_id))['pages']]
    assert seen == ['11', '10', '/9', '/8', '/7', '/6']


async def test_agents_see_whether_a_visitor_is_there(site: Site) -> None:
    peer = await site.peer()
    actor = await authenticate(site.hub, key=site.key, token=(await peer.hear('session'))['visitor'])
    assert (await site.visitor(actor.visitor_id))['online'] is True
    await peer.__aexit__()
    for _ in range(100):
        if not (await site.visitor(actor.visitor_id))['online']:
            return
    pytest.fail('the visitor is still there')


async def test_a_foreign_visitor_is_not_found(sites: Sites) -> None:
    here, there = await sites.make(), await sites.make()
    come = await here.come()
    assert (await there.shop.owner.api.get(f'visitors/{come.actor.visitor_id}')).code == 'not_found'
