"""The 33 nodes of workflows: their schemas are schemas, their defaults fit, mistakes are caught."""

import json
from typing import Any

import jsonschema_rs
import pytest

from tests.sql.acting import Connection

TYPES = {
    'trigger': 'whatsapp_message email_received ticket_created lead_added missed_call scheduled_trigger manual_trigger '
    'widget_message conversation_updated lead_stage_changed',
    'logic': 'if_else switch wait loop stop business_hours',
    'ai': 'intent_detection sentiment_detection extract_entity llm_agent',
    'output': 'send_whatsapp send_email create_lead create_ticket assign_user send_widget_message update_contact '
    'handoff',
    'utility': 'set_variable json_parser http_request assert error_handler',
}

GOOD: list[tuple[str, dict[str, Any]]] = [
    ('scheduled_trigger', {'cron_expression': '*/5 8-17 * * mon-fri'}),
    ('wait', {'duration': 2.5, 'unit': 'hours'}),
    ('switch', {'variable': 'x', 'cases': [{'id': 'a', 'value': True}]}),
    ('assign_user', {'entity_type': 'lead', 'entity_id': 'x', 'user_id': 'y'}),
    ('assign_user', {'entity_type': 'lead', 'entity_id': 'x', 'assignment_type': 'round_robin'}),
    ('handoff', {'team': 'x'}),
    ('conversation_updated', {'fields': ['priority'], 'to': 'urgent'}),
]
BAD: list[tuple[str, dict[str, Any]]] = [
    ('scheduled_trigger', {'cron_expression': 'daily'}),
    ('scheduled_trigger', {}),
    ('wait', {'duration': 0, 'unit': 'hours'}),
    ('wait', {'duration': 1, 'unit': 'weeks'}),
    ('loop', {'array': 'x', 'max_iterations': 101}),
    ('switch', {'variable': 'x', 'cases': []}),
    ('switch', {'variable': 'x', 'cases': [{'id': 'default', 'value': 1}]}),
    ('llm_agent', {'prompt': 'x', 'message': 'y', 'max_tokens': 2001}),
    ('http_request', {'url': 'https://a.test', 'method': 'TRACE'}),
    ('assign_user', {'entity_type': 'lead', 'entity_id': 'x'}),
    ('assign_user', {'entity_type': 'lead', 'entity_id': 'x', 'assignment_type': 'specific'}),
    ('assign_user', {'entity_type': 'contact', 'entity_id': 'x', 'user_id': 'y'}),
    ('handoff', {'team': 'x', 'user': 'y'}),
    ('ticket_created', {'priority_filter': ['asap']}),
    ('set_variable', {'variables': [{'name': 'not a name', 'value': 1}]}),
    ('error_handler', {'on_error': 'ignore'}),
    ('missed_call', {'anything': 1}),
]


async def node(db: Connection, kind: str) -> dict[str, Any]:
    """A definition, its JSON read."""
    row = await db.fetchrow('SELECT * FROM workflow_node_definitions WHERE type = $1', kind)
    assert row
    return {key: json.loads(value) if key.endswith(('_schema', '_config')) else value for key, value in row.items()}


async def test_the_33_nodes_are_these(db: Connection) -> None:
    rows = await db.fetch('SELECT category, type FROM workflow_node_definitions')
    expected = {(category, kind) for category, kinds in TYPES.items() for kind in kinds.split()}
    assert {(row['category'], row['type']) for row in rows} == expected
    assert len(rows) == 33


@pytest.mark.parametrize('kind', ' '.join(TYPES.values()).split())
async def test_the_schemas_of_a_node_are_valid_and_its_defaults_fit(db: Connection, kind: str) -> None:
    given = await node(db, kind)
    for schema in (given['input_schema'], given['output_schema']):
        assert schema['$schema'] == 'https://json-schema.org/draft/2020-12/schema'
        jsonschema_rs.meta.validate(schema)
        assert schema['type'] == 'object'
    config = given['input_schema']
    assert config['additionalProperties'] is False
    jsonschema_rs.validator_for(config).validate(given['default_config'])
    assert set(config['required']) <= set(config['properties'])
    assert given['output_schema']['properties'], 'later nodes read something of it'


@pytest.mark.parametrize(('kind', 'config'), GOOD)
async def test_a_good_config_is_accepted(db: Connection, kind: str, config: dict[str, Any]) -> None:
    assert jsonschema_rs.is_valid((await node(db, kind))['input_schema'], config)


@pytest.mark.parametrize(('kind', 'config'), BAD)
async def test_a_bad_config_is_refused(db: Connection, kind: str, config: dict[str, Any]) -> None:
    assert not jsonschema_rs.is_valid((await node(db, kind))['input_schema'], config)


async def test_branching_nodes_name_their_ways_out(db: Connection) -> None:
    rows = await db.fetch('SELECT type, handles, handles_from, is_final FROM workflow_node_definitions ORDER BY type')
    assert {row['type']: row['handles'] for row in rows if row['handles']} == {
        'if_else': ['true', 'false'],
        'switch': ['default'],
        'loop': ['item', 'done'],
        'business_hours': ['open', 'closed'],
    }
    assert {row['type']: row['handles_from'] for row in rows if row['handles_from']} == {'switch': 'cases'}
    assert [row['type'] for row in rows if row['is_final']] == ['stop']
