"""What the inbox is for, point by point: two agents and a visitor, on a desk and on phones, nobody reloading a page."""

import re

import pytest
from playwright.async_api import FilePayload, expect

from hub.model.message import Channel
from hub.model.people import UserRole
from hub.search.word_index import read_once
from hub.worker import WORKS
from tests.browser.agent import Agent
from tests.browser.looks import is_narrow, press
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene
from tests.browser.test_reports import tile
from tests.browser.test_resend import UNSURE
from tests.browser.visitor import Visitor
from tests.contacts.test_erasure import running
from tests.tenants import new_email

pytestmark = [pytest.mark.slow, pytest.mark.looks('desktop', 'phone')]

ASKED = 'Where is my tent?'


async def _together(scene: Scene, role: UserRole = UserRole.AGENT) -> tuple[Agent, Agent, Visitor]:
    """A visitor has asked; the owner and Maya see it in their lists."""
    visitor = await scene.visitor()
    colleague = await scene.shop.hire(role, name='Maya Brandt')
    owner, maya = await scene.agent(), await scene.agent(colleague)
    await visitor.open()
    await visitor.say(ASKED)
    for agent in (owner, maya):
        await expect(agent.rows.filter(has_text=ASKED)).to_be_visible()
    return owner, maya, visitor


async def _shows(agent: Agent, *texts: str) -> None:
    """The list has exactly these, in this order."""
    await expect(agent.rows).to_have_count(len(texts))
    for place, text in enumerate(texts):
        await expect(agent.rows.nth(place)).to_contain_text(text)


async def test_1_every_view_follows_what_a_colleague_does(scene: Scene) -> None:
    (await scene.shop.owner.api.post('teams', {'name': 'Workshop'})).ok(201)
    await write_past(scene.shop, [Past('Bela', 'My invoice', Channel.EMAIL)])
    owner, maya, _ = await _together(scene)
    listed = owner.page.get_by_role('region', name='Conversations')

    await maya.go_to('My inbox')
    await _shows(maya)
    await owner.open(ASKED)
    await owner.assign('Maya Brandt')
    await _shows(maya, ASKED)
    await maya.go_to('Mentions')
    await owner.note('@Maya Brandt please look')
    await _shows(maya, 'please look')
    await maya.go_to('Snoozed')
    await owner.more('Until they reply')
    await _shows(maya, 'please look')
    await owner.more('Wake it now')
    await _shows(maya)

    await owner.look_at_the_list()
    await owner.choose(listed.get_by_role('button', name='Order:'), 'Longest waiting')
    await _shows(owner, 'My invoice', 'please look')
    await owner.choose(listed.get_by_role('button', name='Filter'), 'Email')
    await _shows(owner, 'My invoice')
    await owner.choose(listed.get_by_role('button', name='Saved view'), 'Save as a new view')
    await owner.page.get_by_role('textbox', name='Name').fill('Letters')
    await owner.press(owner.page.get_by_text('Share with everybody'))
    await owner.button('Save')
    await expect(owner.page.get_by_role('heading', name='Letters')).to_be_visible()
    await maya.go_to('Letters')
    await _shows(maya, 'My invoice')
    elsewhere = await scene.agent()
    await owner.choose(listed.get_by_role('button', name='Saved view'), 'Save as a new view')
    await owner.page.get_by_role('textbox', name='Name').fill('For me')
    await owner.button('Save')
    await elsewhere.go_to('For me')  # what is one's own is on one's other screen, and on nobody else's
    await _shows(elsewhere, 'My invoice')
    assert 'For me' not in [view['name'] for view in (await maya.member.api.get('views')).ok()['items']]

    await maya.go_to('Workshop')
    await _shows(maya)
    await owner.open('My invoice')
    await owner.show_panel()
    await owner.choose(owner.panel.get_by_role('button', name='No team'), 'Workshop')
    await _shows(maya, 'My invoice')
    await maya.go_to('Unassigned')
    await _shows(maya, 'My invoice')


