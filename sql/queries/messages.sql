-- name: after(tenant, conversation_id, seq, limit, private)
-- What follows a seq, as one audience sees it.
SELECT id, conversation_id, seq, CASE WHEN :private::boolean THEN seq - 1 ELSE prev_public_seq END AS prev_seq, rev,
       client_id, direction, role, channel, sender_id, author_name, content_text, content_html, content_blocks, private,
       status, cause, error_detail, dismissed, has_attachments, created_at
  FROM messages
 WHERE tenant_id = :tenant AND conversation_id = :conversation_id AND seq > :seq
   AND (:private::boolean OR NOT private)
 ORDER BY seq
 LIMIT :limit;

-- name: before(tenant, conversation_id, seq, limit, private)
-- What stands just before a seq, still in ascending order.
SELECT * FROM (
    SELECT id, conversation_id, seq, CASE WHEN :private::boolean THEN seq - 1 ELSE prev_public_seq END AS prev_seq, rev,
           client_id, direction, role, channel, sender_id, author_name, content_text, content_html, content_blocks,
           private, status, cause, error_detail, dismissed, has_attachments, created_at
      FROM messages
     WHERE tenant_id = :tenant AND conversation_id = :conversation_id AND seq < :seq
       AND (:private::boolean OR NOT private)
     ORDER BY seq DESC
     LIMIT :limit
) AS page
 ORDER BY seq;

-- name: changed(tenant, conversation_id, rev, until_seq, limit, private)
-- Messages the reader already has that changed after a rev.
SELECT id, conversation_id, seq, CASE WHEN :private::boolean THEN seq - 1 ELSE prev_public_seq END AS prev_seq, rev,
       client_id, direction, role, channel, sender_id, author_name, content_text, content_html, content_blocks, private,
       status, cause, error_detail, dismissed, has_attachments, created_at
  FROM messages
 WHERE tenant_id = :tenant AND conversation_id = :conversation_id AND rev > :rev AND seq <= :until_seq
   AND (:private::boolean OR NOT private)
 ORDER BY rev
 LIMIT :limit;

-- name: last_inbound(tenant, conversation_id)
-- The customer's last message.
SELECT seq FROM messages WHERE tenant_id = :tenant AND conversation_id = :conversation_id AND direction = 'inbound'
 ORDER BY seq DESC LIMIT 1;

-- name: inbound_until(tenant, conversation_id, seq)
-- For an agent's read mark.
SELECT count(*) FROM messages
 WHERE tenant_id = :tenant AND conversation_id = :conversation_id AND seq <= :seq AND direction = 'inbound';

-- name: say(tenant, conversation_id, text, blocks)
-- What happened to a conversation, for agents: a line in its thread. Its conversation is locked.
INSERT INTO messages (tenant_id, conversation_id, direction, role, private, status, content_text, content_blocks)
VALUES (:tenant, :conversation_id, 'outbound', 'system', true, 'sent', :text, :blocks)
RETURNING id;

-- name: say_anew(tenant, conversation_id, message_id, text, blocks)
-- The same line, changed: a second thought, or what was taken back. Its conversation is locked.
WITH line AS (
    UPDATE messages m
       SET content_text = :text, content_blocks = :blocks, rev = c.rev + 1, updated_at = now()
      FROM conversations c
     WHERE m.tenant_id = :tenant AND m.id = :message_id AND c.tenant_id = :tenant AND c.id = :conversation_id
    RETURNING m.seq, m.rev
)
UPDATE conversations c
   SET rev = line.rev, updated_at = now(), feed_position = hub.take_feed_positions(:tenant, 1),
       last_message = CASE WHEN (c.last_message ->> 'seq')::bigint = line.seq
                           THEN jsonb_set(c.last_message, '{text}', to_jsonb(left(:text::text, 160)))
                           ELSE c.last_message END
  FROM line
 WHERE c.tenant_id = :tenant AND c.id = :conversation_id;
