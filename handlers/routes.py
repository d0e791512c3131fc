"""Every URL of the server in one table."""

from collections.abc import Awaitable, Callable
from functools import cache, partial
from typing import Any

from aiohttp import web

from handlers import (
    audit_log,
    auth,
    canned_replies,
    channel_accounts,
    contact_attributes,
    contacts,
    conversations,
    custom_statuses,
    dead_letters,
    docs,
    drafts,
    features,
    files,
    health,
    hours,
    inbox_pages,
    macros,
    messages,
    notification_rules,
    people,
    reports,
    scheduled_messages,
    search,
    tags,
    tenant,
    views,
    webhook_endpoints,
    webhooks,
    widget_pages,
    widgets,
)
from handlers.edge import PEOPLE, PUBLIC, SIGNED_IN, Access, Route, needs
from handlers.keys import DOCUMENT, HUB
from hub.files.files import UPLOADS_PER_ADDRESS
from hub.limits import SIGN_IN_PER_ADDRESS
from hub.model.access import Permission
from hub.model.feature import Feature
from hub.model.widget import WidgetConfig

API = '/api/v1'
ANY_BYTES, ANY_TYPE = 'application/octet-stream', '*/*'
_TRANSCRIPT = ('text/html', 'text/plain')


def _knock(path: str, verb: Callable[..., Awaitable[Any]], status: int = 200) -> Route:
    """A door for people who are not signed in, where few tries are enough for everybody honest."""
    return Route('POST', f'{API}/auth/{path}', verb, PUBLIC, status, limits=(SIGN_IN_PER_ADDRESS,))


def _webhook(path: str, verb: Callable[..., Awaitable[Any]]) -> Route:
    """A provider's door: its signature is its leave, and a busy account comes from few addresses."""
    return Route('POST', path, verb, PUBLIC, counted=False, takes=ANY_BYTES, answers=ANY_TYPE)


def _people_with(permission: Permission) -> Access:
    return Access(signed_in=True, permission=permission, by_people=True)


SERVER = [
    Route('GET', '/healthz', health.alive, PUBLIC, counted=False),
    Route('GET', '/readyz', health.ready, PUBLIC, counted=False),
    Route('GET', '/metrics', health.metrics, PUBLIC, counted=False, answers='text/plain'),
    Route('GET', f'{API}/openapi.json', docs.document, PUBLIC, answers='application/json'),
    Route('GET', '/api/docs', docs.page, PUBLIC, answers='text/html'),
    Route('GET', '/api/docs/{name}', docs.asset, PUBLIC, answers=('text/javascript', 'text/css')),
]

AUTH = [
    _knock('sign-up', auth.start_sign_up, 202),
    _knock('sign-up/verify', auth.verify_sign_up),
    Route('GET', f'{API}/auth/sign-in', auth.offer_sign_in, PUBLIC),
    _knock('sign-in', auth.start_sign_in, 202),
    _knock('sign-in/verify', auth.verify_sign_in),
    _knock('link', auth.link),
    _knock('invitations/look-up', auth.look_up_invitation),
    _knock('invitations/accept', auth.accept_invitation),
    Route('POST', f'{API}/auth/refresh', auth.refresh, PUBLIC),
    Route('POST', f'{API}/auth/sign-out', auth.sign_out, PEOPLE),
    Route('GET', f'{API}/auth/me', auth.me, SIGNED_IN),
]

_USER, _INVITATION = f'{API}/users/{{id}}', f'{API}/invitations/{{id}}'
_KEY, _TEAM = f'{API}/api-keys/{{id}}', f'{API}/teams/{{id}}'
_ROLE, _ROLES = f'{API}/roles/{{id}}', _people_with(Permission.ROLES_MANAGE)
_USERS_READ, _TEAMS = needs(Permission.USERS_READ), needs(Permission.TEAMS_MANAGE)

