"""What the chat does to the page that carries it: nothing, unless it is asked to."""

from typing import Any

from playwright.async_api import Browser, expect

from tests.browser.cable import Cable
from tests.browser.desk import Desk
from tests.browser.site import STRICT
from tests.browser.test_widget_talk import watched
from tests.browser.visitor import Visitor
from tests.live.peers import Peer, eventually


async def thrown(visitor: Visitor) -> list[str]:
    """Errors and layout shifts of the page."""
    found: list[str] = await visitor.page.evaluate('thrown')
    return found


async def hint(visitor: Visitor) -> str:
    """The one line for whoever sets up the site."""
    await eventually(lambda: any(line.startswith('CustArea ') for line in visitor.trouble))
    await visitor.look_around()
    [said] = [line for line in visitor.trouble if 'CustArea' in line]
    return said


async def test_it_works_under_a_strict_policy_and_is_not_touched_by_the_pages_style(desk: Desk) -> None:
    desk.site.policy = STRICT
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    await visitor.is_told('Sent')
    assert visitor.trouble == []
    assert await thrown(visitor) == []
    frame = visitor.page.locator('custarea-chat iframe')
    assert await frame.evaluate('element => getComputedStyle(element).borderTopWidth') == '0px'
    await expect(frame).to_have_css('width', '384px')


async def test_a_policy_that_names_scripts_and_frames_only_is_enough(desk: Desk) -> None:
    desk.site.policy = "default-src 'none'; script-src {hub} 'nonce-here'; frame-src {hub}; style-src 'nonce-here'"
    await desk.change(theme={'color': '#a5480f', 'side': 'left', 'mode': 'light'})
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    await visitor.is_told('Sent')
    await visitor.page.reload()
    await expect(visitor.button).to_have_css('background-color', 'rgb(165, 72, 15)')
    await expect(visitor.button).to_have_css('left', '24px')


async def test_it_works_where_frames_have_no_storage(desk: Desk, agent: Peer) -> None:
    await desk.context.add_init_script(
        """if (location.pathname === '/widget/frame')
             for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
               Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError') } })"""
    )
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    await agent.say('Good morning', await watched(agent))
    await visitor.sees('Hello', 'Good morning')
    await visitor.page.reload()
    await visitor.is_open()
    await visitor.sees('Hello', 'Good morning')
    assert await desk.context.cookies() == []


async def test_a_site_that_is_not_on_the_list_gets_no_chat(desk: Desk) -> None:
    await desk.change(allowed_domains=['shop.example'])
    visitor = await desk.visitor()
    await visitor.page.wait_for_load_state('networkidle')
    await expect(visitor.page.locator('custarea-chat')).to_have_count(0)
    assert await thrown(visitor) == []
    address = f'{desk.site.hub_url}/widget/frame?key={desk.site.key}'
    await visitor.page.evaluate(
        'src => document.body.append(Object.assign(document.createElement("iframe"), {src}))', address
    )
    await visitor.page.wait_for_timeout(1000)
    assert any('frame-ancestors' in line for line in visitor.trouble)
    await expect(visitor.page.frame_locator('iframe').locator('main')).to_have_count(0)


async def test_the_console_says_which_domain_is_missing_and_where_to_add_it(desk: Desk) -> None:
    await desk.change(allowed_domains=['shop.example'])
    visitor = await desk.visitor()
    said = await hint(visitor)
    assert f'not allowed on {desk.site.url.removeprefix("http://")} ' in said
    assert f'{desk.site.hub_url}/#/settings/widgets' in said
    assert await thrown(visitor) == []


async def test_the_console_says_that_a_key_is_unknown(desk: Desk) -> None:
    desk.site.key = 'pk_live_mistyped'
    visitor = await desk.visitor()
    assert 'key' in await hint(visitor)
    assert await thrown(visitor) == []


async def test_without_a_hub_the_page_is_as_it_was(desk: Desk, cable: Cable) -> None:
    cable.cut()
    visitor = await desk.visitor()
    await visitor.page.wait_for_load_state('networkidle')
    await expect(visitor.page.locator('custarea-chat')).to_have_count(0)
    assert await thrown(visitor) == []


async def test_a_hub_that_goes_after_the_script_came_leaves_no_button(desk: Desk) -> None:
    await desk.context.route('**/api/v1/widget/config*', lambda route: route.abort())
    visitor = await desk.visitor()
    await visitor.page.wait_for_load_state('networkidle')
    await expect(visitor.page.locator('custarea-chat')).to_have_count(0)
    assert await thrown(visitor) == []