async def test_2_what_is_done_to_a_conversation_is_seen_by_a_colleague(scene: Scene) -> None:
    api = scene.shop.owner.api
    (await api.post('teams', {'name': 'Workshop'})).ok(201)
    (await api.post('tags', {'name': 'Late'})).ok(201)
    owner, maya, visitor = await _together(scene)
    await owner.open(ASKED)
    await maya.open(ASKED)
    await maya.show_panel()

    await owner.assign('Maya Brandt')
    await expect(maya.panel.get_by_role('button', name='You', exact=True)).to_be_visible()
    await owner.more('Urgent')
    await expect(maya.panel.get_by_role('button', name='Urgent')).to_be_visible()
    await owner.more('Tags', 'Late')
    await expect(maya.panel).to_contain_text('Late')
    await owner.set_status('Pending')
    await expect(maya.panel.get_by_role('button', name='Pending')).to_be_visible()
    await owner.set_status('Open')
    await maya.choose(maya.panel.get_by_role('button', name='No team'), 'Workshop')
    await owner.show_panel()
    await expect(owner.panel.get_by_role('button', name='Workshop')).to_be_visible()
    await owner.hide_panel()
    await owner.more('Tomorrow')
    await expect(maya.panel).to_contain_text('Back')
    await owner.more('Wake it now')
    await expect(maya.panel).not_to_contain_text('Back')

    await owner.more('Transcript')
    async with owner.page.expect_download():
        await owner.press(owner.page.get_by_role('dialog').get_by_role('button', name='Download'))
    await owner.more('Star')
    await owner.show_panel()
    await owner.choose(owner.page.get_by_role('button', name='More about this person'), 'Block')
    await owner.press(owner.page.get_by_role('dialog').get_by_role('button', name='Block'))
    await expect(maya.panel.get_by_text('Blocked', exact=True)).to_be_visible()
    await expect(visitor.chat.get_by_text('Chat is not available here.')).to_be_visible()
    await owner.hide_panel()
    await owner.more('Mark unread')  # on a phone this leads back to the list
    await expect(owner.rows.filter(has_text='Starred').filter(has_text='1 unread message')).to_have_count(1)


async def test_2_conversations_are_moved_merged_and_many_changed_at_once(scene: Scene) -> None:
    _, berg, third = await write_past(scene.shop, [Past('Anna', 'first'), Past('Berg', 'second'), Past('-', 'third')])
    await scene.shop.rows('UPDATE conversations SET contact_id = $1 WHERE id = $2', berg, third)
    owner, maya, _ = await _together(scene)
    await maya.open('first')
    await maya.show_panel()
    await owner.open('first')
    dialog = owner.page.get_by_role('dialog')
    await owner.more('Move to another contact')
    await dialog.get_by_role('textbox', name='Find the contact').fill('Berg')
    await owner.press(dialog.get_by_role('button', name='Berg').first)
    await owner.press(dialog.get_by_role('button', name='Move', exact=True))
    await expect(maya.panel.locator('.panel-name')).to_have_text('Berg')
    await expect(maya.panel.get_by_role('region', name='Earlier conversations').get_by_role('link')).to_have_count(2)

    await owner.more('Merge into another conversation')
    await owner.press(dialog.get_by_role('button', name='second'))
    await owner.press(dialog.get_by_role('button', name='Merge', exact=True))
    await maya.hide_panel()
    await maya.press(maya.page.get_by_role('button', name='Undo merge'))
    await expect(maya.field).to_be_visible()

    await maya.look_at_the_list()
    await owner.look_at_the_list()
    await expect(owner.rows).to_have_count(4)
    await owner.button('Pick conversations')
    for text in (ASKED, 'third'):
        await owner.press(owner.rows.filter(has_text=text))
    bar = owner.page.get_by_role('toolbar')
    await owner.choose(bar.get_by_role('button', name='Status'), 'Resolved')
    await expect(maya.rows).to_have_count(2)
    await owner.press(owner.page.locator('.toast').get_by_role('button', name='Undo').last)
    await expect(maya.rows).to_have_count(4)


_PDF = b'%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'


