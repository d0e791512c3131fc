-- What nobody can say the outcome of may be dismissed like what failed; as in 0551 otherwise.

CREATE OR REPLACE FUNCTION hub.dismiss_message(p_tenant uuid, p_message uuid, p_dismissed jsonb)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, public, hub AS $$
DECLARE
    thread uuid;
    was record;
    new_rev bigint;
BEGIN
    SELECT m.conversation_id INTO thread FROM messages m WHERE m.tenant_id = p_tenant AND m.id = p_message;
    SELECT c.rev + 1 INTO new_rev FROM conversations c
     WHERE c.tenant_id = p_tenant AND c.id = thread FOR NO KEY UPDATE;
    SELECT m.status, m.seq, m.dismissed INTO was FROM messages m
     WHERE m.tenant_id = p_tenant AND m.id = p_message FOR NO KEY UPDATE;
    IF NOT FOUND OR was.status NOT IN ('failed', 'unknown') OR (was.dismissed IS NULL) = (p_dismissed IS NULL) THEN
        RETURN NULL;
    END IF;
    UPDATE messages m SET dismissed = p_dismissed, rev = new_rev, updated_at = clock_timestamp()
     WHERE m.tenant_id = p_tenant AND m.id = p_message;
    UPDATE conversations c
       SET rev = new_rev, feed_position = hub.take_feed_positions(p_tenant, 1), updated_at = clock_timestamp(),
           last_message = CASE WHEN (c.last_message ->> 'seq')::bigint <> was.seq THEN c.last_message
                               WHEN p_dismissed IS NULL THEN c.last_message - 'dismissed'
                               ELSE c.last_message || '{"dismissed": true}' END
     WHERE c.tenant_id = p_tenant AND c.id = thread;
    RETURN new_rev;
END $$;
COMMENT ON FUNCTION hub.dismiss_message
    IS 'Puts away that a message failed or may have, or (null) takes that back; null: nothing changed';
