"""What the hub could not do, in the settings of an admin."""

from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import expect

from hub.model.people import UserRole
from tests.browser.axe import violations
from tests.browser.looks import PHONE
from tests.browser.scene import Scene

_BURY = """
WITH account AS (
    INSERT INTO tenant_whatsapp_accounts (tenant_id, phone_number) VALUES ($1, $2) RETURNING id
), raw AS (
    INSERT INTO hub.raw_inbound (tenant_id, id, channel, account_id, provider_key, url, body, state)
    SELECT $1, gen_random_uuid(), 'whatsapp', id, 'D1', 'https://hub.test/', $3, 'dead' FROM account
    RETURNING id, account_id
)
INSERT INTO hub.dead_letters (tenant_id, kind, raw_id, channel, account_id, reason, cause, detail)
SELECT $1, 'inbound', id, 'whatsapp', account_id, $4, $5, $6 FROM raw
"""


async def bury(scene: Scene, number: int, reason: str, body: bytes, cause: str | None = None) -> None:
    """A payload that nobody could read."""
    tenant_id: UUID = scene.shop.tenant.id
    await scene.shop.rows(_BURY, tenant_id, f'+493090182{number}', body, reason, cause, cause and reason)


async def test_an_admin_looks_into_a_dead_letter_and_decides(scene: Scene) -> None:
    agent = await scene.agent(await scene.shop.hire(UserRole.ADMIN), view='')
    page = agent.page
    await page.goto(f'{agent.url}#/settings/dead-letters')
    await expect(page.get_by_role('heading', name='Nothing was left undone')).to_be_visible()

    await bury(scene, 1, 'There is no sender in it', b'{"feathers": "<script>alert(1)</script>"}')
    await bury(scene, 2, 'It is no JSON at all', b'\xff' + 20_000 * b'x', 'unparsable')
    await page.reload()
    table = page.get_by_role('table', name='Dead letters')
    await expect(table.get_by_role('row')).to_have_count(3)
    await page.get_by_role('button', name='Open: There is no sender in it').click()
    dialog = page.get_by_role('dialog')
    await expect(dialog.locator('pre')).to_have_text('{"feathers": "<script>alert(1)</script>"}')
    assert not await violations(page)
    await dialog.get_by_role('button', name='Discard').click()
    await expect(table.get_by_role('row')).to_have_count(2)

    await expect(table).to_contain_text('It is no JSON at all')
    await page.get_by_role('button', name='Open: Could not be read').click()
    await expect(dialog).to_contain_text('It is no JSON at all')
    await expect(dialog).to_contain_text('of 20001 bytes')
    await dialog.get_by_role('button', name='Try again').click()
    await expect(page.get_by_role('heading', name='Nothing was left undone')).to_be_visible()
    states = await scene.shop.rows('SELECT reason, state FROM hub.dead_letters ORDER BY reason')
    assert [tuple(row) for row in states] == [
        ('It is no JSON at all', 'replayed'),
        ('There is no sender in it', 'discarded'),
    ]
    assert len(await scene.shop.rows("SELECT FROM hub.jobs WHERE kind = 'take'")) == 1


@pytest.mark.parametrize('options', [{}, PHONE], ids=['desk', 'phone'])
async def test_an_admin_discards_all_of_a_reason_and_a_colleague_sees_it(scene: Scene, options: dict[str, Any]) -> None:
    admin, other = [await scene.agent(view='', **options) for _ in range(2)]
    for n, cause in enumerate(('unparsable', 'unparsable', 'too_large'), start=3):
        await bury(scene, n, f'Feathers {n}', b'{}', cause)
    for each in (admin, other):
        await each.page.goto(f'{each.url}#/settings/dead-letters')
        await expect(each.page.get_by_role('button', name='Open:')).to_have_count(3)
    page = admin.page
    await page.get_by_role('button', name='Reason: All reasons').click()
    await page.get_by_role('menuitem', name='Could not be read').click()
    await expect(page.get_by_role('button', name='Open:')).to_have_count(2)
    await page.get_by_role('button', name='Discard all').click()
    assert not await violations(page)
    await page.get_by_role('dialog').get_by_role('button', name='Discard all').click()
    await expect(page.get_by_text('2 discarded')).to_be_visible()
    await expect(page.get_by_role('heading', name='Nothing for this reason')).to_be_visible()
    await page.locator('.empty').get_by_role('button', name='All reasons').click()
    row = page.get_by_role('row').filter(has_text='Too large')
    for said in ('WhatsApp', 'now'):  # also where there is no room for columns
        await expect(row.get_by_text(said).filter(visible=True).first).to_be_visible()
    await expect(other.page.get_by_role('button', name='Open:')).to_have_count(1)
    states = await scene.shop.rows('SELECT cause, state FROM hub.dead_letters ORDER BY cause, state')
    assert [tuple(row) for row in states] == [('too_large', 'open'), *[('unparsable', 'discarded')] * 2]


async def test_an_agent_does_not_see_dead_letters(scene: Scene) -> None:
    agent = await scene.agent(await scene.shop.hire(UserRole.AGENT), view='')
    await agent.page.goto(f'{agent.url}#/settings/dead-letters')
    await expect(agent.page.get_by_role('button', name='Profile')).to_be_visible()
    await expect(agent.page.get_by_role('button', name='Dead letters')).to_have_count(0)