TEAM = [
    Route('GET', f'{API}/users', people.list_users, _USERS_READ),
    Route('GET', _USER, people.get_user, _USERS_READ),
    Route('PATCH', _USER, people.change_user, PEOPLE),
    Route('GET', f'{API}/notification-rules', notification_rules.find, PEOPLE),
    Route('PUT', f'{API}/notification-rules', notification_rules.change, PEOPLE),
    Route('GET', f'{API}/invitations', people.list_invitations, needs(Permission.USERS_MANAGE)),
    Route('POST', f'{API}/invitations', people.invite, _people_with(Permission.USERS_MANAGE), status=201),
    Route('DELETE', _INVITATION, people.take_back_invitation, _people_with(Permission.USERS_MANAGE)),
    Route('GET', f'{API}/tenant', tenant.find, SIGNED_IN),
    Route('PATCH', f'{API}/tenant', tenant.change, needs(Permission.TENANT_MANAGE)),
    Route('GET', f'{API}/working-hours', hours.find, SIGNED_IN),
    Route('PUT', f'{API}/working-hours', hours.change, _TEAMS),
    Route('GET', f'{API}/features', features.list_features, SIGNED_IN),
    Route('PATCH', f'{API}/features', features.change, needs(Permission.FEATURES_MANAGE)),
    Route('GET', f'{API}/permissions', people.list_permissions, _USERS_READ),
    Route('GET', f'{API}/roles', people.list_roles, _USERS_READ),
    Route('POST', f'{API}/roles', people.create_role, _ROLES, status=201),
    Route('PATCH', _ROLE, people.change_role, _ROLES),
    Route('DELETE', _ROLE, people.remove_role, _ROLES),
    Route('GET', f'{API}/api-keys', people.list_api_keys, needs(Permission.API_KEYS_MANAGE)),
    Route('POST', f'{API}/api-keys', people.create_api_key, _people_with(Permission.API_KEYS_MANAGE), status=201),
    Route('DELETE', _KEY, people.revoke_api_key, _people_with(Permission.API_KEYS_MANAGE)),
    Route('GET', f'{API}/teams', people.list_teams, _USERS_READ),
    Route('POST', f'{API}/teams', people.create_team, _TEAMS, status=201),
    Route('PATCH', _TEAM, people.change_team, _TEAMS),
    Route('DELETE', _TEAM, people.remove_team, _TEAMS),
]

_CONVERSATION = f'{API}/conversations/{{id}}'
_READ, _WRITE = needs(Permission.CONVERSATIONS_READ_OWN), needs(Permission.CONVERSATIONS_REPLY)
_CHANGE = needs(Permission.CONVERSATIONS_CHANGE)

CONVERSATIONS = [
    Route('GET', f'{API}/search', search.search, _READ),
    Route('GET', f'{API}/conversations', conversations.list_conversations, _READ),
    Route('GET', f'{API}/conversations/counts', conversations.count, _READ),
    Route('POST', f'{API}/conversations/bulk', conversations.change_many, _CHANGE),
    Route('POST', f'{API}/conversations/marks', conversations.mark_many, _READ),
    Route('GET', f'{API}/conversations/matching', conversations.count_matching, _READ),
    Route('POST', f'{API}/conversations/matching', conversations.change_matching, _CHANGE),
    Route('GET', _CONVERSATION, conversations.get, _READ),
    Route('PATCH', _CONVERSATION, conversations.change, _CHANGE),
    Route('POST', f'{_CONVERSATION}/move', conversations.move, _CHANGE),
    Route('POST', f'{_CONVERSATION}/split', conversations.split, _CHANGE, status=201),
    Route('DELETE', f'{API}/conversation-splits/{{id}}', conversations.undo_split, _CHANGE),
    Route('POST', f'{_CONVERSATION}/merge', conversations.merge, _CHANGE),
    Route('DELETE', f'{_CONVERSATION}/merge', conversations.undo_merge, _CHANGE),
    Route('GET', f'{_CONVERSATION}/messages', conversations.list_messages, _READ),
    Route('GET', f'{_CONVERSATION}/transcript', conversations.take_transcript, _READ, answers=_TRANSCRIPT),
    Route('POST', f'{_CONVERSATION}/transcript', conversations.mail_transcript, _WRITE),
    Route('POST', f'{_CONVERSATION}/messages', conversations.reply, _WRITE, status=201),
    Route('POST', f'{_CONVERSATION}/macro-runs', macros.apply, _READ),
    Route('POST', f'{_CONVERSATION}/read', conversations.read, _READ),
    Route('POST', f'{_CONVERSATION}/star', conversations.star, _READ),
    Route('DELETE', f'{_CONVERSATION}/star', conversations.unstar, _READ),
    Route('POST', f'{API}/messages/{{id}}/dismiss', messages.dismiss, _WRITE),
    Route('POST', f'{API}/messages/{{id}}/resend', messages.resend, _WRITE),
    Route('DELETE', f'{API}/messages/{{id}}/dismiss', messages.take_dismissal_back, _WRITE),
    Route('GET', f'{_CONVERSATION}/scheduled-messages', scheduled_messages.list_scheduled, _READ),
    Route('POST', f'{_CONVERSATION}/scheduled-messages', scheduled_messages.create, _WRITE, status=201),
    Route('PATCH', f'{API}/scheduled-messages/{{id}}', scheduled_messages.change, _WRITE),
    Route('DELETE', f'{API}/scheduled-messages/{{id}}', scheduled_messages.remove, _WRITE),
    Route('GET', f'{API}/drafts', drafts.list_drafts, _WRITE),
    Route('GET', f'{_CONVERSATION}/draft', drafts.get, _WRITE),
    Route('PUT', f'{_CONVERSATION}/draft', drafts.keep, _WRITE),
    Route('POST', f'{_CONVERSATION}/draft/take', drafts.take, _WRITE),
    Route('GET', f'{API}/shared-drafts', drafts.list_shared, _WRITE),
]

