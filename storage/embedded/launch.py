"""Becomes the server of a store: gives up root's rights, ties its life to its parent's, executes the program.

A program of its own, run with the standard library alone: between fork and exec of a threaded process no Python
may run. Arguments: the parent's pid, the signal to get when it dies, user id and group id or `-`, the program's own.
"""

import ctypes
import os
import sys

_SET_DEATH_SIGNAL, _SET_KEEP_CAPABILITIES, _AMBIENT, _AMBIENT_RAISE = 1, 8, 47, 2
_CAPABILITIES_V3 = 0x20080522
_READ_EVERYWHERE, _WRITE_EVERYWHERE = 2, 1  # CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE


class _Header(ctypes.Structure):
    _fields_ = (('version', ctypes.c_uint32), ('pid', ctypes.c_int))


class _Words(ctypes.Structure):
    _fields_ = (('effective', ctypes.c_uint32), ('permitted', ctypes.c_uint32), ('inheritable', ctypes.c_uint32))


def main(parent: str, death_signal: str, user: str, group: str, *command: str) -> None:
    """Never returns: the process is the store's server from here on."""
    if user != '-':
        _become(int(user), int(group))
    if sys.platform == 'linux':
        # after the change of user, which would clear it
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, int(death_signal), 0, 0, 0)
        if os.getppid() != int(parent):
            sys.exit('the hub ended before its store could start')
    os.execv(command[0], command)  # noqa: S606 - the command is ours, and no shell is wanted


def _become(user: int, group: int) -> None:
    """PostgreSQL refuses to run as root, yet the folder and the program may lie where only root may pass (/root).

    So the new user keeps one of root's capabilities, the right to pass and read, instead of folders being opened
    to everybody. Containers often withhold that one and grant the next larger; without either, the paths decide.
    """
    on_linux = sys.platform == 'linux'
    if on_linux:
        ctypes.CDLL(None).prctl(_SET_KEEP_CAPABILITIES, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(group)
    os.setuid(user)
    if on_linux:
        _keep_passage()


def _keep_passage() -> None:
    libc = ctypes.CDLL(None)
    header, words = _Header(_CAPABILITIES_V3, 0), (_Words * 2)()
    libc.capget(ctypes.byref(header), words)
    held = next((bit for bit in (_READ_EVERYWHERE, _WRITE_EVERYWHERE) if words[0].permitted & 1 << bit), None)
    mask = 0 if held is None else 1 << held
    words[0] = _Words(mask, mask, mask)
    words[1] = _Words(0, 0, 0)
    libc.capset(ctypes.byref(header), words)
    if held is not None:
        libc.prctl(_AMBIENT, _AMBIENT_RAISE, held, 0, 0)


if __name__ == '__main__':
    main(*sys.argv[1:])
