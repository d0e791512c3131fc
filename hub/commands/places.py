"""Ports, taken before anything slow begins: a port in use is said at once, and nobody takes it meanwhile."""

import errno
import os
import socket

from hub.commands import Refused
from hub.config import Settings


def take(host: str, port: int) -> socket.socket:
    """A bound socket, not listening yet: who comes too early is refused instead of kept waiting. Raises Refused."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise Refused(f'HOST {host}: {error.strerror}') from None
    taken = socket.socket(family, kind, protocol)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
    except OSError as error:
        taken.close()
        if error.errno == errno.EADDRINUSE:
            why = f'port {port} of {host} is in use; stop what uses it, or choose another one (--port, PORT)'
            raise Refused(why) from None
        raise Refused(f'cannot open port {port} of {host}: {os.strerror(error.errno or 0)}') from None
    return taken


def take_next(host: str, port: int) -> socket.socket:
    """The first free port from this one on, within reason; else any."""
    for candidate in range(port, min(port + 10, 65536)):
        try:
            return take(host, candidate)
        except Refused:
            continue
    return take(host, 0)


def at(settings: Settings, taken: socket.socket) -> Settings:
    """The settings once the port is known."""
    return settings.model_copy(update={'port': port_of(taken)})


def port_of(taken: socket.socket) -> int:
    """Which port it is."""
    port: int = taken.getsockname()[1]
    return port
