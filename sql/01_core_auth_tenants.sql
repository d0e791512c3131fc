-- CustArea hub, file 1 of 5: roles, the tenants' wall, tenants, users, features, keys, audit.
--
-- The five files make the 52 tables of schema `public`. They load in order into an empty database (PostgreSQL 15 or
-- newer), with `psql -v ON_ERROR_STOP=1 -f` or with `hub migrate`. Whoever loads them owns everything; at run time the
-- hub is `hub_app` or `hub_worker`, which own nothing. docs/schema.md explains the rules.

-- a user named like the schema hub would otherwise find its own schema first
SET search_path TO public;

-- ── Roles ────────────────────────────────────────────────────────────────────────────────────────────────────────────
DO $$
DECLARE
    may_become text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['hub_app', 'hub_worker'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', role_name);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another database of this server is being set up at the same moment
        END;
        BEGIN
            IF NOT pg_has_role(current_user, role_name, may_become) THEN
                EXECUTE format('GRANT %I TO %I', role_name, current_user);
            END IF;
        EXCEPTION WHEN unique_violation THEN
            NULL;
        END;
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = role_name AND (rolsuper OR rolbypassrls)) THEN
            RAISE EXCEPTION 'the role "%" can bypass row-level security', role_name
                USING HINT = format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS;', role_name);
        END IF;
    END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the role "%" may not create or hand out the roles hub_app and hub_worker', current_user
        USING HINT = format('An administrator has to run once: CREATE ROLE hub_app NOLOGIN; CREATE ROLE hub_worker '
                            'NOLOGIN; GRANT hub_app, hub_worker TO %I;', current_user);
END $$;

-- ── Extensions: used where the server has them ───────────────────────────────────────────────────────────────────────
DO $$
DECLARE
    extension text;
BEGIN
    FOREACH extension IN ARRAY ARRAY['pg_trgm', 'unaccent', 'vector'] LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = extension);
        BEGIN
            EXECUTE format('CREATE EXTENSION IF NOT EXISTS %I', extension);
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE NOTICE 'extension "%" is there, but "%" may not create it: going on without', extension, current_user;
        END;
    END LOOP;
END $$;

-- ── Schema hub: what the 52 tables need of it; sql/migrations holds the rest ─────────────────────────────────────────
CREATE SCHEMA IF NOT EXISTS hub;
COMMENT ON SCHEMA hub IS 'What the hub needs beyond the 52 tables of public';
GRANT USAGE ON SCHEMA public, hub TO hub_app, hub_worker;

CREATE TABLE hub.migrations (
    name text PRIMARY KEY,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE hub.migrations IS 'The files that made this schema; kept by `hub migrate`';
GRANT SELECT ON hub.migrations TO hub_app, hub_worker;

-- Walls a tenant's table: whoever does not bypass row-level security, the owner included, sees and writes the rows of
-- the tenant in app.tenant_id alone. Not set: NULL, no row. Set and reset: '', which is no uuid: an error.
CREATE PROCEDURE hub.wall(walled regclass, privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE',
                          tenant_column name DEFAULT 'tenant_id')
LANGUAGE plpgsql AS $$
DECLARE
    is_own text := format('%I = current_setting(''app.tenant_id'', true)::uuid', tenant_column);
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', walled);
    EXECUTE format('CREATE POLICY own_tenant ON %s USING (%s) WITH CHECK (%s)', walled, is_own, is_own);
    EXECUTE format('GRANT %s ON %s TO hub_app', privileges, walled);
END $$;

-- Lets the owner through a table's wall for one kind of statement: for the SECURITY DEFINER functions that look up
-- what must be known before a tenant is. (A superuser would not need it; an owner on a managed server does.)
CREATE PROCEDURE hub.open_to_owner(walled regclass, command text)
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE POLICY %I ON %s FOR %s TO CURRENT_USER USING (true)',
                   'owner_' || lower(command), walled, command);
END $$;

CREATE FUNCTION update_updated_at_column() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END $$;

CREATE PROCEDURE hub.keep_updated_at(kept regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER keep_updated_at BEFORE UPDATE ON %s '
                   'FOR EACH ROW EXECUTE FUNCTION update_updated_at_column()', kept);
END $$;

REVOKE ALL ON PROCEDURE hub.wall, hub.open_to_owner, hub.keep_updated_at FROM PUBLIC;

