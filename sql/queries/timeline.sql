-- name: add(tenant, id, contact, kind, actor, text, changes, conversation)
INSERT INTO hub.contact_events (tenant_id, id, contact_id, kind, actor_id, text, changes, conversation_id)
VALUES (:tenant, :id, :contact, :kind, :actor, :text, :changes, :conversation);

-- name: page(tenant, contact, kind, before_at, before_id, limit, {{seen}})
-- Newest first: what was done and what was said, each read by its own index.
(SELECT e.id, e.kind, CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name) END AS actor,
        e.text, e.changes, e.conversation_id, NULL AS channel, NULL AS status, e.created_at
   FROM hub.contact_events e
   LEFT JOIN users u ON u.tenant_id = e.tenant_id AND u.id = e.actor_id
  WHERE e.tenant_id = :tenant AND e.contact_id = :contact AND (:kind::text IS NULL OR e.kind = :kind)
    AND (:before_at::timestamptz IS NULL OR (e.created_at, e.id) < (:before_at, :before_id::uuid))
  ORDER BY e.created_at DESC, e.id DESC LIMIT :limit)
UNION ALL
(SELECT c.id, 'conversation', NULL, c.subject, '[]', c.id, c.channel, c.status, c.created_at
   FROM conversations c
  WHERE c.tenant_id = :tenant AND c.contact_id = :contact AND c.last_seq > 0
    AND {{seen}}
    AND (:kind::text IS NULL OR :kind = 'conversation')
    AND (:before_at::timestamptz IS NULL OR (c.created_at, c.id) < (:before_at, :before_id::uuid))
  ORDER BY c.created_at DESC, c.id DESC LIMIT :limit)
ORDER BY created_at DESC, id DESC
LIMIT :limit;

-- name: note(tenant, id)
SELECT e.id, e.contact_id, e.kind, e.actor_id, u.name AS actor_name, e.text, e.created_at
  FROM hub.contact_events e
  LEFT JOIN users u ON u.tenant_id = e.tenant_id AND u.id = e.actor_id
 WHERE e.tenant_id = :tenant AND e.id = :id AND e.kind = 'note';

-- name: remove_note(tenant, id)
DELETE FROM hub.contact_events WHERE tenant_id = :tenant AND id = :id AND kind = 'note';
