"""`hub serve`, `hub web` and `hub worker`: the hub for real use, in one process or in many."""

from handlers.keys import HUB
from hub.app import create_app
from hub.build import FRONTENDS, build, is_current
from hub.commands import Refused
from hub.commands.installation import dsn, external, migrated, note_address, provided, refuse_second
from hub.commands.places import at, take
from hub.commands.running import Ending, say
from hub.commands.serving import served
from hub.config import Settings
from hub.worker import worker as working_alone
from hub.worker import working
from storage import upkeep


async def serve(settings: Settings, ending: Ending) -> None:
    """Everything in one process; stores that the settings do not name are brought along."""
    refuse_second(settings.data_dir)
    place = take(settings.host, settings.port)
    settings = at(settings, place)
    await build(say)
    async with provided(settings) as found:
        await migrated(found)
        await check(found)
        app = await create_app(found)
        async with served(app, place), working(app[HUB]):
            note_address(found)
            say(f'CustArea hub runs at {found.base_url}')
            if not await upkeep.has_tenants(dsn(found)):
                say('Nobody has signed up yet: open that address and sign up, or run `hub tenant create`.')
            await ending.come()


async def web(settings: Settings, ending: Ending) -> None:
    """One web process of several, over stores that the others use too."""
    settings = external(settings, 'web')
    place = take(settings.host, settings.port)
    settings = at(settings, place)
    await check(settings)
    if stale := [frontend for frontend in FRONTENDS if not is_current(frontend)]:
        say(f'Not built or out of date: {", ".join(frontend.name for frontend in stale)}. `hub build` builds them.')
    async with served(await create_app(settings), place):
        say(f'Web process on port {settings.port} of {settings.host}, known to browsers as {settings.base_url}')
        await ending.come()


async def worker(settings: Settings, ending: Ending) -> None:
    """One worker of several; it answers no requests."""
    settings = external(settings, 'worker')
    await check(settings)
    async with working_alone(settings):
        say('Worker at work')
        await ending.come()


async def check(settings: Settings) -> None:
    """Nothing runs on a database that could lose what it acknowledged. Raises Refused, Unavailable."""
    if faults := (await upkeep.server(dsn(settings))).faults:
        raise Refused('\n'.join(faults))
    if lacking := await upkeep.lacking(dsn(settings)):
        raise Refused(f'the database lacks {", ".join(lacking)}; run `hub migrate` first')
