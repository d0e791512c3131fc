-- CustArea hub, file 3 of 5: channel accounts, visitors, conversations, messages, files, calls.

-- a user named like the schema hub would otherwise find its own schema first
SET search_path TO public;

-- ── E-mail accounts ──────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE email_providers (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    provider_type text NOT NULL UNIQUE,
    name text NOT NULL,
    description text NOT NULL DEFAULT '',
    sign_in text NOT NULL CHECK (sign_in IN ('keys', 'oauth', 'password', 'delegation')),
    can_send boolean NOT NULL DEFAULT true,
    can_receive boolean NOT NULL DEFAULT true,
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE email_providers IS 'The kinds of mailbox that can be connected';
GRANT SELECT ON email_providers TO hub_app;

INSERT INTO email_providers (provider_type, name, sign_in, description) VALUES
    ('ses', 'Amazon SES', 'keys', 'Whole domains through Amazon Simple Email Service'),
    ('gmail', 'Gmail', 'oauth', 'One Gmail mailbox, connected by its owner'),
    ('outlook', 'Outlook', 'oauth', 'One Outlook or Microsoft 365 mailbox, connected by its owner'),
    ('workspace', 'Google Workspace', 'delegation', 'Mailboxes of a Google Workspace domain, connected by its administrator'),
    ('smtp', 'SMTP and IMAP', 'password', 'Any mail server');

CREATE TABLE tenant_email_connections (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), -- a webhook's address carries the id alone
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    provider_type text NOT NULL REFERENCES email_providers (provider_type),
    email text NOT NULL CHECK (email = lower(email)),
    display_name text NOT NULL DEFAULT '',
    credentials bytea,
    settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    cursor jsonb,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'connected', 'failing', 'disconnected')),
    last_error text,
    last_synced_at timestamptz,
    is_default boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, id),
    UNIQUE (tenant_id, provider_type, email)
);
CREATE UNIQUE INDEX tenant_email_connections_default_key ON tenant_email_connections (tenant_id) WHERE is_default;
COMMENT ON TABLE tenant_email_connections IS 'Mailboxes and senders of a tenant';
COMMENT ON COLUMN tenant_email_connections.credentials IS 'Encrypted, bound to this row';
COMMENT ON COLUMN tenant_email_connections.cursor IS 'How far the mailbox was read';
CALL hub.wall('tenant_email_connections');
CALL hub.keep_updated_at('tenant_email_connections');

CREATE TABLE tenant_ses_identities (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    connection_id uuid,
    kind text NOT NULL CHECK (kind IN ('domain', 'email')),
    identity text NOT NULL CHECK (identity = lower(identity)),
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'verified', 'failed')),
    dns_records jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(dns_records) = 'array'),
    verified_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, identity),
    FOREIGN KEY (tenant_id) REFERENCES tenants ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, connection_id) REFERENCES tenant_email_connections (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX tenant_ses_identities_verified_key ON tenant_ses_identities (identity) WHERE status = 'verified';
COMMENT ON TABLE tenant_ses_identities IS 'Domains and addresses that a tenant has proven to own; proven by one tenant only';
CALL hub.wall('tenant_ses_identities');
CALL hub.keep_updated_at('tenant_ses_identities');

CREATE TABLE tenant_allowed_from_emails (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    email text NOT NULL CHECK (email = lower(email)),
    display_name text NOT NULL DEFAULT '',
    is_default boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, email),
    FOREIGN KEY (tenant_id, connection_id) REFERENCES tenant_email_connections (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX tenant_allowed_from_emails_default_key ON tenant_allowed_from_emails (tenant_id) WHERE is_default;
COMMENT ON TABLE tenant_allowed_from_emails IS 'Addresses that may stand in From';
CALL hub.wall('tenant_allowed_from_emails');

CREATE TABLE allowed_inbound_emails (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    connection_id uuid,
    email text NOT NULL CHECK (email = lower(email)),
    verified_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, email),
    FOREIGN KEY (tenant_id) REFERENCES tenants ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, connection_id) REFERENCES tenant_email_connections (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX allowed_inbound_emails_verified_key ON allowed_inbound_emails (email) WHERE verified_at IS NOT NULL;
COMMENT ON TABLE allowed_inbound_emails IS 'Addresses whose mail belongs to a tenant; counts once verified, for one tenant only';
CALL hub.wall('allowed_inbound_emails');

-- ── WhatsApp, phone and widget accounts ──────────────────────────────────────────────────────────────────────────────
CREATE TABLE tenant_whatsapp_accounts (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), -- a webhook's address carries the id alone
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    phone_number text NOT NULL CHECK (phone_number ~ '^\+[1-9][0-9]{2,14}$'),
    display_name text NOT NULL DEFAULT '',
    account_sid text,
    auth_token bytea,
    messaging_service_sid text,
    settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'connected', 'failing', 'disconnected')),
    last_error text,
    is_enabled boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, id),
    UNIQUE (tenant_id, phone_number)
);
COMMENT ON TABLE tenant_whatsapp_accounts IS 'WhatsApp numbers of a tenant';
COMMENT ON COLUMN tenant_whatsapp_accounts.auth_token IS 'Encrypted, bound to this row';
CALL hub.wall('tenant_whatsapp_accounts');
CALL hub.keep_updated_at('tenant_whatsapp_accounts');