-- ── Features ─────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE features (
    feature_key text PRIMARY KEY,
    name text NOT NULL,
    description text NOT NULL DEFAULT '',
    is_default boolean NOT NULL DEFAULT false,
    position integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE features IS 'The parts of the product; is_default: on for a new tenant';
GRANT SELECT ON features TO hub_app;

INSERT INTO features (position, feature_key, name, is_default, description) VALUES
    (1, 'dashboard', 'Dashboard', true, 'The day at a glance'),
    (2, 'sales', 'Sales CRM', true, 'Contacts, leads and pipelines'),
    (3, 'conversation', 'Conversations', true, 'Every channel in one inbox'),
    (4, 'ai_agent', 'AI Agent', true, 'Answers, drafts and summaries from your knowledge'),
    (5, 'ticketing', 'Ticketing', false, 'Tickets with numbers, tags, macros and activity'),
    (6, 'workflow', 'Workflow Automation', false, 'Graphs of triggers, conditions and actions'),
    (7, 'campaign', 'Marketing Campaigns', false, 'Mail to many, with follow-ups'),
    (8, 'reports', 'Reports & Analytics', false, 'Volume, response times and results');

-- ── Tenants ──────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE tenants (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL CHECK (btrim(name) <> ''),
    slug text NOT NULL UNIQUE DEFAULT 't-' || left(replace(gen_random_uuid()::text, '-', ''), 12)
        CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tenants IS 'One business on this installation';
CALL hub.wall('tenants', 'SELECT, UPDATE', 'id');
CALL hub.keep_updated_at('tenants');

CREATE TABLE tenant_settings (
    tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
    timezone text NOT NULL DEFAULT 'UTC',
    locale text NOT NULL DEFAULT 'en',
    working_hours jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(working_hours) = 'object'),
    currency text NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
    settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tenant_settings IS 'How a tenant works: time zone, language, hours';
COMMENT ON COLUMN tenant_settings.working_hours IS 'Weekday to spans: {"mon": [["09:00", "17:00"]], …}; {} is always open';
CALL hub.wall('tenant_settings');
CALL hub.keep_updated_at('tenant_settings');

CREATE TABLE tenant_features (
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    feature_key text NOT NULL REFERENCES features,
    is_enabled boolean NOT NULL DEFAULT false,
    enabled_at timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, feature_key)
);
COMMENT ON TABLE tenant_features IS 'Which parts a tenant uses; a row for every feature from the start';
CALL hub.wall('tenant_features');
CALL hub.keep_updated_at('tenant_features');

CREATE FUNCTION auto_enable_default_features() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tenant_features (tenant_id, feature_key, is_enabled, enabled_at)
    SELECT NEW.id, feature_key, is_default, CASE WHEN is_default THEN now() END FROM features;
    RETURN NULL;
END $$;
CREATE TRIGGER auto_enable_default_features AFTER INSERT ON tenants
    FOR EACH ROW EXECUTE FUNCTION auto_enable_default_features();

-- ── The feed: one counter a tenant; a change that lists must learn of takes the next position ────────────────────────
CREATE TABLE hub.feeds (
    tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
    position bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 10); -- rewritten at every commit: room on the page keeps the updates HOT
COMMENT ON TABLE hub.feeds IS 'How far each tenant''s feed of changed conversations has come';
CALL hub.wall('hub.feeds', 'SELECT, UPDATE');

CREATE FUNCTION hub.open_feed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO hub.feeds (tenant_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER open_feed AFTER INSERT ON tenants FOR EACH ROW EXECUTE FUNCTION hub.open_feed();

-- Takes n positions and answers the last of them: yours are last - n + 1 … last. The feed's row stays locked until
-- your transaction ends, so positions become visible in their order. Lock conversations first, call this last.
CREATE FUNCTION hub.take_feed_positions(of_tenant uuid, n integer) RETURNS bigint LANGUAGE sql AS $$
    UPDATE hub.feeds SET position = position + n WHERE tenant_id = of_tenant RETURNING position
$$;

-- ── People and their keys ────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), -- a sign-in knows the id before the tenant
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    email text NOT NULL CHECK (email LIKE '%_@_%' AND email !~ '\s'),
    name text NOT NULL DEFAULT '',
    role text NOT NULL DEFAULT 'agent' CHECK (role IN ('owner', 'admin', 'manager', 'agent')),
    supabase_user_id uuid UNIQUE,
    is_active boolean NOT NULL DEFAULT true,
    presence text NOT NULL DEFAULT 'offline' CHECK (presence IN ('online', 'away', 'offline')),
    avatar_key text,
    preferences jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(preferences) = 'object'),
    signed_out_at timestamptz,
    last_seen_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, id)
);
CREATE UNIQUE INDEX users_email_key ON users (lower(email));
COMMENT ON TABLE users IS 'Who works here; a person belongs to one tenant';
COMMENT ON COLUMN users.signed_out_at IS 'Access tokens issued before it are refused';
CALL hub.wall('users');
CALL hub.open_to_owner('users', 'SELECT');
CALL hub.keep_updated_at('users');

CREATE TABLE pending_signups (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    company text NOT NULL CHECK (btrim(company) <> ''),
    name text NOT NULL DEFAULT '',
    code_hash bytea NOT NULL,
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE pending_signups IS 'Sign-ups whose code has not come back yet; reached through functions of hub alone';
CALL hub.keep_updated_at('pending_signups');

CREATE TABLE api_keys (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name text NOT NULL CHECK (btrim(name) <> ''),
    prefix text NOT NULL,
    key_hash bytea NOT NULL UNIQUE,
    scopes text[] NOT NULL DEFAULT '{}',
    created_by uuid NOT NULL,
    last_used_at timestamptz,
    expires_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, created_by) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE api_keys IS 'Keys of programs: only the hash is kept; a key can do what its scopes say, never more than its maker';
COMMENT ON COLUMN api_keys.prefix IS 'The first characters, by which people tell keys apart';
CALL hub.wall('api_keys');
CALL hub.open_to_owner('api_keys', 'SELECT');

CREATE TABLE audit_logs (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'api_key', 'visitor', 'system')),
    actor_id uuid,
    action text NOT NULL CHECK (action <> ''),
    entity_type text,
    entity_id uuid,
    details jsonb NOT NULL DEFAULT '{}',
    ip inet,
    user_agent text,
    request_id text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_logs_newest ON audit_logs (tenant_id, created_at DESC, id DESC);
COMMENT ON TABLE audit_logs IS 'Who did what, from where; append-only for the hub';
CALL hub.wall('audit_logs', 'SELECT, INSERT');
