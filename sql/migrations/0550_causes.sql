-- Why something was not done, as a code (hub/model/failure.py: Cause) beside its words. Rows of before have none.

ALTER TABLE hub.dead_letters ADD COLUMN cause text, ADD COLUMN detail text, ADD COLUMN tries integer;
COMMENT ON COLUMN hub.dead_letters.cause IS 'The code of why; none: from before there were codes';
COMMENT ON COLUMN hub.dead_letters.detail IS 'What only this failure says: the provider''s words, an exception';
COMMENT ON COLUMN hub.dead_letters.tries IS 'How often a job was begun before it was given up';

ALTER TABLE messages ADD COLUMN cause text;
COMMENT ON COLUMN messages.cause IS 'The code of why it failed; error_code is the provider''s own';

ALTER TABLE hub.early_receipts ADD COLUMN cause text;

-- As in 0074, with the code. The one without stays for processes of the version before.
CREATE FUNCTION hub.move_message(p_tenant uuid, p_message uuid, p_status text, p_provider_id text, p_code text,
                                 p_cause text, p_detail text, p_back boolean)
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
    IF (p_back AND was.status NOT IN ('sending', 'unknown', 'failed')) OR (NOT p_back AND (
            hub.status_rank(p_status) <= hub.status_rank(was.status) OR was.status IN ('failed', 'read'))) THEN
        IF p_provider_id IS DISTINCT FROM was.provider_id THEN
            UPDATE messages m SET provider_id = coalesce(p_provider_id, m.provider_id)
             WHERE m.tenant_id = p_tenant AND m.id = p_message;
        END IF;
        RETURN NULL;
    END IF;
    UPDATE messages m
       SET status = p_status, provider_id = coalesce(p_provider_id, m.provider_id), error_code = p_code,
           cause = p_cause, error_detail = p_detail, rev = new_rev, updated_at = clock_timestamp()
     WHERE m.tenant_id = p_tenant AND m.id = p_message;
    UPDATE conversations c
       SET rev = new_rev, feed_position = hub.take_feed_positions(p_tenant, 1), updated_at = clock_timestamp(),
           last_message = CASE WHEN (c.last_message ->> 'seq')::bigint = was.seq
                               THEN jsonb_set(c.last_message, '{status}', to_jsonb(p_status)) ELSE c.last_message END
     WHERE c.tenant_id = p_tenant AND c.id = thread;
    RETURN new_rev;
END $$;
COMMENT ON FUNCTION hub.move_message(uuid, uuid, text, text, text, text, text, boolean)
    IS 'Moves an outbound message forward in its states, never back by itself';

CREATE OR REPLACE FUNCTION hub.move_message(p_tenant uuid, p_message uuid, p_status text, p_provider_id text,
                                            p_code text, p_detail text, p_back boolean)
RETURNS bigint LANGUAGE sql SET search_path = pg_catalog, public, hub AS $$
    SELECT hub.move_message(p_tenant, p_message, p_status, p_provider_id, p_code, NULL, p_detail, p_back)
$$;

REVOKE ALL ON FUNCTION hub.move_message(uuid, uuid, text, text, text, text, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.move_message(uuid, uuid, text, text, text, text, text, boolean) TO hub_app;