CREATE TABLE tenant_phone_config (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), -- a webhook's address carries the id alone
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    phone_number text NOT NULL CHECK (phone_number ~ '^\+[1-9][0-9]{2,14}$'),
    display_name text NOT NULL DEFAULT '',
    account_sid text,
    auth_token bytea,
    mode text NOT NULL DEFAULT 'human' CHECK (mode IN ('human', 'realtime', 'convrelay', 'legacy')),
    record_calls boolean NOT NULL DEFAULT false,
    settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'connected', 'failing', 'disconnected')),
    last_error text,
    is_enabled boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, id),
    UNIQUE (tenant_id, phone_number)
);
COMMENT ON TABLE tenant_phone_config IS 'Phone numbers of a tenant and who answers them: people, or the AI agent in one of three ways';
COMMENT ON COLUMN tenant_phone_config.auth_token IS 'Encrypted, bound to this row';
CALL hub.wall('tenant_phone_config');
CALL hub.keep_updated_at('tenant_phone_config');

CREATE TABLE tenant_widget_config (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    public_key text NOT NULL UNIQUE DEFAULT 'pk_' || replace(gen_random_uuid()::text, '-', '')
        CHECK (public_key ~ '^pk_[A-Za-z0-9_-]{8,64}$'),
    name text NOT NULL DEFAULT 'Website' CHECK (btrim(name) <> ''),
    is_enabled boolean NOT NULL DEFAULT true,
    allowed_domains text[] NOT NULL DEFAULT '{}',
    theme jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(theme) = 'object'),
    texts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(texts) = 'object'),
    pre_chat jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(pre_chat) = 'object'),
    locale text,
    identity_secret bytea,
    enforce_identity boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, id)
);
COMMENT ON TABLE tenant_widget_config IS 'Chat widgets: look, texts, pre-chat form and the sites they may stand on';
COMMENT ON COLUMN tenant_widget_config.identity_secret IS 'Encrypted, bound to this row; signs visitors'' identities';
COMMENT ON COLUMN tenant_widget_config.locale IS 'A fixed language; none: the browser''s';
CALL hub.wall('tenant_widget_config');
CALL hub.open_to_owner('tenant_widget_config', 'SELECT');
CALL hub.keep_updated_at('tenant_widget_config');

