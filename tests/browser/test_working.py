"""A conversation on an agent's desk: the title's number, drafts, whose it is, how much it matters, who wrote it."""

import time

import jwt
from playwright.async_api import expect

from hub.model.message import Channel
from hub.model.people import UserRole
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_the_title_counts_what_waits_and_a_draft_survives_a_reload(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    shop = scene.shop.tenant.name
    await expect(agent.page).to_have_title(shop)
    await visitor.open()
    await visitor.say('Is it waterproof?')
    await expect(agent.page).to_have_title(f'(1) {shop}')
    stranger = await scene.visitor()
    await stranger.open()
    await stranger.say('Where are you?')
    await expect(agent.page).to_have_title(f'(2) {shop}')
    await agent.open('Is it waterproof?')
    await expect(agent.page).to_have_title(f'(1) {shop}')

    await agent.field.fill('It is, down to')
    await agent.page.get_by_role('button', name='Note', exact=True).click()
    await agent.field.fill('Ask Tom how deep')
    await agent.page.reload()
    await expect(agent.field).to_have_value('Ask Tom how deep')
    await agent.page.get_by_role('button', name='Reply', exact=True).click()
    await expect(agent.field).to_have_value('It is, down to')
    await agent.open('Where are you?')
    await expect(agent.field).to_have_value('')
    await expect(agent.rows.filter(has_text='Draft: It is, down to')).to_have_count(1)
    await expect(agent.page).to_have_title(shop)

    await agent.open('Draft: It is, down to')
    await agent.say('It is, down to two metres.')
    await expect(visitor.bubbles.filter(has_text='It is, down to two metres.')).to_be_visible()
    await agent.page.reload()
    await expect(agent.bubble('It is, down to two metres.')).to_be_visible()
    await expect(agent.field).to_have_value('')


async def test_a_conversation_is_given_away_and_marked_urgent_and_both_agents_see_it(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'My tent is gone'), Past('Bela')])
    maya = await scene.agent(await scene.shop.hire(UserRole.AGENT, 'Maya Brandt'), view='My inbox')
    await expect(maya.page.get_by_text('All answered')).to_be_visible()
    owner = await scene.agent()
    await owner.open('My tent is gone')
    panel, menu = owner.page.get_by_role('complementary', name='Contact'), owner.page.get_by_role('menuitem')
    await panel.get_by_role('button', name='Unassigned').click()
    await owner.page.get_by_role('searchbox', name='Find a person').fill('may')
    await menu.filter(has_text='Maya Brandt').click()
    await expect(panel.get_by_role('button', name='Maya Brandt')).to_be_visible()
    await expect(owner.rows.filter(has_text='My tent is gone')).to_contain_text('Maya Brandt')
    await expect(maya.rows).to_have_count(1)

    await panel.get_by_role('button', name='Normal').click()
    await menu.filter(has_text='Urgent').click()
    await expect(panel.get_by_role('button', name='Urgent')).to_be_visible()
    await expect(maya.rows.filter(has_text='Priority Urgent')).to_have_count(1)
    await owner.page.reload()
    await expect(panel.get_by_role('button', name='Maya Brandt')).to_be_visible()
    await expect(panel.get_by_role('button', name='Urgent')).to_be_visible()

    await owner.page.get_by_role('button', name='Assigned to Maya Brandt').click()
    await menu.filter(has_text='Nobody').click()
    await expect(panel.get_by_role('button', name='Unassigned')).to_be_visible()
    await expect(maya.rows).to_have_count(0)
    await owner.page.get_by_role('button', name='Undo').click()
    await expect(maya.rows.filter(has_text='My tent is gone')).to_have_count(1)

    # what a colleague has done since stays as they made it
    await owner.log.focus()
    await owner.page.keyboard.press('y')
    await expect(maya.rows).to_have_count(0)
    await maya.go_to('All open')
    await maya.open('My tent is gone')
    await maya.log.focus()
    await maya.page.keyboard.press('y')
    await expect(panel.get_by_role('button', name='Maya Brandt')).to_be_visible()
    await owner.page.keyboard.press('z')
    await expect(owner.page.locator('.toast')).to_contain_text('1 conversation left alone: changed since')
    await expect(panel.get_by_role('button', name='Maya Brandt')).to_be_visible()
    await expect(maya.rows.filter(has_text='My tent is gone')).to_contain_text('You')

    # and what was asleep when it was resolved sleeps again
    await owner.page.keyboard.press('s')
    await menu.filter(has_text='Until they reply').click()
    await expect(owner.rows.filter(has_text='My tent is gone')).to_have_count(0)
    await owner.page.keyboard.press('e')
    await owner.page.keyboard.press('z')
    await expect(owner.page.locator('.toast')).to_have_count(0)
    await owner.go_to('Snoozed')
    await expect(owner.rows.filter(has_text='My tent is gone')).to_contain_text('Back when they reply')


