"""Exporting a contact: all that is known of a person in one archive, for who answers a person's request.

It is written while it is sent, one page of messages or one part of a file at a time. What colleagues wrote among
themselves stands apart, under `internal/`: somebody has to read it before it is given away.
"""

import zipfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import IO, Any, cast
from uuid import UUID

import orjson

from hub.audit import record
from hub.context import Hub
from hub.conversations.threads import render
from hub.model.access import Client, UserActor
from hub.model.base import Value
from hub.model.conversation import ConversationRow
from hub.model.download import Download
from hub.model.errors import NotFound
from hub.model.page import TimePlace
from hub.model.people import Contact, Visitor
from storage import contacts, conversations, erasures, messages, timeline, visitors
from storage import exports as stored
from storage.db import Session
from storage.exports import KeptFile, KeptRating, KeptVisit

_AT_ONCE = 200
_PAGES = 1_000_000
_INTERNAL = 'internal/'
_NO_LINKS: Any = {'attachments': {'__all__': {'url', 'thumbnail_url'}}}
"""Signed addresses end; the files are in the archive under their ids."""


class Person(Value):
    """`contact.json`."""

    contact: Contact
    visitors: list[Visitor]
    """Their browsers, with the pages they looked at."""
    visits: list[KeptVisit]


class Talk(Value):
    """The beginning of a conversation's file; its `messages` follow."""

    conversation: ConversationRow
    ratings: list[KeptRating]


async def take(hub: Hub, actor: UserActor, client: Client, contact_id: UUID) -> Download:
    """Begin one; that somebody took it is in the audit log. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        contact = await contacts.find(session, contact_id)
        if contact is None:
            raise NotFound('There is no such contact.')
        await record(session, actor, client, 'contact.exported', of='contact', id=contact_id)
    name = f'contact-{contact_id.hex[-6:]}.zip'
    return Download(name, 'application/zip', _Export(hub, actor.tenant_id, contact).parts())


class _Archive:
    """A zip archive that is never whole: what was written is drained while it grows."""

    def __init__(self) -> None:
        self._written = bytearray()
        # it asks for no more than the two below, where it cannot seek
        self._zip = zipfile.ZipFile(cast('IO[bytes]', self), 'w')

    def write(self, part: bytes) -> int:
        """What zipfile writes to."""
        self._written += part
        return len(part)

    def flush(self) -> None:
        """Nothing is held back."""

    def drain(self) -> bytes:
        """What was written since."""
        part = bytes(self._written)
        self._written.clear()
        return part

    def open(self, path: str, *, pressed: bool = True) -> IO[bytes]:
        """A file in it, of any size; files of people are mostly as small as they get."""
        info = zipfile.ZipInfo(path)
        info.compress_type = zipfile.ZIP_DEFLATED if pressed else zipfile.ZIP_STORED
        return self._zip.open(info, 'w', force_zip64=True)

    def put(self, path: str, content: bytes) -> None:
        """A small file."""
        with self.open(path) as file:
            file.write(content)

    def close(self) -> None:
        """Its list of contents, last."""
        self._zip.close()


class _Export:
    """One on its way."""

    def __init__(self, hub: Hub, tenant_id: UUID, contact: Contact) -> None:
        self._hub, self._tenant_id, self._contact = hub, tenant_id, contact
        self._archive = _Archive()
        self._lost = list[str]()

    async def parts(self) -> AsyncIterator[bytes]:
        """The archive as it grows."""
        async for _ in self._steps():
            yield self._archive.drain()
        self._archive.close()
        yield self._archive.drain()

    async def _steps(self) -> AsyncIterator[None]:
        """Each writes a little."""
        async with self._session() as session:
            people = await erasures.people(session, self._contact.id)
            theirs = await erasures.visitors(session, people)
            browsers = [await visitors.find(session, id, _PAGES) for id in theirs]
            visits = await stored.visits(session, theirs)
            ids = await erasures.conversations(session, people)
        # what colleagues noted about them is theirs to read first
        shown = self._contact.model_copy(update={'notes': None})
        self._put('contact.json', Person(contact=shown, visitors=[each for each in browsers if each], visits=visits))
        self._put(f'{_INTERNAL}contact.json', self._contact)
        for step in (self._timeline(), *map(self._conversation, ids)):
            async for _ in step:
                yield
        if self._lost:
            self._archive.put('missing-files.json', orjson.dumps(self._lost))

    def _session(self) -> AbstractAsyncContextManager[Session]:
        """Whoever may export a contact exports all of them, also the conversations that their role does not show."""
        return self._hub.database.tenant(self._tenant_id)

    def _put(self, path: str, content: Value) -> None:
        self._archive.put(path, content.model_dump_json(indent=1).encode())

    async def _timeline(self) -> AsyncIterator[None]:
        place: TimePlace = (None, None)
        with self._archive.open(f'{_INTERNAL}timeline.json') as file:
            items = _List(file)
            while True:
                async with self._session() as session:
                    found = await timeline.page(session.asked_by(), self._contact.id, None, place, _AT_ONCE)
                items.add(found)
                yield
                if len(found) < _AT_ONCE:
                    break
                place = (found[-1].created_at, found[-1].id)
            items.end()

    async def _conversation(self, id: UUID) -> AsyncIterator[None]:
        async with self._session() as session:
            rows = await conversations.rows(session.asked_by(), [id])
            said, kept = await stored.ratings(session, id), await stored.files(session, id)
        for _, row in rows:
            for private in (False, True):
                async for _ in self._messages(Talk(conversation=row, ratings=said), private=private):
                    yield
        for file in kept:
            async for _ in self._file(file):
                yield

    async def _messages(self, talk: Talk, *, private: bool) -> AsyncIterator[None]:
        """The messages of a conversation, or what colleagues noted in it, in a file of their own."""
        id, seq = talk.conversation.id, 0
        with self._archive.open(f'{_INTERNAL if private else ""}conversations/{id}.json') as file:
            file.write(talk.model_dump_json().encode()[:-1] + b',"messages":')
            items = _List(file)
            while True:
                async with self._session() as session:
                    rows = await messages.after(session, id, seq, _AT_ONCE, private=private)
                    found = await render(self._hub, session, rows)
                items.add([each for each in found if each.private is private], exclude=_NO_LINKS)
                yield
                if len(found) < _AT_ONCE:
                    break
                seq = found[-1].seq
            items.end()
            file.write(b'}')

    async def _file(self, file: KeptFile) -> AsyncIterator[None]:
        path = f'{_INTERNAL if file.private else ""}{file.path}'
        try:
            async with self._hub.blobs.read(file.key) as blob:
                with self._archive.open(path, pressed=False) as copy:
                    async for part in blob.parts:
                        copy.write(part)
                        yield
        except NotFound:
            self._lost.append(path)


class _List:
    """A JSON list that is written as it comes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._before = file, b'['

    def add(self, items: Sequence[Value], **how: Any) -> None:
        """Some more."""
        for item in items:
            self._file.write(self._before + item.model_dump_json(**how).encode())
            self._before = b',\n'

    def end(self) -> None:
        """That was all."""
        self._file.write(b']' if self._before != b'[' else b'[]')
