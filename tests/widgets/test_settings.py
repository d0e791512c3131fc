"""The settings of a chat: who may change them, and which of them make sense."""

from typing import Any

import pytest

from hub.model.people import UserRole
from tests.widgets.conftest import DOMAINS, Site, Sites


async def test_a_chat_is_made_with_settings_that_make_sense(site: Site) -> None:
    widget = site.widget
    assert widget['key'].startswith('pk_')
    assert widget['snippet'] == f'<script async src="{site.url}widget.js" data-key="{widget["key"]}"></script>'
    assert widget['theme'] == {'color': '#0b6a74', 'side': 'right', 'mode': 'auto'}
    assert (widget['enabled'], widget['allowed_domains']) == (True, DOMAINS)
    assert (widget['has_identity_secret'], widget['enforce_identity']) == (False, False)
    assert (await site.shop.owner.api.get('widgets')).ok()['items'] == [widget]
    assert (await site.shop.owner.api.get(f'widgets/{widget["id"]}')).ok() == widget


async def test_changing_one_setting_leaves_the_others(site: Site) -> None:
    before = site.widget
    await site.change(theme={'color': '#AA00FF', 'side': 'left', 'mode': 'dark'})
    await site.change(
        texts={'de': {'greeting': 'Hallo', 'welcome': None, 'away': None}},
        locale='de',
        pre_chat={'enabled': True, 'fields': [{'name': 'email', 'type': 'email', 'required': True}]},
    )
    after = (await site.shop.owner.api.get(f'widgets/{before["id"]}')).ok()
    assert after['theme'] == {'color': '#aa00ff', 'side': 'left', 'mode': 'dark'}
    assert after['texts']['de']['greeting'] == 'Hallo'
    assert after['pre_chat']['fields'][0]['name'] == 'email'
    unchanged = {'name', 'enabled', 'allowed_domains', 'behaviour', 'key', 'snippet', 'created_at'}
    assert {name: after[name] for name in unchanged} == {name: before[name] for name in unchanged}
    await site.change(locale=None)
    assert site.widget['locale'] is None


WRONG: list[dict[str, Any]] = [
    {},
    {'name': ''},
    {'name': None},
    {'name': 'x' * 201},
    {'enabled': 'yes'},
    {'allowed_domains': ['not a domain']},
    {'allowed_domains': ["shop.example; script-src 'unsafe-inline'"]},
    {'allowed_domains': ['*']},
    {'allowed_domains': ['*.com']},
    {'allowed_domains': ['*.*.shop.example']},
    {'allowed_domains': ['shop.example'] * 101},
    {'theme': {'color': 'red'}},
    {'theme': {'color': '#fff;}*{x:url(//evil)'}},
    {'theme': {'side': 'top'}},
    {'texts': {'Deutsch': {}}},
    {'texts': {'de': {'greeting': 'x' * 501}}},
    {'texts': {'de': {'other': 'x'}}},
    {'pre_chat': {'enabled': True, 'fields': [{'name': 'email', 'type': 'text'}]}},
    {'pre_chat': {'enabled': True, 'fields': [{'name': 'order', 'type': 'select'}]}},
    {'pre_chat': {'enabled': True, 'fields': [{'name': 'name'}, {'name': 'name'}]}},
    {'pre_chat': {'enabled': True, 'fields': [{'name': 'order', 'type': 'text'}]}},
    {'locale': 'German'},
    {'key': 'pk_mine'},
    {'tenant_id': '00000000-0000-0000-0000-000000000000'},
    {'identity_secret': 'mine'},
]


@pytest.mark.parametrize('change', WRONG, ids=str)
async def test_settings_without_sense_are_refused_and_change_nothing(site: Site, change: dict[str, Any]) -> None:
    assert (await site.shop.owner.api.patch(f'widgets/{site.widget["id"]}', change)).code == 'invalid'
    assert (await site.shop.owner.api.get(f'widgets/{site.widget["id"]}')).ok() == site.widget


async def test_domains_are_kept_in_one_form(site: Site) -> None:
    typed = [
        'https://Shop.Example/about',
        'shop.example',
        'http://localhost:3000',
        'BÜCHER.example',
        '*.b.example:8443',
    ]
    await site.change(allowed_domains=typed)
    assert site.widget['allowed_domains'] == [
        'shop.example',
        'localhost:3000',
        'xn--bcher-kva.example',
        '*.b.example:8443',
    ]


async def test_agents_look_and_admins_change(site: Site) -> None:
    agent, admin = await site.shop.hire(UserRole.AGENT), await site.shop.hire(UserRole.ADMIN)
    path = f'widgets/{site.widget["id"]}'
    assert (await agent.api.get(path)).status == 200
    assert (await agent.api.patch(path, {'name': 'Mine'})).code == 'forbidden'
    assert (await agent.api.post('widgets', {'name': 'Mine'})).code == 'forbidden'
    assert (await agent.api.post(f'{path}/identity-secret')).code == 'forbidden'
    assert (await admin.api.patch(path, {'name': 'Ours'})).ok()['name'] == 'Ours'


async def test_a_foreign_chat_is_not_found(sites: Sites) -> None:
    here, there = await sites.make(), await sites.make()
    path = f'widgets/{here.widget["id"]}'
    foreign = there.shop.owner.api
    assert (await foreign.get(path)).code == 'not_found'
    assert (await foreign.patch(path, {'name': 'Mine'})).code == 'not_found'
    assert (await foreign.post(f'{path}/identity-secret')).code == 'not_found'
    assert here.widget not in (await foreign.get('widgets')).ok()['items']
