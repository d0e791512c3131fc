"""Asks about known vulnerabilities of every package that is installed: `python -m tests.audit`.

Only one that is found fails; where nobody can be asked, that is said and nothing else.
"""

import json
import subprocess
import sys
from typing import Any

IGNORED: dict[str, str] = {}
"""Known vulnerabilities without a fix, by id, each with the reason why it cannot hurt us."""
ASKING_SECONDS = 120
_COMMAND = (sys.executable, '-m', 'pip_audit', '--local', '--skip-editable', '--progress-spinner', 'off', '-f', 'json')


def main() -> int:
    """0 unless a vulnerability was found."""
    answer = ask()
    if not answer:
        return 0
    asked = [package for package in answer if 'vulns' in package]
    found = [vulnerability(package, hole) for package in asked for hole in package['vulns']]
    if len(asked) < len(answer):
        say(
            f'the service knows nothing of {len(answer) - len(asked)} of {len(answer)} packages: these were NOT audited'
        )
    say(*found, f'{len(asked)} packages audited, {len(found)} vulnerabilities found')
    return 1 if found else 0


def ask() -> list[dict[str, Any]]:
    """What is said of each package; nothing where the service cannot be reached."""
    ignored = [word for name in IGNORED for word in ('--ignore-vuln', name)]
    try:
        done = subprocess.run(
            (*_COMMAND, *ignored), capture_output=True, text=True, timeout=ASKING_SECONDS, check=False
        )
        packages: list[dict[str, Any]] = json.loads(done.stdout)['dependencies']
    except subprocess.TimeoutExpired:
        say(f'NOT audited: the vulnerability service did not answer within {ASKING_SECONDS} s')
        return []
    except json.JSONDecodeError:
        say('NOT audited, the vulnerability service could not be asked:', *done.stderr.splitlines()[-1:])
        return []
    return packages


def vulnerability(package: dict[str, Any], hole: dict[str, Any]) -> str:
    """One line."""
    fixed = ', '.join(hole['fix_versions']) or 'nothing yet'
    return f'{package["name"]} {package["version"]}: {hole["id"]}, fixed in {fixed}'


def say(*lines: str) -> None:
    """On the terminal."""
    sys.stdout.write(''.join(f'{line}\n' for line in lines))


if __name__ == '__main__':
    sys.exit(main())
