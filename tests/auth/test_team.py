"""Invitations, roles and teams: nobody gives more than they have."""

from urllib.parse import parse_qs, urlsplit

import pytest

from hub.model.people import UserRole
from tests.api_client import Api
from tests.tenants import Member, Tenants, new_email

ROLES = list(UserRole)


async def invite(member: Member, role: UserRole = UserRole.AGENT, email: str | None = None) -> str:
    """The secret of a new invitation."""
    body = {'email': email or new_email('new'), 'role': role}
    link = (await member.api.post('invitations', body)).ok(201)['link']
    return str(parse_qs(urlsplit(link).fragment.partition('?')[2])['token'][0])


async def test_an_invited_person_joins_the_team_and_is_signed_in(api: Api, tenants: Tenants) -> None:
    shop = await tenants.make('Teeladen')
    email = new_email('grace')
    token = await invite(shop.owner, UserRole.MANAGER, email)

    offer = (await api.post('auth/invitations/look-up', {'token': token})).ok()
    assert offer == {'email': email, 'tenant_name': 'Teeladen', 'role': 'manager', 'invited_by': shop.owner.user.name}

    session = (await api.post('auth/invitations/accept', {'token': token, 'name': 'Grace'})).ok()
    assert (session['user']['role'], session['tenant']['id']) == ('manager', str(shop.tenant.id))
    names = [user['name'] for user in (await shop.owner.api.get('users')).ok()['items']]
    assert 'Grace' in names
    assert (await shop.owner.api.get('invitations')).ok()['items'] == []


async def test_an_invitation_is_accepted_once(api: Api, tenants: Tenants) -> None:
    token = await invite((await tenants.make()).owner)
    (await api.post('auth/invitations/accept', {'token': token, 'name': 'Grace'})).ok()
    assert (await api.post('auth/invitations/accept', {'token': token, 'name': 'Mallory'})).code == 'wrong_link'


async def test_a_new_invitation_replaces_the_old(api: Api, tenants: Tenants) -> None:
    owner, email = (await tenants.make()).owner, new_email('grace')
    old, new = await invite(owner, email=email), await invite(owner, email=email)
    assert (await api.post('auth/invitations/look-up', {'token': old})).code == 'wrong_link'
    (await api.post('auth/invitations/look-up', {'token': new})).ok()


async def test_an_invitation_taken_back_is_worth_nothing(api: Api, tenants: Tenants) -> None:
    owner = (await tenants.make()).owner
    token = await invite(owner)
    waiting = (await owner.api.get('invitations')).ok()['items']
    assert (await owner.api.delete(f'invitations/{waiting[0]["id"]}')).status == 204
    assert (await api.post('auth/invitations/accept', {'token': token, 'name': 'Grace'})).code == 'wrong_link'


async def test_an_invitation_ends_with_the_rights_behind_it(api: Api, tenants: Tenants) -> None:
    shop = await tenants.make()
    admin = await shop.hire(UserRole.ADMIN)
    token = await invite(admin, UserRole.ADMIN)
    (await shop.owner.api.patch(f'users/{admin.user.id}', {'role': 'agent'})).ok()
    assert (await api.post('auth/invitations/accept', {'token': token, 'name': 'Grace'})).code == 'wrong_link'


async def test_a_person_belongs_to_one_team(api: Api, tenants: Tenants) -> None:
    here, there = await tenants.make(), await tenants.make()
    token = await invite(here.owner, email=there.owner.user.email)
    assert (await api.post('auth/invitations/accept', {'token': token, 'name': 'Both'})).code == 'conflict'
    answer = await here.owner.api.post('invitations', {'email': here.owner.user.email})
    assert answer.code == 'conflict'


@pytest.mark.parametrize('role', [UserRole.ADMIN, UserRole.MANAGER, UserRole.AGENT])
async def test_nobody_invites_above_their_rank(tenants: Tenants, role: UserRole) -> None:
    member = await (await tenants.make()).hire(role)
    for wanted in ROLES:
        status = (await member.api.post('invitations', {'email': new_email('new'), 'role': wanted})).status
        may = role is UserRole.ADMIN and wanted is not UserRole.OWNER
        assert status == (201 if may else 403), (role, wanted)


