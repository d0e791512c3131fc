"""`hub build`, `hub migrate`, `hub recount` and `hub openapi`: what is done once, before or between runs."""

import orjson

from handlers.openapi import document
from handlers.routes import ROUTES
from hub import reports
from hub.build import build
from hub.commands import Refused
from hub.commands.installation import migrated, reached
from hub.commands.running import say
from hub.commands.tenants import opened
from hub.config import Settings
from storage import lookups


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


async def recount(settings: Settings, *, email: str) -> None:
    """Fold a tenant's facts for its reports anew."""
    async with reached(settings) as found, opened(found) as hub:
        async with hub.database.lobby() as session:
            place = await lookups.user_by_email(session, email)
        if place is None:
            raise Refused(f'nobody here has the address {email}')
        await reports.rebuild(hub, place.tenant_id)
        say('The reports are counted anew.')


async def print_openapi() -> None:
    """The document that the inbox takes its types from."""
    print(orjson.dumps(document(ROUTES), option=orjson.OPT_INDENT_2).decode())
