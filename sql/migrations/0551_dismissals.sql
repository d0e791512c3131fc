-- A message that failed may be dismissed: it stays failed, and asks for nobody's attention any more.

ALTER TABLE messages ADD COLUMN dismissed jsonb;
COMMENT ON COLUMN messages.dismissed IS 'Who put away that it failed, and when; what is sent again is not dismissed';

-- As in 0550; what moves on is not dismissed any more.
CREATE OR REPLACE FUNCTION hub.move_message(p_tenant uuid, p_message uuid, p_status text, p_provider_id text,
                                            p_code text, p_cause text, p_detail text, p_back boolean)
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
           cause = p_cause, error_detail = p_detail, dismissed = NULL, rev = new_rev, updated_at = clock_timestamp()
     WHERE m.tenant_id = p_tenant AND m.id = p_message;
    UPDATE conversations c
       SET rev = new_rev, feed_position = hub.take_feed_positions(p_tenant, 1), updated_at = clock_timestamp(),
           last_message = CASE WHEN (c.last_message ->> 'seq')::bigint = was.seq
                               THEN jsonb_set(c.last_message - 'dismissed', '{status}', to_jsonb(p_status))
                               ELSE c.last_message END
     WHERE c.tenant_id = p_tenant AND c.id = thread;
    RETURN new_rev;
END $$;

CREATE FUNCTION hub.dismiss_message(p_tenant uuid, p_message uuid, p_dismissed jsonb)
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
    IF NOT FOUND OR was.status <> 'failed' OR (was.dismissed IS NULL) = (p_dismissed IS NULL) THEN
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
COMMENT ON FUNCTION hub.dismiss_message IS 'Puts away that a message failed, or (null) takes that back; null: nothing changed';
REVOKE ALL ON FUNCTION hub.dismiss_message FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.dismiss_message TO hub_app;