async def test_3_what_is_written_arrives_as_it_was_meant(scene: Scene) -> None:
    api = scene.shop.owner.api
    greeting = {'name': 'Greeting', 'text': 'Good morning', 'is_shared': True}
    (await api.post('canned-replies', greeting)).ok(201)
    thanks = {'name': 'Thank', 'text': 'Thank you', 'actions': [{'type': 'set_priority', 'priority': 'high'}]}
    (await api.post('macros', {**thanks, 'is_shared': True})).ok(201)
    owner, maya, visitor = await _together(scene)

    await owner.open(ASKED)
    await owner.note('@Maya Brandt do you know?')
    await expect(maya.page.locator('.toast').filter(has_text='do you know?')).to_be_visible()
    await maya.open('do you know?')
    await expect(maya.log.locator('.mention.me')).to_be_visible()

    await owner.field.fill('soon')
    await owner.field.press('Control+a')
    await owner.button('Bold')
    await owner.button('Send')
    await expect(maya.log.locator('.bub strong')).to_have_text('soon')
    await expect(visitor.bubbles.last).to_have_text('soon')

    await owner.field.press_sequentially('/gree')
    await owner.press(owner.page.get_by_role('listbox', name='Canned replies').get_by_role('option'))
    await expect(owner.field).to_have_value('Good morning')
    async with owner.page.expect_file_chooser() as chosen:
        await owner.button('Attach files')
    await (await chosen.value).set_files([FilePayload(name='repair.pdf', mimeType='application/pdf', buffer=_PDF)])
    await expect(owner.page.locator('.tray')).to_contain_text('repair.pdf')
    await expect(owner.page.locator('.tray progress')).to_have_count(0)
    await owner.button('Send')
    await expect(maya.bubble('Good morning')).to_be_visible()
    await expect(maya.log).to_contain_text('repair.pdf')
    await expect(visitor.chat.get_by_role('link', name='repair.pdf')).to_be_visible()

    await owner.button('Macros')
    dialog = owner.page.get_by_role('dialog')
    await owner.press(dialog.get_by_role('menuitem', name='Thank'))
    await expect(dialog).to_contain_text('Priority: High')
    await owner.press(dialog.get_by_role('button', name='Apply'))
    await expect(maya.bubble('Thank you')).to_be_visible()
    await expect(visitor.bubbles.last).to_have_text('Thank you')


async def test_3_who_writes_when_it_is_sent_and_what_did_not_arrive(scene: Scene) -> None:
    unsent = (await scene.shop.rows(UNSURE, scene.shop.tenant.id))[0][0]
    owner, maya, _ = await _together(scene)
    await owner.settings('profile')
    await owner.press(owner.page.get_by_role('radio', name='Always'))
    await owner.arrive()
    await owner.open(ASKED)
    await maya.open(ASKED)
    await expect(owner.page.locator('.watchers')).to_contain_text('Maya Brandt')
    await maya.field.press_sequentially('One moment')
    await expect(owner.page.locator('.hint')).to_contain_text('Maya is replying')
    await owner.field.fill('It is here')
    await maya.button('Send')
    await expect(owner.page.locator('.hint')).to_contain_text('Maya answered')
    elsewhere = await scene.agent()
    await expect(elsewhere.rows.filter(has_text='Draft: It is here')).to_have_count(1)
    await owner.page.reload()
    await expect(owner.field).to_have_value('It is here')

    await owner.button('Send')
    await expect(owner.page.get_by_role('button', name='Send anyway')).to_be_visible()
    await owner.choose(owner.page.get_by_role('button', name='More ways to send'), 'Tomorrow morning')
    planned = maya.log.get_by_role('article', name='Scheduled reply')
    await expect(planned).to_contain_text('It is here')
    await owner.press(owner.log.get_by_role('button', name='Cancel sending'))
    await expect(planned).to_have_count(0)
    await expect(owner.field).to_have_value('It is here')
    await owner.button('Send')
    waiting = owner.log.get_by_role('status').filter(has_text='Not sent yet')
    await owner.press(waiting.get_by_role('button', name='Undo'))
    await expect(owner.field).to_have_value('It is here')
    await expect(maya.bubble('It is here')).to_have_count(0)

    for agent in (owner, maya):
        await agent.page.goto(f'{agent.url}#/c/{unsent}')
        await expect(agent.page.get_by_role('button', name='Send again')).to_have_count(2)
    await owner.press(owner.page.get_by_role('button', name='Send again').last)
    await expect(maya.page.get_by_role('button', name='Send again')).to_have_count(1)


