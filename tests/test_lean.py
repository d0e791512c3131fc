"""The start stays quick: what nobody uses is not imported, and is still there for whoever asks."""

import subprocess
import sys


def test_unused_parts_of_libraries_stay_out() -> None:
    program = 'import sys, hub.__main__; print(*(name for name in sys.modules if "." not in name))'
    names = set(
        subprocess.run((sys.executable, '-c', program), capture_output=True, text=True, check=True).stdout.split()
    )
    assert {'aiohttp', 'socketio', 'asyncpg'} <= names
    assert not names & {'requests', 'rich', 'valkey', 'websocket', 'boto3', 'botocore', 'pytest'}


def test_they_can_be_imported_afterwards() -> None:
    subprocess.run((sys.executable, '-c', 'import hub.lean, requests, valkey'), check=True)
