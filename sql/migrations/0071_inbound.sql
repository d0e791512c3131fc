-- What providers bring: kept as it came before anybody looks into it, then taken into conversations.

CREATE TABLE hub.raw_inbound (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    channel text NOT NULL CHECK (channel IN ('email', 'whatsapp', 'widget', 'phone')),
    account_id uuid NOT NULL,
    provider_key text NOT NULL CHECK (provider_key <> ''),
    hook text NOT NULL DEFAULT '',
    url text NOT NULL,
    headers jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(headers) = 'object'),
    body bytea NOT NULL,
    state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'taken', 'dead')),
    received_at timestamptz NOT NULL DEFAULT now(),
    taken_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, account_id, provider_key)
);
CREATE INDEX raw_inbound_waiting ON hub.raw_inbound (received_at) WHERE state = 'received'; -- swept for all tenants
CREATE INDEX raw_inbound_done ON hub.raw_inbound (taken_at) WHERE state = 'taken'; -- swept for all tenants
COMMENT ON TABLE hub.raw_inbound IS 'Payloads of providers as they came; committed before the provider is answered';
COMMENT ON COLUMN hub.raw_inbound.account_id IS 'The account on the channel; each kind has a table of its own';
COMMENT ON COLUMN hub.raw_inbound.provider_key IS 'The provider''s id of this delivery: what comes twice is kept once';
CALL hub.wall('hub.raw_inbound');
CALL hub.open_to_owner('hub.raw_inbound', 'SELECT');
CALL hub.open_to_owner('hub.raw_inbound', 'DELETE');

-- The group commit of webhooks: one statement, one round trip, many payloads of one tenant. Answers the fresh ones.
CREATE FUNCTION hub.store_raw(p_tenant uuid, p_ids uuid[], p_channels text[], p_accounts uuid[], p_keys text[],
                              p_hooks text[], p_urls text[], p_headers text[], p_bodies bytea[])
RETURNS SETOF uuid
LANGUAGE plpgsql SET search_path = pg_catalog, public, hub AS $$
BEGIN
    PERFORM set_config('app.tenant_id', p_tenant::text, true);
    RETURN QUERY
    INSERT INTO hub.raw_inbound AS r (tenant_id, id, channel, account_id, provider_key, hook, url, headers, body)
    SELECT p_tenant, n.id, n.channel, n.account, n.key, n.hook, n.url, n.headers::jsonb, n.body
      FROM unnest(p_ids, p_channels, p_accounts, p_keys, p_hooks, p_urls, p_headers, p_bodies)
        AS n (id, channel, account, key, hook, url, headers, body)
     -- in one order always: two batches that hold the same deliveries wait for each other and do not lock each other out
     ORDER BY n.account, n.key
    ON CONFLICT (tenant_id, account_id, provider_key) DO NOTHING
    RETURNING r.id;
END $$;
COMMENT ON FUNCTION hub.store_raw IS 'Keeps payloads of one tenant, each delivery once, and answers which are new';

CREATE FUNCTION hub.raw_left_behind(before timestamptz, most integer) RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT r.tenant_id, r.id FROM hub.raw_inbound r
     WHERE r.state = 'received' AND r.received_at < before
       AND NOT EXISTS (SELECT FROM hub.jobs j WHERE j.tenant_id = r.tenant_id AND j.kind = 'take' AND j.key = r.id::text)
     ORDER BY r.received_at LIMIT most
$$;
COMMENT ON FUNCTION hub.raw_left_behind IS 'Payloads that a crash left untaken and for which there is no job yet';

CREATE FUNCTION hub.sweep_raw() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    WITH gone AS (
        DELETE FROM hub.raw_inbound WHERE state = 'taken' AND taken_at < now() - interval '30 days' RETURNING 1)
    SELECT count(*) FROM gone
$$;
COMMENT ON FUNCTION hub.sweep_raw IS 'Deletes payloads that became messages a month ago; how many';

CREATE TABLE hub.dead_letters (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('inbound', 'job')),
    channel text CHECK (channel IN ('email', 'whatsapp', 'widget', 'phone')),
    account_id uuid,
    reason text NOT NULL,
    raw_id uuid,
    job_kind text,
    job_key text,
    job_line text,
    job_payload jsonb CHECK (jsonb_typeof(job_payload) = 'object'),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'discarded')),
    resolved_by uuid,
    resolved_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    CHECK ((kind = 'inbound') = (raw_id IS NOT NULL)),
    CHECK ((kind = 'job') = (job_kind IS NOT NULL AND job_key IS NOT NULL AND job_payload IS NOT NULL)),
    FOREIGN KEY (tenant_id, raw_id) REFERENCES hub.raw_inbound (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, resolved_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (resolved_by)
);
CREATE INDEX dead_letters_newest ON hub.dead_letters (tenant_id, state, created_at DESC, id DESC);
CREATE UNIQUE INDEX dead_letters_of_raw ON hub.dead_letters (tenant_id, raw_id)
    WHERE raw_id IS NOT NULL AND state = 'open';
