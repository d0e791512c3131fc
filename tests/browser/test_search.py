"""The field above the list: what was said is found, and opens where it was said."""

from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest
from playwright.async_api import Locator, expect

from hub.search.word_index import read_once
from tests.browser.agent import Agent
from tests.browser.axe import violations
from tests.browser.looks import PHONE
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene

_LONG = """
INSERT INTO messages (tenant_id, conversation_id, direction, role, author_name, content_text)
SELECT $1, $2, 'inbound', 'user', 'Anna',
       CASE place WHEN 20 THEN 'My <i>Zeltstange</i> is broken' ELSE 'Line ' || place END
  FROM generate_series(2, 180) AS place
"""


async def _talked(scene: Scene) -> UUID:
    """Three conversations; what is looked for stands far above the end of the oldest."""
    found = (await write_past(scene.shop, [Past('Ben'), Past('Carla'), Past('Zeltfreund Anna')]))[-1]
    await scene.shop.rows(_LONG, scene.shop.tenant.id, found)
    await read_once(scene.shop.hub)
    return found


def _field(agent: Agent) -> Locator:
    return agent.page.get_by_role('combobox', name='Search messages and people')


async def _is_shown(agent: Agent) -> None:
    """The found message is in sight and stands out."""
    await expect(agent.bubble('My <i>Zeltstange</i> is broken')).to_be_in_viewport()
    await expect(agent.log.locator('[data-found]')).to_contain_text('Zeltstange')


async def test_a_message_is_found_by_keyboard_and_opens_where_it_was_said(scene: Scene) -> None:
    await _talked(scene)
    agent = await scene.agent()
    await expect(agent.rows).to_have_count(3)
    await agent.page.locator('#conversation-list').focus()
    await agent.page.keyboard.press('/')
    await expect(_field(agent)).to_be_focused()
    await agent.page.keyboard.type('zeltst')
    await expect(agent.rows).to_have_count(1)
    await expect(agent.rows.locator('mark')).to_have_text('Zeltstange')
    # it looks everywhere: the view and its filters would say otherwise
    await expect(agent.page.get_by_role('heading', name='Search results')).to_be_visible()
    await expect(agent.page.get_by_text('Newest first')).to_have_count(0)
    await expect(agent.rows).to_contain_text('My <i>Zeltstange</i> is broken')
    await agent.page.keyboard.press('Enter')
    await _is_shown(agent)


async def _narrow(agent: Agent, choice: str) -> None:
    await agent.page.get_by_role('button', name='Filter', exact=True).click()
    await agent.page.get_by_role('menuitem', name=choice, exact=True).click()


async def test_people_stand_above_messages_and_the_arrows_go_through_both(scene: Scene) -> None:
    """Narrowed, it is about messages only; without the filters both are back."""
    await _talked(scene)
    agent = await scene.agent()
    await _field(agent).fill('zelt')
    await expect(agent.rows).to_have_count(2)
    await expect(agent.rows.first.locator('mark')).to_have_text('Zelt')
    await expect(agent.page.get_by_role('group', name='People')).to_contain_text('Zeltfreund Anna')
    await _narrow(agent, 'Customers')
    await expect(agent.rows).to_have_count(1)
    await _narrow(agent, 'Last 7 days')
    await expect(agent.page.get_by_title('Clear filters')).to_have_text(['Customers', 'Last 7 days'])
    await expect(agent.rows).to_contain_text('Zeltstange')
    await _narrow(agent, 'Private notes')
    await expect(agent.page.get_by_text('No message with “zelt” fits these filters.')).to_be_visible()
    assert '\n'.join(await violations(agent.page)) == ''
    await agent.page.get_by_role('button', name='Clear filters', exact=True).click()
    await expect(agent.rows).to_have_count(2)
    for _ in range(2):
        await _field(agent).press('ArrowDown')
    await expect(agent.rows.last).to_have_class('fd cursor')
    await _field(agent).press('Enter')
    await _is_shown(agent)


async def test_escape_brings_the_list_back(scene: Scene) -> None:
    await _talked(scene)
    agent = await scene.agent()
    await _field(agent).fill('nobody said this')
    await expect(agent.page.get_by_role('heading', name='Nothing found')).to_be_visible()
    await _field(agent).press('Escape')
    await expect(_field(agent)).to_have_value('')
    await expect(agent.rows).to_have_count(3)
    await expect(agent.page.locator('#conversation-list')).to_be_focused()


async def test_a_view_that_is_chosen_takes_the_place_of_a_search(scene: Scene) -> None:
    await _talked(scene)
    agent = await scene.agent()
    await _field(agent).fill('nobody said this')
    await expect(agent.page.get_by_role('heading', name='Nothing found')).to_be_visible()
    await agent.page.get_by_role('navigation').get_by_role('button', name='All open').first.click()
    await expect(agent.rows).to_have_count(3)
    await expect(_field(agent)).to_have_value('')


def _address(agent: Agent) -> dict[str, str]:
    """What is looked for, as the address says it."""
    return dict(parse_qsl(urlsplit(agent.page.url).fragment.partition('?')[2]))


