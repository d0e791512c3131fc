"""Signing in, inviting people, and settings that take effect where visitors see them."""

from playwright.async_api import expect

from hub.model.people import UserRole
from tests.browser.scene import Scene
from tests.tenants import new_email


async def test_somebody_signs_in_with_a_code(scene: Scene) -> None:
    agent = await scene.agent(view='', storage_state=None)
    page = agent.page
    await page.goto(agent.url)
    email = page.get_by_label('Email')
    await expect(email).to_have_value('maya@birkfell.example')
    await email.fill(agent.member.user.email)
    await page.get_by_role('button', name='Get a code').click()
    await expect(
        page.get_by_text(f'No mail is sent here: this is the code for {agent.member.user.email}.')
    ).to_be_visible()
    await expect(page.get_by_text('We sent it')).to_have_count(0)
    await page.get_by_role('button', name='Continue').click()
    await expect(page.get_by_role('navigation').get_by_role('button', name='All open')).to_be_visible()
    await page.reload()
    await expect(page.get_by_role('navigation').get_by_role('button', name='All open')).to_be_visible()


async def test_an_invited_person_joins_by_the_link(scene: Scene) -> None:
    owner = await scene.agent(view='')
    await owner.page.goto(f'{owner.url}#/settings/team')
    await owner.page.get_by_role('button', name='Invite').click()
    email = new_email('maya')
    await owner.page.get_by_role('dialog').get_by_label('Email').fill(email)
    await owner.page.get_by_role('button', name='Send invitation').click()
    link = await owner.page.get_by_role('dialog').locator('code').inner_text()
    await owner.page.get_by_role('button', name='Done').click()

    guest = await scene.agent(view='', storage_state=None)
    await guest.page.goto(link)
    await expect(guest.page.get_by_role('heading')).to_contain_text(scene.shop.tenant.name)
    # fixed by the invitation: no field that only looks as if it could be changed
    await expect(guest.page.get_by_text(email)).to_be_visible()
    await expect(guest.page.get_by_role('textbox')).to_have_count(1)
    await guest.page.get_by_label('Your name').fill('Maya Brandt')
    await guest.page.get_by_role('button', name='Join').click()
    await expect(guest.page.get_by_role('navigation').get_by_role('button', name='All open')).to_be_visible()
    people = owner.page.locator('.settings-page')
    await expect(people.get_by_role('row').filter(has_text='Maya Brandt')).to_contain_text('Agent')
    await expect(people).not_to_contain_text('Invited, not here yet')


async def test_the_people_page_follows_what_others_do(scene: Scene) -> None:
    api, owner = scene.shop.owner.api, await scene.agent(view='')
    await owner.page.goto(f'{owner.url}#/settings/team')
    people = owner.page.locator('.settings-page')
    await expect(people.get_by_role('row').filter(has_text=owner.member.user.email)).to_be_visible()
    email = new_email('tom')
    invitation = (await api.post('invitations', {'email': email, 'role': 'agent'})).ok(201)
    await expect(people.get_by_role('row').filter(has_text=email)).to_be_visible()
    (await api.delete(f'invitations/{invitation["id"]}')).ok(204)
    await expect(people.get_by_role('row').filter(has_text=email)).to_have_count(0)

    maya = await scene.shop.hire(UserRole.AGENT, 'Maya Brandt')
    row = people.get_by_role('row').filter(has_text='Maya Brandt')
    (await api.patch(f'users/{maya.user.id}', {'role': 'manager'})).ok()
    await expect(row).to_contain_text('Manager')
    (await maya.api.patch(f'users/{maya.user.id}', {'name': 'Maya Brandt-Okafor'})).ok()
    await expect(row).to_contain_text('Maya Brandt-Okafor')


async def test_a_colour_and_a_domain_chosen_in_the_inbox_take_effect_on_the_site(scene: Scene) -> None:
    await scene.change(allowed_domains=['birkfell.example'])
    owner, visitor = await scene.agent(view=''), await scene.visitor()
    page = owner.page
    await page.goto(f'{owner.url}#/settings/widgets')
    await page.get_by_role('button', name='#6f47b5').click()
    await page.get_by_role('textbox', name='Allowed domains').fill('localhost')
    await page.get_by_role('button', name='Add', exact=True).click()
    await page.get_by_role('button', name='Save and publish').click()
    await expect(page.locator('.save-bar')).to_have_count(0)

    await expect(visitor.page.locator('custarea-chat')).to_have_count(0)
    await visitor.page.reload()
    await expect(visitor.button).to_have_css('background-color', 'rgb(111, 71, 181)')
    await page.get_by_role('button', name='Remove localhost').click()
    await page.get_by_role('button', name='Save and publish').click()
    await expect(page.locator('.save-bar')).to_have_count(0)
    stranger = await scene.visitor()
    await stranger.look_around()
    await expect(stranger.page.locator('custarea-chat')).to_have_count(0)


