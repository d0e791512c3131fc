-- name: after(tenant, conversation_id, seq, limit, private)
-- What follows a seq, as one audience sees it.
SELECT id, conversation_id, seq, CASE WHEN :private::boolean THEN seq - 1 ELSE prev_public_seq END AS prev_seq, rev,
       client_id, direction, role, channel, sender_id, author_name, content_text, content_html, content_blocks, private,
       status, error_detail, has_attachments, created_at
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
           private, status, error_detail, has_attachments, created_at
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
       status, error_detail, has_attachments, created_at
  FROM messages
 WHERE tenant_id = :tenant AND conversation_id = :conversation_id AND rev > :rev AND seq <= :until_seq
   AND (:private::boolean OR NOT private)
 ORDER BY rev
 LIMIT :limit;

-- name: inbound_until(tenant, conversation_id, seq)
-- For an agent's read mark.
SELECT count(*) FROM messages
 WHERE tenant_id = :tenant AND conversation_id = :conversation_id AND seq <= :seq AND direction = 'inbound';
