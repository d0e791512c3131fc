"""Many conversations at once: picked by keys or by their boxes, changed in one go, taken back in one."""

from uuid import UUID

from playwright.async_api import Route, expect

from tests.browser.agent import Agent
from tests.browser.looks import PHONE
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def four(scene: Scene) -> list[UUID]:
    """Amara is the newest and stands first."""
    return await write_past(scene.shop, [Past(name) for name in ('Amara', 'Bela', 'Chidi', 'Dara')])


async def stands(agent: Agent, *names: str) -> None:
    """Exactly these, in this order."""
    await expect(agent.rows.locator('.cv-name')).to_have_text(list(names))


async def is_told(agent: Agent, text: str) -> None:
    """In a toast."""
    await expect(agent.page.locator('.toast').filter(has_text=text)).to_be_visible()


async def test_keys_pick_resolve_and_take_back(scene: Scene) -> None:
    await four(scene)
    agent, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    box = agent.page.locator('#conversation-list')
    await box.focus()
    await agent.page.keyboard.press('x')
    await agent.page.keyboard.press('Shift+J')
    await agent.page.keyboard.press('Shift+J')
    await expect(agent.page.get_by_role('toolbar')).to_contain_text('3 picked')
    await expect(box.locator('[aria-selected=true] .cv-name')).to_have_text(['Amara', 'Bela', 'Chidi'])
    await agent.page.keyboard.press('e')
    await stands(agent, 'Dara')
    await stands(colleague, 'Dara')
    await is_told(agent, '3 conversations resolved')
    await expect(agent.page.get_by_role('toolbar')).to_have_count(0)
    await agent.page.keyboard.press('z')
    await stands(agent, 'Amara', 'Bela', 'Chidi', 'Dara')
    await stands(colleague, 'Amara', 'Bela', 'Chidi', 'Dara')


async def test_boxes_pick_and_the_bar_tags_assigns_and_snoozes(scene: Scene) -> None:
    await four(scene)
    (await scene.shop.owner.api.post('tags', {'name': 'Late'})).ok(201)
    maya = await scene.shop.hire(name='Maya Brandt')
    agent = await scene.agent()
    bar = agent.page.get_by_role('toolbar')
    await agent.page.get_by_role('button', name='Pick conversations').click()
    for name in ('Bela', 'Dara'):
        await agent.rows.filter(has_text=name).click()
    await expect(bar).to_contain_text('2 picked')
    await bar.get_by_role('button', name='Tags').click()
    await agent.page.get_by_role('menuitem', name='Late').click()
    await expect(agent.rows.filter(has_text='Tags: Late').locator('.cv-name')).to_have_text(['Bela', 'Dara'])
    await agent.page.keyboard.press('Escape')
    await expect(agent.page.locator('.pop')).to_have_count(0)

    await bar.get_by_role('button', name='Assign to').click()
    await agent.page.get_by_role('menuitem', name='Maya Brandt').click()
    await is_told(agent, '2 conversations assigned to Maya Brandt')
    owners = {row['display_name']: row['assignee'] for row in (await maya.api.get('conversations')).ok()['items']}
    assert [name for name, owner in owners.items() if owner] == ['Bela', 'Dara']

    await agent.page.get_by_role('button', name='Pick conversations').click()
    await agent.page.get_by_role('button', name='Pick all that are loaded').click()
    await expect(bar).to_contain_text('4 picked')
    await bar.get_by_role('button', name='Snooze').click()
    await agent.page.get_by_role('menuitem', name='Until they reply').click()
    await expect(agent.rows).to_have_count(0)
    toast = agent.page.locator('.toast').filter(has_text='4 conversations back when they reply')
    await toast.get_by_role('button', name='Undo').click()
    await stands(agent, 'Amara', 'Bela', 'Chidi', 'Dara')


async def test_a_face_under_the_pointer_is_a_box(scene: Scene) -> None:
    await four(scene)
    agent = await scene.agent()
    face = agent.rows.filter(has_text='Chidi').locator('.cv-face')
    await face.hover()
    await expect(face.locator('.cv-box')).to_be_visible()
    await face.click()
    await expect(agent.page.get_by_role('toolbar')).to_contain_text('1 picked')
    await expect(agent.log).to_have_count(0)
    await agent.page.get_by_role('toolbar').get_by_role('button', name='Snooze').click()
    await agent.page.get_by_role('menuitem', name='Another time…').click()
    day = agent.page.get_by_label('Day and time')
    await day.fill('2020-01-01T09:00')
    await expect(agent.page.get_by_text('Choose a time that is still to come.')).to_be_visible()
    await expect(agent.page.get_by_role('button', name='Snooze', exact=True).last).to_be_disabled()
    await day.fill('2099-01-01T09:00')
    await agent.page.get_by_role('button', name='Snooze', exact=True).last.click()
    await is_told(agent, '1 conversation back')
    await stands(agent, 'Amara', 'Bela', 'Dara')