async def test_nobody_changes_those_above_or_themselves(tenants: Tenants) -> None:
    shop = await tenants.make()
    admin, agent = await shop.hire(UserRole.ADMIN), await shop.hire()
    refused = [
        await admin.api.patch(f'users/{shop.owner.user.id}', {'role': 'agent'}),
        await admin.api.patch(f'users/{shop.owner.user.id}', {'is_active': False}),
        await admin.api.patch(f'users/{shop.owner.user.id}', {'name': 'Not me'}),
        await admin.api.patch(f'users/{admin.user.id}', {'role': 'owner'}),
        await admin.api.patch(f'users/{agent.user.id}', {'role': 'owner'}),
        await agent.api.patch(f'users/{agent.user.id}', {'role': 'admin'}),
        await agent.api.patch(f'users/{admin.user.id}', {'name': 'Not me'}),
        await shop.owner.api.patch(f'users/{shop.owner.user.id}', {'is_active': False}),
    ]
    assert {answer.code for answer in refused} == {'forbidden'}
    (await agent.api.patch(f'users/{agent.user.id}', {'name': 'My own name'})).ok()


async def test_a_team_keeps_an_owner(tenants: Tenants) -> None:
    shop = await tenants.make()
    second = await shop.hire(UserRole.OWNER)
    (await second.api.patch(f'users/{shop.owner.user.id}', {'role': 'admin'})).ok()
    assert (await second.api.patch(f'users/{second.user.id}', {'role': 'admin'})).code == 'forbidden'
    assert (await shop.owner.api.patch(f'users/{second.user.id}', {'role': 'admin'})).code == 'forbidden'


async def test_a_changed_role_counts_at_once_and_is_in_the_audit_log(tenants: Tenants) -> None:
    shop = await tenants.make()
    agent = await shop.hire()
    assert (await agent.api.post('teams', {'name': 'Night'})).code == 'forbidden'
    (await shop.owner.api.patch(f'users/{agent.user.id}', {'role': 'manager'})).ok()
    (await agent.api.post('teams', {'name': 'Night'})).ok(201)

    rows = await shop.rows("SELECT * FROM audit_logs WHERE action = 'user.changed'")
    row = rows[0]
    assert row['actor_id'] == shop.owner.user.id
    assert row['details'] == {'was': {'role': 'agent'}, 'now': {'role': 'manager'}}
    assert str(row['ip']) == '127.0.0.1'
    assert row['request_id']


async def test_teams_are_made_changed_and_ended(tenants: Tenants) -> None:
    shop = await tenants.make()
    agent, stranger = await shop.hire(), (await tenants.make()).owner
    owner = shop.owner.api
    team = (await owner.post('teams', {'name': 'Returns', 'members': [str(agent.user.id)]})).ok(201)
    assert team['members'] == [str(agent.user.id)]
    assert (await owner.post('teams', {'name': 'returns'})).code == 'conflict'
    assert (await owner.post('teams', {'name': 'X', 'members': [str(stranger.user.id)]})).code == 'invalid'
    changed = (await owner.patch(f'teams/{team["id"]}', {'name': 'Retouren', 'members': []})).ok()
    assert (changed['name'], changed['members']) == ('Retouren', [])
    assert (await owner.delete(f'teams/{team["id"]}')).status == 204
    assert (await owner.get('teams')).ok()['items'] == []


async def test_an_agent_keeps_a_language_for_all_devices(tenants: Tenants) -> None:
    shop = await tenants.make()
    agent = await shop.hire()
    (await agent.api.patch(f'users/{agent.user.id}', {'locale': 'de'})).ok()
    (await agent.api.patch(f'users/{agent.user.id}', {'name': 'Grace'})).ok()
    assert (await agent.api.get('auth/me')).ok()['user']['locale'] == 'de'
    assert (await shop.owner.api.get('auth/me')).ok()['user']['locale'] is None
