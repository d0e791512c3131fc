"""A signed identity proves who a visitor is; everything that is not signed by the chat's own secret proves nothing."""

import asyncio
import base64
import json
import time
from uuid import uuid4

import jwt
import pytest

from hub.model.errors import Forbidden, Unauthenticated
from hub.widgets.claims import Identify, identify
from hub.widgets.visitors import authenticate, conversations
from tests.widgets.conftest import Site, Sites
from tests.widgets.test_visitors import rows


def new_email() -> str:
    return f'{uuid4().hex}@example.com'


async def test_a_signed_visitor_becomes_a_proven_contact(site: Site) -> None:
    email = new_email()
    said = {'email': email.upper(), 'phone': '+49 30 901820', 'name': 'Anna Berg'}
    come = await site.come(identity=await site.sign('u-7', **said))
    assert come.contact
    contact = await site.contact(come.contact.id)
    assert contact['name'] == come.actor.name == 'Anna Berg'
    assert contact['identifiers'] == [
        {'type': 'email', 'value': email, 'verified': True},
        {'type': 'phone', 'value': '+4930901820', 'verified': True},
        {'type': 'visitor_id', 'value': f'u-7@{site.key}', 'verified': True},
    ]
    visitor = await site.visitor(come.actor.visitor_id)
    assert (visitor['email'], visitor['name']) == (email, 'Anna Berg')
    assert visitor['identified_at'] is not None


async def test_a_token_that_was_anonymous_ends_when_its_visitor_is_proven(site: Site) -> None:
    before = await site.come()
    proven = await site.come(before.token, await site.sign())
    assert proven.actor.visitor_id == before.actor.visitor_id
    assert proven.token != before.token
    with pytest.raises(Unauthenticated):
        await authenticate(site.hub, key=site.key, token=before.token)
    assert (await site.come(proven.token)).actor.visitor_id == before.actor.visitor_id
    again = await site.come(proven.token, await site.sign())
    assert again.token == proven.token


async def test_what_one_wrote_before_signing_in_goes_to_the_contact(site: Site) -> None:
    peer = await site.peer()
    token = (await peer.hear('session'))['visitor']
    said = (await peer.say('Before I signed in'))['message']
    proven = await site.peer(token, await site.sign(name='Anna'))
    session = await proven.hear('session')
    assert [each['id'] for each in session['conversations']] == [said['conversation_id']]
    contact = session['contact']['id']
    listed = (await site.shop.owner.api.get(f'contacts/{contact}/conversations')).ok()['items']
    assert [each['id'] for each in listed] == [said['conversation_id']]
    assert listed[0]['contact'] == {'id': contact, 'name': 'Anna'}


async def test_the_same_person_in_a_second_browser_finds_their_history(site: Site) -> None:
    first = await site.peer(identity=await site.sign())
    said = (await first.say('From my telephone'))['message']
    second = await site.peer(identity=await site.sign())
    session = await second.hear('session')
    assert [each['id'] for each in session['conversations']] == [said['conversation_id']]
    tokens = [(await first.hear('session'))['visitor'], session['visitor']]
    assert len({(await authenticate(site.hub, key=site.key, token=token)).visitor_id for token in tokens}) == 1
    assert len(set(tokens)) == 2


async def test_what_a_second_browser_wrote_anonymously_joins_them_and_a_resend_is_still_known(site: Site) -> None:
    known = await site.come(identity=await site.sign())
    peer = await site.peer()
    token = (await peer.hear('session'))['visitor']
    said = (await peer.say('Written here', client_id='one'))['message']
    joined = await site.peer(token, await site.sign())
    session = await joined.hear('session')
    assert [each['id'] for each in session['conversations']] == [said['conversation_id']]
    again = await joined.say('Written here', client_id='one')
    assert (again['ok'], again['message']['id']) == (True, said['id'])
    assert len(await rows(site, 'SELECT FROM widget_visitors WHERE tenant_id = $1', site.shop.tenant.id)) == 1
    actor = await authenticate(site.hub, key=site.key, token=session['visitor'])
    assert actor.visitor_id == known.actor.visitor_id


