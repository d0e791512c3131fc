-- What goes out to providers: every queued message has its job, every try is noted before it is made.

CREATE TABLE hub.attempts (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    message_id uuid NOT NULL,
    outcome text NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'sent', 'refused', 'retry', 'unknown')),
    detail text,
    started_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX attempts_of_message ON hub.attempts (tenant_id, message_id, started_at);
COMMENT ON TABLE hub.attempts IS 'Tries to hand a message to a provider; noted before the first byte leaves';
CALL hub.wall('hub.attempts');

CREATE TABLE hub.early_receipts (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    channel text NOT NULL CHECK (channel IN ('email', 'whatsapp', 'widget', 'phone')),
    provider_id text NOT NULL,
    status text NOT NULL CHECK (status IN ('sent', 'delivered', 'read', 'failed')),
    error_code text,
    error_detail text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX early_receipts_of_message ON hub.early_receipts (tenant_id, channel, provider_id);
CREATE INDEX early_receipts_old ON hub.early_receipts (created_at); -- swept for all tenants
COMMENT ON TABLE hub.early_receipts IS 'Receipts that came before the message they are about was known by that id';
CALL hub.wall('hub.early_receipts');
CALL hub.open_to_owner('hub.early_receipts', 'SELECT');
CALL hub.open_to_owner('hub.early_receipts', 'DELETE');

CREATE FUNCTION hub.sweep_receipts() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    WITH gone AS (DELETE FROM hub.early_receipts WHERE created_at < now() - interval '7 days' RETURNING 1)
    SELECT count(*) FROM gone
$$;
COMMENT ON FUNCTION hub.sweep_receipts IS 'Deletes receipts for messages that never were ours; how many';

-- A message that is to leave by a provider gets its job in its own transaction, whoever inserts it. A live message of
-- the website chat never meets the condition, and that is all it pays.
CREATE FUNCTION hub.enqueue_send() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO hub.jobs (tenant_id, kind, key, line, payload)
    VALUES (NEW.tenant_id, 'send', NEW.id, NEW.conversation_id, jsonb_build_object('message_id', NEW.id))
    ON CONFLICT (tenant_id, kind, key) DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER enqueue_send AFTER INSERT ON messages FOR EACH ROW
    WHEN (NEW.status = 'queued') EXECUTE FUNCTION hub.enqueue_send();

-- How far a message is; it only ever moves up. Nobody knows: it may have left, so that it is more than sending.
CREATE FUNCTION hub.status_rank(status text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE status WHEN 'queued' THEN 1 WHEN 'sending' THEN 2 WHEN 'unknown' THEN 3 WHEN 'sent' THEN 4
                       WHEN 'delivered' THEN 5 WHEN 'failed' THEN 6 WHEN 'read' THEN 7 ELSE 8 END
$$;

-- Moves a message to a status, if that is a step forward (failed and read are ends), or back to the queue where the
-- caller knows that nothing left. Raises rev and takes a place in the feed. Answers the new rev; null: did not move.
CREATE FUNCTION hub.move_message(p_tenant uuid, p_message uuid, p_status text, p_provider_id text, p_code text,
                                 p_detail text, p_back boolean)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, public, hub AS $$
DECLARE
    thread uuid;
    was record;
    new_rev bigint;
BEGIN
    SELECT m.conversation_id INTO thread FROM messages m WHERE m.tenant_id = p_tenant AND m.id = p_message;
    SELECT c.rev + 1 INTO new_rev FROM conversations c
     WHERE c.tenant_id = p_tenant AND c.id = thread FOR NO KEY UPDATE;
    SELECT m.status, m.seq, m.direction, m.provider_id INTO was FROM messages m
     WHERE m.tenant_id = p_tenant AND m.id = p_message FOR NO KEY UPDATE;
    IF NOT FOUND OR was.direction = 'inbound' THEN
        RETURN NULL;
    END IF;
    IF NOT p_back AND (hub.status_rank(p_status) <= hub.status_rank(was.status) OR was.status IN ('failed', 'read')) THEN
        IF p_provider_id IS DISTINCT FROM was.provider_id THEN
            UPDATE messages m SET provider_id = coalesce(p_provider_id, m.provider_id)
             WHERE m.tenant_id = p_tenant AND m.id = p_message;
        END IF;
        RETURN NULL;
    END IF;
    UPDATE messages m
       SET status = p_status, provider_id = coalesce(p_provider_id, m.provider_id), error_code = p_code,
           error_detail = p_detail, rev = new_rev, updated_at = clock_timestamp()
     WHERE m.tenant_id = p_tenant AND m.id = p_message;
    UPDATE conversations c
       SET rev = new_rev, feed_position = hub.take_feed_positions(p_tenant, 1), updated_at = clock_timestamp(),
           last_message = CASE WHEN (c.last_message ->> 'seq')::bigint = was.seq
                               THEN jsonb_set(c.last_message, '{status}', to_jsonb(p_status)) ELSE c.last_message END
     WHERE c.tenant_id = p_tenant AND c.id = thread;
    RETURN new_rev;
END $$;
COMMENT ON FUNCTION hub.move_message IS 'Moves an outbound message forward in its states, never back by itself';

-- A message got something after it was stored: a file that had to be fetched.
CREATE FUNCTION hub.touch_message(p_tenant uuid, p_message uuid) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public, hub AS $$
DECLARE
    thread uuid;
    new_rev bigint;
BEGIN
    SELECT m.conversation_id INTO thread FROM messages m WHERE m.tenant_id = p_tenant AND m.id = p_message;
    -- the conversation before the feed, as everywhere: an UPDATE alone would take the feed first
    PERFORM 1 FROM conversations c WHERE c.tenant_id = p_tenant AND c.id = thread FOR NO KEY UPDATE;
    UPDATE conversations c
       SET rev = c.rev + 1, feed_position = hub.take_feed_positions(p_tenant, 1), updated_at = clock_timestamp()
     WHERE c.tenant_id = p_tenant AND c.id = thread
    RETURNING c.rev INTO new_rev;
    UPDATE messages m SET rev = new_rev, updated_at = clock_timestamp()
     WHERE m.tenant_id = p_tenant AND m.id = p_message;
    RETURN new_rev;
END $$;
COMMENT ON FUNCTION hub.touch_message IS 'Raises rev for a message that changed; answers it';

REVOKE ALL ON FUNCTION hub.enqueue_send, hub.status_rank, hub.move_message, hub.touch_message, hub.sweep_receipts
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.enqueue_send, hub.status_rank, hub.move_message, hub.touch_message, hub.sweep_receipts
    TO hub_app;
GRANT EXECUTE ON FUNCTION hub.sweep_receipts TO hub_worker;