COMMENT ON TABLE hub.dead_letters IS 'What could not be done, with its reason, to be replayed or discarded by an admin';
CALL hub.wall('hub.dead_letters');

-- ── Which conversation a message of a provider belongs to ────────────────────────────────────────────────────────────
CREATE TABLE hub.conversation_routes (
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    channel text NOT NULL CHECK (channel IN ('email', 'whatsapp', 'widget', 'phone')),
    account_id uuid NOT NULL,
    address text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, conversation_id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_routes_of_address ON hub.conversation_routes (tenant_id, account_id, address);
COMMENT ON TABLE hub.conversation_routes IS 'Which way replies leave: from which account, to which address';
CALL hub.wall('hub.conversation_routes');
CALL hub.keep_updated_at('hub.conversation_routes');

CREATE TABLE hub.thread_keys (
    tenant_id uuid NOT NULL,
    account_id uuid NOT NULL,
    key text NOT NULL,
    conversation_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, account_id, key),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX thread_keys_of_conversation ON hub.thread_keys (tenant_id, conversation_id);
COMMENT ON TABLE hub.thread_keys IS 'A provider''s own names of threads, and which conversation each is';
CALL hub.wall('hub.thread_keys');

-- ── A door more: whose account an address of a webhook names ─────────────────────────────────────────────────────────
CALL hub.open_to_owner('tenant_email_connections', 'SELECT');
CALL hub.open_to_owner('tenant_whatsapp_accounts', 'SELECT');
CALL hub.open_to_owner('tenant_phone_config', 'SELECT');

CREATE FUNCTION hub.find_channel_account(channel text, id uuid) RETURNS TABLE (tenant_id uuid, account_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT a.tenant_id, a.id FROM tenant_email_connections a WHERE channel = 'email' AND a.id = find_channel_account.id
    UNION ALL
    SELECT a.tenant_id, a.id FROM tenant_whatsapp_accounts a
     WHERE channel = 'whatsapp' AND a.id = find_channel_account.id
    UNION ALL
    SELECT a.tenant_id, a.id FROM tenant_phone_config a WHERE channel = 'phone' AND a.id = find_channel_account.id
$$;
COMMENT ON FUNCTION hub.find_channel_account IS 'Whose account on a channel this is; its secret is checked inside the tenant';

-- Every provider account in the words they share. security_invoker: row-level security asks who reads.
CREATE VIEW hub.channel_accounts WITH (security_invoker = true) AS
SELECT a.tenant_id, a.id, 'email' AS channel, a.email AS address, a.display_name AS name, a.status, a.last_error,
       a.status <> 'disconnected' AS is_enabled, a.settings, a.credentials AS secret,
       'tenant_email_connections:credentials' AS secret_place, a.created_at, a.updated_at
  FROM tenant_email_connections a
UNION ALL
SELECT a.tenant_id, a.id, 'whatsapp', a.phone_number, a.display_name, a.status, a.last_error, a.is_enabled,
       a.settings || jsonb_strip_nulls(jsonb_build_object('account_sid', a.account_sid,
                                                          'messaging_service_sid', a.messaging_service_sid)),
       a.auth_token, 'tenant_whatsapp_accounts:auth_token', a.created_at, a.updated_at
  FROM tenant_whatsapp_accounts a
UNION ALL
SELECT a.tenant_id, a.id, 'phone', a.phone_number, a.display_name, a.status, a.last_error, a.is_enabled,
       a.settings || jsonb_strip_nulls(jsonb_build_object('account_sid', a.account_sid)),
       a.auth_token, 'tenant_phone_config:auth_token', a.created_at, a.updated_at
  FROM tenant_phone_config a;
COMMENT ON VIEW hub.channel_accounts IS 'Accounts at providers, whichever table they are in';
GRANT SELECT ON hub.channel_accounts TO hub_app;

REVOKE ALL ON FUNCTION hub.store_raw, hub.raw_left_behind, hub.sweep_raw, hub.find_channel_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.store_raw, hub.raw_left_behind, hub.sweep_raw, hub.find_channel_account TO hub_app;
GRANT EXECUTE ON FUNCTION hub.raw_left_behind, hub.sweep_raw TO hub_worker;
