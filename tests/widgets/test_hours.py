"""Working hours: what they say about a moment, who may change them, and what a chat tells of them."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hub.model.hours import WEEKDAYS, Hours
from hub.model.people import UserRole
from hub.people.hours import is_open, next_day, opens
from tests.api_client import Api
from tests.live.conftest import Desk, desk
from tests.tenants import Tenants

__all__ = ['desk']

BERLIN = ZoneInfo('Europe/Berlin')
OFFICE = Hours.model_validate(
    {
        'time_zone': 'Europe/Berlin',
        'week': {day: [['09:00', '12:30'], ['13:30', '17:00']] for day in WEEKDAYS[:5]},
        'holidays': [{'date': '2026-12-25', 'name': 'Christmas'}],
    }
)


def berlin(*moment: int) -> datetime:
    """A moment by Berlin's clocks."""
    year, month, day, hour, minute = moment
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ('at', 'there', 'again'),
    [
        (berlin(2026, 11, 23, 8, 59), False, berlin(2026, 11, 23, 9, 0)),
        (berlin(2026, 11, 23, 9, 0), True, berlin(2026, 11, 23, 13, 30)),
        (berlin(2026, 11, 23, 12, 30), False, berlin(2026, 11, 23, 13, 30)),
        (berlin(2026, 11, 23, 17, 0), False, berlin(2026, 11, 24, 9, 0)),
        (berlin(2026, 11, 27, 18, 0), False, berlin(2026, 11, 30, 9, 0)),
        (berlin(2026, 12, 24, 18, 0), False, berlin(2026, 12, 28, 9, 0)),  # a holiday, then the weekend
        (berlin(2027, 3, 27, 12, 0), False, berlin(2027, 3, 29, 9, 0)),  # the clocks go forward between
    ],
)
def test_a_moment_is_open_or_says_when_somebody_is_there_again(at: datetime, there: bool, again: datetime) -> None:
    assert is_open(OFFICE, at.astimezone(UTC)) is there
    assert opens(OFFICE, at.astimezone(UTC)) == again


def test_no_day_at_all_is_always_open_but_for_the_holidays() -> None:
    always = OFFICE.model_copy(update={'week': {}})
    assert is_open(always, berlin(2026, 11, 22, 3, 0))
    assert not is_open(always, berlin(2026, 12, 25, 3, 0))
    assert next_day(always, berlin(2026, 12, 24, 15, 0)) == berlin(2026, 12, 26, 9, 0)


def test_whoever_never_works_is_never_back() -> None:
    never = Hours.model_validate({'week': {'mon': []}})
    assert opens(never, datetime.now(UTC)) is None
    assert next_day(never, datetime.now(UTC)) is None


def test_the_next_working_day_is_never_today() -> None:
    assert next_day(OFFICE, berlin(2026, 11, 23, 7, 0)) == berlin(2026, 11, 24, 9, 0)


@pytest.mark.parametrize(
    'wrong',
    [
        {'time_zone': 'Berlin'},
        {'week': {'mon': [['17:00', '09:00']]}},
        {'week': {'mon': [['09:00', '13:00'], ['12:00', '17:00']]}},
        {'week': {'mon': [['9', '17']]}},
        {'week': {'monday': []}},
        {'holidays': [{'date': '2026-12-25', 'name': 'a'}, {'date': '2026-12-25', 'name': 'b'}]},
    ],
)
async def test_hours_that_make_no_sense_are_refused(tenants: Tenants, wrong: dict[str, object]) -> None:
    assert (await (await tenants.make()).owner.api.call('PUT', 'working-hours', wrong)).code == 'invalid'


async def test_the_business_has_hours_and_a_team_its_own(tenants: Tenants) -> None:
    shop = await tenants.make()
    agent, manager = await shop.hire(), await shop.hire(UserRole.MANAGER)
    office = OFFICE.model_dump(mode='json')
    assert (await agent.api.call('PUT', 'working-hours', office)).code == 'forbidden'
    assert (await manager.api.call('PUT', 'working-hours', office)).ok()['hours'] == office
    assert (await agent.api.get('working-hours')).ok()['next_day_at']
    never = {'time_zone': 'Asia/Kolkata', 'week': {'mon': []}, 'holidays': []}
    team = (await manager.api.post('teams', {'name': 'Night', 'members': [str(agent.user.id)], 'hours': never})).ok(201)
    assert team['hours'] == never
    assert (await agent.api.get('working-hours')).ok()['next_day_at'] is None
    assert (await manager.api.patch(f'teams/{team["id"]}', {'name': 'Late'})).ok()['hours'] == never
    assert (await manager.api.patch(f'teams/{team["id"]}', {'hours': None})).ok()['hours'] is None
    assert (await agent.api.get('working-hours')).ok()['next_day_at']


async def test_a_chat_says_when_somebody_is_back(tenants: Tenants, api: Api) -> None:
    shop = await tenants.make()
    owner = shop.owner.api
    now = datetime.now(UTC)
    tomorrow = WEEKDAYS[(now.weekday() + 1) % 7]
    (await owner.call('PUT', 'working-hours', {'week': {tomorrow: [['09:15', '17:00']]}})).ok()
    widget = (await owner.post('widgets', {'name': 'Shop', 'allowed_domains': ['localhost']})).ok(201)
    config = (await api.get(f'widget/config?key={widget["key"]}', Origin=api.base)).ok()
    expected = (now + timedelta(days=1)).replace(hour=9, minute=15, second=0, microsecond=0)
    assert config['is_online'] is False
    assert datetime.fromisoformat(config['back_at']) == expected


def _is_with(team: dict[str, object] | None, head: dict[str, Any]) -> bool:
    return bool(head['team'] == team)


async def test_a_conversation_with_a_team_of_other_hours_says_when_that_is_back(desk: Desk) -> None:
    api, visitor, now = desk.shop.owner.api, await desk.visitor(), datetime.now(UTC)
    tomorrow = WEEKDAYS[(now.weekday() + 1) % 7]
    night = {'time_zone': 'UTC', 'week': {tomorrow: [['09:15', '17:00']]}}
    teams = [
        (await api.post('teams', {'name': name, 'members': [], **hours})).ok(201)['id']
        for name, hours in (('Night', {'hours': night}), ('Always', {'hours': {'week': {}}}), ('As all', {}))
    ]
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    back = (now + timedelta(days=1)).replace(hour=9, minute=15, second=0, microsecond=0)
    away: dict[str, object] = {'is_online': False, 'back_at': back.isoformat().replace('+00:00', 'Z')}
    nobody: dict[str, object] = {'is_online': False, 'back_at': None}
    for team, said in zip(teams, (away, nobody, None), strict=True):
        (await api.patch(f'conversations/{conversation}', {'team_id': team})).ok()
        await visitor.hear('conversation.updated', partial(_is_with, said))
    await desk.agent()
    (await api.patch(f'conversations/{conversation}', {'team_id': teams[1]})).ok()
    await visitor.hear('conversation.updated', lambda head: head['team'] == {'is_online': True, 'back_at': None})
    (await api.patch(f'conversations/{conversation}', {'team_id': teams[0]})).ok()
    token = (await visitor.hear('session'))['visitor']
    (head,) = (await (await desk.visitor(token)).hear('session'))['conversations']
    assert head['team'] == away, 'whoever is online'
