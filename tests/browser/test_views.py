"""Views of the navigation and saved ones: what they show, in which order, and for whom they are."""

from datetime import datetime, timedelta

from playwright.async_api import expect

from hub.jobs import Pace
from hub.worker import working
from tests.browser.agent import Agent
from tests.browser.looks import PHONE, press
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def three(scene: Scene) -> list[str]:
    """Amara is the newest and stands first."""
    return [f'conversations/{id}' for id in await write_past(scene.shop, [Past('Amara'), Past('Bela'), Past('Chidi')])]


async def choose(agent: Agent, opener: str, choice: str) -> None:
    """One entry of one of the list's menus."""
    await agent.page.get_by_role('region', name='Conversations').get_by_role('button', name=opener).first.click()
    await agent.page.get_by_role('menuitem', name=choice, exact=True).click()
    if opener == 'Filter':  # it stays for the next value
        await agent.page.keyboard.press('Escape')
    await expect(agent.page.get_by_role('menu')).to_have_count(0)
    await agent.page.mouse.move(0, 0)


async def shows(agent: Agent, *names: str) -> None:
    """Exactly these, in this order."""
    await expect(agent.rows.locator('.cv-name')).to_have_text(list(names))


async def test_the_order_is_chosen_and_the_list_keeps_to_it(scene: Scene) -> None:
    _, bela, chidi = await three(scene)
    api = scene.shop.owner.api
    (await api.patch(bela, {'priority': 'urgent'})).ok()
    agent = await scene.agent()
    await shows(agent, 'Amara', 'Bela', 'Chidi')
    await choose(agent, 'Order: Newest first', 'Longest waiting')
    await shows(agent, 'Chidi', 'Bela', 'Amara')
    await choose(agent, 'Order: Longest waiting', 'Priority')
    await shows(agent, 'Bela', 'Amara', 'Chidi')
    (await api.patch(chidi, {'priority': 'high'})).ok()
    await shows(agent, 'Bela', 'Chidi', 'Amara')
    await agent.page.reload()
    await shows(agent, 'Bela', 'Chidi', 'Amara')


async def test_teams_and_stars_have_a_view_with_its_count(scene: Scene) -> None:
    amara, bela, _ = await three(scene)
    api = scene.shop.owner.api
    team = (await api.post('teams', {'name': 'Workshop'})).ok(201)['id']
    (await api.patch(amara, {'team_id': team})).ok()
    agent = await scene.agent()
    navigation = agent.page.get_by_role('navigation')
    await navigation.get_by_role('button', name='Workshop 1').click()
    await shows(agent, 'Amara')
    (await api.patch(bela, {'team_id': team})).ok()
    await shows(agent, 'Amara', 'Bela')
    await expect(navigation.get_by_role('button', name='Workshop 2')).to_be_visible()

    await navigation.get_by_role('button', name='Starred').click()
    await expect(agent.page.get_by_role('heading', name='No stars yet')).to_be_visible()
    await expect(agent.page.get_by_text('Choose a conversation')).to_have_count(0)
    (await api.post(f'{bela}/star')).ok()
    await shows(agent, 'Bela')
    await expect(navigation.get_by_role('button', name='Starred 1')).to_be_visible()


async def test_what_is_shown_is_saved_shared_changed_and_deleted(scene: Scene) -> None:
    amara, bela, _ = await three(scene)
    api = scene.shop.owner.api
    late = (await api.post('tags', {'name': 'Late'})).ok(201)['id']
    (await api.patch(amara, {'add_tags': [late], 'priority': 'high'})).ok()
    (await api.patch(bela, {'add_tags': [late]})).ok()
    agent, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    theirs = colleague.page.get_by_role('navigation')
    await choose(agent, 'Filter', 'Late')
    await shows(agent, 'Amara', 'Bela')
    await choose(agent, 'Saved view', 'Save as a new view')
    await agent.page.get_by_role('textbox', name='Name').fill('Running late')
    await agent.page.get_by_role('switch', name='Share with everybody').check(force=True)
    await agent.page.get_by_role('button', name='Save', exact=True).click()
    await expect(agent.page.get_by_role('heading', name='Running late')).to_be_visible()
    await theirs.get_by_role('button', name='Running late 2').click()
    await shows(colleague, 'Amara', 'Bela')
    await expect(colleague.page.get_by_role('heading', name='Running late')).to_be_visible()

    await choose(agent, 'Filter', 'High')
    await shows(agent, 'Amara')
    await choose(agent, 'Saved view', 'Save the changes')
    await expect(theirs.get_by_role('button', name='Running late 1')).to_be_visible()
    await theirs.get_by_role('button', name='Running late').click()
    await shows(colleague, 'Amara')

    await choose(agent, 'Saved view', 'Delete this view')
    await expect(theirs.get_by_role('button', name='Running late')).to_have_count(0)
    await agent.page.keyboard.press('z')
    await expect(theirs.get_by_role('button', name='Running late')).to_be_visible()


