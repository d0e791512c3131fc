"""The demo shop: a site of somebody else, on another origin, that carries the hub's real script tag.

It is served under a content policy that allows nothing but itself and the hub, to prove that the chat needs no more.
"""

from pathlib import Path
from string import Template
from typing import NamedTuple

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from hub.demo.tents import COLOURS, TENTS, Tent

_SHOP = Path(__file__).with_name('shop')
_FILES = {'shop.css': 'text/css', 'shop.js': 'text/javascript', 'icon.svg': 'image/svg+xml'}


class Embed(NamedTuple):
    """What the shop has to know of the hub."""

    hub_url: str
    inbox_url: str
    widget_key: str


def create_shop(embed: Embed) -> web.Application:
    """The shop as an application of its own."""
    app = web.Application(middlewares=[_guarded(embed)])
    pages = {
        '/': _page(embed, 'tents', 'Tents', _fill('tents.html', scene=_scene('hero'), cards=_cards())),
        '/repairs': _page(embed, 'repairs', 'Repairs', _fill('repairs.html', workshop=_fill('art/workshop.svg'))),
        '/shipping': _page(embed, 'shipping', 'Shipping and returns', _fill('shipping.html')),
        **{f'/{tent.slug}': _page(embed, 'tents', f'{tent.name} tent', _product(tent)) for tent in TENTS},
    }
    for path, text in pages.items():
        app.router.add_get(path, _answer(text, 'text/html'))
    for name, kind in _FILES.items():
        app.router.add_get(f'/{name}', _answer(_read(name), kind))
    app.router.add_get('/{path:.*}', _answer(_page(embed, '', 'Off the path', _fill('missing.html')), 'text/html', 404))
    return app


def _guarded(embed: Embed) -> Middleware:
    policy = '; '.join(
        (
            "default-src 'none'",
            f"script-src 'self' {embed.hub_url}",
            f'connect-src {embed.hub_url}',
            f'frame-src {embed.hub_url}',
            "require-trusted-types-for 'script'",
            "style-src 'self'",
            "img-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        response.headers['Content-Security-Policy'] = policy
        response.headers['X-Content-Type-Options'] = 'nosniff'
        response.headers['Cache-Control'] = 'no-cache'
        return response

    return guarded


def _answer(text: str, kind: str, status: int = 200) -> Handler:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(text=text, content_type=kind, status=status)

    return answer


def _page(embed: Embed, place: str, title: str, body: str) -> str:
    at = {f'at_{name}': ' aria-current="page"' if name == place else '' for name in ('tents', 'repairs', 'shipping')}
    return _fill('layout.html', title=f'{title} · Birkfell', body=body, **at, **embed._asdict())


def _product(tent: Tent) -> str:
    swatches = ''.join(
        f'<button role="radio" aria-checked="{str(colour == tent.colour).lower()}" data-colour="{colour}"'
        f' tabindex="{0 if colour == tent.colour else -1}">{name}</button>'
        for colour, name in COLOURS.items()
    )
    scene = _scene('product', f'The {tent.name} on a meadow by a lake')
    facts = {name: str(value) for name, value in tent._asdict().items()}
    return _fill('tent.html', scene=scene, swatches=swatches, **facts)


def _cards() -> str:
    art = _fill('art/card.svg', tent=_fill('art/tent.svg'))
    return ''.join(
        f'<li><a class="card {tent.colour}" href="/{tent.slug}">{art}<span class="card-words"><b>{tent.name}</b>'
        f'<span>{tent.card}</span><span class="price">€ {tent.price}</span></span></a></li>'
        for tent in TENTS
    )


def _scene(name: str, label: str = 'A tent on a meadow by a lake, mountains behind') -> str:
    return _fill('art/scene.svg', id=name, label=label, tent=_fill('art/tent.svg'))


def _fill(file: str, /, **values: str) -> str:
    return Template(_read(file)).substitute(values)


def _read(name: str) -> str:
    return (_SHOP / name).read_text()
