"""What holds for every table, read from the catalogue: names, foreign keys, indexes, comments, privileges."""

import pytest

from tests.sql.acting import Connection
from tests.sql.everything import tenant_tables

TABLES = """
tenants tenant_settings users pending_signups features tenant_features api_keys audit_logs
contacts contact_identifiers contact_merge_history pipelines pipeline_stages leads lead_assignments accounts
conversations messages attachments message_email_metadata message_whatsapp_metadata message_widget_metadata
message_phone_metadata email_providers tenant_email_connections tenant_ses_identities tenant_allowed_from_emails
allowed_inbound_emails tenant_whatsapp_accounts tenant_widget_config widget_sessions widget_visitors
tenant_phone_config phone_calls
tickets ticket_activities ticket_notes ticket_macros ticket_tags ticket_tag_assignments workflow_node_definitions
workflows workflow_versions workflow_runs workflow_run_nodes workflow_run_logs workflow_scheduled_jobs
ai_agent_deployments ai_knowledge_documents import_jobs import_columns import_rows
"""

# what is looked up before a tenant is known, or swept for all tenants at once
WITHOUT_TENANT_FIRST = {
    'webhook_deliveries_done',
    'api_keys_key_hash_key',
    'attachments_blob_key_key',
    'early_receipts_old',
    'raw_inbound_done',
    'raw_inbound_waiting',
    'attachments_pkey',
    'auth_sessions_expired',
    'auth_sessions_previous_key',
    'auth_sessions_refresh_token_hash_key',
    'idempotency_keys_expired',
    'invitations_token_hash_key',
    'sign_in_codes_expired',
    'sign_in_links_expired',
    'sign_in_links_pkey',
    'tenant_email_connections_pkey',
    'tenant_phone_config_pkey',
    'tenant_whatsapp_accounts_pkey',
    'tenant_widget_config_pkey',
    'tenant_widget_config_public_key_key',
    'users_email_key',
    'users_pkey',
    'users_supabase_user_id_key',
    # an address or a domain belongs to one tenant of the installation
    'allowed_inbound_emails_verified_key',
    # the tenant is in each of their keys
    'contact_texts_found',
    'message_words_found',
    'tenant_ses_identities_verified_key',
}


async def test_public_holds_exactly_the_52_tables(db: Connection) -> None:
    rows = await db.fetch(
        """SELECT table_name FROM information_schema.tables
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"""
    )
    assert len(rows) == 52
    assert {row['table_name'] for row in rows} == set(TABLES.split())


async def test_features_and_providers_are_seeded(db: Connection) -> None:
    features = await db.fetch('SELECT feature_key, is_default FROM features ORDER BY position')
    assert [tuple(row) for row in features] == [
        *((key, True) for key in ('dashboard', 'sales', 'conversation', 'ai_agent')),
        *((key, False) for key in ('ticketing', 'workflow', 'campaign', 'reports')),
    ]
    providers = await db.fetch('SELECT provider_type FROM email_providers')
    assert {row['provider_type'] for row in providers} == {'ses', 'gmail', 'outlook', 'workspace', 'smtp'}


async def test_every_table_says_what_it_is_for(db: Connection) -> None:
    rows = await db.fetch(
        """SELECT c.oid::regclass::text AS name FROM pg_class c
            WHERE c.relkind = 'r' AND c.relnamespace IN ('public'::regnamespace, 'hub'::regnamespace)
              AND obj_description(c.oid, 'pg_class') IS NULL"""
    )
    assert not [row['name'] for row in rows]


async def test_no_foreign_key_can_point_into_another_tenant(db: Connection) -> None:
    rows = await db.fetch(
        """SELECT k.conrelid::regclass || '.' || k.conname AS name FROM pg_constraint k
             JOIN pg_attribute mine ON mine.attrelid = k.conrelid AND mine.attname = 'tenant_id'
             JOIN pg_attribute other ON other.attrelid = k.confrelid AND other.attname = 'tenant_id'
            WHERE k.contype = 'f' AND NOT EXISTS (
                SELECT FROM unnest(k.conkey, k.confkey) AS pair(here, there)
                 WHERE pair.here = mine.attnum AND pair.there = other.attnum)"""
    )
    assert not [row['name'] for row in rows]