-- ── Visitors ─────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE widget_visitors (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    widget_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    contact_id uuid,
    external_id text,
    name text,
    email text,
    phone text,
    attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    locale text,
    timezone text,
    user_agent text,
    ip inet,
    identified_at timestamptz,
    blocked_at timestamptz,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, token_hash),
    FOREIGN KEY (tenant_id, widget_id) REFERENCES tenant_widget_config (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id) ON DELETE SET NULL (contact_id)
);
CREATE INDEX widget_visitors_of_contact ON widget_visitors (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX widget_visitors_external ON widget_visitors (tenant_id, external_id) WHERE external_id IS NOT NULL;
COMMENT ON TABLE widget_visitors IS 'Browsers on a tenant''s sites, each known by a secret token of which only the hash is kept';
COMMENT ON COLUMN widget_visitors.email IS 'What the visitor says, like name and phone; proven only if identified_at is set';
COMMENT ON COLUMN widget_visitors.external_id IS 'The site''s own id of the person, from a signed identity';
COMMENT ON COLUMN widget_visitors.identified_at IS 'When a signed identity proved who this is';
CALL hub.wall('widget_visitors');
CALL hub.keep_updated_at('widget_visitors');

CREATE TABLE widget_sessions (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    visitor_id uuid NOT NULL,
    page_url text,
    page_title text,
    referrer text,
    user_agent text,
    ip inet,
    started_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, visitor_id) REFERENCES widget_visitors (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX widget_sessions_of_visitor ON widget_sessions (tenant_id, visitor_id, started_at DESC);
COMMENT ON TABLE widget_sessions IS 'Visits: from the first page to the last';
CALL hub.wall('widget_sessions');

-- ── Conversations and messages ───────────────────────────────────────────────────────────────────────────────────────
-- No fillfactor: feed_position and last_message_at are indexed and change with every message, so that those updates
-- cannot stay on their page (HOT); what they leave behind is the room that read marks, which are in no index, need.
CREATE TABLE conversations (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    contact_id uuid,
    visitor_id uuid,
    widget_id uuid,
    assignee_id uuid,
    team_id uuid, -- hub.teams; its foreign key is in migrations/0001
    channel text NOT NULL CHECK (channel IN ('email', 'whatsapp', 'widget', 'phone')),
    subject text,
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'pending', 'resolved', 'closed')),
    custom_status text,
    priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    ai_mode text NOT NULL DEFAULT 'off' CHECK (ai_mode IN ('auto', 'assist', 'off')),
    snoozed_until timestamptz,
    last_seq bigint NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
    last_public_seq bigint NOT NULL DEFAULT 0,
    rev bigint NOT NULL DEFAULT 0 CHECK (rev >= 0),
    feed_position bigint NOT NULL DEFAULT 0,
    inbound_count bigint NOT NULL DEFAULT 0 CHECK (inbound_count >= 0),
    visitor_read_seq bigint NOT NULL DEFAULT 0,
    agents_read_seq bigint NOT NULL DEFAULT 0,
    waiting_since timestamptz,
    first_replied_at timestamptz,
    resolved_at timestamptz,
    last_message_at timestamptz,
    last_message jsonb,
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    CHECK (last_public_seq BETWEEN 0 AND last_seq),
    CHECK (visitor_read_seq BETWEEN 0 AND last_seq),
    CHECK (agents_read_seq BETWEEN 0 AND last_seq),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id) ON DELETE SET NULL (contact_id),
    FOREIGN KEY (tenant_id, visitor_id) REFERENCES widget_visitors (tenant_id, id) ON DELETE SET NULL (visitor_id),
    FOREIGN KEY (tenant_id, widget_id) REFERENCES tenant_widget_config (tenant_id, id) ON DELETE SET NULL (widget_id),
    FOREIGN KEY (tenant_id, assignee_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (assignee_id)
);
CREATE INDEX conversations_feed ON conversations (tenant_id, feed_position);
CREATE INDEX conversations_newest ON conversations (tenant_id, last_message_at DESC, id DESC) WHERE last_seq > 0;
CREATE INDEX conversations_by_status ON conversations (tenant_id, status, last_message_at DESC, id DESC)
    WHERE last_seq > 0;
CREATE INDEX conversations_of_assignee ON conversations (tenant_id, assignee_id, status, last_message_at DESC, id DESC)
    WHERE assignee_id IS NOT NULL AND last_seq > 0;