async def test_escape_lets_go_and_another_view_begins_anew(scene: Scene) -> None:
    await four(scene)
    agent = await scene.agent()
    bar = agent.page.get_by_role('toolbar')
    await agent.page.locator('#conversation-list').focus()
    await agent.page.keyboard.press('x')
    await expect(bar).to_contain_text('1 picked')
    await agent.page.keyboard.press('Escape')
    await expect(bar).to_have_count(0)
    await agent.page.keyboard.press('x')
    await agent.page.get_by_role('navigation').get_by_role('button', name='Unassigned').click()
    await expect(bar).to_have_count(0)


async def test_a_phone_picks_by_its_boxes(scene: Scene) -> None:
    await four(scene)
    agent = await scene.agent(view='', **PHONE)
    await agent.page.goto(agent.url)
    await agent.page.locator('.tabbar').get_by_role('button', name='All').tap()
    await agent.page.get_by_role('button', name='Pick conversations').tap()
    await agent.rows.filter(has_text='Bela').tap()
    await agent.page.get_by_role('toolbar').get_by_role('button', name='Priority').tap()
    await agent.page.get_by_role('menuitem', name='Urgent').tap()
    await expect(agent.rows.filter(has_text='Bela')).to_contain_text('Priority Urgent')


async def test_a_macro_is_applied_to_all_that_are_picked_but_no_reply_is_sent_where_it_is_closed(scene: Scene) -> None:
    ids = await four(scene)
    asked = {
        'name': 'Thank',
        'text': 'Thank you, {{contact.name}}',
        'actions': [{'type': 'set_status', 'status': 'pending'}],
    }
    (await scene.shop.owner.api.post('macros', {**asked, 'is_shared': True})).ok(201)
    agent, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    await agent.page.locator('#conversation-list').focus()
    await agent.page.keyboard.press('x')
    for _ in range(3):
        await agent.page.keyboard.press('Shift+J')
    await expect(agent.page.get_by_role('toolbar')).to_contain_text('4 picked')
    await agent.page.keyboard.press('m')
    dialog = agent.page.get_by_role('dialog')
    await dialog.get_by_role('menuitem', name='Thank').click()
    await expect(dialog).to_contain_text('It applies to 4 conversations. A reply goes to 4 customers')
    (await scene.shop.owner.api.patch(f'conversations/{ids[3]}', {'status': 'closed'})).ok()
    await expect(dialog).to_contain_text('It applies to 3 conversations. A reply goes to 3 customers')
    await expect(dialog).to_contain_text('1 is closed and left out')
    await dialog.get_by_role('button', name='Apply').click()
    await is_told(agent, '“Thank” is applied to 3 conversations')
    await stands(colleague)
    await agent.page.get_by_role('button', name='Undo').click()
    await expect(colleague.rows).to_have_count(3)
    await expect(colleague.rows.first).to_contain_text('Thank you, ')


async def test_stars_unread_and_a_team_go_to_all_that_are_picked(scene: Scene) -> None:
    ids = await four(scene)
    api = scene.shop.owner.api
    (await api.post('teams', {'name': 'Workshop'})).ok(201)
    for id in ids:
        (await api.post(f'conversations/{id}/read', {'seq': 1})).ok()
    agent = await scene.agent()
    more = agent.page.get_by_role('toolbar').get_by_role('button', name='Star, unread, team')

    async def do(choice: str) -> None:
        await agent.page.get_by_role('button', name='Pick conversations').click()
        for name in ('Bela', 'Dara'):
            await agent.rows.filter(has_text=name).click()
        await more.click()
        await agent.page.get_by_role('menuitem', name=choice, exact=True).click()

    async def undo(told: str) -> None:
        await agent.page.locator('.toast').filter(has_text=told).get_by_role('button', name='Undo').click()

    await do('Mark unread')
    unread = agent.page.get_by_role('option', name='1 unread message')
    await expect(unread.locator('.cv-name')).to_have_text(['Bela', 'Dara'])
    await undo('2 conversations marked unread')
    await expect(unread).to_have_count(0)
    navigation = agent.page.get_by_role('navigation')
    await do('Star')
    await expect(navigation.get_by_role('button', name='Starred 2')).to_be_visible()
    await undo('2 conversations starred')
    await expect(navigation.get_by_role('button', name='Starred 2')).to_have_count(0)
    await do('Workshop')
    await expect(navigation.get_by_role('button', name='Workshop 2')).to_be_visible()
    await undo('2 conversations assigned to Workshop')
    await expect(navigation.get_by_role('button', name='Workshop 2')).to_have_count(0)