async def test_a_search_stands_in_the_address_for_reloading_going_back_and_for_a_colleague(scene: Scene) -> None:
    found = await _talked(scene)
    agent = await scene.agent()
    chips = agent.page.get_by_title('Clear filters')
    await agent.page.evaluate('window.begun = history.length')
    await _field(agent).press_sequentially('zeltst', delay=200)
    await expect(agent.rows).to_have_count(1)
    assert _address(agent) == {'q': 'zeltst'}
    assert await agent.page.evaluate('history.length - window.begun') == 1, 'six letters are one step'
    await _narrow(agent, 'Customers')
    await _narrow(agent, 'Last 7 days')
    await expect(chips).to_have_text(['Customers', 'Last 7 days'])
    assert _address(agent) == {'q': 'zeltst', 'from': 'customer', 'within_days': '7'}
    asked = agent.page.url

    await agent.rows.click()
    await _is_shown(agent)
    assert f'#/c/{found}?q=zeltst' in agent.page.url
    await agent.page.reload()
    await expect(agent.log).to_contain_text('Line 180')
    await expect(agent.rows).to_have_count(1)
    await agent.page.go_back()
    await expect(agent.log).to_have_count(0)
    assert agent.page.url == asked
    await expect(agent.rows).to_have_count(1)
    await agent.page.go_back()
    await expect(chips).to_have_text(['Customers'])
    await expect(_field(agent)).to_have_value('zeltst')
    await agent.page.go_back()
    await agent.page.go_back()
    await expect(agent.rows).to_have_count(3)
    await expect(_field(agent)).to_have_value('')
    await agent.page.go_forward()
    await expect(agent.rows).to_have_count(1)
    await agent.page.get_by_role('navigation').get_by_role('button', name='All open').first.click()
    await expect(agent.rows).to_have_count(3)
    assert _address(agent) == {}

    colleague = await scene.agent(await scene.shop.hire())
    await colleague.page.goto(asked)
    await expect(colleague.rows.locator('mark')).to_have_text('Zeltstange')
    await expect(colleague.page.get_by_title('Clear filters')).to_have_text(['Customers', 'Last 7 days'])
    nonsense = '%E0%A4%A?q=zeltst&status=asleep&assignee=7&created_since=soon&within_days=many&from=us,customer&%'
    await colleague.page.goto(f'{agent.url}#/{nonsense}')
    await expect(colleague.page.get_by_text('No message with “zeltst” fits these filters.')).to_be_visible()
    await expect(colleague.page.get_by_title('Clear filters')).to_have_text(['Us'])


async def test_a_search_is_narrowed_to_days_of_ones_own(scene: Scene) -> None:
    found = await _talked(scene)
    await scene.shop.rows(
        "UPDATE messages SET created_at = now() - interval '40 days' WHERE conversation_id = $1 AND seq = 20", found
    )
    day = (datetime.now().astimezone() - timedelta(days=40)).strftime('%Y-%m-%d')
    agent = await scene.agent()
    await _field(agent).fill('zeltst')
    await expect(agent.rows).to_have_count(1)
    await _narrow(agent, 'Last 30 days')
    await expect(agent.rows).to_have_count(0)
    opener = agent.page.get_by_role('button', name='Filter', exact=True)
    await opener.click()
    await agent.page.get_by_role('menuitem', name='Choose days…', exact=True).first.click()
    dialog = agent.page.get_by_role('dialog', name='Written')
    await dialog.get_by_label('First day').fill(day)
    await dialog.get_by_label('Last day').fill(day)
    await dialog.get_by_role('button', name='Show', exact=True).click()
    await expect(agent.rows).to_have_count(1)
    await expect(agent.page.get_by_title('Clear filters')).to_contain_text('On ')
    assert {*_address(agent)} == {'q', 'since', 'until'}
    await agent.page.reload()
    await expect(agent.rows).to_have_count(1)
    await expect(agent.page.get_by_title('Clear filters')).to_contain_text('On ')


async def test_a_search_that_fails_says_so_and_can_be_tried_again(scene: Scene) -> None:
    await _talked(scene)
    agent = await scene.agent()
    await agent.page.route('**/api/v1/search?*', lambda route: route.abort())
    await _field(agent).fill('zeltstange')
    await expect(agent.page.get_by_role('heading', name='The search did not work')).to_be_visible()
    await agent.page.unroute('**/api/v1/search?*')
    await agent.page.get_by_role('button', name='Try again').click()
    await expect(agent.rows).to_have_count(1)


@pytest.mark.parametrize('scheme', ['light', 'dark'])
async def test_a_phone_finds_as_well_and_axe_has_nothing_to_say(scene: Scene, scheme: str) -> None:
    await _talked(scene)
    agent = await scene.agent(view='', **PHONE, color_scheme=scheme)
    await agent.page.goto(agent.url)
    await _field(agent).fill('zelt')
    await expect(agent.rows).to_have_count(2)
    assert '\n'.join(await violations(agent.page)) == ''
    await agent.rows.last.tap()
    await _is_shown(agent)
    await agent.page.get_by_role('button', name='Back', exact=True).tap()
    await expect(agent.rows).to_have_count(2)
