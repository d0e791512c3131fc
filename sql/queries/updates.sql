-- name: messages(tenant, ids)
-- Messages as everybody who follows them is to see them now.
SELECT m.id, m.conversation_id, m.seq, m.seq - 1 AS prev_seq, m.prev_public_seq, m.rev, m.client_id, m.direction, m.role,
       m.channel, m.sender_id, m.author_name, m.content_text, m.content_html, m.content_blocks, m.private, m.status,
       m.error_detail, m.has_attachments, m.created_at, c.visitor_id
  FROM messages m JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id
 WHERE m.tenant_id = :tenant AND m.id = ANY (:ids::uuid[])
 ORDER BY m.conversation_id, m.seq;

-- name: changed(tenant, conversation_id, rev, limit)
-- The latest changes of a conversation after a rev, in their order.
SELECT * FROM (
    SELECT m.id, m.conversation_id, m.seq, m.seq - 1 AS prev_seq, m.prev_public_seq, m.rev, m.client_id, m.direction,
           m.role, m.channel, m.sender_id, m.author_name, m.content_text, m.content_html, m.content_blocks, m.private,
           m.status, m.error_detail, m.has_attachments, m.created_at, c.visitor_id
      FROM messages m JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id
     WHERE m.tenant_id = :tenant AND m.conversation_id = :conversation_id AND m.rev > :rev AND m.rev > 0
     ORDER BY m.rev DESC
     LIMIT :limit
) AS latest ORDER BY rev;
