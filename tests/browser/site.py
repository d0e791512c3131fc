"""A customer's site: somebody else's pages, on another site than the hub's, that carry its tag."""

from dataclasses import dataclass

from aiohttp import web
from aiohttp.test_utils import TestServer

STRICT = (
    "default-src 'none'; script-src {hub} 'nonce-here'; connect-src {hub}; frame-src {hub}; style-src 'nonce-here'; "
    "require-trusted-types-for 'script'"
)

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="here">body {{ font: 16px sans-serif; margin: 2rem }} iframe {{ border: 9px solid red }}</style>
<script nonce="here">window.CustArea = []; window.told = []; window.thrown = []
addEventListener('error', ({{ message }}) => thrown.push(message))
addEventListener('unhandledrejection', ({{ reason }}) => thrown.push(String(reason)))
new PerformanceObserver((list) => list.getEntries().forEach((entry) => thrown.push('shift ' + entry.value)))
  .observe({{ type: 'layout-shift', buffered: true }})
</script>
<h1>{title}</h1><p>Two people, three seasons.</p><button>Add to basket</button>
<script async src="{hub}/widget.js" data-key="{key}"></script></html>"""


@dataclass
class Site:
    """The pages `/` and `/<title>`; what they are like can be changed before a browser comes."""

    hub_url: str
    key: str
    policy: str = ''
    port: int = 0

    @property
    def url(self) -> str:
        """Another name than the hub's, so that browsers take it for another site."""
        return f'http://localhost:{self.port}'

    def serving(self) -> TestServer:
        """To be entered."""
        app = web.Application()
        app.router.add_get('/{title:.*}', self._page)
        return TestServer(app, host='127.0.0.1')

    async def _page(self, request: web.Request) -> web.Response:
        title = request.match_info['title'] or 'Tents'
        text = _PAGE.format(title=title, hub=self.hub_url, key=self.key)
        headers = {'Content-Security-Policy': self.policy.format(hub=self.hub_url)} if self.policy else {}
        return web.Response(text=text, content_type='text/html', headers=headers)