async def test_two_tabs_that_prove_the_same_at_once_are_one_visitor(site: Site) -> None:
    token = (await site.come()).token
    signed = await site.sign()
    come = await asyncio.gather(*(site.come(token, signed) for _ in range(6)))
    assert len({each.actor.visitor_id for each in come}) == 1
    for each in come:
        assert (await site.come(each.token)).actor.visitor_id == each.actor.visitor_id


async def test_another_person_at_the_same_browser_starts_anew(site: Site) -> None:
    anna = await site.peer(identity=await site.sign('anna'))
    await anna.say('Mine alone')
    token = (await anna.hear('session'))['visitor']
    ben = await site.come(token, await site.sign('ben'))
    assert await conversations(site.hub, ben.actor) == []
    assert ben.token != token
    back = await site.come(token, await site.sign('anna'))
    assert len(await conversations(site.hub, back.actor)) == 1


async def test_an_address_somebody_only_typed_goes_to_who_proves_it(site: Site) -> None:
    email = new_email()
    intruder = await site.peer()
    await intruder.say('I am Anna, believe me')
    await intruder.call('identify', {'name': 'Anna', 'email': email})
    anna = await site.come(identity=await site.sign('anna', email=email, name='Anna Berg'))
    assert anna.contact
    contact = await site.contact(anna.contact.id)
    assert {'type': 'email', 'value': email, 'verified': True} in contact['identifiers']
    assert (await site.shop.owner.api.get(f'contacts/{anna.contact.id}/conversations')).ok()['items'] == []
    actor = await authenticate(site.hub, key=site.key, token=(await intruder.hear('session'))['visitor'])
    assert actor.contact_id not in (None, anna.contact.id)
    assert (await site.contact(actor.contact_id))['identifiers'] == []


async def test_a_contact_that_agents_entered_is_found_by_the_proven_address(site: Site) -> None:
    email = new_email()
    asked = {'name': 'Anna of our list', 'identifiers': [{'type': 'email', 'value': email}]}
    known = (await site.shop.owner.api.post('contacts', asked)).ok(201)
    come = await site.come(identity=await site.sign(email=email, name='anna'))
    assert come.contact
    assert (str(come.contact.id), come.contact.name) == (known['id'], 'Anna of our list')
    assert {'type': 'email', 'value': email, 'verified': True} in (await site.contact(known['id']))['identifiers']


async def test_what_was_proven_is_not_overwritten_by_typing(site: Site) -> None:
    email = new_email()
    come = await site.come(identity=await site.sign(email=email, name='Anna'))
    actor = await identify(site.hub, come.actor, Identify(name='Boss', email=new_email(), attributes={'a': 1}))
    assert actor.name == 'Anna'
    visitor = await site.visitor(actor.visitor_id)
    assert (visitor['name'], visitor['email'], visitor['attributes']) == ('Anna', email, {'a': 1})


async def test_where_identity_is_enforced_unsigned_claims_are_refused(site: Site) -> None:
    refused = await site.shop.owner.api.patch(f'widgets/{site.widget["id"]}', {'enforce_identity': True})
    assert refused.code == 'invalid'
    signed = await site.sign(name='Anna')
    await site.change(enforce_identity=True)
    come = await site.come()
    for said in (Identify(email=new_email()), Identify(name='Anna'), Identify(phone='+49 30 901820')):
        with pytest.raises(Forbidden):
            await identify(site.hub, come.actor, said)
    await identify(site.hub, come.actor, Identify(attributes={'cart': 3}))
    proven = await site.come(come.token, signed)
    assert proven.actor.name == 'Anna'


