"""Named crash points: where the chaos harness ends a process at the worst moment (docs/reliability.md).

`crash('after_commit')` does nothing. Only under `HUB_CRASH=after_commit:3` does the third pass of that point in this
process kill it, as the kernel would. Points stand between two effects that the outside can tell apart.
"""

import os
import signal
from collections.abc import Callable


def _nothing(_: str, /) -> None:
    """What a crash point costs in production: one call."""


def armed(setting: str) -> Callable[[str], None]:
    """What `crash` is under this setting, `point:n`. Raises ValueError for anything else."""
    if not setting:
        return _nothing
    wanted, _, passes = setting.partition(':')
    left = int(passes)

    def crash(point: str, /) -> None:
        nonlocal left
        if point == wanted:
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    return crash


crash = armed(os.environ.get('HUB_CRASH', ''))