async def test_a_change_that_the_hub_refuses_is_taken_back_in_words(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara')])
    owner = await scene.agent()
    await owner.open('Amara')
    await owner.page.route(
        '**/api/v1/conversations/*', lambda route: route.fulfill(status=503, json={'code': 'unavailable'})
    )
    panel = owner.page.get_by_role('complementary', name='Contact')
    await panel.get_by_role('button', name='Normal').click()
    await owner.page.get_by_role('menuitem', name='Low').click()
    await expect(owner.page.locator('.toast')).to_be_visible()
    await expect(panel.get_by_role('button', name='Normal')).to_be_visible()

    # of whom the hub cannot speak just now nothing untrue is said
    await owner.page.route('**/api/v1/contacts/*', lambda route: route.abort())
    await owner.page.reload()
    await expect(panel.get_by_role('button', name='Normal')).to_be_visible()
    await expect(panel.get_by_role('region', name='Details')).to_be_visible()
    await expect(panel.get_by_text('Not identified yet')).to_have_count(0)


async def test_the_contact_panel_shows_proven_addresses_and_earlier_conversations(scene: Scene) -> None:
    api = scene.shop.owner.api
    secret = (await api.post(f'widgets/{scene.widget["id"]}/identity-secret')).ok(201)['identity_secret']
    claims = {'sub': 'amara', 'email': 'amara@mail.example', 'name': 'Amara Okafor', 'exp': time.time() + 600}
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.page.evaluate('(jwt) => CustArea.identify({ jwt })', jwt.encode(claims, secret, algorithm='HS256'))
    await visitor.say('Me again')
    await expect(agent.rows.filter(has_text='Amara Okafor')).to_contain_text('Me again')
    [now] = (await api.get('conversations')).ok()['items']
    [before] = await write_past(scene.shop, [Past('', 'My order of last year', Channel.EMAIL)])
    await scene.shop.rows('UPDATE conversations SET contact_id = $1 WHERE id = $2', now['contact']['id'], before)

    await agent.open('Me again')
    panel = agent.page.get_by_role('complementary', name='Contact')
    reachable = panel.get_by_role('region', name='Reachable on')
    await expect(reachable).to_contain_text('amara@mail.example')
    await expect(reachable).to_contain_text('Verified')
    earlier = panel.get_by_role('region', name='Earlier conversations').get_by_role('link')
    await expect(earlier).to_have_count(1)
    await earlier.filter(has_text='My order of last year').click()
    await expect(agent.bubble('My order of last year')).to_be_visible()
    await earlier.filter(has_text='Me again').click()
    await expect(agent.bubble('Me again')).to_be_visible()
    await expect(reachable).to_contain_text('Verified')


async def test_an_address_that_a_visitor_only_typed_is_shown_as_a_claim(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.page.evaluate("CustArea.identify({ name: 'Bela', email: 'bela@mail.example' })")
    await visitor.say('I am Bela')
    await agent.open('I am Bela')
    reachable = agent.page.get_by_role('region', name='Reachable on')
    await expect(reachable).to_contain_text('bela@mail.example')
    await expect(reachable).to_contain_text('Not proven')
    await expect(reachable.get_by_text('Verified')).to_have_count(0)
