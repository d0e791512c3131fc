"""Many conversations at once: picked by keys or by their boxes, changed in one go, taken back in one."""

from uuid import UUID

from playwright.async_api import expect

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
