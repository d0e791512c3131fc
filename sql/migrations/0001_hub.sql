-- Teams, reading, drafts, page trails, sign-in and idempotency: what the hub needs beyond the 52 tables.

-- ── Teams ────────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE hub.teams (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name text NOT NULL CHECK (btrim(name) <> ''),
    working_hours jsonb CHECK (jsonb_typeof(working_hours) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX teams_name_key ON hub.teams (tenant_id, lower(name));
COMMENT ON TABLE hub.teams IS 'Groups of users that conversations and tickets are given to';
COMMENT ON COLUMN hub.teams.working_hours IS 'As in tenant_settings; none: the hours of the tenant';
CALL hub.wall('hub.teams');
CALL hub.keep_updated_at('hub.teams');

CREATE TABLE hub.team_members (
    tenant_id uuid NOT NULL,
    team_id uuid NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, team_id, user_id),
    FOREIGN KEY (tenant_id, team_id) REFERENCES hub.teams (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX team_members_of_user ON hub.team_members (tenant_id, user_id);
COMMENT ON TABLE hub.team_members IS 'Who is in which team';
CALL hub.wall('hub.team_members');

ALTER TABLE conversations ADD FOREIGN KEY (tenant_id, team_id)
    REFERENCES hub.teams (tenant_id, id) ON DELETE SET NULL (team_id);
ALTER TABLE tickets ADD FOREIGN KEY (tenant_id, team_id)
    REFERENCES hub.teams (tenant_id, id) ON DELETE SET NULL (team_id);

-- ── Reading and writing ──────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE hub.conversation_reads (
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    user_id uuid NOT NULL,
    read_seq bigint NOT NULL DEFAULT 0 CHECK (read_seq >= 0),
    read_inbound_count bigint NOT NULL DEFAULT 0 CHECK (read_inbound_count >= 0),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, conversation_id, user_id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE hub.conversation_reads IS 'Up to where each agent has read; unread = inbound_count - read_inbound_count';
CALL hub.wall('hub.conversation_reads');
CALL hub.keep_updated_at('hub.conversation_reads');

CREATE TABLE hub.drafts (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    text text NOT NULL,
    private boolean NOT NULL DEFAULT false,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id, conversation_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX drafts_of_conversation ON hub.drafts (tenant_id, conversation_id);
COMMENT ON TABLE hub.drafts IS 'What an agent has written and not sent';
CALL hub.wall('hub.drafts');
CALL hub.keep_updated_at('hub.drafts');

CREATE TABLE hub.page_views (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    visitor_id uuid NOT NULL,
    session_id uuid,
    url text NOT NULL,
    title text,
    referrer text,
    viewed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, visitor_id) REFERENCES widget_visitors (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, session_id) REFERENCES widget_sessions (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX page_views_of_visitor ON hub.page_views (tenant_id, visitor_id, viewed_at DESC, id DESC);
CREATE INDEX page_views_of_session ON hub.page_views (tenant_id, session_id) WHERE session_id IS NOT NULL;
COMMENT ON TABLE hub.page_views IS 'Pages that visitors looked at';
CALL hub.wall('hub.page_views');

-- ── Signing in ───────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE hub.sign_in_codes (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    email text NOT NULL,
    code_hash bytea NOT NULL,
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX sign_in_codes_expired ON hub.sign_in_codes (expires_at); -- swept for all tenants at once
COMMENT ON TABLE hub.sign_in_codes IS 'One-time codes to sign in with, one a user: a new one replaces the old';
COMMENT ON COLUMN hub.sign_in_codes.email IS 'Where it was sent: it counts only while this is the user''s address';
CALL hub.wall('hub.sign_in_codes');
CALL hub.open_to_owner('hub.sign_in_codes', 'DELETE');
CALL hub.open_to_owner('hub.sign_in_codes', 'SELECT');

CREATE TABLE hub.sign_in_links (
    token_hash bytea PRIMARY KEY,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX sign_in_links_of_user ON hub.sign_in_links (tenant_id, user_id);
CREATE INDEX sign_in_links_expired ON hub.sign_in_links (expires_at); -- swept for all tenants at once
COMMENT ON TABLE hub.sign_in_links IS 'One-time links to sign in with';
CALL hub.wall('hub.sign_in_links');
CALL hub.open_to_owner('hub.sign_in_links', 'DELETE');
CALL hub.open_to_owner('hub.sign_in_links', 'SELECT');

CREATE TABLE hub.auth_sessions (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    refresh_token_hash bytea NOT NULL UNIQUE,
    previous_hash bytea,
    user_agent text,
    ip inet,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    last_used_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX auth_sessions_previous_key ON hub.auth_sessions (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX auth_sessions_of_user ON hub.auth_sessions (tenant_id, user_id);
CREATE INDEX auth_sessions_expired ON hub.auth_sessions (expires_at); -- swept for all tenants at once
COMMENT ON TABLE hub.auth_sessions IS 'Signed-in browsers; a refresh replaces the token';
COMMENT ON COLUMN hub.auth_sessions.previous_hash IS 'The token before: whoever shows it again has stolen it, or was robbed';
CALL hub.wall('hub.auth_sessions');
CALL hub.open_to_owner('hub.auth_sessions', 'DELETE');
CALL hub.open_to_owner('hub.auth_sessions', 'SELECT');

CREATE TABLE hub.invitations (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    email text NOT NULL CHECK (email LIKE '%_@_%' AND email !~ '\s'),
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'agent')),
    name text NOT NULL DEFAULT '',
    token_hash bytea NOT NULL UNIQUE,
    invited_by uuid,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, invited_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (invited_by)
);
CREATE UNIQUE INDEX invitations_open_key ON hub.invitations (tenant_id, lower(email))
    WHERE accepted_at IS NULL AND revoked_at IS NULL;
COMMENT ON TABLE hub.invitations IS 'People asked to join; one open invitation an address';
CALL hub.wall('hub.invitations');
CALL hub.open_to_owner('hub.invitations', 'SELECT');

-- ── HTTP ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE hub.idempotency_keys (
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    actor_key text NOT NULL,
    key text NOT NULL,
    method text NOT NULL,
    path text NOT NULL,
    request_hash bytea NOT NULL,
    status integer CHECK (status BETWEEN 100 AND 599),
    headers jsonb,
    body bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL DEFAULT now() + interval '24 hours',
    PRIMARY KEY (tenant_id, actor_key, key)
);
CREATE INDEX idempotency_keys_expired ON hub.idempotency_keys (expires_at); -- swept for all tenants at once
COMMENT ON TABLE hub.idempotency_keys IS 'Answers to requests that carried an Idempotency-Key; without a status: still at work';
CALL hub.wall('hub.idempotency_keys');
CALL hub.open_to_owner('hub.idempotency_keys', 'DELETE');
CALL hub.open_to_owner('hub.idempotency_keys', 'SELECT');