async def test_all_that_match_are_changed_loaded_or_not(scene: Scene) -> None:
    """A list is loaded fifty at a time."""
    await write_past(scene.shop, [Past(f'Customer {n}') for n in range(120)])
    api = scene.shop.owner.api
    agent = await scene.agent()
    await agent.page.get_by_role('button', name='Pick conversations').click()
    await agent.page.get_by_role('button', name='Pick all that are loaded').click()
    await agent.page.get_by_role('button', name='Pick all that match, loaded or not').click()
    bar = agent.page.get_by_role('toolbar')
    await expect(bar).to_contain_text('All 120')
    await bar.get_by_role('button', name='Priority').click()
    await agent.page.get_by_role('menuitem', name='Urgent').click()
    await is_told(agent, '120 conversations now of urgent priority')
    assert (await api.get('conversations/matching?priority=urgent')).ok()['count'] == 120
    await agent.page.keyboard.press('z')
    await expect(bar).to_have_count(0)

    for _ in range(100):
        if (await api.get('conversations/matching?priority=urgent')).ok()['count'] == 0:
            return
        await agent.page.wait_for_timeout(100)
    raise AssertionError('the way back did not reach all of them')


async def shut(scene: Scene, id: UUID) -> None:
    """Nothing is sent there any more."""
    (await scene.shop.owner.api.patch(f'conversations/{id}', {'status': 'closed'})).ok()


async def test_tags_are_taken_off_and_a_macro_is_done_in_all_that_match(scene: Scene) -> None:
    ids = await write_past(scene.shop, [Past(f'Customer {n}') for n in range(60)])
    api = scene.shop.owner.api
    late = (await api.post('tags', {'name': 'Late'})).ok(201)['id']
    parts = (await api.post('custom-statuses', {'name': 'Waiting for parts', 'status': 'pending'})).ok(201)['id']
    actions = [{'type': 'set_status', 'status': 'pending', 'custom_status_id': parts}, {'type': 'star'}]
    (await api.post('macros', {'name': 'Order parts', 'actions': actions})).ok(201)
    text = 'Thanks, **{{contact.first_name}}**'
    (await api.post('macros', {'name': 'Say thanks', 'text': text, 'actions': actions})).ok(201)
    (await api.post('conversations/matching', {'filters': {}, 'change': {'add_tags': [late]}})).ok()
    agent = await scene.agent()
    bar, dialog = agent.page.get_by_role('toolbar'), agent.page.get_by_role('dialog')

    async def count(query: str) -> int:
        return int((await api.get(f'conversations/matching?{query}')).ok()['count'])

    await agent.page.get_by_role('button', name='Pick conversations').click()
    await agent.page.get_by_role('button', name='Pick all that are loaded').click()
    await agent.page.get_by_role('button', name='Pick all that match, loaded or not').click()
    await expect(bar).to_contain_text('All 60')
    await bar.get_by_role('button', name='Tags').click()
    await agent.page.get_by_role('radio', name='Take off').click()
    await agent.page.get_by_role('menuitem', name='Late').click()
    await is_told(agent, '“Late” taken off 60 conversations')
    assert await count(f'tag_ids={late}') == 0
    await agent.page.keyboard.press('Escape')
    await agent.page.get_by_role('button', name='Undo').last.click()
    await expect(agent.rows.filter(has_text='Late').first).to_be_visible()

    await bar.get_by_role('button', name='macro').click()
    await dialog.get_by_role('menuitem', name='Order parts').click()
    await expect(dialog).to_contain_text('It applies to 60 conversations.')
    await expect(dialog).to_contain_text('Status: Waiting for parts')
    await dialog.get_by_role('button', name='Apply').click()
    await is_told(agent, '“Order parts” is applied to 60 conversations')
    assert await count(f'custom_status_id={parts}&starred=true') == 60
    await agent.page.get_by_role('button', name='Undo').last.click()
    for _ in range(100):
        if await count('status=open') == 60 and await count('starred=true') == 0:
            break
        await agent.page.wait_for_timeout(100)
    else:
        raise AssertionError('the way back did not reach all of them')

    # one whose answer is lost on its way is asked for again, and writes to nobody twice
    lost: list[str] = []

    async def lose(route: Route) -> None:
        if route.request.method != 'POST' or lost:
            await route.continue_()
            return
        lost.append((await route.fetch()).status_text)
        await route.abort()

    await agent.page.route('**/conversations/matching', lose)
    await shut(scene, ids[3])
    await agent.page.reload()
    await agent.page.get_by_role('button', name='Pick conversations').click()
    await agent.page.get_by_role('button', name='Pick all that are loaded').click()
    await agent.page.get_by_role('button', name='Pick all that match, loaded or not').click()
    await bar.get_by_role('button', name='macro').click()
    await dialog.get_by_role('menuitem', name='Say thanks').click()
    await expect(dialog).to_contain_text('A reply goes to 59 customers and cannot be taken back.')
    await dialog.get_by_role('button', name='Write to 59 customers').click()
    await is_told(agent, '“Say thanks” is applied to 59 conversations.')
    assert lost
    for place, words in ((0, ['Thanks, Customer']), (59, ['Thanks, Customer']), (3, [])):
        page = (await api.get(f'conversations/{ids[place]}/messages')).ok()['items']
        said = [(each['content_text'], each['content_html']) for each in page if each['direction'] == 'outbound']
        assert said == [(each, f'<p>{each.replace("Customer", "<strong>Customer</strong>")}</p>') for each in words]
