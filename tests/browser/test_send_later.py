"""A reply that goes out later: chosen beside Send, seen by all, changed, taken back, sent when its time has come."""

from datetime import UTC, datetime, timedelta

from playwright.async_api import expect

from hub.jobs import Pace
from hub.worker import working
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene
from tests.tenants import Tenants


async def test_a_reply_is_scheduled_seen_changed_and_taken_back(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'Is it dry?')])
    owner, colleague = await scene.agent(), await scene.agent(await scene.shop.hire(name='Maya Brandt'))
    for agent in (owner, colleague):
        await agent.open('Is it dry?')
    await owner.field.fill('It is dry')
    await owner.page.get_by_role('button', name='More ways to send').click()
    await owner.page.get_by_role('menuitem', name='Tomorrow morning').click()
    await expect(owner.field).to_have_value('')
    planned = owner.log.get_by_role('article', name='Scheduled reply')
    await expect(planned).to_contain_text('It is dry')
    await expect(planned).to_contain_text('You: goes out Tomorrow 09:00')

    theirs = colleague.log.get_by_role('article', name='Scheduled reply')
    await expect(theirs).to_contain_text('It is dry')
    await expect(theirs.get_by_role('button', name='Change')).to_have_count(0)

    await planned.get_by_role('button', name='Change').click()
    dialog = owner.page.get_by_role('dialog')
    await dialog.get_by_label('Reply').fill('It is quite dry')
    await dialog.get_by_text('Stop it if the customer writes first').click()
    await dialog.get_by_role('button', name='Save').click()
    await expect(theirs).to_contain_text('It is quite dry')
    await expect(theirs).to_contain_text('unless they write first')

    await planned.get_by_role('button', name='Cancel sending').click()
    await expect(owner.field).to_have_value('It is quite dry')
    await expect(theirs).to_have_count(0)


async def test_at_its_time_it_becomes_a_message_before_everybodys_eyes(scene: Scene, tenants: Tenants) -> None:
    [conversation] = await write_past(scene.shop, [Past('Amara', 'Is it dry?')])
    agent = await scene.agent()
    await agent.open('Is it dry?')
    soon = (datetime.now(UTC) + timedelta(seconds=2)).isoformat()
    later = {'client_id': 'later', 'text': 'It is dry', 'send_at': soon}
    (await scene.shop.owner.api.post(f'conversations/{conversation}/scheduled-messages', later)).ok(201)
    planned = agent.log.get_by_role('article', name='Scheduled reply')
    await expect(planned).to_contain_text('It is dry')
    async with working(tenants.hub, pace=Pace(poll_seconds=0.1)):
        await expect(agent.log.locator('[data-seq]').filter(has_text='It is dry')).to_be_visible()
        await expect(planned).to_have_count(0)
