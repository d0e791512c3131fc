"""Runs tests on Debian's PostgreSQL 15, not the one that comes along: `python -m tests.on_debian tests/live`."""

import os
import subprocess
import sys

from tests.sql.servers import running


def main() -> int:
    """The exit status of pytest."""
    with running('15', ('listen_addresses=', 'max_connections=200')) as server:
        given = {**os.environ, 'HUB_TEST_DATABASE_URL': server.dsn()}
        return subprocess.run([sys.executable, '-m', 'pytest', *sys.argv[1:]], env=given, check=False).returncode


if __name__ == '__main__':
    sys.exit(main())