async def test_every_tenant_column_leads_to_a_tenant(db: Connection) -> None:
    """By its own foreign key, or through a parent whose key holds the tenant."""
    for table in await tenant_tables(db):
        if table.column == 'tenant_id':
            assert await db.fetchval(
                """SELECT EXISTS (SELECT FROM pg_constraint k JOIN pg_attribute a
                       ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname = 'tenant_id'
                    WHERE k.contype = 'f' AND k.confdeltype = 'c' AND k.conrelid = $1::text::regclass)""",
                table.name,
            ), table.name


async def test_tenants_lead_every_index(db: Connection) -> None:
    rows = await db.fetch(
        """SELECT i.indexrelid::regclass::text AS name FROM pg_index i
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = 'tenant_id'
             JOIN pg_class c ON c.oid = i.indrelid
            WHERE c.relnamespace IN ('public'::regnamespace, 'hub'::regnamespace) AND i.indkey[0] <> a.attnum"""
    )
    assert {row['name'].removeprefix('hub.') for row in rows} == WITHOUT_TENANT_FIRST


async def test_no_index_repeats_another(db: Connection) -> None:
    rows = await db.fetch(
        """SELECT a.indexrelid::regclass::text AS name, b.indexrelid::regclass::text AS other
             FROM pg_index a JOIN pg_index b ON a.indrelid = b.indrelid AND a.indexrelid <> b.indexrelid
              AND (b.indkey::text || ' ') LIKE (a.indkey::text || ' %')
             JOIN pg_class c ON c.oid = a.indrelid
              AND c.relnamespace IN ('public'::regnamespace, 'hub'::regnamespace)
            WHERE a.indpred IS NULL AND b.indpred IS NULL AND NOT a.indisunique AND a.indexprs IS NULL"""
    )
    assert not [tuple(row) for row in rows]


async def test_messages_are_lean_to_insert(db: Connection) -> None:
    indexes = await db.fetch(
        """SELECT pg_get_expr(indpred, indrelid) AS partial FROM pg_index
            WHERE indrelid = 'messages'::regclass"""
    )
    partial = [row['partial'] for row in indexes if row['partial']]
    assert len(indexes) - len(partial) == 2
    assert sorted(partial) == ['(client_id IS NOT NULL)', '(provider_id IS NOT NULL)', '(rev > 0)']
    triggers = await db.fetch(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'messages'::regclass AND NOT tgisinternal ORDER BY 1"
    )
    lean = ['enqueue_send', 'take_next_seq', 'update_conversation_last_message']
    assert [row['tgname'] for row in triggers] == lean


async def test_functions_that_run_as_the_owner_are_closed_to_all_but_the_hub(db: Connection) -> None:
    rows = await db.fetch(
        """SELECT p.proname AS name, p.proconfig AS settings,
                  has_function_privilege('public', p.oid, 'EXECUTE') AS is_open,
                  has_function_privilege('hub_app', p.oid, 'EXECUTE') AS is_ours
             FROM pg_proc p WHERE p.prosecdef
              AND p.pronamespace IN ('public'::regnamespace, 'hub'::regnamespace)"""
    )
    assert len(rows) >= 14
    for row in rows:
        assert not row['is_open'], row['name']
        assert row['is_ours'], row['name']
        assert row['settings'][0] == 'search_path=pg_catalog, public, hub', row['name']
        assert set(row['settings'][1:]) <= {'enable_seqscan=off', 'plan_cache_mode=force_generic_plan'}, row['name']


@pytest.mark.parametrize(
    ('table', 'function'),
    [
        ('tenants', 'auto_enable_default_features'),
        ('contacts', 'update_updated_at_column'),
        ('messages', 'update_conversation_last_message'),
        ('tickets', 'log_ticket_status_change'),
        ('tickets', 'log_ticket_creation'),
        ('workflows', 'update_workflow_updated_at'),
    ],
)
async def test_the_named_functions_are_triggers(db: Connection, table: str, function: str) -> None:
    assert await db.fetchval(
        """SELECT EXISTS (SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE t.tgrelid = $1::text::regclass AND p.oid = $2::text::regproc)""",
        table,
        function,
    )


async def test_everything_with_updated_at_keeps_it(db: Connection) -> None:
    rows = await db.fetch(
        """SELECT a.attrelid::regclass::text AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE a.attname = 'updated_at' AND c.relkind = 'r' AND NOT EXISTS (
                SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                 WHERE t.tgrelid = a.attrelid
                   AND p.proname IN ('update_updated_at_column', 'update_workflow_updated_at'))"""
    )
    assert [row['name'] for row in rows] == ['messages']  # its writers set it: the table is insert-hot