_TAG, _TAGS_MANAGE = f'{API}/tags/{{id}}', needs(Permission.TAGS_MANAGE)

TAGS = [
    Route('GET', f'{API}/tags', tags.list_tags, _READ),
    Route('POST', f'{API}/tags', tags.create, _TAGS_MANAGE, status=201),
    Route('PATCH', _TAG, tags.change, _TAGS_MANAGE),
    Route('DELETE', _TAG, tags.remove, _TAGS_MANAGE),
]

_CUSTOM_STATUS = f'{API}/custom-statuses/{{id}}'
_CUSTOM_STATUSES_MANAGE = needs(Permission.CUSTOM_STATUSES_MANAGE)

CUSTOM_STATUSES = [
    Route('GET', f'{API}/custom-statuses', custom_statuses.list_statuses, _READ),
    Route('PUT', f'{API}/custom-statuses/order', custom_statuses.put_in_order, _CUSTOM_STATUSES_MANAGE),
    Route('POST', f'{API}/custom-statuses', custom_statuses.create, _CUSTOM_STATUSES_MANAGE, status=201),
    Route('PATCH', _CUSTOM_STATUS, custom_statuses.change, _CUSTOM_STATUSES_MANAGE),
    Route('DELETE', _CUSTOM_STATUS, custom_statuses.remove, _CUSTOM_STATUSES_MANAGE),
]

_VIEW = f'{API}/views/{{id}}'

VIEWS = [
    Route('GET', f'{API}/views', views.list_views, _READ),
    Route('POST', f'{API}/views', views.create, _READ, status=201),
    Route('PATCH', _VIEW, views.change, _READ),
    Route('DELETE', _VIEW, views.remove, _READ),
]

_REPLY = f'{API}/canned-replies/{{id}}'

CANNED_REPLIES = [
    Route('GET', f'{API}/canned-replies', canned_replies.list_replies, _READ),
    Route('POST', f'{API}/canned-replies', canned_replies.create, _WRITE, status=201),
    Route('PATCH', _REPLY, canned_replies.change, _WRITE),
    Route('DELETE', _REPLY, canned_replies.remove, _WRITE),
]

_MACRO = f'{API}/macros/{{id}}'

MACROS = [
    Route('GET', f'{API}/macros', macros.list_macros, _READ),
    Route('POST', f'{API}/macros', macros.create, _WRITE, status=201),
    Route('PATCH', _MACRO, macros.change, _WRITE),
    Route('DELETE', _MACRO, macros.remove, _WRITE),
]

FILES = [
    Route('POST', f'{API}/files', files.upload, _WRITE, status=201, takes=ANY_BYTES),
    Route('GET', f'{API}/files/{{id}}', files.fetch, _READ),
    Route('GET', '/files/{id}/{signature}/thumbnail/{name}', files.thumbnail, PUBLIC, answers=ANY_TYPE),
    Route('GET', '/files/{id}/{signature}/{name}', files.content, PUBLIC, answers=ANY_TYPE),
]

_CONTACT, _CONTACTS_READ = f'{API}/contacts/{{id}}', needs(Permission.CONTACTS_READ)
_CONTACTS_EXPORT, _CONTACTS_ERASE = needs(Permission.CONTACTS_EXPORT), needs(Permission.CONTACTS_ERASE)
_CONTACTS_MANAGE, _ATTRIBUTE = needs(Permission.CONTACTS_MANAGE), f'{API}/contact-attributes/{{id}}'
_CONTACTS_WRITE, _VISITOR = needs(Permission.CONTACTS_WRITE), f'{API}/visitors/{{id}}'