async def narrowed(agent: Agent, *chips: str) -> None:
    """What stands above the list, each part to be taken off."""
    await expect(agent.page.locator('.narrowed')).to_have_text(list(chips))


async def toggle(agent: Agent, *choices: str) -> None:
    """Several entries of the filters' menu, one after another."""
    opener = agent.page.get_by_role('region', name='Conversations').get_by_role('button', name='Filter')
    await press(opener, by_touch=agent.by_touch)
    for choice in choices:
        entries = agent.page.get_by_role('menuitem', name=choice, exact=True)
        # the filter that is chosen last stands lowest; of the two times the last activity comes first
        await press(entries.last if choice == 'Exclude these' else entries.first, by_touch=agent.by_touch)
    if await agent.page.get_by_role('menu').count():
        await agent.page.keyboard.press('Escape')
    await expect(agent.page.get_by_role('menu')).to_have_count(0)
    # under the menu was the list, where rows keep their place until the pointer has left
    await agent.page.mouse.move(0, 0)


async def test_several_values_exclusions_unread_and_days_make_a_view_that_lives(scene: Scene) -> None:
    amara, bela, chidi = await three(scene)
    api = scene.shop.owner.api
    late = (await api.post('tags', {'name': 'Late'})).ok(201)['id']
    for path, priority in ((amara, 'high'), (bela, 'urgent'), (chidi, 'urgent')):
        (await api.patch(path, {'priority': priority})).ok()
    (await api.patch(chidi, {'add_tags': [late]})).ok()
    agent = await scene.agent()
    await toggle(agent, 'High', 'Urgent')
    await shows(agent, 'Amara', 'Bela', 'Chidi')
    await narrowed(agent, 'High or Urgent')
    await toggle(agent, 'Late', 'Exclude these')
    await shows(agent, 'Amara', 'Bela')
    await narrowed(agent, 'High or Urgent', 'Not Late')
    await choose(agent, 'Saved view', 'Save as a new view')
    await agent.page.get_by_role('textbox', name='Name').fill('Burning')
    await agent.page.get_by_role('button', name='Save', exact=True).click()
    navigation = agent.page.get_by_role('navigation')
    await expect(navigation.get_by_role('button', name='Burning 2')).to_be_visible()

    (await api.patch(chidi, {'remove_tags': [late]})).ok()
    await shows(agent, 'Amara', 'Bela', 'Chidi')
    await expect(navigation.get_by_role('button', name='Burning 3')).to_be_visible()
    (await api.patch(bela, {'priority': 'low'})).ok()
    await shows(agent, 'Amara', 'Chidi')
    await expect(navigation.get_by_role('button', name='Burning 2')).to_be_visible()
    await agent.page.reload()
    await shows(agent, 'Amara', 'Chidi')
    await narrowed(agent, 'High or Urgent', 'Not Late')

    await toggle(agent, 'Unread', 'Pending')
    await narrowed(agent, 'High or Urgent', 'Not Late', 'Unread')
    await expect(agent.page.get_by_role('button', name='Open or Pending')).to_be_visible()
    await shows(agent, 'Amara', 'Chidi')
    (await api.post(f'{amara}/read', {'seq': 1})).ok()
    await shows(agent, 'Chidi')
    (await api.patch(chidi, {'status': 'pending'})).ok()
    await shows(agent, 'Chidi')


