"""A message that nobody can confirm: the agent sees it, and sends it again if they want to."""

from playwright.async_api import expect

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
