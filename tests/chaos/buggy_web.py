"""`hub web` with a bug planted in it: `python -m tests.chaos.buggy_web BUG`. For the checker's own test only."""

import asyncio
import os
import sys

from hub.__main__ import main
from tests.chaos.bugs import BUGS
from tests.chaos.with_pigeons import plug_in

if __name__ == '__main__':
    plug_in()
    asyncio.run(BUGS[sys.argv[1]](os.environ['DATABASE_URL']))  # type: ignore[arg-type]
    main(['web'])