async def test_the_workspaces_own_statuses_narrow_a_list_that_lives(scene: Scene) -> None:
    amara, bela, _ = await three(scene)
    api = scene.shop.owner.api
    made = [('Waiting for parts', 'pending'), ('Waiting for the bank', 'pending')]
    parts, bank = [
        (await api.post('custom-statuses', {'name': name, 'status': base})).ok(201)['id'] for name, base in made
    ]
    (await api.patch(amara, {'custom_status_id': parts})).ok()
    agent = await scene.agent()
    navigation = agent.page.get_by_role('navigation')
    await toggle(agent, 'Waiting for parts')
    await shows(agent, 'Amara')
    await narrowed(agent, 'Waiting for parts')
    await expect(agent.page.get_by_role('button', name='Status: Pending')).to_be_visible()
    (await api.patch(bela, {'custom_status_id': parts})).ok()
    await shows(agent, 'Amara', 'Bela')
    (await api.patch(amara, {'custom_status_id': bank})).ok()
    await shows(agent, 'Bela')
    await choose(agent, 'Saved view', 'Save as a new view')
    await agent.page.get_by_role('textbox', name='Name').fill('Parts')
    await agent.page.get_by_role('button', name='Save', exact=True).click()
    await expect(navigation.get_by_role('button', name='Parts 1')).to_be_visible()
    await toggle(agent, 'Exclude these')
    await narrowed(agent, 'Not Waiting for parts')
    await shows(agent, 'Amara')

    # one that has gone: nothing has it, and it can be taken off
    await navigation.get_by_role('button', name='Parts 1').click()
    await shows(agent, 'Bela')
    (await api.delete(f'custom-statuses/{parts}')).ok(204)
    async with working(scene.shop.hub, pace=Pace(poll_seconds=0.1)):
        await shows(agent)
    await narrowed(agent, 'Deleted status')
    await expect(navigation.get_by_role('button', name='Parts', exact=True)).to_be_visible()
    await agent.page.get_by_role('button', name='Deleted status').click()
    await shows(agent, 'Amara', 'Bela')
    await choose(agent, 'Saved view', 'Save the changes')
    await expect(navigation.get_by_role('button', name='Parts 2')).to_be_visible()

    # what excludes all that it asks for says so, and not that it is of any status
    filters = {'status': ['open', 'pending'], 'not_status': ['open', 'pending']}
    (await api.post('views', {'name': 'Nothing', 'filters': filters})).ok(201)
    await navigation.get_by_role('button', name='Nothing').click()
    await shows(agent)
    await expect(agent.page.get_by_role('button', name='Open or Pending, Not Open or Pending')).to_be_visible()
    await choose(agent, 'Open or Pending', 'Open')
    await shows(agent, 'Chidi')


async def test_a_phone_filters_by_several_values_and_by_days(scene: Scene) -> None:
    amara, bela, _ = await three(scene)
    await scene.shop.rows(
        "UPDATE conversations SET last_message_at = now() - interval '9 days' WHERE id = $1", bela.split('/')[1]
    )
    (await scene.shop.owner.api.patch(amara, {'priority': 'urgent'})).ok()
    agent = await scene.agent(view='', **PHONE)
    await agent.page.goto(agent.url)
    await agent.page.locator('.view-title').tap()
    await agent.page.get_by_role('menuitem', name='All open').tap()
    await shows(agent, 'Amara', 'Chidi', 'Bela')
    await toggle(agent, 'In the last 7 days')
    await shows(agent, 'Amara', 'Chidi')
    await toggle(agent, 'Normal', 'Urgent', 'Exclude these')
    await shows(agent)
    await agent.page.get_by_role('button', name='Not Normal or Urgent').tap()
    await narrowed(agent, 'Active in the last 7 days')
    await press(agent.page.get_by_role('button', name='Filter'), by_touch=True)
    await agent.page.get_by_role('menuitem', name='Choose days…').first.tap()
    day = datetime.now().astimezone() - timedelta(days=9)
    for label in ('First day', 'Last day'):
        await agent.page.get_by_label(label).fill(day.strftime('%Y-%m-%d'))
    await agent.page.get_by_role('button', name='Show', exact=True).tap()
    await shows(agent, 'Bela')
    await expect(agent.page.locator('.narrowed')).to_contain_text('Active on')


async def ask(agent: Agent, choice: str) -> None:
    """The dialog that an entry of the filters' menu leads to."""
    await agent.page.get_by_role('region', name='Conversations').get_by_role('button', name='Filter').click()
    await agent.page.get_by_role('menuitem', name=choice, exact=True).click()
    await agent.page.mouse.move(0, 0)


