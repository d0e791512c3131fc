"""Formatted messages: shown as they were meant, and harmless even if the hub had let something through."""

from uuid import UUID, uuid4

from playwright.async_api import expect

from tests.browser.agent import Agent
from tests.browser.scene import Scene
from tests.browser.visitor import Visitor


async def _talk(scene: Scene) -> tuple[Agent, Visitor, str]:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('What do I need?')
    await agent.open('What do I need?')
    [conversation] = (await scene.shop.owner.api.get('conversations')).ok()['items']
    return agent, visitor, conversation['id']


async def _answer(scene: Scene, conversation_id: str, text: str, html: str) -> UUID:
    said = {'client_id': uuid4().hex, 'text': text, 'html': html}
    stored = (await scene.shop.owner.api.post(f'conversations/{conversation_id}/messages', said)).ok(201)
    return UUID(stored['id'])


async def test_what_an_agent_formatted_is_shown_so(scene: Scene) -> None:
    agent, visitor, conversation_id = await _talk(scene)
    html = '<p>Bring <b>two</b> things:</p><ul><li>the tent</li><li>the <a href="https://shop.example/b">bill</a></li></ul>'
    await _answer(scene, conversation_id, 'Bring two things: the tent, the bill', html)
    bubble = agent.log.locator('.msg.out .bub')
    await expect(bubble.locator('b')).to_have_text('two')
    await expect(bubble.get_by_role('listitem')).to_have_text(['the tent', 'the bill'])
    link = bubble.get_by_role('link', name='bill')
    await expect(link).to_have_attribute('href', 'https://shop.example/b')
    await expect(link).to_have_attribute('rel', 'noopener noreferrer nofollow')
    seen = visitor.bubbles.filter(has_text='Bring two things')
    await expect(seen.locator('b')).to_have_text('two')
    await expect(seen.get_by_role('listitem')).to_have_text(['the tent', 'the bill'])
    link = seen.get_by_role('link', name='bill')
    await expect(link).to_have_attribute('href', 'https://shop.example/b')
    await expect(link).to_have_attribute('target', '_blank')


_PASTED = """
<html><head><style>p { color: red }</style></head><body><b style="font-weight:normal"><p class="MsoNormal">Bring
<b>two</b> <span style="font-style:italic">dry</span> things:</p><ul><li>the tent</li>
<li>the <a href="https://shop.example/b" onclick="window.taken = 1">bill</a></li></ul>
<table><tr><td>Size <p>of it</p></td><td>Price</td></tr> <tr><td>M</td><td>40</td></tr></table>
<script>window.taken = 2</script><img src="https://elsewhere.example/pixel.png" onerror="window.taken = 3"></b>
"""