async def test_4_what_a_colleague_wrote_is_found_and_every_deed_by_its_name(scene: Scene) -> None:
    owner, maya, _ = await _together(scene)
    await maya.open(ASKED)
    await maya.note('It lies in the Zeltlager')
    await read_once(scene.shop.hub)
    field = owner.page.get_by_role('combobox', name='Search messages and people')
    await field.fill('zeltlag')
    await expect(owner.rows.locator('mark')).to_have_text('Zeltlager')
    filters = owner.page.get_by_role('button', name='Filter', exact=True)
    await owner.choose(filters, 'Customers')
    await expect(owner.rows).to_have_count(0)
    await owner.choose(filters, 'Private notes')
    await owner.press(owner.rows.first)
    await expect(owner.log.locator('[data-found]')).to_be_in_viewport()

    await owner.more('All commands')
    await owner.page.locator('.palette-field').fill('urgent')
    await owner.press(owner.page.get_by_role('option', name='Priority: Urgent'))
    await maya.show_panel()
    await expect(maya.panel.get_by_role('button', name='Urgent')).to_be_visible()
    await owner.more('All commands')
    await owner.page.locator('.palette-field').fill('keyboard')
    await owner.press(owner.page.get_by_role('option', name='Keyboard shortcuts'))
    await expect(owner.page.get_by_role('dialog', name='Keyboard shortcuts')).to_be_visible()
    await owner.press(owner.page.get_by_role('dialog').get_by_role('button', name='Close'))


async def test_5_people_join_and_are_where_they_say(scene: Scene) -> None:
    owner, maya, _ = await _together(scene)
    dialog = owner.page.get_by_role('dialog')
    await owner.settings('teams')
    await owner.press(owner.page.get_by_role('button', name='New team').first)
    await dialog.get_by_role('textbox', name='Name').fill('Workshop')
    await owner.press(dialog.get_by_role('button', name='Create team'))
    await maya.go_to('Workshop')

    await owner.settings('team')
    row = owner.page.get_by_role('row').filter(has_text='Maya Brandt')
    await maya.account('Away')
    await expect(row).to_contain_text('Away')
    await owner.choose(row.get_by_role('button', name='Role of'), 'Manager')
    await expect(row).to_contain_text('Manager')
    await maya.settings('team')
    await owner.press(owner.page.get_by_role('button', name='Invite').first)
    email = new_email('tom')
    await dialog.get_by_label('Email').fill(email)
    await owner.press(owner.page.get_by_role('button', name='Send invitation'))
    link = await dialog.locator('code').inner_text()
    await owner.button('Done')
    guest = await scene.agent(view='', storage_state=None)
    await guest.page.goto(link)
    await guest.page.get_by_label('Your name').fill('Tom Berger')
    await guest.press(guest.page.get_by_role('button', name='Join'))
    await expect(owner.page.get_by_role('row').filter(has_text='Tom Berger')).to_contain_text('Agent')

    await owner.settings('hours')
    await owner.press(owner.page.get_by_text('Always open'))
    await owner.press(owner.page.get_by_role('button', name='Another span on Monday'))
    await owner.button('Save')
    await expect(owner.page.get_by_text('Working hours saved')).to_be_visible()
    await owner.settings('profile')
    await owner.press(owner.page.get_by_text('Quiet hours', exact=True))
    await expect(owner.page.get_by_label('Quiet from')).to_be_visible()


