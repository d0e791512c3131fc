"""`hub build`, `hub migrate` and `hub openapi`: what is done once, before or between runs."""

import orjson

from handlers.openapi import document
from handlers.routes import ROUTES
from hub.build import build
from hub.commands.installation import migrated, reached
from hub.commands.running import say
from hub.config import Settings


async def build_frontends(*, anew: bool) -> None:
    """Bring both frontends up to date."""
    await build(say, anew=anew)
    say('Both frontends are built.')


async def migrate(settings: Settings) -> None:
    """Apply the migrations that the database lacks, and name them."""
    async with reached(settings) as found:
        applied = await migrated(found)
        for name in applied:
            print(name)
        say(f'{len(applied)} applied; the schema is up to date.' if applied else 'The schema is up to date.')


async def print_openapi() -> None:
    """The document that the inbox takes its types from."""
    print(orjson.dumps(document(ROUTES), option=orjson.OPT_INDENT_2).decode())
