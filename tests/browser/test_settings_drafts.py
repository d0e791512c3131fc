"""What is typed into a form of the settings stays while a colleague saves; the rest shows what they saved."""

from typing import Any

from playwright.async_api import Locator, Page, Route, expect

from tests.browser.scene import Scene


async def _opened(page: Page, url: str, where: str, deed: str) -> Locator:
    """The dialog behind a button of this page."""
    await page.goto(f'{url}#/settings/{where}')
    await page.get_by_role('button', name=deed).first.click()
    return page.get_by_role('dialog')


async def test_hours_are_kept_by_two_who_change_different_parts(scene: Scene) -> None:
    api = scene.shop.owner.api
    agent = await scene.agent(view='')
    page = agent.page
    await page.goto(f'{agent.url}#/settings/hours')
    await page.get_by_role('button', name='Add a holiday').click()
    await page.get_by_label('Name of the holiday').fill('Founding day')
    (await api.call('PUT', 'working-hours', {'time_zone': 'Asia/Kolkata', 'week': {'mon': [['09:00', '12:00']]}})).ok()
    await expect(page.get_by_label('Time zone')).to_have_value('Asia/Kolkata')
    await expect(page.get_by_label('Monday, until')).to_have_value('12:00')
    await expect(page.get_by_label('Name of the holiday')).to_have_value('Founding day')
    await page.get_by_role('button', name='Save').click()
    await expect(page.get_by_text('Working hours saved')).to_be_visible()
    await expect(page.get_by_role('button', name='Save')).to_be_disabled()
    kept = (await api.get('working-hours')).ok()['hours']
    assert kept['week']['mon'] == [['09:00', '12:00']]
    assert [holiday['name'] for holiday in kept['holidays']] == ['Founding day']


async def test_a_team_is_kept_by_two_who_change_different_parts(scene: Scene) -> None:
    api, maya = scene.shop.owner.api, await scene.shop.hire(name='Maya Brandt')
    team = (await api.post('teams', {'name': 'Workshop'})).ok(201)
    agent = await scene.agent(view='')
    dialog = await _opened(agent.page, agent.url, 'teams', 'Change: Workshop')
    await dialog.get_by_role('textbox', name='Name').fill('Atelier')
    await dialog.locator('.members .check-line').filter(has_not_text='Maya').first.click()
    (await api.patch(f'teams/{team["id"]}', {'members': [str(maya.user.id)], 'auto_assign': True, 'capacity': 4})).ok()
    await expect(dialog.get_by_role('textbox', name='Open conversations each')).to_have_value('4')
    await dialog.get_by_role('button', name='Save').click()
    await expect(agent.page.get_by_role('row', name='Atelier 2 members By turns, up to 4 each')).to_be_visible()


async def test_rows_of_two_are_both_kept_and_who_is_overtaken_is_told(scene: Scene) -> None:
    api = scene.shop.owner.api
    agent = await scene.agent(view='')
    page = agent.page
    dialog = page.get_by_role('dialog')
    await page.goto(f'{agent.url}#/settings/hours')
    await page.get_by_role('button', name='Add a holiday').click()
    await page.get_by_label('Name of the holiday').fill('Founding day')
    theirs = {'date': '2030-05-01', 'name': 'Labour day'}
    (await api.call('PUT', 'working-hours', {'holidays': [theirs]})).ok()
    await expect(page.get_by_label('Name of the holiday')).to_have_count(2)
    await page.get_by_role('button', name='Save').click()
    await expect(page.get_by_text('Working hours saved')).to_be_visible()
    kept = (await api.get('working-hours')).ok()['hours']['holidays']
    assert {holiday['name'] for holiday in kept} == {'Founding day', 'Labour day'}

    made = {'name': 'Plan', 'type': 'list', 'options': ['Gold', 'Silver']}
    plan = (await api.post('contact-attributes', made)).ok(201)['id']
    await _opened(page, agent.url, 'contact-attributes', 'Change: ')
    options, name = dialog.get_by_label('Options'), dialog.get_by_role('textbox', name='Name')
    await options.fill('Gold\nSilver\nMine')
    await name.fill('Tariff')

    async def overtake(route: Route) -> None:
        """A colleague's save reaches the hub before the first one from here."""
        if not overtaken:
            overtaken.append(plan)
            (await api.patch(f'contact-attributes/{plan}', {'name': 'Price', 'options': ['Gold', 'Theirs']})).ok()
        await route.continue_()

    overtaken: list[str] = []

    await page.route('**/contact-attributes/*', overtake)
    await dialog.get_by_role('button', name='Save').click()
    await expect(dialog.get_by_text('Somebody else has changed this since you loaded it.')).to_be_visible()
    await expect(options).to_have_value('Gold\nTheirs\nMine')
    await expect(name).to_have_value('Tariff')
    await name.fill('Tariffs')
    await dialog.get_by_role('button', name='Save').click()
    await expect(dialog).to_have_count(0)
    (kept_plan,) = (await api.get('contact-attributes')).ok()['items']
    assert (kept_plan['name'], kept_plan['options']) == ('Tariffs', ['Gold', 'Theirs', 'Mine'])

    await _opened(page, agent.url, 'contact-attributes', 'Change: ')
    await name.fill('Mine')
    (await api.patch(f'contact-attributes/{plan}', {'name': 'Theirs'})).ok()
    await expect(dialog.get_by_text('A colleague has changed the same meanwhile.')).to_be_visible()
    await expect(name).to_have_value('Mine')


