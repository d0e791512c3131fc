-- name: add(tenant, id, actor_kind, actor_id, action, entity_type, entity_id, details, ip, user_agent, request_id)
INSERT INTO audit_logs (tenant_id, id, actor_kind, actor_id, action, entity_type, entity_id, details, ip, user_agent,
                        request_id)
VALUES (:tenant, :id, :actor_kind, :actor_id, :action, :entity_type, :entity_id, :details, :ip::text::inet,
        :user_agent, :request_id);

-- name: kinds(tenant)
-- What kinds of things its entries are about (`tag` of `tag.created`): from one to the next by the index.
WITH RECURSIVE kinds AS (
    (SELECT min(split_part(action, '.', 1)) AS kind FROM audit_logs WHERE tenant_id = :tenant)
    UNION ALL
    SELECT (SELECT min(split_part(l.action, '.', 1)) FROM audit_logs l
             WHERE l.tenant_id = :tenant AND split_part(l.action, '.', 1) > k.kind)
      FROM kinds k WHERE k.kind IS NOT NULL
)
SELECT kind FROM kinds WHERE kind IS NOT NULL;

-- name: page(tenant, action, actor, since, until, before_at, before_id, limit)
-- Newest first; `action` is one (`tag.created`), or a kind of thing (`tag`).
SELECT l.id, l.actor_kind, l.actor_id, coalesce(u.name, k.name) AS actor_name, l.action, l.entity_type, l.entity_id,
       l.details, host(l.ip) AS ip, l.user_agent, l.request_id, l.created_at
  FROM audit_logs l
  LEFT JOIN users u ON u.tenant_id = l.tenant_id AND u.id = l.actor_id AND l.actor_kind = 'user'
  LEFT JOIN api_keys k ON k.tenant_id = l.tenant_id AND k.id = l.actor_id AND l.actor_kind = 'api_key'
 WHERE l.tenant_id = :tenant
   AND (:action::text IS NULL OR l.action = :action OR split_part(l.action, '.', 1) = :action)
   AND (:actor::uuid IS NULL OR l.actor_id = :actor)
   AND (:since::timestamptz IS NULL OR l.created_at >= :since)
   AND (:until::timestamptz IS NULL OR l.created_at < :until)
   AND (:before_at::timestamptz IS NULL OR (l.created_at, l.id) < (:before_at, :before_id::uuid))
 ORDER BY l.created_at DESC, l.id DESC
 LIMIT :limit;
