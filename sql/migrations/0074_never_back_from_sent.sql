-- Back into the queue only from where a message may not have arrived: a receipt can be quicker than the answer that the
-- provider is busy, and what has arrived is not sent again whatever came later.
CREATE OR REPLACE FUNCTION hub.move_message(p_tenant uuid, p_message uuid, p_status text, p_provider_id text,
                                            p_code text, p_detail text, p_back boolean)
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
           error_detail = p_detail, rev = new_rev, updated_at = clock_timestamp()
     WHERE m.tenant_id = p_tenant AND m.id = p_message;
    UPDATE conversations c
       SET rev = new_rev, feed_position = hub.take_feed_positions(p_tenant, 1), updated_at = clock_timestamp(),
           last_message = CASE WHEN (c.last_message ->> 'seq')::bigint = was.seq
                               THEN jsonb_set(c.last_message, '{status}', to_jsonb(p_status)) ELSE c.last_message END
     WHERE c.tenant_id = p_tenant AND c.id = thread;
    RETURN new_rev;
END $$;
