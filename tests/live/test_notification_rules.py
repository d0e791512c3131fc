"""Notification rules: each user's own, on all their screens."""

import asyncio

import asyncpg
import pytest

from hub.context import Hub
from hub.jobs import Pace
from hub.worker import working
from tests.live.conftest import Desk
from tests.live.peers import WAIT_SECONDS
from tests.tenants import Member

QUICK = Pace(poll_seconds=0.1)


async def test_rules_are_ones_own_and_reach_ones_other_screens(desk: Desk) -> None:
    colleague = await desk.shop.hire()
    screen, owner = await desk.agent(colleague), await desk.agent()
    before = (await colleague.api.get('notification-rules')).ok()
    assert before['occasions']['mine'] == {'browser': True, 'sound': True, 'email': False}
    assert before['occasions']['team'] == {'browser': False, 'sound': False, 'email': False}
    wish = {
        'occasions': {'team': {'browser': True, 'sound': False}},
        'quiet_hours': {'begin': '22:00', 'end': '07:00', 'time_zone': 'Europe/Berlin'},
    }
    kept = (await colleague.api.call('PUT', 'notification-rules', wish)).ok()
    assert kept['occasions']['team'] == {'browser': True, 'sound': False, 'email': False}
    assert kept['occasions']['mine'] == before['occasions']['mine']
    heard = await screen.hear('notification-rules.updated')
    assert heard['quiet_hours'] == wish['quiet_hours']
    assert (await colleague.api.get('notification-rules')).ok() == kept
    assert (await desk.shop.owner.api.get('notification-rules')).ok() == before
    assert not [name for name, _ in owner.heard if name == 'notification-rules.updated']


async def test_rules_that_make_no_sense_are_refused(desk: Desk) -> None:
    hours = {'begin': '22:00', 'end': '22:00', 'time_zone': 'Europe/Berlin'}
    wrongs: list[object] = [
        {'occasions': {'never': {}}},
        {'quiet_hours': hours},
        {'quiet_hours': {**hours, 'end': '25:00'}},
    ]
    for wrong in wrongs:
        assert (await desk.shop.owner.api.call('PUT', 'notification-rules', wrong)).code == 'invalid'


async def wants_mail(member: Member, **more: object) -> None:
    """For all that a customer writes where it is theirs or nobody's, and for what is assigned or names them."""
    ways = {'browser': False, 'sound': False, 'email': True}
    occasions = dict.fromkeys(('mine', 'unassigned', 'assigned', 'mentioned'), ways)
    (await member.api.call('PUT', 'notification-rules', {'occasions': occasions, **more})).ok()


async def a_while_later(database_url: str, desk: Desk, minutes: int) -> None:
    """All that happened is so much older, and the digests are due."""
    connection, tenant = await asyncpg.connect(database_url), desk.shop.tenant.id
    try:
        older = "UPDATE messages SET created_at = created_at - $2 * interval '1 minute' WHERE tenant_id = $1"
        await connection.execute(older, tenant, minutes)
        await connection.execute(
            """UPDATE hub.jobs SET run_at = now(), payload = payload || jsonb_build_object(
                   'since', (payload ->> 'since')::timestamptz - $2 * interval '1 minute')
                WHERE tenant_id = $1 AND kind = 'digest'""",
            tenant, minutes,
        )  # fmt: skip
    finally:
        await connection.close()


async def told(desk: Desk, hub: Hub) -> None:
    """Every digest that is due has been told."""
    due = "SELECT 1 FROM hub.jobs WHERE kind = 'digest' AND run_at <= now() + interval '1 minute'"
    async with working(hub, pace=QUICK), asyncio.timeout(WAIT_SECONDS):
        while await desk.shop.rows(due):  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.05)


async def test_a_digest_tells_what_was_not_read_and_tells_it_once(
    desk: Desk, hub: Hub, database_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    colleague, visitor, other = await desk.shop.hire(), await desk.visitor(), await desk.visitor()
    await wants_mail(colleague)
    await wants_mail(reader := await desk.shop.hire())
    (await reader.api.patch(f'users/{reader.user.id}', {'locale': 'ar'})).ok()
    (await visitor.say('Where is my tea?'))['message']['conversation_id']
    read = (await other.say('Already seen'))['message']['conversation_id']
    (await colleague.api.post(f'conversations/{read}/read', {'seq': 1})).ok()
    (await reader.api.post(f'conversations/{read}/read', {'seq': 1})).ok()
    await a_while_later(database_url, desk, 5)
    await told(desk, hub)
    mail = capfd.readouterr().err
    assert f'Mail to {colleague.user.email}: One conversation waits for you' in mail
    assert 'Where is my tea?' in mail
    assert f'Mail to {reader.user.email}: محادثة واحدة بانتظارك' in mail
    assert 'Already seen' not in mail
    await a_while_later(database_url, desk, 0)
    await told(desk, hub)
    assert 'Mail to' not in capfd.readouterr().err


async def test_nobody_is_mailed_in_quiet_hours_or_about_what_is_others(
    desk: Desk, hub: Hub, database_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    quiet, agent = await desk.shop.hire(), await desk.shop.hire()
    await wants_mail(quiet, quiet_hours={'begin': '00:00', 'end': '24:00', 'time_zone': 'UTC'})
    await wants_mail(agent)
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    path = f'conversations/{conversation}'
    (await desk.shop.owner.api.patch(path, {'assignee_id': str(desk.shop.owner.user.id)})).ok()
    await a_while_later(database_url, desk, 5)
    await told(desk, hub)
    assert 'Mail to' not in capfd.readouterr().err