CREATE INDEX conversations_of_visitor ON conversations (tenant_id, visitor_id) WHERE visitor_id IS NOT NULL;
CREATE INDEX conversations_of_contact ON conversations (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
COMMENT ON TABLE conversations IS 'The centre: one thread of messages with one customer; a row is what lists show';
COMMENT ON COLUMN conversations.last_seq IS 'The newest message''s seq; taken under this row''s lock, so that seq is dense';
COMMENT ON COLUMN conversations.last_public_seq IS 'The newest seq that the customer may see';
COMMENT ON COLUMN conversations.rev IS 'Raised by every change of a message';
COMMENT ON COLUMN conversations.feed_position IS 'Where the tenant''s feed told of its last change';
COMMENT ON COLUMN conversations.custom_status IS 'The tenant''s own label for the status';
COMMENT ON COLUMN conversations.last_message IS 'LastMessage of hub/model/conversation.py';
CALL hub.wall('conversations');
-- whoever sets updated_at pays for no trigger: the path of a message does
CREATE TRIGGER keep_updated_at BEFORE UPDATE ON conversations FOR EACH ROW
    WHEN (NEW.updated_at = OLD.updated_at) EXECUTE FUNCTION update_updated_at_column();

-- Insert-hot: three indexes for a live message, the partial ones are empty for it, one foreign key, no row trigger.
CREATE TABLE messages (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    prev_public_seq bigint NOT NULL DEFAULT 0,
    rev bigint NOT NULL DEFAULT 0,
    direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    role text NOT NULL CHECK (role IN ('user', 'agent', 'ai', 'system')),
    channel text NOT NULL CHECK (channel IN ('email', 'whatsapp', 'widget', 'phone')),
    status text NOT NULL
        CHECK (status IN ('received', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown')),
    private boolean NOT NULL DEFAULT false,
    has_attachments boolean NOT NULL DEFAULT false,
    sender_id uuid,
    author_name text NOT NULL DEFAULT '',
    client_id text,
    provider_id text,
    content_text text NOT NULL DEFAULT '',
    content_html text,
    content_blocks jsonb,
    error_code text,
    error_detail text,
    metadata jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    edited_at timestamptz,
    deleted_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, conversation_id, seq),
    CHECK (prev_public_seq >= 0 AND prev_public_seq < seq),
    CHECK ((direction = 'inbound') = (status = 'received')),
    CHECK (direction = 'outbound' OR NOT private),
    CHECK (client_id IS NULL OR sender_id IS NOT NULL),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
-- one index for two questions: was this sent before in this conversation, and by this sender anywhere
CREATE UNIQUE INDEX messages_client_key ON messages (tenant_id, sender_id, client_id, conversation_id)
    WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX messages_provider_key ON messages (tenant_id, channel, provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX messages_changed ON messages (tenant_id, conversation_id, rev) WHERE rev > 0;
COMMENT ON TABLE messages IS 'Canonical messages, the same shape for every channel';
COMMENT ON COLUMN messages.seq IS 'Dense in the conversation, from 1; every order comes from it';
COMMENT ON COLUMN messages.prev_public_seq IS 'The seq before it that the customer may see; 0 if none';
COMMENT ON COLUMN messages.rev IS 'The conversation''s rev when this message last changed; 0 if it never did';
COMMENT ON COLUMN messages.sender_id IS 'A user, a visitor or a contact';
COMMENT ON COLUMN messages.client_id IS 'The sender''s own key: a resend is stored once';
COMMENT ON COLUMN messages.provider_id IS 'The provider''s key: a webhook that comes twice is stored once';
CALL hub.wall('messages');

CREATE TABLE attachments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), -- a file's address carries the id alone
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    message_id uuid,
    conversation_id uuid,
    uploader_kind text NOT NULL CHECK (uploader_kind IN ('user', 'visitor', 'channel')),
    uploader_id uuid,
    blob_key text NOT NULL UNIQUE,
    file_name text NOT NULL,
    content_type text NOT NULL,
    size bigint NOT NULL CHECK (size >= 0),
    width integer CHECK (width > 0),
    height integer CHECK (height > 0),
    thumbnail_key text,
    checksum text,
    inline boolean NOT NULL DEFAULT false,
    content_id text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (message_id IS NULL OR conversation_id IS NOT NULL),
    FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX attachments_of_message ON attachments (tenant_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_of_conversation ON attachments (tenant_id, conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX attachments_unsent ON attachments (tenant_id, created_at) WHERE message_id IS NULL;
COMMENT ON TABLE attachments IS 'Stored files; without a message: uploaded, not sent yet';
COMMENT ON COLUMN attachments.blob_key IS 'Random; the name that users see is file_name';
CALL hub.wall('attachments');
CALL hub.open_to_owner('attachments', 'SELECT');

-- ── The path of a message ────────────────────────────────────────────────────────────────────────────────────────────
-- A message that comes without a seq (plain SQL, imports) takes the next one under its conversation's lock.
CREATE FUNCTION hub.take_next_seq() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    thread record;
BEGIN
    SELECT last_seq + 1 AS seq, last_public_seq, channel INTO thread
      FROM conversations WHERE tenant_id = NEW.tenant_id AND id = NEW.conversation_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE foreign_key_violation USING MESSAGE = format('there is no conversation %s', NEW.conversation_id);
    END IF;
    NEW.seq := thread.seq;
    NEW.prev_public_seq := thread.last_public_seq;
    NEW.channel := coalesce(NEW.channel, thread.channel);
    NEW.status := coalesce(NEW.status, CASE NEW.direction WHEN 'inbound' THEN 'received' ELSE 'sent' END);
    UPDATE conversations
       SET last_seq = thread.seq,
           last_public_seq = CASE WHEN NEW.private THEN last_public_seq ELSE thread.seq END,
           updated_at = clock_timestamp()
     WHERE tenant_id = NEW.tenant_id AND id = NEW.conversation_id;
    RETURN NEW;
END $$;
CREATE TRIGGER take_next_seq BEFORE INSERT ON messages FOR EACH ROW
    WHEN (NEW.seq IS NULL) EXECUTE FUNCTION hub.take_next_seq();

-- What a batch of new messages means for its conversations: one update a conversation, one of the feed, whatever the
-- number of messages. Locks: conversations in the order of their ids, the feed last. Rows are found one by one through
-- the primary key (LATERAL … OFFSET 0) and then by their place (ctid): a plan that joins would trust the statistics of
-- a tenant's size, which are wrong for every new tenant.
CREATE FUNCTION update_conversation_last_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM (SELECT DISTINCT tenant_id, conversation_id FROM inserted ORDER BY 1, 2) b,
         LATERAL (SELECT FROM conversations c
                   WHERE c.tenant_id = b.tenant_id AND c.id = b.conversation_id FOR NO KEY UPDATE) locked;

    WITH marked AS (
        SELECT *, seq = max(seq) OVER thread AS is_last, direction = 'inbound' AS is_inbound,
               direction = 'outbound' AND NOT private AND role IN ('agent', 'ai') AS is_answer,
               max(seq) FILTER (WHERE direction = 'outbound' AND NOT private AND role IN ('agent', 'ai')) OVER thread
                   AS answered_seq
          FROM inserted
        WINDOW thread AS (PARTITION BY tenant_id, conversation_id)
    ), batch AS (
        SELECT tenant_id, conversation_id, max(seq) AS last_seq,
               coalesce(max(seq) FILTER (WHERE NOT private), 0) AS last_public_seq,
               count(*) FILTER (WHERE is_inbound) AS inbound,
               bool_or(is_answer) AS is_answered,
               min(created_at) FILTER (WHERE is_answer) AS answered_at,
               min(created_at) FILTER (WHERE is_inbound AND seq > coalesce(answered_seq, 0)) AS waiting_since,
               max(created_at) FILTER (WHERE is_last) AS last_message_at,
               jsonb_agg(jsonb_build_object(
                   'seq', seq, 'direction', direction, 'role', role, 'private', private, 'status', status,
                   'text', left(btrim(regexp_replace(left(content_text, 2000), '\s+', ' ', 'g')), 160),
                   'author_name', author_name, 'has_attachments', has_attachments, 'created_at', created_at
               )) FILTER (WHERE is_last) -> 0 AS last_message,
               row_number() OVER (PARTITION BY tenant_id ORDER BY conversation_id) AS place
          FROM marked GROUP BY tenant_id, conversation_id
    ), taken AS (
        UPDATE hub.feeds f SET position = f.position + b.n
          FROM (SELECT tenant_id, count(*) AS n FROM batch GROUP BY tenant_id) b
         WHERE f.tenant_id = b.tenant_id
        RETURNING f.tenant_id, f.position - b.n AS before
    )
    UPDATE conversations c
       SET last_seq = greatest(c.last_seq, b.last_seq),
           last_public_seq = greatest(c.last_public_seq, b.last_public_seq),
           inbound_count = c.inbound_count + b.inbound,
           last_message = CASE WHEN b.last_seq >= c.last_seq THEN b.last_message ELSE c.last_message END,
           last_message_at = CASE WHEN b.last_seq >= c.last_seq THEN b.last_message_at ELSE c.last_message_at END,
           waiting_since = CASE WHEN b.is_answered THEN b.waiting_since
                                ELSE coalesce(c.waiting_since, b.waiting_since) END,
           first_replied_at = coalesce(c.first_replied_at, b.answered_at),
           status = CASE WHEN b.inbound > 0 THEN 'open' ELSE c.status END,
           custom_status = CASE WHEN b.inbound > 0 AND c.status <> 'open' THEN NULL ELSE c.custom_status END,
           snoozed_until = CASE WHEN b.inbound > 0 THEN NULL ELSE c.snoozed_until END,
           resolved_at = CASE WHEN b.inbound > 0 THEN NULL ELSE c.resolved_at END,
           feed_position = t.before + b.place,
           updated_at = clock_timestamp()
      FROM batch b JOIN taken t USING (tenant_id),
           LATERAL (SELECT f.ctid FROM conversations f
                     WHERE f.tenant_id = b.tenant_id AND f.id = b.conversation_id OFFSET 0) found
     WHERE c.ctid = found.ctid;
    RETURN NULL;
END $$;
CREATE TRIGGER update_conversation_last_message AFTER INSERT ON messages REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION update_conversation_last_message();

-- ── What each channel knows of its messages ──────────────────────────────────────────────────────────────────────────
CREATE TABLE message_email_metadata (
    tenant_id uuid NOT NULL,
    message_id uuid NOT NULL,
    connection_id uuid,
    internet_message_id text,
    in_reply_to text,
    "references" text[] NOT NULL DEFAULT '{}',
    subject text NOT NULL DEFAULT '',
    from_address text NOT NULL DEFAULT '',
    from_name text NOT NULL DEFAULT '',
    "to" jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof("to") = 'array'),
    cc jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(cc) = 'array'),
    bcc jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(bcc) = 'array'),
    reply_to jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(reply_to) = 'array'),
    quoted_text text,
    quoted_html text,
    auto_submitted text,
    is_bounce boolean NOT NULL DEFAULT false,
    verdicts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(verdicts) = 'object'),
    raw_key text,
    PRIMARY KEY (tenant_id, message_id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, connection_id)
        REFERENCES tenant_email_connections (tenant_id, id) ON DELETE SET NULL (connection_id)
);
CREATE INDEX message_email_metadata_thread ON message_email_metadata (tenant_id, internet_message_id)
    WHERE internet_message_id IS NOT NULL;