async def test_what_contacts_are_narrows_a_list_that_follows_them(scene: Scene) -> None:
    """By what colleagues say of a contact meanwhile, rows come and go, in the list and in the count of its view."""
    amara, bela, chidi = [path.split('/')[1] for path in await three(scene)]
    api = scene.shop.owner.api
    plan = {'name': 'Plan', 'type': 'list', 'options': ['Gold', 'Silver', 'Free']}
    for attribute in (plan, {'name': 'City'}, {'name': 'VIP', 'type': 'boolean'}):
        (await api.post('contact-attributes', attribute)).ok(201)
    for id, attributes in ((amara, {'plan': 'Gold'}), (bela, {'plan': 'Free', 'city': 'Bonn'})):
        (await api.patch(f'contacts/{id}', {'attributes': attributes})).ok()
    agent = await scene.agent()
    await shows(agent, 'Amara', 'Bela', 'Chidi')
    dialog = agent.page.get_by_role('dialog')
    await ask(agent, 'Plan…')
    for value in ('Gold', 'Silver'):
        await dialog.get_by_text(value, exact=True).click()
    await dialog.get_by_role('button', name='Show', exact=True).click()
    await narrowed(agent, 'Plan: Gold or Silver')
    await shows(agent, 'Amara')
    await choose(agent, 'Saved view', 'Save as a new view')
    await agent.page.get_by_role('textbox', name='Name').fill('Payers')
    await agent.page.get_by_role('button', name='Save', exact=True).click()
    navigation = agent.page.get_by_role('navigation')
    await expect(navigation.get_by_role('button', name='Payers 1')).to_be_visible()

    (await api.patch(f'contacts/{chidi}', {'set_attributes': {'plan': 'Silver'}})).ok()
    await shows(agent, 'Amara', 'Chidi')
    await expect(navigation.get_by_role('button', name='Payers 2')).to_be_visible()
    (await api.patch(f'contacts/{amara}', {'set_attributes': {'plan': 'Free'}})).ok()
    await shows(agent, 'Chidi')
    await agent.page.reload()
    await shows(agent, 'Chidi')
    # while another list is shown as well
    await navigation.get_by_role('button', name='All open').first.click()
    await shows(agent, 'Amara', 'Bela', 'Chidi')
    (await api.patch(f'contacts/{bela}', {'set_attributes': {'plan': 'Gold'}})).ok()
    await expect(navigation.get_by_role('button', name='Payers 2')).to_be_visible()
    await navigation.get_by_role('button', name='Payers 2').click()
    await shows(agent, 'Bela', 'Chidi')

    await ask(agent, 'City…')
    await dialog.get_by_label('Value').fill('bonn')
    await dialog.get_by_role('switch', name='Exclude these').check(force=True)
    await dialog.get_by_role('button', name='Show', exact=True).click()
    await narrowed(agent, 'Plan: Gold or Silver', 'City: Not bonn')
    await shows(agent, 'Chidi')
    await agent.page.get_by_role('button', name='Plan: Gold or Silver').click()
    await shows(agent, 'Amara', 'Chidi')

    # a view of what is done is counted live as well
    (await api.post('views', {'name': 'Done', 'filters': {'status': ['resolved', 'closed']}})).ok(201)
    await expect(navigation.get_by_role('button', name='Done', exact=True)).to_be_visible()
    (await api.patch(f'conversations/{amara}', {'status': 'resolved'})).ok()
    await expect(navigation.get_by_role('button', name='Done 1', exact=True)).to_be_visible()
    await shows(agent, 'Chidi')


async def test_a_phone_has_the_saved_views_beside_its_filters(scene: Scene) -> None:
    amara, _, _ = await three(scene)
    api = scene.shop.owner.api
    (await api.patch(amara, {'priority': 'urgent'})).ok()
    (await api.post('views', {'name': 'Burning', 'filters': {'status': 'open', 'priority': 'urgent'}})).ok(201)
    agent = await scene.agent(view='', **PHONE)
    await agent.page.goto(agent.url)
    await agent.page.get_by_role('button', name='Filter').tap()
    await agent.page.get_by_role('menuitem', name='Burning').tap()
    await shows(agent, 'Amara')


async def test_an_empty_state_says_what_is_so(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.page.get_by_role('navigation').get_by_role('button', name='Closed').click()
    await expect(agent.page.get_by_role('heading', name='Nothing is closed')).to_be_visible()
    await expect(agent.page.get_by_text('This list is empty.')).to_be_visible()


async def test_each_menu_and_place_says_which_it_is(scene: Scene) -> None:
    """Two menus over the list, the place of a phone that has no tab of its own, and what a note can do."""
    await three(scene)
    agent = await scene.agent()
    page = agent.page
    await page.locator('.list-tools').get_by_role('button', name='Open').click()
    await expect(page.get_by_role('menu', name='Status: Open')).to_be_visible()
    await page.keyboard.press('Escape')
    await page.get_by_role('button', name='Filter', exact=True).click()
    await expect(page.get_by_role('menu', name='Filter')).to_be_visible()
    await page.keyboard.press('Escape')
    await agent.rows.first.click()
    await expect(page.locator('.comp-hint')).to_have_text('Enter sends, / for canned replies')
    await page.locator('.comp-tabs').get_by_role('button', name='Note').click()
    await expect(page.locator('.comp-hint')).to_have_text('Enter adds it, @ mentions a colleague')

    phone = await scene.agent(view='', **PHONE)
    await phone.page.goto(f'{phone.url}#/reports')
    await expect(phone.page.locator('.tabbar [aria-current="page"]')).to_contain_text(['You'])
