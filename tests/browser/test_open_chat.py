"""An open chat stays open while the visitor looks around the site."""

from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.visitor import Visitor


async def follow_a_link(visitor: Visitor, path: str) -> None:
    """To another page of the site, as visitors do."""
    await visitor.page.evaluate(
        "(path) => document.body.append(Object.assign(document.createElement('a'), {href: path, text: 'On'}))", path
    )
    await visitor.page.get_by_role('link', name='On').click()
    await visitor.page.wait_for_url(f'**{path}')


async def test_it_is_open_on_the_next_page_and_after_a_reload_and_leaves_the_focus_to_the_page(desk: Desk) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.say('Which tent for three?')
    await visitor.field.fill('It should be')
    await follow_a_link(visitor, '/Packs')
    await visitor.is_open()
    await visitor.sees('Which tent for three?')
    await expect(visitor.field).to_have_value('It should be')
    assert await visitor.page.evaluate('document.activeElement === document.body')
    await visitor.page.reload()
    await visitor.is_open()

    await visitor.close()
    await visitor.button.click()
    await expect(visitor.field).to_be_focused()


async def test_closed_it_stays_closed_and_another_tab_decides_for_itself(desk: Desk) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    other = await desk.visitor()
    await other.look_around()
    await expect(other.chat.locator('main')).to_have_count(1)
    await expect(other.button).to_have_attribute('aria-expanded', 'false')

    await visitor.close()
    await visitor.page.reload()
    await expect(visitor.chat.locator('main')).to_have_count(1)
    await expect(visitor.button).to_have_attribute('aria-expanded', 'false')
    await expect(visitor.panel).not_to_have_class('on')


async def test_signing_out_closes_it_for_the_next_page_too(desk: Desk) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.page.evaluate('CustArea.shutdown()')
    assert await visitor.page.evaluate('localStorage.length + sessionStorage.length') == 0
    await visitor.page.reload()
    await expect(visitor.button).to_have_attribute('aria-expanded', 'false')


async def test_it_opens_where_the_browser_gives_a_page_no_storage(desk: Desk) -> None:
    await desk.context.add_init_script(
        """for (const name of ['localStorage', 'sessionStorage'])
             Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError') } })"""
    )
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    await visitor.is_told('Sent')
    assert await visitor.page.evaluate('thrown') == []
