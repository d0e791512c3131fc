"""The start stays quick: what nobody uses is not imported, and is still there for whoever asks."""

import subprocess
import sys


def test_unused_parts_of_libraries_stay_out() -> None:
    names = imported_by('hub.__main__.demo.demo')
    assert {'aiohttp', 'socketio', 'asyncpg', 'hub.app', 'hub.worker'} <= names
    assert not names & {
        'requests', 'rich', 'valkey', 'websocket', 'boto3', 'botocore', 'pytest', 'openapi_pydantic'
    }  # fmt: skip


def test_a_command_that_runs_no_hub_imports_none() -> None:
    names = imported_by('hub.__main__.parser()')
    assert {'hub.doctor', 'hub.commands.backup'} <= names
    assert not names & {'hub.app', 'hub.worker', 'handlers.routes'}


def imported_by(done: str) -> set[str]:
    """Every module that is there after this."""
    program = f'import sys, hub.__main__; {done}; print(*sys.modules)'
    ran = subprocess.run((sys.executable, '-c', program), capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_they_can_be_imported_afterwards() -> None:
    subprocess.run((sys.executable, '-c', 'import hub.lean, requests, valkey'), check=True)