async def test_the_frame_comes_only_when_it_is_wanted(desk: Desk) -> None:
    asked: list[str] = []
    desk.context.on('request', lambda request: asked.append(request.url.removeprefix(desk.site.hub_url)))
    visitor = await desk.visitor()
    await expect(visitor.button).to_be_visible()
    await visitor.page.wait_for_load_state('networkidle')
    assert [url.split('?')[0] for url in asked if url.startswith('/')] == ['/widget.js', '/api/v1/widget/config']
    await visitor.open()
    await visitor.say('Hello')
    await visitor.is_told('Sent')
    asked.clear()
    await visitor.page.reload()
    await expect(visitor.chat.locator('main')).to_have_count(1)
    assert any(url.startswith('/widget/frame') for url in asked)


async def test_a_page_that_is_never_idle_gets_its_button(desk: Desk) -> None:
    await desk.context.add_init_script(
        """if (location.pathname === '/') {
             const next = new MessageChannel(), busy = () => {
               for (const end = performance.now() + 20; performance.now() < end; );
               next.port2.postMessage(0)
             }
             next.port1.onmessage = busy
             busy()
           }"""
    )
    visitor = await desk.visitor()
    await expect(visitor.button).to_be_visible()


async def test_the_page_can_open_identify_listen_and_sign_out(desk: Desk, agent: Peer) -> None:
    visitor = await desk.visitor()
    await visitor.page.evaluate(
        """() => { const tell = (name) => (value) => told.push([name, value?.text ?? value ?? null])
             CustArea.push(['on', 'ready', tell('ready')], ['on', 'open', tell('open')],
               ['on', 'unread', tell('unread')], ['on', 'message', tell('message')],
               ['on', 'message', () => { throw new Error('of the page') }],
               ['identify', { name: 'Amara', attributes: { orders: 3 } }], ['setAttributes', { plan: 'pro' }],
               ['setLocale', 'de'], ['open']) }"""
    )
    await visitor.is_told('Hallo. Wie können wir helfen?')
    await visitor.chat.get_by_role('textbox', name='Nachricht schreiben').fill('Guten Tag')
    await visitor.chat.get_by_role('button', name='Senden').click()
    await visitor.is_told('Gesendet')
    await visitor.page.evaluate('CustArea.close()')
    conversation = await watched(agent)
    await agent.say('Guten Morgen', conversation)
    await visitor.page.wait_for_function('told.some(([name, value]) => name === "unread" && value === 1)')
    told: list[list[Any]] = await visitor.page.evaluate('told')
    assert told[:2] == [['ready', None], ['open', None]]
    assert ['message', 'Guten Morgen'] in told
    row = await agent.hear('conversation.updated', lambda heard: heard['display_name'] == 'Amara')
    person = (await desk.shop.owner.api.get(f'visitors/{row["visitor_id"]}')).ok()
    assert person['attributes'] == {'orders': 3, 'plan': 'pro'}
    await visitor.page.evaluate('CustArea.shutdown()')
    await expect(visitor.page.locator('custarea-chat')).to_have_count(0)
    assert await visitor.page.evaluate('localStorage.length') == 0


async def test_pages_of_a_single_page_application_are_followed(desk: Desk, agent: Peer) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    row = await agent.hear('conversation.updated')
    await visitor.page.evaluate('history.pushState(null, "", "/Packs"), document.title = "Packs"')
    await visitor.page.wait_for_timeout(1500)
    person = (await desk.shop.owner.api.get(f'visitors/{row["visitor_id"]}')).ok()
    assert [page['title'] for page in person['pages']] == ['Packs', 'Tents']


async def test_a_strangers_window_is_not_heard(desk: Desk, browser: Browser) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    await visitor.is_told('Sent')
    # the page's own scripts speak from the page's window, not from the frame's
    await visitor.page.evaluate("postMessage(['keep', 'visitor', 'forged'], '*')")
    await visitor.page.evaluate(
        """() => { const other = document.body.appendChild(document.createElement('iframe'))
             other.contentWindow.eval("parent.frames[0].postMessage(['init', {visitor: 'forged'}, null, []], '*')") }"""
    )
    await visitor.page.wait_for_timeout(300)
    secret = await visitor.page.evaluate(
        "localStorage.getItem(Object.keys(localStorage).find((n) => n.endsWith('visitor')))"
    )
    assert secret != 'forged'
    await visitor.say('Still me')
    await visitor.sees('Hello', 'Still me')