def unsigned(claims: dict[str, object], algorithm: str) -> str:
    """A token that says it needs no signature."""
    parts = [json.dumps(part).encode() for part in ({'alg': algorithm, 'typ': 'JWT'}, claims)]
    return '.'.join(base64.urlsafe_b64encode(part).rstrip(b'=').decode() for part in parts) + '.'


async def test_forged_identities_are_refused(sites: Sites) -> None:
    site, other = await sites.make(), await sites.make()
    await other.sign()
    soon = int(time.time()) + 600
    claims: dict[str, object] = {'sub': 'u-1', 'exp': soon}
    good = await site.sign()
    forged = {
        'another secret': await site.sign(key='k' * 43),
        'the secret of another chat': await site.sign(key=other.secret),
        'no signature': unsigned(claims, 'none'),
        'no signature, said loudly': unsigned(claims, 'NONE'),
        'another algorithm': jwt.encode(claims, site.secret * 2, algorithm='HS512'),
        'a changed payload': '.'.join(
            [good.split('.')[0], unsigned({'sub': 'u-2', 'exp': soon}, 'x').split('.')[1], good.split('.')[2]]
        ),
        'no end': await site.sign(exp=...),
        'no subject': await site.sign(sub=...),
        'an empty subject': await site.sign('  '),
        'a subject that is too long': await site.sign('u' * 201),
        'another audience': await site.sign(aud=other.key),
        'a number without a country': await site.sign(phone='030 901820'),
        'a subject that is a list': await site.sign(sub=['u-1']),
        'an address that is none': await site.sign(email='nobody'),
        'a name with NUL': await site.sign(name='a\0b'),
        'not valid yet': await site.sign(nbf=soon),
        'no token': 'x',
        'expired': await site.sign(exp=int(time.time()) - 60),
    }
    for what, token in forged.items():
        with pytest.raises(Unauthenticated):
            pytest.fail(f'{what}: {await site.come(identity=token)}')
    assert (await site.come(identity=await site.sign(aud=site.key, exp=time.time() + 60.5))).contact
    assert (await site.come(identity=await site.sign(sub=42))).contact
    assert (await site.come(identity=await site.sign(aud=['x', site.key]))).contact


async def test_a_chat_without_a_secret_believes_no_signature(site: Site) -> None:
    signed = jwt.encode({'sub': 'u', 'exp': int(time.time()) + 60}, 'k' * 43, algorithm='HS256')
    with pytest.raises(Unauthenticated):
        await site.come(identity=signed)


async def test_a_long_open_page_goes_on_with_its_token_after_its_identity_expired(site: Site) -> None:
    come = await site.come(identity=await site.sign('anna'))
    expired = await site.sign('anna', exp=int(time.time()) - 60)
    assert (await site.come(come.token, expired)).actor.visitor_id == come.actor.visitor_id
    anonymous = await site.come()
    for token in (None, anonymous.token):
        with pytest.raises(Unauthenticated):
            await site.come(token, expired)


async def test_a_new_secret_ends_the_one_before_and_is_never_shown_again(site: Site) -> None:
    before = await site.sign()
    first, site.secret = site.secret, ''
    after = await site.sign()
    assert site.secret != first
    with pytest.raises(Unauthenticated):
        await site.come(identity=before)
    assert (await site.come(identity=after)).contact
    shown = await site.shop.owner.api.get('widgets')
    assert site.secret.encode() not in shown.body
    (stored,) = await rows(site, 'SELECT * FROM tenant_widget_config WHERE public_key = $1', site.key)
    assert site.secret.encode() not in stored['identity_secret']


async def test_a_blocked_person_is_blocked_in_every_browser(site: Site) -> None:
    come = await site.come(identity=await site.sign())
    await rows(site, 'UPDATE widget_visitors SET blocked_at = now() WHERE id = $1', come.actor.visitor_id)
    for token in (None, come.token, (await site.come()).token):
        with pytest.raises(Forbidden):
            await site.come(token, await site.sign())
