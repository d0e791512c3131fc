-- part: followed
m.id, m.conversation_id, m.seq, m.seq - 1 AS prev_seq, m.prev_public_seq, m.rev, m.client_id, m.direction, m.role,
       m.channel, m.sender_id, m.author_name, m.content_text, m.content_html, m.content_blocks, m.private, m.status,
       m.cause, m.error_detail, m.dismissed, m.has_attachments, m.created_at, c.visitor_id

-- name: messages(tenant, ids)
-- Messages as everybody who follows them is to see them now.
SELECT {{followed}}
  FROM messages m JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id
 WHERE m.tenant_id = :tenant AND m.id = ANY (:ids::uuid[])
 ORDER BY m.conversation_id, m.seq;

-- name: missed(tenant, ids, seqs, limit)
-- What follows a seq of each conversation, at most so many of each.
SELECT {{followed}}
  FROM unnest(:ids::uuid[], :seqs::bigint[]) AS known (id, seq)
  JOIN conversations c ON c.tenant_id = :tenant AND c.id = known.id
 CROSS JOIN LATERAL (
    SELECT * FROM messages t
     WHERE t.tenant_id = :tenant AND t.conversation_id = known.id AND t.seq > known.seq
     ORDER BY t.seq
     LIMIT :limit
 ) AS m
 ORDER BY m.conversation_id, m.seq;

-- name: changed(tenant, ids, revs, limit)
-- What changed in each conversation after a rev, the latest so many of each, in their order.
SELECT {{followed}}
  FROM unnest(:ids::uuid[], :revs::bigint[]) AS known (id, rev)
  JOIN conversations c ON c.tenant_id = :tenant AND c.id = known.id
 CROSS JOIN LATERAL (
    SELECT * FROM messages t
     WHERE t.tenant_id = :tenant AND t.conversation_id = known.id AND t.rev > known.rev AND t.rev > 0
     ORDER BY t.rev DESC
     LIMIT :limit
 ) AS m
 ORDER BY m.conversation_id, m.rev;