async def test_every_other_form_keeps_what_is_typed_and_follows_in_the_rest(scene: Scene) -> None:
    api = scene.shop.owner.api
    agent = await scene.agent(view='')
    page = agent.page
    dialog = page.get_by_role('dialog')
    gold = {'name': 'Plan', 'type': 'list', 'options': ['Gold']}
    hook = {'url': 'https://listener.example/', 'events': ['message.created']}
    asked: tuple[tuple[str, str, dict[str, Any], str, str, dict[str, Any], Locator, str], ...] = (
        ('tags', 'tags', {'name': 'Late'}, 'Change', 'Name', {'colour': 'green'}, dialog.get_by_label('Green'), ''),
        ('statuses', 'custom-statuses', {'name': 'At the post', 'status': 'pending'}, 'Change', 'Name',
         {'colour': 'green'}, dialog.get_by_label('Green'), ''),
        ('contact-attributes', 'contact-attributes', gold, 'Change', 'Name', {'options': ['Silver']},
         dialog.get_by_label('Options'), 'Silver'),
        ('canned-replies', 'canned-replies', {'name': 'Hi', 'text': 'Hello', 'is_shared': True}, 'Edit', 'Name',
         {'text': 'Good day'}, dialog.get_by_label('Text'), 'Good day'),
        ('macros', 'macros', {'name': 'Thank', 'text': 'Thanks', 'is_shared': True}, 'Edit', 'Name',
         {'text': 'Thank you'}, dialog.get_by_label('Text'), 'Thank you'),
        ('roles', 'roles', {'name': 'Guest', 'permissions': ['users.read']}, 'Change', 'Name',
         {'permissions': ['users.read', 'conversations.read_own']}, dialog.get_by_role('radio', name='Their own'), ''),
        ('webhooks', 'webhook-endpoints', hook, 'Change', 'Address', {'description': 'The till'},
         dialog.get_by_label('What is it for?'), 'The till'),
    )  # fmt: skip
    for where, noun, body, deed, field, news, follows, value in asked:
        id = (await api.post(noun, body)).ok(201)['id']
        await _opened(page, agent.url, where, f'{deed}: ')
        typed = dialog.get_by_role('textbox', name=field).first
        await typed.fill('https://typed.example/')
        (await api.patch(f'{noun}/{id}', news)).ok()
        await (expect(follows).to_have_value(value) if value else expect(follows).to_be_checked())
        await expect(typed).to_have_value('https://typed.example/')
        (await api.delete(f'{noun}/{id}')).ok(204)
        await expect(dialog.get_by_text('A colleague has deleted this meanwhile.')).to_be_visible()
        await expect(typed).to_have_value('https://typed.example/')
        if where in ('tags', 'macros'):
            await dialog.get_by_role('button', name='Save as a new one').click()
            await expect(page.get_by_role('row', name='https://typed.example/')).to_be_visible()
        else:
            await page.keyboard.press('Escape')
        await expect(dialog).to_have_count(0)

    await page.goto(f'{agent.url}#/settings/profile')
    await page.get_by_role('textbox', name='Name').fill('Ada')
    (await api.patch(f'users/{scene.shop.owner.user.id}', {'name': 'Grace'})).ok()
    await expect(page.locator('.person-line')).to_contain_text('Grace')
    await expect(page.get_by_role('textbox', name='Name')).to_have_value('Ada')
