"""The inbox in the languages it speaks besides English."""

import re

from playwright.async_api import expect

from tests.browser.scene import Scene


async def test_an_agent_chooses_a_language_and_keeps_it(scene: Scene) -> None:
    agent = await scene.agent()
    page = agent.page
    await page.goto(f'{agent.url}#/settings/profile')
    async with page.expect_response(lambda answer: answer.request.method == 'PATCH' and answer.ok):
        await page.get_by_role('radio', name='Deutsch').click()
    await expect(page.get_by_role('heading', name='Profil', exact=True)).to_be_visible()
    await expect(page.get_by_role('button', name='Nicht zugewiesen')).to_be_visible()
    await page.reload()
    await expect(page.get_by_role('heading', name='Profil', exact=True)).to_be_visible()
    await expect(page.locator('html[lang=de][dir=ltr]')).to_be_attached()
    elsewhere = await scene.agent(view='')
    await elsewhere.page.goto(f'{agent.url}#/settings/nowhere')
    await expect(elsewhere.page.get_by_role('heading', name='Diese Seite gibt es nicht')).to_be_visible()


async def test_arabic_runs_from_the_right(scene: Scene) -> None:
    visitor, agent = await scene.visitor(), await scene.agent(view='', locale='ar')
    await visitor.open()
    await visitor.say('Hello')
    row = (await scene.shop.owner.api.get('conversations')).ok()['items'][0]
    amara = {'name': 'Amara', 'identifiers': [{'type': 'email', 'value': 'amara@example.com'}]}
    contact = (await scene.shop.owner.api.post('contacts', amara)).ok(201)
    (await scene.shop.owner.api.post(f'conversations/{row["id"]}/move', {'contact_id': contact['id']})).ok()
    await agent.arrive('كل المفتوحة')
    await agent.open('Hello')
    await expect(agent.page.locator('html[lang=ar][dir=rtl]')).to_be_attached()
    places = [await agent.page.locator(part).bounding_box() for part in ('.nav', '.list', '.thread')]
    starts = [place['x'] for place in places if place]
    assert starts == sorted(starts, reverse=True), 'navigation, list and thread stand from right to left'
    await agent.say('Hi, 5?')
    await visitor.sees('Hello', 'Hi, 5?')
    address = agent.page.locator('#contact-panel .idl').get_by_text('amara@example.com')
    await expect(address).to_have_css('direction', 'ltr')
    await agent.page.goto(f'{agent.url}#/contacts/{contact["id"]}')
    said = agent.page.locator('.earlier').get_by_text('Hi, 5?')
    await expect(said).to_have_css('direction', 'ltr')  # else the mark stands before the words
    await expect(said).to_have_css('text-align', 'right')


async def test_what_the_hub_refuses_is_said_in_the_language_of_the_agent(scene: Scene) -> None:
    agent = await scene.agent(view='', locale='es')
    agent.errors.clear()
    await agent.page.goto(f'{agent.url}#/settings/tags')
    for _ in range(2):
        await agent.page.get_by_role('button', name='Etiqueta nueva').first.click()
        dialog = agent.page.get_by_role('dialog')
        await dialog.get_by_role('textbox').fill('Taller')
        await dialog.get_by_role('button', name='Crear etiqueta').click()
    await expect(dialog).to_contain_text(re.compile('ya está guardado'))
