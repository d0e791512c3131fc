"""Working hours: reading and changing them, and what they say about a moment."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from hub.audit import record
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.hours import WEEKDAYS, Hours, WorkingHours
from hub.versions import check_version, hold
from storage import hours as stored

DAYS_AHEAD = 370
"""Whoever is closed for longer is closed."""


async def find(hub: Hub, actor: UserActor) -> WorkingHours:
    """The hours of the business, and the next working day of whoever asks."""
    async with hub.database.tenant(actor.tenant_id) as session:
        hours = await stored.find(session)
        mine = await stored.of_member(session, actor.user_id) or hours
    return WorkingHours(hours=hours, next_day_at=next_day(mine, datetime.now(UTC)))


async def change(hub: Hub, actor: UserActor, client: Client, hours: Hours) -> WorkingHours:
    """Other hours for the business; teams that have their own keep them."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await hold(session, actor.tenant_id)
        check_version(client, WorkingHours(hours=await stored.find(session), next_day_at=None))
        await stored.keep(session, hours)
        await record(session, actor, client, 'working_hours.changed', time_zone=hours.time_zone)
    await list_changed(hub, actor.tenant_id, 'working-hours')
    return await find(hub, actor)


def is_open(hours: Hours, at: datetime) -> bool:
    """Whether somebody works at this moment."""
    return any(begin <= at < end for begin, end in _spans(hours, at.astimezone(hours.zone).date()))


def opens(hours: Hours, at: datetime) -> datetime | None:
    """When somebody works again after this moment; None: never within a year."""
    today = at.astimezone(hours.zone).date()
    return next((begin for begin in _begins(hours, today) if begin > at), None)


def next_day(hours: Hours, at: datetime) -> datetime | None:
    """When the next working day begins; nine o'clock where always is open. None: never within a year."""
    tomorrow = at.astimezone(hours.zone).date() + timedelta(days=1)
    begin = next(_begins(hours, tomorrow), None)
    return begin if begin is None or hours.week else _at(hours, begin.astimezone(hours.zone).date(), '09:00')


def _begins(hours: Hours, first: date) -> Iterator[datetime]:
    for ahead in range(DAYS_AHEAD):
        for begin, _ in _spans(hours, first + timedelta(days=ahead)):
            yield begin


def _spans(hours: Hours, day: date) -> Iterator[tuple[datetime, datetime]]:
    if any(holiday.date == day for holiday in hours.holidays):
        return
    spans = hours.week.get(WEEKDAYS[day.weekday()], []) if hours.week else [('00:00', '24:00')]
    for begin, end in spans:
        yield _at(hours, day, begin), _at(hours, day, end)


def _at(hours: Hours, day: date, clock: str) -> datetime:
    """In UTC: by a local clock an hour of autumn comes twice, and none of spring."""
    if clock == '24:00':
        day, clock = day + timedelta(days=1), '00:00'
    return datetime.combine(day, time.fromisoformat(clock), hours.zone).astimezone(UTC)