async def test_6_the_panel_holds_what_is_known_and_follows_a_colleague(scene: Scene) -> None:
    wish = {'name': 'Plan', 'type': 'list', 'options': ['Basic', 'Gold']}
    (await scene.shop.owner.api.post('contact-attributes', wish)).ok(201)
    await write_past(scene.shop, [Past('Anna', 'first'), Past('Anna', 'second')])
    await scene.shop.rows("UPDATE contacts SET company = 'Birkfell'")
    owner, maya, _ = await _together(scene)
    for agent in (owner, maya):
        await agent.open(ASKED)
        await agent.show_panel()
        await expect(agent.panel.get_by_role('region', name='Page trail').get_by_role('link')).not_to_have_count(0)
        await agent.hide_panel()
        await agent.look_at_the_list()
        await agent.open('first')
        await agent.show_panel()
    mine, theirs = owner.panel, maya.panel
    await owner.choose(mine.get_by_role('button', name='Add plan'), 'Gold')
    await expect(theirs.get_by_role('button', name='Change plan: Gold')).to_be_visible()
    await theirs.get_by_role('textbox', name='Write a note about this person').fill('Likes tents')
    await maya.press(theirs.get_by_role('button', name='Add note'))
    await expect(mine.get_by_role('region', name='Notes')).to_contain_text('Likes tents')
    await owner.choose(mine.get_by_role('button', name='Add an address'), 'Email')
    await owner.page.get_by_role('textbox', name='Email').fill('anna@example.com')
    await owner.press(owner.page.get_by_role('button', name='Add', exact=True))
    await expect(theirs.get_by_role('region', name='Reachable on')).to_contain_text('anna@example.com')
    await expect(theirs.get_by_role('region', name='History')).to_contain_text('Plan: – → Gold')

    await owner.press(mine.get_by_role('button', name='Merge with Anna'))
    await owner.press(owner.page.get_by_role('dialog').get_by_role('button', name='Merge', exact=True))
    earlier = theirs.get_by_role('region', name='Earlier conversations')
    await expect(earlier).to_contain_text('second')
    await maya.press(theirs.get_by_role('region', name='History').get_by_role('button', name='Undo'))
    await expect(mine.get_by_role('region', name='May be the same person')).to_be_visible()
    await expect(earlier).not_to_contain_text('second')


async def test_7_a_visitor_is_asked_how_it_was_and_both_read_it(scene: Scene) -> None:
    await scene.shop.uses('reports')
    owner, maya, visitor = await _together(scene)
    for agent in (owner, maya):
        await agent.open(ASKED)
    await maya.button('Resolve')
    await press(visitor.chat.get_by_role('button', name='2 / 5'), by_touch=visitor.by_touch)
    await expect(owner.log.locator('.rated')).to_contain_text('Rated 2 of 5')
    await visitor.chat.get_by_role('textbox', name='More to say').fill('A bit slow')
    await press(visitor.chat.locator('.rate').get_by_role('button', name='Send'), by_touch=visitor.by_touch)
    await expect(owner.log.locator('.rated')).to_contain_text('A bit slow')
    await owner.page.goto(f'{owner.url}#/reports')
    await expect(owner.page.locator('.ratings')).to_contain_text('A bit slow')
    await owner.press(owner.page.locator('.ratings button').first)
    await expect(owner.log.locator('.rated')).to_be_visible()


async def test_8_what_is_set_counts_on_every_screen(scene: Scene) -> None:
    owner, maya, _ = await _together(scene, UserRole.ADMIN)
    page, dialog = owner.page, owner.page.get_by_role('dialog')

    await owner.settings('workspace')
    await page.get_by_role('textbox', name='Name of the workspace').fill('Tents & Co.')
    await owner.button('Save')
    await expect(maya.page).to_have_title(re.compile('Tents & Co.'))
    await owner.settings('features')
    await maya.settings('features')
    await owner.press(page.get_by_text('Reports and analytics'))
    await expect(maya.page.get_by_role('switch', name='Reports and analytics')).to_be_checked()

    await owner.settings('tags')
    await maya.settings('tags')
    await owner.press(page.get_by_role('button', name='New tag').first)
    await dialog.get_by_role('textbox', name='Name').fill('Warranty')
    await owner.press(dialog.get_by_role('button', name='Create tag'))
    await expect(maya.page.get_by_role('row').filter(has_text='Warranty')).to_be_visible()
    await owner.settings('canned-replies')
    await maya.settings('canned-replies')
    await owner.press(page.get_by_role('button', name='Add a canned reply').first)
    await dialog.get_by_label('Name', exact=True).fill('Greeting')
    await dialog.get_by_label('Text').fill('Good morning')
    await owner.press(dialog.get_by_role('button', name='Save'))
    await expect(maya.page.get_by_role('row').filter(has_text='Greeting')).to_be_visible()
    await owner.settings('roles')
    await maya.settings('roles')
    await owner.press(page.get_by_role('button', name='New role').first)
    await dialog.get_by_role('textbox', name='Name').fill('Helper')
    await owner.press(dialog.get_by_role('button', name='Create role'))
    await expect(maya.page.get_by_role('row').filter(has_text='Helper')).to_be_visible()

    await owner.settings('widgets')
    await owner.press(page.get_by_role('button', name='#6f47b5'))
    await owner.press(page.get_by_role('button', name='Save and publish'))
    await expect(page.locator('.save-bar')).to_have_count(0)
    later = await scene.visitor()  # for ten seconds a browser keeps what a chat looks like
    await expect(later.button).to_have_css('background-color', 'rgb(111, 71, 181)')