CONTACTS = [
    Route('GET', f'{API}/contacts', contacts.list_contacts, _CONTACTS_READ),
    Route('POST', f'{API}/contacts', contacts.create, _CONTACTS_WRITE, status=201),
    Route('GET', _CONTACT, contacts.get, _CONTACTS_READ),
    Route('PATCH', _CONTACT, contacts.change, _CONTACTS_WRITE),
    Route('GET', f'{_CONTACT}/conversations', contacts.list_conversations, _READ),
    Route('GET', f'{_CONTACT}/timeline', contacts.list_timeline, _CONTACTS_READ),
    Route('POST', f'{_CONTACT}/notes', contacts.add_note, _CONTACTS_WRITE, status=201),
    Route('DELETE', f'{API}/contact-notes/{{id}}', contacts.remove_note, _CONTACTS_WRITE),
    Route('GET', f'{API}/contact-attributes', contact_attributes.list_attributes, _CONTACTS_READ),
    Route('POST', f'{API}/contact-attributes', contact_attributes.create, _CONTACTS_MANAGE, status=201),
    Route('PATCH', _ATTRIBUTE, contact_attributes.change, _CONTACTS_MANAGE),
    Route('DELETE', _ATTRIBUTE, contact_attributes.remove, _CONTACTS_MANAGE),
    Route('GET', f'{_CONTACT}/duplicates', contacts.list_duplicates, _CONTACTS_READ),
    Route('POST', f'{_CONTACT}/merge', contacts.merge, _CONTACTS_WRITE),
    Route('POST', f'{API}/contact-merges/{{id}}/undo', contacts.undo_merge, _CONTACTS_WRITE),
    Route('POST', f'{_CONTACT}/block', contacts.block, _CONTACTS_WRITE),
    Route('DELETE', f'{_CONTACT}/block', contacts.unblock, _CONTACTS_WRITE),
    Route('GET', _VISITOR, contacts.get_visitor, _CONTACTS_READ),
    Route('POST', f'{_VISITOR}/block', contacts.block_visitor, _CONTACTS_WRITE),
    Route('DELETE', f'{_VISITOR}/block', contacts.unblock_visitor, _CONTACTS_WRITE),
    Route('DELETE', _CONTACT, contacts.erase, _CONTACTS_ERASE),
    Route('GET', f'{_CONTACT}/erasure', contacts.look_at_erasure, _CONTACTS_ERASE),
    Route(
        'GET', f'{_CONTACT}/export', contacts.export, needs(Permission.CONTACTS_EXPORT), answers=('application/zip',)
    ),
]

_WIDGET, _WIDGETS_READ = f'{API}/widgets/{{id}}', needs(Permission.WIDGETS_READ)
_WIDGETS_MANAGE = needs(Permission.WIDGETS_MANAGE)

WIDGETS = [
    Route('GET', f'{API}/widgets', widgets.list_widgets, _WIDGETS_READ),
    Route('POST', f'{API}/widgets', widgets.create, _WIDGETS_MANAGE, status=201),
    Route('GET', _WIDGET, widgets.get, _WIDGETS_READ),
    Route('PATCH', _WIDGET, widgets.change, _WIDGETS_MANAGE),
    Route('POST', f'{_WIDGET}/identity-secret', widgets.make_identity_secret, _WIDGETS_MANAGE, status=201),
    Route('GET', f'{API}/widget/config', widget_pages.config, PUBLIC, answers=WidgetConfig),
    Route('POST', f'{API}/widget/files', widget_pages.upload, PUBLIC, 201, (UPLOADS_PER_ADDRESS,), takes=ANY_BYTES),
    Route('GET', f'{API}/widget/files/{{id}}', widget_pages.fetch, PUBLIC),
]

_REPORTS = needs(Permission.REPORTS_READ, Feature.REPORTS)

REPORTS = [
    Route('GET', f'{API}/reports/now', reports.now, needs(Permission.REPORTS_READ, Feature.DASHBOARD)),
    Route('GET', f'{API}/reports/conversations', reports.conversations, _REPORTS),
    Route('GET', f'{API}/reports/breakdown', reports.breakdown, _REPORTS),
    Route('GET', f'{API}/reports/ratings', reports.ratings, _REPORTS),
]

_LETTER, _CHANNELS = f'{API}/dead-letters/{{id}}', needs(Permission.CHANNELS_MANAGE)

