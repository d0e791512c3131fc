"""Numbers of reports against stories that were counted by hand."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hub import reports
from hub.model.people import UserRole
from tests.reports.conftest import NOON, Past, after
from tests.tenants import Tenants

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def some(figures: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(figures[name] for name in names)


async def test_the_first_answer_of_a_person_counts_and_only_that(past: Past) -> None:
    conversation = await past.begin()
    await past.asks(conversation)
    await past.answers(conversation, after(minutes=1), role='ai')
    await past.answers(conversation, after(minutes=2), private=True)
    await past.answers(conversation, after(minutes=3), status='failed')
    await past.answers(conversation, after(minutes=10))
    await past.answers(conversation, after(minutes=11), (await past.shop.hire()).user.id)
    figures = (await past.report())['figures']
    assert some(figures, 'started', 'responded', 'first_response_median') == (1, 1, 10 * MINUTE)
    parts = await past.breakdown('agent')
    assert [(part['name'], part['responded']) for part in parts if part['responded']] == [
        (past.shop.owner.user.name, 1)
    ]


async def test_what_we_say_first_is_no_answer(past: Past) -> None:
    conversation = await past.begin()
    await past.answers(conversation, NOON)
    assert (await past.report())['figures']['responded'] == 0
    await past.asks(conversation, after(hours=1))
    await past.answers(conversation, after(hours=3))
    figures = (await past.report())['figures']
    assert some(figures, 'responded', 'first_response_median') == (1, 2 * HOUR)


async def test_median_and_ninetieth_percentile(past: Past) -> None:
    for minutes in range(1, 12):
        conversation = await past.begin()
        await past.asks(conversation)
        await past.answers(conversation, after(minutes=minutes))
        await past.resolve(conversation, after(hours=minutes))
    figures = (await past.report())['figures']
    assert some(figures, 'first_response_median', 'first_response_p90') == (6 * MINUTE, 10 * MINUTE)
    assert some(figures, 'resolved', 'resolution_median', 'resolution_p90') == (11, 6 * HOUR, 10 * HOUR)


async def test_what_comes_back_is_resolved_twice_each_on_its_day(past: Past) -> None:
    conversation = await past.begin()
    await past.asks(conversation)
    await past.resolve(conversation, after(hours=5))
    before = (await past.report())['days']
    await past.asks(conversation, after(days=1))
    await past.resolve(conversation, after(days=1, hours=2))
    told = await past.report()
    assert some(told['figures'], 'resolved', 'reopened', 'resolution_median') == (2, 1, 3.5 * HOUR)
    assert [(day['day'], day['resolved']) for day in told['days'] if day['resolved']] == [
        ('2026-03-04', 1),
        ('2026-03-05', 1),
    ]
    assert told['days'][:3] == before[:3]  # what is over does not change


async def test_the_range_before_is_as_long_and_ends_where_this_one_begins(past: Past) -> None:
    for day in (22, 23, 28):
        await past.asks(await past.begin(datetime(2026, 2, day, 9, tzinfo=UTC)))
    await past.asks(await past.begin(datetime(2026, 3, 1, 23, 59, tzinfo=UTC)))
    await past.asks(await past.begin(datetime(2026, 3, 2, tzinfo=UTC)))
    told = await past.report()
    assert (told['figures']['started'], told['before']['started']) == (1, 3)


@pytest.mark.parametrize(
    ('zone', 'days', 'hours'),
    [
        ('UTC', [2, 3, 0], {(6, 23), (6, 18), (7, 1), (7, 21), (7, 22)}),
        # at two o'clock on the 29th the clock is put to three: that day has 23 hours
        ('Europe/Berlin', [1, 3, 1], {(6, 19), (7, 0), (7, 3), (7, 23), (1, 0)}),
        ('Asia/Kolkata', [0, 3, 2], {(7, 0), (7, 5), (7, 7), (1, 3), (1, 4)}),
        ('America/New_York', [3, 2, 0], {(6, 14), (6, 19), (6, 21), (7, 17), (7, 18)}),
    ],
)
async def test_days_and_hours_are_those_of_the_time_zone(
    past: Past, zone: str, days: list[int], hours: set[tuple[int, int]]
) -> None:
    for at in ('03-28T18:30', '03-28T23:30', '03-29T01:30', '03-29T21:59', '03-29T22:30'):
        await past.asks(await past.begin(datetime.fromisoformat(f'2026-{at}:00+00:00')))
    told = await past.report('2026-03-28', '2026-03-30', time_zone=zone)
    assert [day['started'] for day in told['days']] == days
    assert {(hour['weekday'], hour['hour']) for hour in told['hours']} == hours
    assert told['figures']['started'] == 5


async def test_without_a_zone_the_tenants_own_counts(past: Past) -> None:
    await past.connection.execute(
        "UPDATE tenant_settings SET timezone = 'Asia/Tokyo' WHERE tenant_id = $1", past.shop.tenant.id
    )
    await past.asks(await past.begin(datetime(2026, 3, 3, 16, tzinfo=UTC)))
    told = (await past.api.get('reports/conversations?first=2026-03-04&last=2026-03-04')).ok()
    assert (told['time_zone'], told['figures']['started']) == ('Asia/Tokyo', 1)


async def test_work_stays_with_who_did_it_when_it_is_reassigned_and_when_they_leave(past: Past) -> None:
    ben, cleo = await past.shop.hire(name='Ben'), await past.shop.hire(name='Cleo')
    conversation = await past.begin()
    await past.asks(conversation)
    await past.answers(conversation, after(minutes=5), ben.user.id)
    await past.resolve(conversation, after(hours=1), cleo.user.id)
    (await past.api.patch(f'conversations/{conversation}', {'assignee_id': str(past.shop.owner.user.id)})).ok()
    (await past.api.patch(f'users/{ben.user.id}', {'is_active': False})).ok()
    parts = {part['name']: part for part in await past.breakdown('agent')}
    assert some(parts['Ben'], 'started', 'responded', 'resolved') == (0, 1, 0)
    assert some(parts['Cleo'], 'started', 'responded', 'resolved') == (0, 0, 1)
    assert some(parts[past.shop.owner.user.name], 'started', 'responded', 'resolved') == (1, 0, 0)
    told = await past.report(agent_id=ben.user.id)
    assert some(told['figures'], 'started', 'responded', 'resolved') == (0, 1, 0)
    await past.connection.execute('DELETE FROM users WHERE id = $1', ben.user.id)
    gone = [part for part in await past.breakdown('agent') if part['id'] == str(ben.user.id)]
    assert [(part['name'], part['responded']) for part in gone] == [(None, 1)]


async def test_by_team_and_by_channel(past: Past) -> None:
    team = (await past.api.post('teams', {'name': 'Night', 'members': []})).ok(201)['id']
    for channel, of_team in (('email', team), ('email', None), ('whatsapp', team)):
        await past.asks(await past.begin(channel=channel, team_id=of_team))
    teams = {part['name']: part['started'] for part in await past.breakdown('team')}
    channels = {part['channel']: part['started'] for part in await past.breakdown('channel')}
    assert (teams, channels) == ({'Night': 2, None: 1}, {'email': 2, 'whatsapp': 1})
    told = await past.report(team_id=team, channel='email')
    assert told['figures']['started'] == 1
    assert [(day['email'], day['whatsapp']) for day in told['days'] if day['started']] == [(1, 0)]


async def test_satisfaction(past: Past) -> None:
    for score in (5, 5, 2, None):
        conversation = await past.begin(channel='widget')
        await past.asks(conversation)
        await past.resolve(conversation, after(hours=1))
        await past.connection.execute(
            'UPDATE hub.resolutions SET is_asked = true WHERE conversation_id = $1', conversation
        )
        if score:
            await past.rates(conversation, score, 'Slow' if score == 2 else None)
    figures = (await past.report())['figures']
    assert some(figures, 'asked', 'rated', 'average', 'scores') == (4, 3, 4.0, [0, 1, 0, 0, 2])
    page = (await past.ask('ratings', limit=2)).ok()
    rest = (await past.ask('ratings', limit=2, cursor=page['next_cursor'])).ok()
    assert sorted(rated['score'] for rated in page['items'] + rest['items']) == [2, 5, 5]
    said = (await past.ask('ratings', only_comments='true')).ok()['items']
    assert [(rated['comment'], rated['assignee_name']) for rated in said] == [('Slow', past.shop.owner.user.name)]
    assert len((await past.ask('ratings', score=5)).ok()['items']) == 2


async def test_what_waits_now(past: Past) -> None:
    nobody = (await past.api.get('reports/now')).ok()
    assert nobody == {'open': 0, 'waiting': 0, 'waiting_since': None, 'unassigned': 0, 'online': []}
    first, second = await past.begin(), await past.begin(assignee_id=past.shop.owner.user.id)
    asleep = await past.begin(snoozed_until=datetime(2999, 1, 1, tzinfo=UTC))
    for conversation in (first, second):
        await past.asks(conversation)
    await past.answers(second, after(minutes=1))
    await past.answers(asleep, after(minutes=1))
    now = (await past.api.get('reports/now')).ok()
    assert some(now, 'open', 'waiting', 'unassigned') == (2, 1, 1)
    assert datetime.fromisoformat(now['waiting_since']) == NOON


async def test_facts_that_are_folded_anew_are_the_same(past: Past, tenants: Tenants) -> None:
    for minutes in (3, 30):
        conversation = await past.begin()
        await past.asks(conversation)
        await past.answers(conversation, after(minutes=minutes))
        await past.resolve(conversation, after(hours=1))
    before = await past.report()
    await past.connection.execute(
        'UPDATE hub.conversation_facts SET responded_at = now() WHERE tenant_id = $1', past.shop.tenant.id
    )
    assert await past.report() != before
    await reports.rebuild(tenants.hub, past.shop.tenant.id)
    assert await past.report() == before


async def test_another_tenants_past_is_not_counted(past: Past, tenants: Tenants) -> None:
    conversation = await past.begin()
    await past.asks(conversation)
    await past.resolve(conversation, after(hours=1))
    await past.rates(conversation, 5)
    theirs = Past(await tenants.make(), past.connection)
    await theirs.shop.uses('reports')
    told = await theirs.report(agent_id=past.shop.owner.user.id)
    assert some(told['figures'], 'started', 'resolved', 'rated') == (0, 0, 0)
    assert (await theirs.ask('ratings')).ok()['items'] == []
    assert await theirs.breakdown('agent') == []


async def test_who_sees_only_their_own_reads_all_figures_but_no_rating_of_what_they_cannot_open(past: Past) -> None:
    reader = await past.shop.hire()
    asked = {'name': 'Reader', 'permissions': ['conversations.read_own', 'reports.read']}
    role = (await past.shop.owner.api.post('roles', asked)).ok(201)['id']
    (await past.shop.owner.api.patch(f'users/{reader.user.id}', {'custom_role_id': role})).ok()
    for resolver, score in ((reader.user.id, 5), (past.shop.owner.user.id, 1)):
        conversation = await past.begin(channel='widget')
        await past.asks(conversation)
        await past.resolve(conversation, after(hours=1), resolver)
        await past.rates(conversation, score)
    week = 'first=2026-03-02&last=2026-03-08&time_zone=UTC'
    told = (await reader.api.get(f'reports/conversations?{week}')).ok()
    assert some(told['figures'], 'resolved', 'scores') == (2, [1, 0, 0, 0, 1])
    rated = (await reader.api.get(f'reports/ratings?{week}')).ok()['items']
    assert [each['score'] for each in rated] == [5]


@pytest.mark.parametrize('role', [UserRole.MANAGER, UserRole.ADMIN])
async def test_reports_are_for_those_who_lead(past: Past, role: UserRole) -> None:
    leader, agent = await past.shop.hire(role), await past.shop.hire()
    for what in ('now', 'conversations?first=2026-03-02&last=2026-03-08'):
        (await leader.api.get(f'reports/{what}')).ok()
        assert (await agent.api.get(f'reports/{what}')).status == 403


@pytest.mark.parametrize(
    'wrong',
    [
        {'first': '2026-03-09'},
        {'first': '2020-01-01'},
        {'time_zone': 'Europe/Atlantis'},
        {'first': '0001-01-01', 'last': '0001-01-02'},
        {'last': '9999-12-31', 'first': '9999-12-30'},
    ],
)
async def test_a_range_that_is_none_is_refused(past: Past, wrong: dict[str, str]) -> None:
    for what, more in (('conversations', {}), ('breakdown', {'by': 'agent'}), ('ratings', {})):
        answer = await past.ask(what, **{'first': '2026-03-02', 'last': '2026-03-08', **wrong, **more})
        assert (answer.status, answer.code) == (422, 'invalid'), (what, answer.body)
