"""Who a visitor is: proven by the site's signature, the same person on every device, and nobody else after them."""

import time

import jwt
from playwright.async_api import Browser, expect

from tests.browser.desk import Desk
from tests.browser.test_widget_talk import watched
from tests.live.peers import Peer


async def signed(desk: Desk, subject: str, secrets: dict[str, str]) -> str:
    """The site's word for who somebody is."""
    if desk.site.key not in secrets:
        answer = await desk.shop.owner.api.post(f'widgets/{desk.widget["id"]}/identity-secret')
        secrets[desk.site.key] = answer.ok(201)['identity_secret']
    claims = {'sub': subject, 'email': f'{subject}@mail.example', 'name': subject.title(), 'exp': time.time() + 60}
    return jwt.encode(claims, secrets[desk.site.key], algorithm='HS256')


async def test_a_person_finds_their_conversation_on_another_device(desk: Desk, browser: Browser, agent: Peer) -> None:
    secrets: dict[str, str] = {}
    amara = await signed(desk, 'amara', secrets)
    visitor = await (await desk.visitor()).open()
    await visitor.say('Written before I signed in')
    await visitor.is_told('Sent')
    await visitor.page.evaluate('(jwt) => CustArea.identify({ jwt })', amara)
    await agent.hear('conversation.updated', lambda row: (row.get('contact') or {}).get('name') == 'Amara')
    await visitor.say('And after')
    desk.context = await browser.new_context(locale='en-GB')
    phone = await desk.visitor()
    await phone.page.evaluate('(jwt) => CustArea.push(["identify", { jwt }], ["open"])', amara)
    await phone.sees('Written before I signed in', 'And after')
    await phone.say('From my phone')
    await visitor.sees('Written before I signed in', 'And after', 'From my phone')


async def test_another_tab_stays_who_it_was_when_one_is_recognised(desk: Desk, agent: Peer) -> None:
    secrets: dict[str, str] = {}
    one = await (await desk.visitor()).open()
    await one.say('Hello')
    await one.is_told('Sent')
    two = await (await desk.visitor()).open()
    await two.sees('Hello')
    await one.page.evaluate('(jwt) => CustArea.identify({ jwt })', await signed(desk, 'amara', secrets))
    await agent.hear('conversation.updated', lambda row: (row.get('contact') or {}).get('name') == 'Amara')
    await two.page.reload()
    await two.is_open()
    await two.say('Still here')
    await one.sees('Hello', 'Still here')
    assert (await desk.conversation())['contact']['name'] == 'Amara'


async def test_after_signing_out_the_next_person_finds_nothing(desk: Desk, agent: Peer) -> None:
    secrets: dict[str, str] = {}
    visitor = await (await desk.visitor()).open()
    await visitor.page.evaluate('(jwt) => CustArea.identify({ jwt })', await signed(desk, 'amara', secrets))
    await visitor.say('Something private')
    await visitor.is_told('Sent')
    await visitor.page.evaluate('CustArea.shutdown()')
    await visitor.page.reload()
    await visitor.open()
    await visitor.page.wait_for_timeout(500)
    await expect(visitor.bubbles).to_have_count(0)
    await visitor.page.evaluate('(jwt) => CustArea.identify({ jwt })', await signed(desk, 'bela', secrets))
    await visitor.page.wait_for_timeout(500)
    await expect(visitor.bubbles).to_have_count(0)


async def test_a_forged_identity_leaves_the_visitor_anonymous(desk: Desk, agent: Peer) -> None:
    forged = jwt.encode({'sub': 'amara', 'exp': time.time() + 60}, 'x' * 40, algorithm='HS256')
    visitor = await desk.visitor()
    await visitor.page.evaluate('(jwt) => CustArea.push(["identify", { jwt, name: "Amara" }], ["open"])', forged)
    await visitor.say('Hello')
    await visitor.is_told('Sent')
    await watched(agent)
    assert (await desk.conversation())['contact'] is None
