-- The live path's triggers, made lean. What a new message means for its conversation and for replies that wait is done in
-- one trigger: each that fires costs its call and a reading of the batch. And it locks no conversation first: whoever
-- numbers a message has locked its conversation before, append_messages in the order of their ids, take_next_seq each one.
-- Locks as before: conversations, then replies that wait, then the feed.
CREATE OR REPLACE FUNCTION update_conversation_last_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM hub.scheduled_messages s
                WHERE s.tenant_id = ANY (ARRAY (SELECT i.tenant_id FROM inserted i))
                  AND s.state = 'waiting' AND s.replied_at IS NULL) THEN
        PERFORM hub.note_replies(i.tenant_id, array_agg(i.conversation_id))
           FROM inserted i WHERE i.direction = 'inbound' GROUP BY i.tenant_id;
    END IF;

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

DROP TRIGGER note_reply ON messages;
DROP FUNCTION hub.note_reply;