async def test_8_programs_are_let_in_and_everything_is_written_down(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Anna', 'Forget me')])
    owner, maya, _ = await _together(scene, UserRole.ADMIN)
    page, dialog = owner.page, owner.page.get_by_role('dialog')
    await owner.settings('api-keys')
    await maya.settings('api-keys')
    await owner.press(page.get_by_role('button', name='Create a key').first)
    await page.get_by_label('What is it for?').fill('The nightly export')
    await owner.press(dialog.get_by_role('button', name='Create'))
    await owner.button('I have copied it')
    await expect(maya.page.get_by_role('row').filter(has_text='The nightly export')).to_be_visible()
    await owner.settings('webhooks')
    await maya.settings('webhooks')
    await owner.press(page.get_by_role('button', name='Add a webhook').first)
    await dialog.get_by_label('Address').fill('https://shop.invalid/hook')
    await owner.press(dialog.get_by_role('button', name='Add webhook'))
    await owner.button('I have copied it')
    await expect(maya.page.get_by_role('row').filter(has_text='https://shop.invalid/hook')).to_be_visible()
    await owner.settings('audit-log')
    await expect(page.get_by_role('row').filter(has_text='The nightly export')).to_be_visible()
    (await maya.member.api.post('tags', {'name': 'Warranty'})).ok(201)
    await expect(page.get_by_role('row').filter(has_text='Warranty')).to_be_visible()
    async with page.expect_download():
        await owner.button('Export as CSV')

    await owner.arrive()
    await maya.arrive()
    await maya.open('Forget me')
    await owner.open('Forget me')
    await owner.show_panel()
    menu = page.get_by_role('button', name='More about this person')
    async with page.expect_download():
        await owner.choose(menu, 'Export their data')
    await owner.choose(menu, 'Erase…')
    await page.get_by_role('textbox', name='Type “Anna” to confirm').fill('Anna')
    await owner.press(dialog.get_by_role('button', name='Erase for good'))
    async with running(scene.shop.hub, WORKS):
        await expect(maya.page.get_by_text(f'Anna was erased by {owner.member.user.name}')).to_be_visible()


async def test_9_the_dashboard_follows_what_a_colleague_does(scene: Scene) -> None:
    await scene.shop.uses('reports')
    owner, maya, _ = await _together(scene)
    page = owner.page
    if is_narrow(page):
        await owner.account('Dashboard')
    else:
        await owner.press(page.get_by_role('navigation').get_by_role('button', name='Dashboard'))
    await expect(tile(page, 'Open')).to_have_text('1')
    await expect(tile(page, 'Waiting for an answer')).to_have_text('1')
    await maya.open(ASKED)
    await maya.say('It is here')
    await expect(tile(page, 'Waiting for an answer')).to_have_text('0')
    await maya.button('Resolve')
    await expect(tile(page, 'Open')).to_have_text('0')
    await owner.press(page.get_by_role('radio', name='90 days'))
    chart = page.get_by_role('region', name='New conversations by day')
    await owner.press(chart.get_by_role('button', name='Show as a table'))
    await expect(chart.get_by_role('row')).to_have_count(91)
    async with page.expect_download():
        await owner.press(chart.get_by_role('button', name='Download as CSV'))
