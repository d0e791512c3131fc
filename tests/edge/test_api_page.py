"""The API's page in a real browser, under its own strict policy."""

from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from tests.api_client import Api


@pytest.mark.browser
async def test_the_page_shows_the_api_and_breaks_no_policy(api: Api, chromium: Path) -> None:
    said: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=['--no-sandbox'])
        page = await browser.new_page()
        page.on('console', lambda message: said.append(message.text) if message.type == 'error' else None)
        page.on('pageerror', lambda error: said.append(str(error)))
        page.on('request', lambda request: said.append(request.url) if not request.url.startswith(api.base) else None)
        await page.goto(f'{api.base}/api/docs')
        # what is far down is drawn when it comes into sight; the page's own filter brings it there
        await page.locator('.operation-filter-input').fill('auth')
        await page.get_by_text('/api/v1/auth/sign-in/verify').first.wait_for()
        await page.locator('#operations-auth-auth_me').click()
        await page.get_by_text('Who I am and what I may do').first.wait_for()
        await browser.close()
    assert not [line for line in said if not line.startswith('data:')]


@pytest.mark.parametrize('name', ['swagger-ui-bundle.js', 'swagger-ui.css', 'start.js'])
async def test_its_files_are_of_the_kinds_that_the_document_names(api: Api, name: str) -> None:
    document = (await api.get('openapi.json')).ok()
    named = document['paths']['/api/docs/{name}']['get']['responses']['200']['content']
    async with api.session.get(f'{api.base}/api/docs/{name}') as file:
        assert file.status == 200
        assert file.content_type in named
