"""The demo's tenant: a small shop with its people, its widget and an inbox that looks like a Tuesday.

Messages go through the same verbs as everybody's, so that every number and mark is what it would be; only their times
are moved into the past afterwards. Sown twice is sown once: a start that was interrupted is completed by the next.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict

from hub import access
from hub.auth import sign_up
from hub.context import Hub
from hub.conversations import changing, ratings
from hub.live import presence
from hub.model.access import UserActor, VisitorActor
from hub.model.auth import TeamRequest
from hub.model.base import Value
from hub.model.conversation import ConversationStatus, Priority
from hub.model.feature import Feature
from hub.model.ids import new_id
from hub.model.macro import Action, AddTag, Macro
from hub.model.people import UserRole
from hub.model.tag import TagColour
from hub.model.view import Sort, View, ViewFilters
from hub.search.word_index import read_once
from hub.secrets import hash_token
from hub.writing import sending
from storage import canned_replies, features, lookups, macros, samples, tags, teams, users, views, visitors
from storage.db import Session
from storage.visitors import Arrival

_FILE = Path(__file__).with_name('demo') / 'sample.json'
_AGENT = 'Mozilla/5.0 (sample)'
_WIDGET = 'Birkfell'


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra='forbid')


class Person(_Read):
    """Somebody of the shop."""

    key: str
    name: str
    email: str
    role: UserRole


class Customer(_Read):
    """A contact."""

    name: str
    email: str
    phone: str | None = None
    attributes: dict[str, str | int] = {}


class Verdict(_Read):
    """What the customer said of it in the end."""

    score: int
    comment: str | None = None


class Talk(_Read):
    """One conversation: pages and messages, each with the minutes it lies back."""

    contact: Customer | None
    status: ConversationStatus
    priority: Priority
    assignee: str | None
    read_by: dict[str, int]
    """Up to which message."""
    snooze_hours: int | None = None
    team: str | None = None
    rating: Verdict | None = None
    tags: list[str] = []
    pages: list[tuple[str, str, int]]
    messages: list[tuple[str, int, str]]


class Deed(_Read):
    """A macro; the tags that it puts on by their names."""

    name: str
    text: str | None = None
    actions: list[Action]
    tags: list[str] = []


class Look(_Read):
    """A shared view; its tags by their names."""

    name: str
    filters: ViewFilters
    sort: Sort
    tags: list[str] = []


class Sample(_Read):
    """The whole file."""

    tenant: str
    people: list[Person]
    tags: dict[str, TagColour]
    teams: dict[str, list[str]]
    """Their members by their keys."""
    replies: dict[str, str]
    views: list[Look]
    macros: list[Deed]
    conversations: list[Talk]


class Sown(Value):
    """What the rest of the demo has to know."""

    tenant_id: UUID
    owner_id: UUID
    widget_key: str


@cache
def _sample() -> Sample:
    return Sample.model_validate_json(_FILE.read_bytes())


def owner_address() -> str:
    """Whom to sign in as to try the demo."""
    return _sample().people[0].email


async def sow(hub: Hub, shop_url: str) -> Sown:
    """Put the sample there, unless it is."""
    sample = _sample()
    tenant_id, owner_id = await _tenant(hub, sample)
    async with hub.database.tenant(tenant_id) as session:
        widget = await samples.put_widget(session, _WIDGET, [shop_url.partition('://')[2]])
        is_sown = await samples.is_sown(session)
    if not is_sown:
        people = await _people(hub, tenant_id, sample)
        await _tags(hub, tenant_id, sample)
        await _macros(hub, tenant_id, owner_id, sample)
        await _kept(hub, tenant_id, owner_id, sample)
        await _teams(hub, tenant_id, people, sample)
        await _talks(
            hub,
            tenant_id,
            [
                _Sowing(hub, tenant_id, widget.id, people, shop_url, number, talk)
                for number, talk in enumerate(sample.conversations)
            ],
        )
        async with hub.database.tenant(tenant_id) as session:
            await samples.mark_sown(session)
    return Sown(tenant_id=tenant_id, owner_id=owner_id, widget_key=widget.public_key)


async def _tenant(hub: Hub, sample: Sample) -> tuple[UUID, UUID]:
    owner = sample.people[0]
    async with hub.database.lobby() as session:
        known = await lookups.user_by_email(session, owner.email)
    if known:
        return known.tenant_id, known.id
    tenant, user = await sign_up.create_tenant(hub, company=sample.tenant, email=owner.email, name=owner.name)
    async with hub.database.tenant(tenant.id) as session:
        await features.switch(session, Feature.REPORTS, is_enabled=True)
    return tenant.id, user.id


async def _tags(hub: Hub, tenant_id: UUID, sample: Sample) -> None:
    async with hub.database.tenant(tenant_id) as session:
        for name, colour in sample.tags.items():
            if await tags.find(session, _tag_id(tenant_id, name)) is None:
                await tags.add(session, id=_tag_id(tenant_id, name), name=name, colour=colour)


async def _macros(hub: Hub, tenant_id: UUID, owner_id: UUID, sample: Sample) -> None:
    now = datetime.now(UTC)
    async with hub.database.tenant(tenant_id) as session:
        for deed in sample.macros:
            id = uuid5(tenant_id, f'macro-{deed.name}')
            puts_on = [AddTag(type='add_tag', tag_id=_tag_id(tenant_id, name)) for name in deed.tags]
            macro = Macro(
                id=id,
                name=deed.name,
                text=deed.text,
                private=False,
                actions=[*deed.actions, *puts_on],
                is_shared=True,
                created_at=now,
                updated_at=now,
            )
            if await macros.find(session, owner_id, id) is None:
                await macros.add(session, owner_id, macro)


async def _kept(hub: Hub, tenant_id: UUID, owner_id: UUID, sample: Sample) -> None:
    async with hub.database.tenant(tenant_id) as session:
        for name, text in sample.replies.items():
            id = uuid5(tenant_id, f'reply-{name}')
            if await canned_replies.find(session, owner_id, id) is None:
                await canned_replies.add(session, id=id, owner_id=None, name=name, text=text)
        for look in sample.views:
            id = uuid5(tenant_id, f'view-{look.name}')
            if await views.find(session, owner_id, id) is None:
                filters = look.filters.model_copy(update={'tag_ids': [_tag_id(tenant_id, name) for name in look.tags]})
                view = View(
                    id=id, name=look.name, filters=filters, sort=look.sort, is_shared=True, created_at=datetime.now(UTC)
                )
                await views.add(session, owner_id, view)


async def _teams(hub: Hub, tenant_id: UUID, people: dict[str, UserActor], sample: Sample) -> None:
    async with hub.database.tenant(tenant_id) as session:
        for name, members in sample.teams.items():
            if await teams.find(session, _team_id(tenant_id, name)) is None:
                team = TeamRequest(name=name, members=[people[key].user_id for key in members])
                await teams.add(session, _team_id(tenant_id, name), team)


async def _talks(hub: Hub, tenant_id: UUID, sowings: list['_Sowing']) -> None:
    """All of them side by side, in the order in which it was all said: what comes last is what a search shows first."""
    said = [(minutes, sowing, at) for sowing in sowings for at, minutes in enumerate(sowing.minutes)]
    for sowing in sowings:
        await sowing.arrive()
    # of what was said in the same minute the first stays first
    for _, sowing, at in sorted(said, key=lambda each: each[0], reverse=True):
        await sowing.say(at)
        # one by one: of many at once a search numbers those of a conversation together
        await read_once(hub)
    # all at once, so that nobody ever reads some of them as of long ago and others as of now
    async with hub.database.tenant(tenant_id) as session:
        for sowing in sowings:
            await sowing.date(session)


def _team_id(tenant_id: UUID, name: str) -> UUID:
    return uuid5(tenant_id, f'team-{name}')


def _tag_id(tenant_id: UUID, name: str) -> UUID:
    return uuid5(tenant_id, f'tag-{name}')


async def _people(hub: Hub, tenant_id: UUID, sample: Sample) -> dict[str, UserActor]:
    people: dict[str, UserActor] = {}
    async with hub.database.tenant(tenant_id) as session:
        for person in sample.people:
            user_id = await samples.user_named(session, person.email)
            if user_id is None:
                user_id = uuid5(tenant_id, person.email)
                await users.add(session, id=user_id, email=person.email, name=person.name, role=person.role)
            people[person.key] = UserActor(
                tenant_id=tenant_id,
                user_id=user_id,
                name=person.name,
                role=person.role,
                permissions=access.PERMISSIONS[person.role],
                expires_at=float('inf'),
            )
    return people


class _Sowing:
    """One conversation on its way into the tables. Its ids follow from its number, so that it is there once."""

    def __init__(
        self,
        hub: Hub,
        tenant_id: UUID,
        widget_id: UUID,
        people: dict[str, UserActor],
        shop_url: str,
        number: int,
        talk: Talk,
    ) -> None:
        self.hub, self.tenant_id, self.widget_id = hub, tenant_id, widget_id
        self.people, self.shop_url, self.number, self.talk = people, shop_url, number, talk
        self.now = datetime.now(UTC)
        self.minutes = [minutes for _, minutes, _ in talk.messages]
        self._visitor: VisitorActor | None = None
        self._conversation_id: UUID | None = None

    @property
    def visitor(self) -> VisitorActor:
        """Who has arrived."""
        if self._visitor is None:
            raise ValueError('in a sample the customer arrives first')
        return self._visitor

    @property
    def conversation_id(self) -> UUID:
        """Which their first message has opened."""
        if self._conversation_id is None:
            raise ValueError('in a sample the customer speaks first')
        return self._conversation_id

    async def say(self, at: int) -> None:
        """One message of it; after the last one everything else that is known of it."""
        await self._say(at)
        if at + 1 < len(self.talk.messages):
            return
        await self._settle(self.talk, self.conversation_id)
        if rating := self.talk.rating:
            said = ratings.Rating(conversation_id=self.conversation_id, score=rating.score, comment=rating.comment)
            await ratings.rate(self.hub, self.visitor, said)

    async def date(self, session: Session) -> None:
        """Move it to its times."""
        if self.visitor.contact_id:
            await samples.know_conversation(session, self.conversation_id, self.visitor.contact_id)
        # a rating stands in the thread as its last line
        minutes = [*self.minutes, self.minutes[-1]] if self.talk.rating else self.minutes
        await samples.date(session, self.conversation_id, [self._ago(each) for each in minutes])

    async def arrive(self) -> None:
        """Visitor, contact and pages."""
        talk = self.talk
        visitor_id = uuid5(self.tenant_id, f'visitor-{self.number}')
        contact_id = uuid5(self.tenant_id, f'contact-{self.number}') if talk.contact else None
        # nobody holds this token: sample visitors never come back
        token = self.hub.keys.sign('sample-visitor', str(visitor_id))
        async with self.hub.database.tenant(self.tenant_id) as session:
            if not await visitors.holder(session, self.widget_id, hash_token(token)):
                visit = Arrival(self.widget_id, new_id(), user_agent=_AGENT, address=None, locale='en')
                await visitors.add(session, visit, visitor_id, hash_token(token))
                await visitors.end_visit(session, visit.session_id)
            if talk.contact and contact_id:
                await self._contact(session, contact_id, talk.contact)
            first, last = talk.pages[0][2], talk.pages[-1][2]
            await samples.know_visitor(session, visitor_id, contact_id, since=self._ago(first), last=self._ago(last))
            for path, title, minutes in talk.pages:
                await samples.put_page(session, visitor_id, self.shop_url + path, title, self._ago(minutes))
        name = talk.contact.name if talk.contact else f'Visitor {visitor_id.hex[-4:].upper()}'
        self._visitor = VisitorActor(
            tenant_id=self.tenant_id,
            widget_id=self.widget_id,
            visitor_id=visitor_id,
            contact_id=contact_id,
            name=name,
        )

    async def _contact(self, session: Session, contact_id: UUID, contact: Customer) -> None:
        since = self.now - timedelta(days=200 - 11 * self.number)
        await samples.put_contact(session, contact_id, contact.name, dict(contact.attributes), since)
        for kind, value in (('email', contact.email), ('phone', contact.phone)):
            if value:
                await samples.put_identifier(session, contact_id, kind, value)

    async def _say(self, at: int) -> None:
        who, _, text = self.talk.messages[at]
        client_id = f'sample-{self.number}-{at}'
        if who == 'customer':
            said = sending.VisitorMessage(client_id=client_id, text=text, conversation_id=self._conversation_id)
            stored = await sending.send_as_visitor(self.hub, self.visitor, said)
            self._conversation_id = stored.message.conversation_id
            return
        note, _, name = who.rpartition(':')
        reply = sending.AgentMessage(
            client_id=client_id, conversation_id=self.conversation_id, text=text, private=note == 'note'
        )
        await sending.send_as_agent(self.hub, self.people[name], reply)

    async def _settle(self, talk: Talk, conversation_id: UUID) -> None:
        for reader, seq in talk.read_by.items():
            await presence.agent_read(self.hub, self.people[reader], conversation_id, seq)
        snooze = timedelta(hours=talk.snooze_hours) if talk.snooze_hours else None
        change = changing.ConversationChange(
            status=talk.status,
            priority=talk.priority,
            assignee_id=self.people[talk.assignee].user_id if talk.assignee else None,
            team_id=_team_id(self.tenant_id, talk.team) if talk.team else None,
            snoozed_until=self.now + snooze if snooze else None,
            add_tags=[_tag_id(self.tenant_id, name) for name in talk.tags],
        )
        owner = next(iter(self.people.values()))
        await changing.change(self.hub, owner, conversation_id, change)

    def _ago(self, minutes: int) -> datetime:
        return self.now - timedelta(minutes=minutes)
