"""`hub demo`: everything at once, with a shop to be the customer of and an inbox to answer from."""

import os
from datetime import timedelta

from pydantic import BaseModel, ConfigDict

from handlers.keys import HUB
from hub.app import create_app
from hub.auth import sign_in
from hub.build import build
from hub.commands.installation import demo_folder, dsn, migrated, note_address, provided, refuse_second
from hub.commands.places import at, port_of, take, take_next
from hub.commands.running import Ending, say
from hub.commands.serving import served
from hub.commands.tenants import token
from hub.config import Settings
from hub.context import Hub
from hub.demo.pages import add_demo_pages
from hub.demo.site import Embed, create_shop
from hub.seed import Sown, sow
from hub.worker import working

_WELCOME = """
The hub is ready. Open both, side by side:

  The shop, as its customer    {shop}
  The inbox, as its agent      {link}

What you write in the shop arrives in the inbox under Unassigned. The link signs you in once, within an hour; start
again for another one.
Everything is kept in {data}. Ctrl-C stops it all.
"""

TOKEN_LIFE = timedelta(hours=24)


class Ready(BaseModel):
    """What `--json` says, once."""

    model_config = ConfigDict(frozen=True)

    url: str
    inbox_url: str
    demo_url: str
    simulator_url: str
    token: str
    tenant_id: str
    widget_key: str
    database_url: str
    redis_url: str
    pids: list[int]


async def demo(settings: Settings, ending: Ending, *, as_json: bool, chose_folder: bool) -> None:
    """Run until told to end. The stores are always our own: sample data has no place in somebody's database.

    Three origins, as in real use: the hub, files, and the shop, which is a customer's site.
    """
    folder = settings.data_dir if chose_folder else demo_folder(settings)
    refuse_second(folder)
    place = take(settings.host, settings.port)
    shop_place = take_next(settings.host, port_of(place) + 1)
    files_place = take_next(settings.host, port_of(shop_place) + 1)
    settings = at(settings, place)
    shop_url = f'http://{settings.host_name}:{port_of(shop_place)}'
    settings = settings.model_copy(
        update={
            'files_url': settings.files_url or f'http://{settings.host_name}:{port_of(files_place)}',
            'data_dir': folder,
            'database_url': None,
            'redis_url': None,
        }
    )
    await build(say)
    async with provided(settings) as found:
        await migrated(found)
        app = await create_app(found, demo=True)
        add_demo_pages(app, shop_url)
        async with served(app, place, files_place), working(app[HUB]):
            sown = await sow(app[HUB], shop_url)
            shop = create_shop(Embed(found.base_url, f'{found.base_url}/', sown.widget_key))
            note_address(found)
            async with served(shop, shop_place):
                await _announce(app[HUB], sown, shop_url, as_json=as_json)
                await ending.come()


async def _announce(hub: Hub, sown: Sown, shop_url: str, *, as_json: bool) -> None:
    settings = hub.settings
    if not as_json:
        link = await sign_in.one_time_link(hub, sown.owner_id)
        print(_WELCOME.format(link=link, shop=f'{shop_url}/', data=settings.data_dir), flush=True)
        return
    ready = Ready(
        url=settings.base_url,
        inbox_url=f'{settings.base_url}/',
        demo_url=f'{shop_url}/',
        simulator_url=f'{settings.base_url}/simulator',
        token=await token(hub, sown.tenant_id, sown.owner_id, TOKEN_LIFE),
        tenant_id=str(sown.tenant_id),
        widget_key=sown.widget_key,
        database_url=dsn(settings),
        redis_url=settings.redis_url.get_secret_value() if settings.redis_url else '',
        pids=[os.getpid()],
    )
    print(ready.model_dump_json(), flush=True)