async def test_an_api_key_is_shown_once_and_works(scene: Scene) -> None:
    owner = await scene.agent(view='')
    page = owner.page
    await page.goto(f'{owner.url}#/settings/api-keys')
    await page.get_by_role('button', name='Create a key').first.click()
    await page.get_by_label('What is it for?').fill('The nightly export')
    await page.get_by_label('What is it for?').press('Enter')
    key = await page.get_by_role('alertdialog').locator('code').inner_text()
    (await scene.shop.owner.api.as_(key).get('conversations')).ok()
    await page.get_by_role('button', name='I have copied it').click()
    await expect(page.locator('.settings-page')).to_contain_text('The nightly export')
    assert key not in await page.content()
    await page.reload()
    await expect(page.locator('.settings-page')).to_contain_text('The nightly export')
    assert key not in await page.content()


async def test_a_page_that_cannot_be_loaded_says_so_and_can_be_asked_again(scene: Scene) -> None:
    owner = await scene.agent(view='')
    page = owner.page
    (await scene.shop.owner.api.post('api-keys', {'name': 'Sync', 'scopes': ['users.read']})).ok(201)
    # a page that no event brings to ask again by itself
    await page.route('**/api/v1/api-keys*', lambda route: route.fulfill(status=500, json={'code': 'internal'}))
    await page.goto(f'{owner.url}#/settings/api-keys')
    await expect(page.get_by_text('These settings could not be loaded')).to_be_visible()
    await expect(page.get_by_role('heading', name='API keys')).to_be_visible()
    await page.unroute('**/api/v1/api-keys*')
    await page.get_by_role('button', name='Try again').click()
    await expect(page.get_by_role('row').filter(has_text='Sync')).to_contain_text('See colleagues')


async def test_a_long_list_is_shown_to_its_end(scene: Scene) -> None:
    api, owner = scene.shop.owner.api, await scene.agent(view='')
    for name in ('First', 'Second', 'Third'):
        (await api.post('api-keys', {'name': name, 'scopes': ['users.read']})).ok(201)
    # as if one page held one key
    await owner.page.route(
        '**/api/v1/api-keys?*', lambda route: route.continue_(url=route.request.url.replace('limit=200', 'limit=1'))
    )
    await owner.page.goto(f'{owner.url}#/settings/api-keys')
    for name in ('First', 'Second', 'Third'):
        await expect(owner.page.get_by_role('row').filter(has_text=name)).to_contain_text('See colleagues')


async def test_what_a_colleague_publishes_takes_nothing_from_what_is_being_changed_here(scene: Scene) -> None:
    page = (owner := await scene.agent(view='')).page
    await page.goto(f'{owner.url}#/settings/widgets')
    name = page.get_by_role('textbox', name='Name in the chat')
    await name.fill('Yurts and more')
    await page.get_by_text('Left', exact=True).click()
    await expect(page.get_by_text('2 changes not saved')).to_be_visible()

    theme = {**scene.widget['theme'], 'color': '#2b3a33'}
    await scene.change(theme=theme, allowed_domains=['yurts.example'], name='Tents')
    await expect(page.get_by_text('yurts.example', exact=True)).to_be_visible()
    await expect(page.get_by_role('button', name='#2b3a33')).to_have_attribute('aria-pressed', 'true')
    await expect(name).to_have_value('Yurts and more')
    await expect(page.get_by_text('A colleague has changed the same meanwhile.')).to_be_visible()
    (await scene.shop.owner.api.post('widgets', {'name': 'Another'})).ok(201)
    await expect(page.locator('button.crumb-first')).to_be_visible()
    await page.get_by_role('button', name='Publish').click()
    await expect(page.get_by_role('button', name='Publish')).to_have_count(0)
    kept = (await scene.shop.owner.api.get(f'widgets/{scene.widget["id"]}')).ok()
    assert (kept['name'], kept['theme']['side'], kept['theme']['color']) == ('Yurts and more', 'left', '#2b3a33')
    assert kept['allowed_domains'] == ['yurts.example']
