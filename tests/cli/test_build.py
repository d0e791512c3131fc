"""The frontends are built when their sources changed, by our own Node, once at a time."""

import asyncio
import json
from pathlib import Path

import pytest

from hub.build import BuildFailed, build, is_current

_SCRIPT = """
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs'
const times = existsSync('times') ? Number(readFileSync('times', 'utf8')) : 0
await new Promise((done) => setTimeout(done, 300))
mkdirSync('dist', { recursive: true })
writeFileSync('dist/out.txt', readFileSync('src/words.txt', 'utf8') + process.version)
writeFileSync('times', String(times + 1))
"""


@pytest.fixture
def frontend(tmp_path: Path) -> Path:
    """A frontend without dependencies, so that its build asks no registry."""
    folder = tmp_path / 'widget'
    (folder / 'src').mkdir(parents=True)
    package = {'name': 'probe', 'version': '1.0.0', 'type': 'module', 'scripts': {'build': 'node build.mjs'}}
    (folder / 'package.json').write_text(json.dumps(package))
    lock = {'name': 'probe', 'version': '1.0.0', 'lockfileVersion': 3, 'packages': {'': {'name': 'probe'}}}
    (folder / 'package-lock.json').write_text(json.dumps(lock))
    (folder / 'build.mjs').write_text(_SCRIPT)
    (folder / 'src/words.txt').write_text('hello ')
    return folder


def times(frontend: Path) -> int:
    """How often it was built. The count lies in node_modules, which is no source."""
    return int((frontend / 'node_modules/times').read_text())


@pytest.fixture(autouse=True)
def _count_apart(frontend: Path) -> None:
    (frontend / 'node_modules').mkdir()
    script = frontend / 'build.mjs'
    script.write_text(script.read_text().replace("'times'", "'node_modules/times'"))


async def test_it_is_built_once_and_again_when_a_source_changed(frontend: Path) -> None:
    said: list[str] = []
    await build(said.append, [frontend])
    assert (frontend / 'dist/out.txt').read_text().startswith('hello v')
    assert is_current(frontend)
    await build(said.append, [frontend])
    assert times(frontend) == 1
    (frontend / 'src/words.txt').write_text('changed ')
    assert not is_current(frontend)
    await build(said.append, [frontend])
    assert (frontend / 'dist/out.txt').read_text().startswith('changed v')
    assert said.count('Building the widget') == 2


async def test_the_machines_own_node_is_not_used(
    frontend: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ('node', 'npm'):
        other = tmp_path / 'bin' / name
        other.parent.mkdir(exist_ok=True)
        other.write_text('#!/bin/sh\nexit 7\n')
        other.chmod(0o755)
    monkeypatch.setenv('PATH', f'{tmp_path / "bin"}:/usr/bin:/bin')
    await build(lambda _: None, [frontend])
    assert 'v24.' in (frontend / 'dist/out.txt').read_text()


async def test_two_builds_at_once_are_one(frontend: Path) -> None:
    said: list[str] = []
    await asyncio.gather(build(said.append, [frontend]), build(said.append, [frontend]))
    assert times(frontend) == 1
    assert 'Another process builds the widget; waiting for it' in said


async def test_a_build_that_fails_says_why_and_is_tried_again(frontend: Path) -> None:
    (frontend / 'build.mjs').write_text("console.error('the roof is missing'); process.exit(3)")
    with pytest.raises(BuildFailed, match='the roof is missing'):
        await build(lambda _: None, [frontend])
    assert not is_current(frontend)


async def test_a_registry_that_cannot_be_reached_is_said(frontend: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = json.loads((frontend / 'package.json').read_text())
    (frontend / 'package.json').write_text(json.dumps({**package, 'dependencies': {'left-pad': '1.3.0'}}))
    (frontend / 'package-lock.json').unlink()
    monkeypatch.setenv('npm_config_registry', 'http://127.0.0.1:1/')
    monkeypatch.setenv('npm_config_fetch_retries', '0')
    monkeypatch.setenv('npm_config_cache', str(frontend / 'node_modules/cache'))
    with pytest.raises(BuildFailed, match='Is the npm registry reachable'):
        await build(lambda _: None, [frontend])
