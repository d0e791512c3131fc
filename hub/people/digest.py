"""The digest: what came to a user and they have not read, by mail every quarter of an hour, as their rules want it.

One job a user, which puts itself back as long as a rule wants mail. What it tells next begins where this one ended, and
that is committed before the mail leaves: each message is told at most once. Quiet hours put it off until they end.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hub.auth.auth import actor_of
from hub.jobs import Lease, Work
from hub.mail import Mail, send
from hub.mail_words import MAIL_WORDS, MailWords
from hub.model.access import Viewer
from hub.model.base import Value
from hub.model.language import SpokenLanguage
from hub.model.notification import NotificationRules, Occasion
from storage import conversations, digests, jobs, sessions, tenants, users
from storage.db import Session
from storage.digests import Waiting

EVERY = timedelta(minutes=15)
LAG = timedelta(seconds=20)
"""What was begun before and is committed only now must not fall between two digests: no statement takes longer."""
MOST = 50
SNIPPET = 160


class Digesting(Value):
    """The order to tell somebody what came since then."""

    user_id: UUID
    since: datetime


async def begin(session: Session, user_id: UUID) -> None:
    """In the transaction of the rule that wants mail; where it goes on already it stays as it is."""
    await _again(session, Digesting(user_id=user_id, since=datetime.now(UTC)))


async def _again(session: Session, order: Digesting) -> None:
    await jobs.enqueue(session, DIGEST.kind, str(order.user_id), order, seconds=EVERY.total_seconds())


async def tell(lease: Lease, order: Digesting) -> None:
    """The job: gather, note how far, then send."""
    now, mail = datetime.now(UTC), None
    async with lease.writing() as session:
        identity = await sessions.standing(session, user=order.user_id)
        rules = await users.notification_rules(session, order.user_id)
        await lease.finish(session)
        if identity is None or not rules.wants_mail:
            return
        if not (rules.quiet_hours and rules.quiet_hours.holds(now)):
            until = now - LAG
            language = await tenants.language(session, order.user_id)
            viewer = actor_of(identity).viewer
            if lines := await _lines(session, viewer, rules, order, until, MAIL_WORDS[language]):
                mail = _mail(lease.hub.settings.base_url, identity.email, lines, language)
            order = order.model_copy(update={'since': max(order.since, until)})
        await _again(session, order)
    if mail:
        await send(lease.hub.settings, mail)


async def _lines(
    session: Session, viewer: Viewer, rules: NotificationRules, order: Digesting, until: datetime, words: MailWords
) -> list[str]:
    found = await digests.waiting(session.asked_by(viewer), order.user_id, order.since, until, MOST)
    told = {each.id: (why, each) for each in found if (why := _why(each, rules))}
    about = await conversations.some(session, order.user_id, list(told))
    names = {each.id: each.display_name for each in about}
    return [_line(names[id], words.why[why], each.written) for id, (why, each) in told.items() if id in names]


def _why(waiting: Waiting, rules: NotificationRules) -> Occasion | None:
    """The first of what happened that a rule wants told."""
    happened = [
        Occasion.MENTIONED if waiting.is_mentioned else None,
        Occasion.ASSIGNED if waiting.is_assigned else None,
        waiting.place if waiting.written is not None else None,
    ]
    return next((each for each in happened if each and rules.ways(each).email), None)


def _line(name: str, why: str, written: str | None) -> str:
    words = ' '.join((written or '').split())[:SNIPPET]
    return f'{name} ({why})' + (f': {words}' if words else '')


def _mail(base_url: str, address: str, lines: list[str], language: SpokenLanguage) -> Mail:
    words = MAIL_WORDS[language]
    return Mail(
        to=address,
        subject=words.one_waits if len(lines) == 1 else words.many_wait.format(len(lines)),
        text=tuple(lines),
        link=f'{base_url}/',
        link_label=words.open_inbox,
        footer=words.digest_footer,
        language=language,
    )


DIGEST = Work('digest', Digesting, tell)
