"""A good body for every route that takes one, and a good payload for every event: what the matrix tests then spoil.

A route or event that is not here fails the tests, so that nothing new escapes them.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.edge import Route
from tests.tenants import new_email

Ids = Mapping[str, str]

BODIES: dict[tuple[str, str], Any] = {
    ('POST', '/api/v1/auth/sign-out'): lambda _: {'everywhere': False},
    ('PATCH', '/api/v1/users/{id}'): lambda _: {'name': 'Somebody else'},
    ('POST', '/api/v1/invitations'): lambda _: {'email': new_email('new'), 'role': 'agent'},
    ('PUT', '/api/v1/notification-rules'): lambda _: {'occasions': {'mine': {'browser': True, 'sound': False}}},
    ('PATCH', '/api/v1/tenant'): lambda _: {'name': 'Tents & Co.', 'locale': 'de'},
    ('PUT', '/api/v1/working-hours'): lambda _: {'time_zone': 'Europe/Berlin', 'week': {'mon': [['09:00', '17:00']]}},
    ('PATCH', '/api/v1/features'): lambda _: {'features': {'sales': False}},
    ('POST', '/api/v1/roles'): lambda _: {'name': new_email('role'), 'permissions': ['users.read']},
    ('PATCH', '/api/v1/roles/{id}'): lambda _: {'permissions': ['users.read', 'tags.manage']},
    ('POST', '/api/v1/api-keys'): lambda _: {'name': 'Key', 'scopes': ['users.read']},
    ('POST', '/api/v1/teams'): lambda ids: {'name': new_email('team'), 'members': [ids['users']]},
    ('PATCH', '/api/v1/channel-accounts/{id}'): lambda ids: {'team_id': ids['teams']},
    ('POST', '/api/v1/dead-letters/discard'): lambda _: {'cause': 'unparsable', 'channel': 'whatsapp'},
    ('PATCH', '/api/v1/teams/{id}'): lambda ids: {'name': new_email('team'), 'members': [ids['users']]},
    ('PATCH', '/api/v1/conversations/{id}'): lambda ids: {
        'priority': 'urgent',
        'assignee_id': ids['users'],
        'team_id': ids['teams'],
        'add_tags': [ids['tags']],
        'remove_tags': [],
    },
    ('POST', '/api/v1/conversations/bulk'): lambda ids: {
        'changes': [{'ids': [ids['conversations']], 'change': {'assignee_id': ids['users'], 'add_tags': [ids['tags']]}}]
    },
    ('POST', '/api/v1/conversations/marks'): lambda ids: {
        'marks': [{'ids': [ids['conversations']], 'mark': {'starred': True}}]
    },
    ('POST', '/api/v1/conversations/matching'): lambda _: {
        'filters': {'status': 'open'},
        'change': {'priority': 'urgent'},
    },
    ('POST', '/api/v1/conversations/{id}/move'): lambda ids: {'contact_id': ids['contacts']},
    ('POST', '/api/v1/conversations/{id}/merge'): lambda ids: {'into_id': ids['kept']},
    ('POST', '/api/v1/conversations/{id}/split'): lambda _: {'from_seq': 2, 'subject': 'The second tent'},
    ('POST', '/api/v1/conversations/{id}/transcript'): lambda _: {'to': new_email('amara'), 'form': 'text'},
    ('POST', '/api/v1/tags'): lambda _: {'name': new_email('tag')},
    ('POST', '/api/v1/custom-statuses'): lambda _: {'name': new_email('status'), 'status': 'pending', 'colour': 'blue'},
    ('PATCH', '/api/v1/custom-statuses/{id}'): lambda _: {'name': new_email('status'), 'colour': 'green'},
    ('PUT', '/api/v1/custom-statuses/order'): lambda ids: {'ids': [ids['custom-statuses']]},
    ('POST', '/api/v1/views'): lambda _: {'name': new_email('view'), 'filters': {'assignee': 'me'}},
    ('PATCH', '/api/v1/views/{id}'): lambda _: {'name': new_email('view'), 'sort': 'waiting'},
    ('PATCH', '/api/v1/tags/{id}'): lambda _: {'name': new_email('tag'), 'colour': 'green'},
    ('POST', '/api/v1/conversations/{id}/messages'): lambda ids: {
        'text': 'Hello',
        'attachments': [ids['files']],
        'private': True,
        'mentions': [ids['users']],
    },
    ('POST', '/api/v1/conversations/{id}/scheduled-messages'): lambda _: {
        'client_id': new_email('later'),
        'text': 'Hello',
        'send_at': (datetime.now(UTC) + timedelta(days=1)).isoformat(),
    },
    ('PATCH', '/api/v1/scheduled-messages/{id}'): lambda _: {'text': 'Hello again', 'stop_on_reply': True},
    ('POST', '/api/v1/conversations/{id}/read'): lambda _: {'seq': 1},
    ('PUT', '/api/v1/conversations/{id}/draft'): lambda _: {'text': 'Dear'},
    ('POST', '/api/v1/conversations/{id}/draft/take'): lambda ids: {'user_id': ids['drafter']},
    ('POST', '/api/v1/canned-replies'): lambda _: {'name': new_email('reply'), 'text': 'Dear {{contact.name}}'},
    ('PATCH', '/api/v1/canned-replies/{id}'): lambda _: {'text': 'Dear {{contact.name}}'},
    ('POST', '/api/v1/macros'): lambda ids: {
        'name': new_email('macro'),
        'actions': [{'type': 'add_tag', 'tag_id': ids['tags']}],
    },
    ('PATCH', '/api/v1/macros/{id}'): lambda ids: {
        'actions': [{'type': 'assign_team', 'team_id': ids['teams']}, {'type': 'assign', 'user_id': ids['users']}],
    },
    ('POST', '/api/v1/conversations/{id}/macro-runs'): lambda ids: {
        'client_id': new_email('run'),
        'macro_id': ids['macros'],
    },
    ('POST', '/api/v1/contacts'): lambda _: {'name': 'Somebody'},
    ('PATCH', '/api/v1/contacts/{id}'): lambda _: {'name': 'Somebody'},
    ('POST', '/api/v1/contacts/{id}/merge'): lambda ids: {'contact_id': ids['twins'], 'take': ['name']},
    ('POST', '/api/v1/contacts/{id}/notes'): lambda _: {'text': 'Likes tents'},
    ('POST', '/api/v1/contact-attributes'): lambda _: {'name': new_email('attribute')},
    ('PATCH', '/api/v1/contact-attributes/{id}'): lambda _: {'name': new_email('attribute')},
    ('POST', '/api/v1/contacts/{id}/block'): lambda _: {'reason': 'Spam'},
    ('POST', '/api/v1/visitors/{id}/block'): lambda _: {'reason': 'Spam'},
    ('POST', '/api/v1/widgets'): lambda _: {'name': 'Website'},
    ('POST', '/api/v1/webhook-endpoints'): lambda _: {'url': 'https://shop.example', 'events': ['message.created']},
    ('PATCH', '/api/v1/webhook-endpoints/{id}'): lambda _: {'description': 'The shop'},
    ('POST', '/api/v1/webhook-endpoints/{id}/replay'): lambda _: {'since': '2026-01-01T00:00:00Z'},
    ('PATCH', '/api/v1/widgets/{id}'): lambda _: {'name': 'The tent shop'},
}
_WEEK = 'first=2026-03-02&last=2026-03-08'
QUERIES: dict[tuple[str, str], str] = {
    ('POST', '/api/v1/files'): 'name=a.png',
    ('GET', '/api/v1/search'): 'q=a',
    ('GET', '/api/v1/reports/conversations'): _WEEK,
    ('GET', '/api/v1/reports/breakdown'): f'{_WEEK}&by=agent',
    ('GET', '/api/v1/reports/ratings'): _WEEK,
}

AGENT_PAYLOADS: dict[str, Any] = {
    'message': lambda ids: {
        'client_id': 'matrix-1',
        'conversation_id': ids['conversations'],
        'text': 'Hello',
        'attachments': [ids['files']],
        'private': True,
        'mentions': [ids['users']],
    },
    'sync': lambda ids: {'conversation_id': ids['conversations'], 'after_seq': 0},
    'typing': lambda ids: {'conversation_id': ids['conversations'], 'on': True},
    'read': lambda ids: {'conversation_id': ids['conversations'], 'seq': 1},
    'watch': lambda ids: {'conversation_id': ids['conversations']},
    'unwatch': lambda ids: {'conversation_id': ids['conversations']},
    'feed': lambda ids: {'cursor': ids['cursor']},
    'presence': lambda _: {'state': 'away'},
    'idle': lambda _: {'on': True},
}
VISITOR_PAYLOADS: dict[str, Any] = {
    'message': lambda ids: {
        'client_id': 'matrix-1',
        'conversation_id': ids['conversations'],
        'text': 'Hello',
        'attachments': [ids['files']],
    },
    'sync': lambda ids: {'conversation_id': ids['conversations'], 'after_seq': 0},
    'typing': lambda ids: {'conversation_id': ids['conversations'], 'on': True},
    'read': lambda ids: {'conversation_id': ids['conversations'], 'seq': 1},
    'rate': lambda ids: {'conversation_id': ids['conversations'], 'score': 5},
    'identify': lambda _: {'name': 'Somebody'},
    'page': lambda _: {'url': 'https://shop.example/shoes'},
}


def body_of(route: Route, ids: Ids) -> Any:
    """A good body; None for a route without one."""
    if route.model('body') is None:
        return None
    make = BODIES.get((route.method, route.path))
    assert make, f'{route.method} {route.path} takes a body: add a good one to tests/api/bodies.py'
    return make(ids)


def address_of(route: Route, ids: Ids) -> str:
    """The route's address with an id of its noun."""
    path = route.path
    if '{' in path:
        noun = path.removeprefix('/api/v1/').partition('/')[0]
        assert noun in ids, f'{path} names a {noun}: make one in tests/api/world.py'
        path = path.replace('{id}', ids[noun])
        assert '{' not in path, f'{path}: tests/api/bodies.py does not know how to fill this in'
    query = QUERIES.get((route.method, route.path))
    return f'{path}?{query}' if query else path
