"""Socket.IO packets, protocol 5: what clients may send, and events without the library's detours.

An event on the wire is `2/visitor,7["message",{…}]`, its ack `3/visitor,7[{…}]`.
"""

import re
from typing import Any, NamedTuple

import orjson
from socketio import packet

_EVENT = re.compile(r'2(/[\w-]+),(\d{0,15})\["([\w.]{1,40})",')
"""The form that every client library writes; anything else is read by the library."""
_RESERVED = ('connect', 'disconnect')


class Json:
    """orjson in the shape the library asks for. NaN, lone surrogates and endless nesting are refused."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        """Compact JSON."""
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str) -> Any:
        """Raises ValueError."""
        return orjson.loads(text)


class Packet(packet.Packet):  # type: ignore[misc]
    """Text only. Attachments of binary packets would pile up in our memory (CVE-2026-48804 and its remains)."""

    uses_binary_events = False
    json = Json

    def decode(self, encoded_packet: object) -> int:
        """Raises ValueError for anything but a well-formed text packet."""
        if not isinstance(encoded_packet, str) or encoded_packet[:1] not in ('0', '1', '2', '3'):
            raise ValueError('not a packet that clients send')
        super().decode(encoded_packet)
        if self.packet_type == packet.EVENT and not _is_event(self.data):
            raise ValueError('not an event that clients may send')
        if self.packet_type == packet.CONNECT and not isinstance(self.data, dict | None):
            raise ValueError('auth is an object')
        return 0


def _is_event(data: object) -> bool:
    return isinstance(data, list) and bool(data) and isinstance(data[0], str) and data[0] not in _RESERVED


class EventPacket(NamedTuple):
    """An event as it came: `ack` is the number its answer has to carry ('': none wanted), `payload` still JSON."""

    namespace: str
    ack: str
    name: str
    payload: str


def read_event(text: object) -> EventPacket | None:
    """The event in a packet; None if it is another packet. Raises ValueError for nonsense."""
    if not isinstance(text, str) or text[:1] != '2':
        return None
    found = _EVENT.match(text)
    if found and text[-1] == ']' and found[3] not in _RESERVED:
        return EventPacket(found[1], found[2], found[3], text[found.end() : -1])
    said = Packet(encoded_packet=text)
    ack = '' if said.id is None else str(said.id)
    return EventPacket(said.namespace or '/', ack, said.data[0], Json.dumps(said.data[1:])[1:-1])


def event_packet(namespace: str, name: str, body: bytes) -> bytes:
    """An event to a client, as the Engine.IO message that carries it."""
    return b'42%b,["%b",%b]' % (namespace.encode(), name.encode(), body)


def ack_packet(event: EventPacket, body: bytes) -> bytes:
    """The answer to a client's event, as the Engine.IO message that carries it."""
    return b'43%b,%b[%b]' % (event.namespace.encode(), event.ack.encode(), body)