COMMENT ON TABLE message_email_metadata IS 'Headers, quoted part and verdicts (SPF, DKIM, DMARC, spam) of a mail';
CALL hub.wall('message_email_metadata');

CREATE TABLE message_whatsapp_metadata (
    tenant_id uuid NOT NULL,
    message_id uuid NOT NULL,
    account_id uuid,
    from_number text,
    to_number text,
    profile_name text,
    message_type text NOT NULL DEFAULT 'text',
    template jsonb,
    media jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(media) = 'array'),
    replied_to text,
    window_expires_at timestamptz,
    error_code text,
    PRIMARY KEY (tenant_id, message_id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, account_id)
        REFERENCES tenant_whatsapp_accounts (tenant_id, id) ON DELETE SET NULL (account_id)
);
COMMENT ON TABLE message_whatsapp_metadata IS 'Numbers, template, media and the reply window of a WhatsApp message';
CALL hub.wall('message_whatsapp_metadata');

CREATE TABLE message_widget_metadata (
    tenant_id uuid NOT NULL,
    message_id uuid NOT NULL,
    session_id uuid,
    page_url text,
    page_title text,
    referrer text,
    user_agent text,
    ip inet,
    PRIMARY KEY (tenant_id, message_id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, session_id) REFERENCES widget_sessions (tenant_id, id) ON DELETE SET NULL (session_id)
);
CREATE INDEX message_widget_metadata_of_session ON message_widget_metadata (tenant_id, session_id)
    WHERE session_id IS NOT NULL;
