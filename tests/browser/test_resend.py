"""A message that nobody can confirm: the agent sees it, and sends it again if they want to."""

import re

from playwright.async_api import expect

from hub.model.people import UserRole
from tests.browser.axe import violations
from tests.browser.looks import PHONE
from tests.browser.scene import Scene

UNSURE = """
WITH thread AS (INSERT INTO conversations (tenant_id, channel) VALUES ($1, 'whatsapp') RETURNING id)
INSERT INTO messages (tenant_id, conversation_id, direction, role, content_text, status, cause, error_detail)
SELECT $1, id, 'outbound', 'agent', text, status, cause, detail
  FROM thread, (VALUES ('Your parcel left', 'unknown', NULL, 'Nobody can say.'),
                       ('You get it on Friday', 'failed', 'bad_address', '63003: Channel could not find To address'))
                       AS said (text, status, cause, detail)
RETURNING conversation_id
"""


async def test_an_agent_sends_again_what_may_not_have_arrived(scene: Scene) -> None:
    conversation_id = (await scene.shop.rows(UNSURE, scene.shop.tenant.id))[0][0]
    agent = await scene.agent()
    await agent.page.goto(f'{agent.url}#/c/{conversation_id}')
    page = agent.page
    await expect(page.get_by_text('May have been sent.')).to_be_visible()
    await expect(page.get_by_text('Not sent: No such address or number')).to_be_visible()
    await expect(page.get_by_text('63003: Channel could not find To address')).to_be_visible()
    again = page.get_by_role('button', name='Send again')
    await expect(again).to_have_count(2)
    await again.last.click()
    await expect(page.get_by_text('On its way', exact=True)).to_be_visible()
    await expect(again).to_have_count(1)
    jobs = await scene.shop.rows('SELECT m.content_text FROM hub.jobs j JOIN messages m ON m.id::text = j.key')
    assert [row[0] for row in jobs] == ['You get it on Friday']


async def test_what_failed_is_dismissed_on_a_desk_and_taken_back_on_a_phone(scene: Scene) -> None:
    conversation_id = (await scene.shop.rows(UNSURE, scene.shop.tenant.id))[0][0]
    on_desk = await scene.agent()
    on_phone = await scene.agent(await scene.shop.hire(UserRole.AGENT), view='', **PHONE)
    for agent in (on_desk, on_phone):
        await agent.page.goto(f'{agent.url}#/c/{conversation_id}')
        await expect(agent.page.get_by_text('Not sent: No such address or number')).to_be_visible()
    desk, phone = on_desk.page, on_phone.page
    last_line = desk.get_by_role('listbox').get_by_text('Not sent: You get it on Friday')
    await expect(last_line).to_have_class(re.compile('bad-text'))

    await desk.get_by_role('button', name='Dismiss').last.click()
    put_away = f'Not sent, dismissed by {on_desk.member.user.name}, just now'
    for page in (desk, phone):
        await expect(page.get_by_text(put_away)).to_be_visible()
        await expect(page.get_by_role('button', name='Dismiss', exact=True)).to_have_count(1)  # of the other one
        await expect(page.get_by_role('button', name='Send again')).to_have_count(1)
        assert not await violations(page)
    await expect(last_line).not_to_have_class(re.compile('bad-text'))

    await phone.get_by_role('button', name='Dismiss', exact=True).tap()
    unsure = f'May have been sent, dismissed by {on_phone.member.user.name}, just now'
    for page in (desk, phone):
        await expect(page.get_by_text(unsure)).to_be_visible()
        await expect(page.get_by_role('button', name='Send again')).to_have_count(0)
    await desk.get_by_role('button', name='Undo').first.click()
    for page in (desk, phone):
        await expect(page.get_by_text('May have been sent.', exact=True)).to_be_visible()

    await phone.get_by_role('button', name='Undo').tap()
    for page in (desk, phone):
        await expect(page.get_by_text('Not sent: No such address or number')).to_be_visible()
        await expect(page.get_by_role('button', name='Send again')).to_have_count(2)
    await expect(last_line).to_have_class(re.compile('bad-text'))
