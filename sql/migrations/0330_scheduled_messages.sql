-- Replies that go out later: kept until their time, then sent like any other, under their own client_id.
CREATE TABLE hub.scheduled_messages (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id uuid NOT NULL,
    author_id uuid NOT NULL,
    client_id text NOT NULL,
    text text NOT NULL,
    html text,
    attachment_ids uuid[] NOT NULL DEFAULT '{}',
    send_at timestamptz NOT NULL,
    stop_on_reply boolean NOT NULL DEFAULT false,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'stopped')),
    stopped_by text CHECK (stopped_by IN ('reply', 'closed', 'no_access', 'refused')),
    detail text,
    replied_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, author_id, client_id),
    CHECK ((state = 'stopped') = (stopped_by IS NOT NULL)),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, author_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX scheduled_messages_of_conversation ON hub.scheduled_messages (tenant_id, conversation_id, send_at);
COMMENT ON TABLE hub.scheduled_messages IS 'Replies that go out later; a sent one is a message and no longer here';
COMMENT ON COLUMN hub.scheduled_messages.client_id IS 'Of the message that it becomes: however often it is tried, it is stored once';
COMMENT ON COLUMN hub.scheduled_messages.state IS 'sending: its time has come, nobody can change it any more; stopped: it stays until somebody decides';
COMMENT ON COLUMN hub.scheduled_messages.replied_at IS 'When the customer wrote meanwhile, first';
CALL hub.wall('hub.scheduled_messages');
CALL hub.keep_updated_at('hub.scheduled_messages');

-- The customer writes before its time: noted in the transaction that stores their message, so that no order of the two
-- is possible in which it goes out although it was to stop. The author is told by a job.
CREATE FUNCTION hub.note_reply() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, hub
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off -- look-ups by key, whatever the statistics of a young table say
AS $$
BEGIN
    WITH answered AS (
        SELECT DISTINCT tenant_id, conversation_id FROM inserted WHERE direction = 'inbound'
    ), replied AS (
        UPDATE scheduled_messages s
           SET replied_at = now(),
               state = CASE WHEN s.stop_on_reply THEN 'stopped' ELSE s.state END,
               stopped_by = CASE WHEN s.stop_on_reply THEN 'reply' END
          FROM answered a
         WHERE s.tenant_id = a.tenant_id AND s.conversation_id = a.conversation_id
           AND s.state = 'waiting' AND s.replied_at IS NULL
        RETURNING s.tenant_id, s.id
    )
    INSERT INTO jobs (tenant_id, kind, key, payload)
    SELECT tenant_id, 'tell_author', id::text, jsonb_build_object('id', id) FROM replied
    ON CONFLICT (tenant_id, kind, key) DO NOTHING;
    RETURN NULL;
END $$;
-- once for all messages of a batch: the live path pays for it
CREATE TRIGGER note_reply AFTER INSERT ON messages REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION hub.note_reply();
