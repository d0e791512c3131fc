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
CREATE FUNCTION hub.note_replies(p_tenant uuid, p_conversations uuid[]) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, hub
AS $$
    WITH replied AS (
        UPDATE scheduled_messages
           SET replied_at = now(),
               state = CASE WHEN stop_on_reply THEN 'stopped' ELSE state END,
               stopped_by = CASE WHEN stop_on_reply THEN 'reply' END
         WHERE tenant_id = p_tenant AND conversation_id = ANY (p_conversations)
           AND state = 'waiting' AND replied_at IS NULL
        RETURNING id
    )
    INSERT INTO jobs (tenant_id, kind, key, payload)
    SELECT p_tenant, 'tell_author', id::text, jsonb_build_object('id', id) FROM replied
    ON CONFLICT (tenant_id, kind, key) DO NOTHING;
$$;
GRANT EXECUTE ON FUNCTION hub.note_replies TO hub_app;

-- Once for all messages of a batch, and where nobody has a reply waiting one look at an index that is empty: the live
-- path pays for it.
CREATE INDEX scheduled_messages_unanswered ON hub.scheduled_messages (tenant_id)
    WHERE state = 'waiting' AND replied_at IS NULL;
CREATE FUNCTION hub.note_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM hub.scheduled_messages s
                WHERE s.tenant_id = ANY (ARRAY (SELECT i.tenant_id FROM inserted i))
                  AND s.state = 'waiting' AND s.replied_at IS NULL) THEN
        PERFORM hub.note_replies(i.tenant_id, array_agg(i.conversation_id))
           FROM inserted i WHERE i.direction = 'inbound' GROUP BY i.tenant_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER note_reply AFTER INSERT ON messages REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION hub.note_reply();