CHANNELS = [
    Route('GET', f'{API}/channel-accounts', channel_accounts.list_accounts, _CHANNELS),
    Route('GET', f'{API}/channel-accounts/{{id}}', channel_accounts.get, _CHANNELS),
    Route('PATCH', f'{API}/channel-accounts/{{id}}', channel_accounts.change, _CHANNELS),
    Route('GET', f'{API}/dead-letters', dead_letters.list_letters, _CHANNELS),
    Route('POST', f'{API}/dead-letters/discard', dead_letters.discard_all, _CHANNELS),
    Route('GET', _LETTER, dead_letters.get, _CHANNELS),
    Route('POST', f'{_LETTER}/replay', dead_letters.replay, _CHANNELS),
    Route('POST', f'{_LETTER}/discard', dead_letters.discard, _CHANNELS),
    _webhook('/webhooks/{channel}/{account_id}', webhooks.accept),
    _webhook('/webhooks/{channel}/{account_id}/{hook:.+}', webhooks.accept_at_hook),
]

_AUDIT = needs(Permission.AUDIT_READ)

AUDIT = [
    Route('GET', f'{API}/audit-log', audit_log.list_entries, _AUDIT),
    Route('GET', f'{API}/audit-log/kinds', audit_log.list_kinds, _AUDIT),
    Route('GET', f'{API}/audit-log/export', audit_log.export, _AUDIT, answers='text/csv'),
]

_ENDPOINT, _DELIVERY = f'{API}/webhook-endpoints/{{id}}', f'{API}/webhook-deliveries/{{id}}'
_WEBHOOKS = needs(Permission.WEBHOOKS_MANAGE)

WEBHOOKS = [
    Route('GET', f'{API}/webhook-endpoints', webhook_endpoints.list_endpoints, _WEBHOOKS),
    Route('POST', f'{API}/webhook-endpoints', webhook_endpoints.create, _WEBHOOKS, status=201),
    Route('GET', _ENDPOINT, webhook_endpoints.get, _WEBHOOKS),
    Route('PATCH', _ENDPOINT, webhook_endpoints.change, _WEBHOOKS),
    Route('DELETE', _ENDPOINT, webhook_endpoints.remove, _WEBHOOKS),
    Route('POST', f'{_ENDPOINT}/secret', webhook_endpoints.make_secret, _WEBHOOKS, status=201),
    Route('POST', f'{_ENDPOINT}/test', webhook_endpoints.test, _WEBHOOKS),
    Route('GET', f'{_ENDPOINT}/deliveries', webhook_endpoints.list_deliveries, _WEBHOOKS),
    Route('POST', f'{_ENDPOINT}/replay', webhook_endpoints.replay_failed, _WEBHOOKS),
    Route('GET', _DELIVERY, webhook_endpoints.get_delivery, _WEBHOOKS),
    Route('POST', f'{_DELIVERY}/replay', webhook_endpoints.replay, _WEBHOOKS),
]

PAGES = [
    Route('GET', '/', inbox_pages.page, PUBLIC, answers='text/html'),
    Route('GET', '/inbox/assets/{name}', inbox_pages.file, PUBLIC, answers=ANY_TYPE),
    Route('GET', '/widget.js', widget_pages.script, PUBLIC, answers='text/javascript'),
    Route('GET', '/widget/frame', widget_pages.frame, PUBLIC, answers='text/html'),
    Route('GET', '/widget/assets/{name}', widget_pages.file, PUBLIC, answers=ANY_TYPE),
]

ROUTES: list[Route] = [
    *SERVER,
    *AUTH,
    *TEAM,
    *CONVERSATIONS,
    *TAGS,
    *CUSTOM_STATUSES,
    *VIEWS,
    *CANNED_REPLIES,
    *MACROS,
    *FILES,
    *CONTACTS,
    *WIDGETS,
    *REPORTS,
    *CHANNELS,
    *WEBHOOKS,
    *AUDIT,
    *PAGES,
]


def add_routes(app: web.Application) -> None:
    """Put the table into the application's router, and its description beside it."""
    described: Callable[[], bytes] = cache(partial(_described, app[HUB].settings.base_url))
    app[DOCUMENT] = described
    for route in ROUTES:
        app.router.add_route(route.method, route.path, route.__call__)
        if route.method == 'GET':
            app.router.add_route('HEAD', route.path, route.__call__)


def _described(server: str) -> bytes:
    """The table as a document: a third of a second, and its library a tenth, that a server's start does not need."""
    from handlers.openapi import as_json

    return as_json(ROUTES, server)