COMMENT ON TABLE message_widget_metadata IS 'Where on the site a visitor wrote';
CALL hub.wall('message_widget_metadata');

-- ── Calls ────────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE phone_calls (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    phone_config_id uuid,
    conversation_id uuid,
    contact_id uuid,
    user_id uuid,
    direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    mode text NOT NULL DEFAULT 'human' CHECK (mode IN ('human', 'realtime', 'convrelay', 'legacy')),
    status text NOT NULL DEFAULT 'queued' CHECK (status IN
        ('queued', 'ringing', 'in_progress', 'completed', 'busy', 'no_answer', 'missed', 'failed', 'canceled')),
    from_number text NOT NULL,
    to_number text NOT NULL,
    provider_id text,
    recording_key text,
    transcript jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(transcript) = 'array'),
    summary text,
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    started_at timestamptz NOT NULL DEFAULT now(),
    answered_at timestamptz,
    ended_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, phone_config_id)
        REFERENCES tenant_phone_config (tenant_id, id) ON DELETE SET NULL (phone_config_id),
    FOREIGN KEY (tenant_id, conversation_id)
        REFERENCES conversations (tenant_id, id) ON DELETE SET NULL (conversation_id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id) ON DELETE SET NULL (contact_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (user_id)
);
CREATE UNIQUE INDEX phone_calls_provider_key ON phone_calls (tenant_id, provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX phone_calls_newest ON phone_calls (tenant_id, started_at DESC, id DESC);
CREATE INDEX phone_calls_of_contact ON phone_calls (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX phone_calls_of_conversation ON phone_calls (tenant_id, conversation_id) WHERE conversation_id IS NOT NULL;
COMMENT ON TABLE phone_calls IS 'Calls, with recording, transcript and summary';
CALL hub.wall('phone_calls');
CALL hub.keep_updated_at('phone_calls');

CREATE TABLE message_phone_metadata (
    tenant_id uuid NOT NULL,
    message_id uuid NOT NULL,
    call_id uuid,
    speaker text CHECK (speaker IN ('caller', 'agent', 'ai')),
    starts_ms integer CHECK (starts_ms >= 0),
    ends_ms integer CHECK (ends_ms >= starts_ms),
    confidence real CHECK (confidence BETWEEN 0 AND 1),
    PRIMARY KEY (tenant_id, message_id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, call_id) REFERENCES phone_calls (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX message_phone_metadata_of_call ON message_phone_metadata (tenant_id, call_id) WHERE call_id IS NOT NULL;
COMMENT ON TABLE message_phone_metadata IS 'Which turn of which call a message is';
CALL hub.wall('message_phone_metadata');

ALTER TABLE leads ADD FOREIGN KEY (tenant_id, conversation_id)
    REFERENCES conversations (tenant_id, id) ON DELETE SET NULL (conversation_id);
CREATE INDEX leads_of_conversation ON leads (tenant_id, conversation_id) WHERE conversation_id IS NOT NULL;