async def test_what_is_typed_and_pasted_is_formatted_and_nothing_else_comes_along(scene: Scene) -> None:
    agent, visitor, _ = await _talk(scene)
    asked: list[str] = []
    agent.page.on('request', lambda request: asked.append(request.url))
    await agent.field.press_sequentially('Please ')
    await agent.field.press('Control+b')
    await agent.field.press_sequentially('soon')
    await expect(agent.field).to_have_value('Please **soon**')
    await agent.field.press('Control+End')
    await agent.field.press('Shift+Enter')
    await agent.field.evaluate(
        """(field, html) => {
            const data = new DataTransfer();
            data.setData('text/html', html);
            data.setData('text/plain', 'Bring two dry things');
            field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        _PASTED,
    )
    pasted = 'Bring **two** _dry_ things:\n\n- the tent\n- the [bill](https://shop.example/b)'
    await expect(agent.field).to_have_value(f'Please **soon**\n{pasted}\n\nSize of it\tPrice\nM\t40')
    await agent.field.press('Enter')
    bubble = agent.log.locator('[data-seq].out .bub')
    await expect(bubble.locator('strong')).to_have_text(['soon', 'two'])
    await expect(bubble.locator('em')).to_have_text('dry')
    await expect(bubble.get_by_role('listitem')).to_have_text(['the tent', 'the bill'])
    await expect(bubble.get_by_role('link', name='bill')).to_have_attribute('href', 'https://shop.example/b')
    await expect(visitor.bubbles.get_by_role('listitem')).to_have_text(['the tent', 'the bill'])

    # whoever writes long answers has Enter make a line
    await agent.settings('profile')
    switch = agent.page.get_by_role('switch', name='Enter sends')
    await switch.focus()
    await agent.page.keyboard.press('Space')
    await expect(switch).not_to_be_checked()
    await agent.page.go_back()
    await agent.field.press_sequentially('Hello')
    await agent.field.press('Enter')
    await agent.field.press_sequentially('there')
    await expect(agent.field).to_have_value('Hello\nthere')
    await agent.field.press('Control+Enter')
    await expect(agent.field).to_have_value('')
    await expect(visitor.bubbles.last).to_have_text('Hello\nthere')
    assert not [address for address in asked if 'elsewhere' in address]
    assert await agent.page.evaluate('window.taken === undefined')


async def test_control_k_links_what_is_selected_and_opens_the_palette_where_nothing_is(scene: Scene) -> None:
    agent, _, _ = await _talk(scene)
    await agent.field.fill('bill')
    await agent.field.press('Control+a')
    await agent.field.press('Control+k')
    await expect(agent.field).to_have_value('[bill](https://)')
    await agent.field.press('End')
    await agent.field.press('Control+k')
    await expect(agent.page.locator('.palette-field')).to_be_focused()


_HOSTILE = """
<script>window.taken = 1; alert('script')</script><style>body {{ display: none }}</style>
<img src="{there}/stolen.png" onerror="window.taken = 2; alert('error')"><img src="/inbox/stolen.png">
<svg onload="window.taken = 3"><image href="{there}/stolen.svg"></image></svg>
<iframe src="{there}/stolen.html" srcdoc="<script>parent.taken = 4</script>"></iframe>
<link rel="stylesheet" href="{there}/stolen.css"><meta http-equiv="refresh" content="0; url={there}/stolen">
<video poster="{there}/stolen.jpg" src="{there}/stolen.mp4" autoplay></video>
<p style="background: url({there}/stolen.gif)" onclick="window.taken = 5" id="thread-log" class="scrim">In the end</p>
<a href="javascript:window.taken=6">one</a> <a href=" java&#9;script:window.taken=7">two</a>
<a href="data:text/html,x">three</a> <a href="https://shop.example/four">four</a>
"""


# its fields pass for its own properties
_CLOBBERING = '<form action="{there}/stolen"><input name="childNodes"><input name="localName"></form>'


async def test_hostile_markup_that_was_not_cleaned_runs_nothing_and_fetches_nothing(scene: Scene) -> None:
    agent, _, conversation_id = await _talk(scene)
    asked: list[str] = []
    talked: list[str] = []
    agent.page.on('request', lambda request: asked.append(request.url))
    agent.page.on('dialog', lambda dialog: talked.append(dialog.message))
    message_id = await _answer(scene, conversation_id, 'Harmless', '<p>Harmless</p>')
    # past the hub's own cleaning, which has tests of its own
    html = (_CLOBBERING + _HOSTILE).format(there=scene.site.url)
    update = 'UPDATE messages SET content_html = $1 WHERE id = $2 RETURNING id'
    assert await scene.shop.rows(update, html, message_id)
    await agent.page.reload()

    bubble = agent.log.locator('.msg.out .bub')
    await expect(bubble).to_contain_text('In the end')
    await bubble.get_by_text('In the end').click()
    await agent.page.wait_for_load_state('networkidle')
    assert [url for url in asked if 'stolen' in url or not url.startswith(agent.url)] == []
    assert talked == []
    assert await agent.page.evaluate('window.taken') is None
    assert await bubble.locator('img, svg, iframe, form, input, link, meta, video, style, script').count() == 0
    assert await bubble.locator('[style], [id], [onclick], .scrim').count() == 0
    await expect(bubble.get_by_role('link')).to_have_text(['four'])


async def test_hostile_markup_does_no_more_in_the_chat(scene: Scene) -> None:
    _, visitor, conversation_id = await _talk(scene)
    asked: list[str] = []
    talked: list[str] = []
    message_id = await _answer(scene, conversation_id, 'Harmless', '<p>Harmless</p>')
    html = _HOSTILE.format(there=scene.site.url)
    update = 'UPDATE messages SET content_html = $1 WHERE id = $2 RETURNING id'
    assert await scene.shop.rows(update, html, message_id)
    visitor.page.on('request', lambda request: asked.append(request.url))
    visitor.page.on('dialog', lambda dialog: talked.append(dialog.message))
    await visitor.page.reload()

    bubble = visitor.bubbles.filter(has_text='In the end')
    await expect(bubble).to_be_visible()
    await visitor.page.wait_for_load_state('networkidle')
    assert [url for url in asked if 'stolen' in url] == []
    assert talked == []
    assert await bubble.locator('img, svg, iframe, form, input, link, meta, video, style, script').count() == 0
    assert await bubble.locator('[style], [id], [onclick], .scrim').count() == 0
    await expect(bubble.get_by_role('link')).to_have_text(['four'])
