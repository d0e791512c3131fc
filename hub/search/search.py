"""Search: messages by their words, contacts by what they are called and where they are reached."""

import re
from dataclasses import dataclass
from uuid import UUID

from hub.contacts.contacts import part_of_number
from hub.context import Hub
from hub.model.access import Permission, UserActor
from hub.model.errors import Forbidden, Invalid
from hub.model.page import Page, decode_cursor, encode_cursor, page_of, time_and_id
from hub.model.people import Contact, IdentifierType
from hub.model.search import FoundAddress, FoundContact, FoundMessage, MessageFilters, SearchKind, SearchResults
from hub.model.words import Word, words
from hub.search.snippets import marked, snippet
from storage import conversations
from storage import search as stored
from storage.db import Session
from storage.search import Asked, MessageFound

MOST_WORDS = 16
"""Of a longer question the beginning counts."""
FIRST = 2**62
STEPS = (1, 4, 16, 64)
"""Where filters or rights leave much out, so many times a page is looked at, one after the other: 1785 messages for a
page of 20. What is missing then, the next page goes on to look for."""
_QUOTED = re.compile(r'"([^"]*)("|$)')


@dataclass(frozen=True)
class Wanted:
    """A question, read: runs of words that stand side by side. Of an open one the last word may go on."""

    runs: tuple[tuple[str, ...], ...]
    is_open: bool

    @property
    def beginning(self) -> str | None:
        """The word that may go on."""
        return self.runs[-1][-1] if self.is_open and self.runs else None

    @property
    def whole(self) -> frozenset[str]:
        """Every word that has to be there as it is."""
        return frozenset(word for run in self.runs for word in run) - {self.beginning}

    def asked(self) -> Asked:
        """In the words of the store."""
        phrases = [
            ' <-> '.join(
                f"'{word}'{':*' if self.is_open and run is self.runs[-1] and place == len(run) - 1 else ''}"
                for place, word in enumerate(run)
            )
            for run in self.runs
            if len(run) > 1
        ]
        return Asked(
            words=sorted(self.whole),
            beginnings=[self.beginning] if self.beginning else [],
            phrases=' & '.join(f'({phrase})' for phrase in phrases) or None,
        )

    def has(self, word: Word) -> bool:
        """Whether a word of a text is one that was asked for."""
        return word.text in self.whole or (self.beginning is not None and word.text.startswith(self.beginning))


def read(question: str) -> Wanted:
    """What somebody wants to find. The last word may go on, unless a quote or a space ends it."""
    runs: list[tuple[str, ...]] = []
    end = 0
    for quoted in _QUOTED.finditer(question):
        runs += [_run(part) for part in question[end : quoted.start()].split()]
        runs.append(_run(quoted[1]))
        end = quoted.end()
    rest = question[end:]
    runs += [_run(part) for part in rest.split()]
    is_typed = bool(rest) and not rest[-1].isspace() and bool(runs[-1])
    kept: list[tuple[str, ...]] = []
    for run in filter(None, runs):
        room = MOST_WORDS - sum(map(len, kept))
        if room:
            kept.append(run[:room])
    last = kept[-1][-1] if kept else ''
    # one letter begins every other word; one character of an unspaced script is a word
    return Wanted(tuple(kept), is_open=is_typed and (len(last) > 1 or not last.isascii()))


def _run(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(text) if not word.is_rest)


async def search(
    hub: Hub,
    actor: UserActor,
    *,
    question: str,
    kind: SearchKind | None,
    filters: MessageFilters,
    cursor: str | None,
    limit: int,
) -> SearchResults:
    """Both kinds, or one of them from a cursor on; the filters are about messages. Raises Forbidden, Invalid."""
    if cursor and not kind:
        raise Invalid('A cursor belongs to one kind: say which.')
    may_contacts = Permission.CONTACTS_READ in actor.permissions
    if kind is SearchKind.CONTACTS and not may_contacts:
        raise Forbidden(f'This needs the right "{Permission.CONTACTS_READ}", which you do not have.')
    wants_contacts = may_contacts and kind in (None, SearchKind.CONTACTS)
    return SearchResults(
        messages=Page[FoundMessage](items=[])
        if kind is SearchKind.CONTACTS
        else await messages(hub, actor, question, filters, cursor, limit),
        contacts=await contacts(hub, actor, question, cursor, limit)
        if wants_contacts
        else Page[FoundContact](items=[]),
    )


async def messages(
    hub: Hub, actor: UserActor, question: str, filters: MessageFilters, cursor: str | None, limit: int
) -> Page[FoundMessage]:
    """Messages with all these words, newest first. Raises Invalid for a foreign cursor.

    A page may be short, or empty, and have a next one: those that the filters ask for are farther down.
    """
    wanted, before = read(question), _before(cursor)
    if not wanted.runs:
        return Page(items=[])
    async with hub.database.tenant(actor.tenant_id) as session:
        found, following = await _messages(session, actor, wanted.asked(), filters, before, limit)
        ids = list({message.conversation_id for message in found})
        about = {each.id: each for each in await conversations.some(session, actor.user_id, ids)}
    items = [
        FoundMessage(
            id=message.id,
            seq=message.seq,
            direction=message.direction,
            private=message.private,
            author_name=message.author_name,
            created_at=message.created_at,
            snippet=snippet(message.content_text, wanted.has),
            conversation=about[message.conversation_id],
        )
        for message in found
    ]
    return Page(items=items, next_cursor=encode_cursor(following) if following else None)


async def _messages(
    session: Session, actor: UserActor, asked: Asked, filters: MessageFilters, before: int, limit: int
) -> tuple[list[MessageFound], int | None]:
    """A page of what is asked for and may be seen, and after which number the next one begins."""
    found: list[MessageFound] = []
    for step in STEPS:
        most = step * (limit + 1)
        places = await stored.places(session, asked, before, most)
        found += await stored.messages(session, actor.user_id, places, filters, limit + 1 - len(found))
        if len(found) > limit:
            return found[:limit], found[limit - 1].number
        if len(places) < most:
            return found, None
        before = places[-1].number
    return found, before


async def contacts(hub: Hub, actor: UserActor, question: str, cursor: str | None, limit: int) -> Page[FoundContact]:
    """Contacts that are called or reached so, newest first. Raises Invalid for a foreign cursor."""
    text = ' '.join(question.replace('"', ' ').split())
    place = time_and_id(cursor)
    if not text:
        return Page(items=[])
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.contacts(session, text, part_of_number(text), place, limit + 1)
        page = page_of(found, limit, lambda contact: (contact.created_at, contact.id))
        latest = await stored.latest_conversations(session, [contact.id for contact in page.items])
    items = [_found(contact, text, latest.get(contact.id)) for contact in page.items]
    return Page(items=items, next_cursor=page.next_cursor)


def _found(contact: Contact, text: str, conversation_id: UUID | None) -> FoundContact:
    digits = part_of_number(text)
    return FoundContact(
        id=contact.id,
        name=marked(contact.name, text),
        company=marked(contact.company, text) if contact.company else [],
        addresses=[
            FoundAddress(type=each.type, value=marked(each.value, text, digits))
            for each in contact.identifiers
            if each.type is not IdentifierType.VISITOR_ID
        ],
        conversation_id=conversation_id,
    )


def _before(cursor: str | None) -> int:
    if cursor is None:
        return FIRST
    (number,) = decode_cursor(cursor, 1)
    if not isinstance(number, int) or not 0 < number <= FIRST:
        raise Invalid('This cursor was not made by this list.')
    return number
