-- name: take(tenant, actor, key, method, path, hash)
-- The first to come gets the key; so does who comes when an earlier one has ended or never came to its end.
INSERT INTO hub.idempotency_keys AS k (tenant_id, actor_key, key, method, path, request_hash)
VALUES (:tenant, :actor, :key, :method, :path, :hash)
ON CONFLICT (tenant_id, actor_key, key) DO UPDATE
   SET method = excluded.method, path = excluded.path, request_hash = excluded.request_hash, status = NULL,
       headers = NULL, body = NULL, created_at = now(), expires_at = excluded.expires_at
 WHERE k.expires_at < now() OR (k.status IS NULL AND k.created_at < now() - interval '2 minutes');

-- name: find(tenant, actor, key)
SELECT request_hash, status, headers ->> 'content_type' AS content_type, body FROM hub.idempotency_keys
 WHERE tenant_id = :tenant AND actor_key = :actor AND key = :key;

-- name: finish(tenant, actor, key, status, headers, body)
UPDATE hub.idempotency_keys SET status = :status, headers = :headers, body = :body
 WHERE tenant_id = :tenant AND actor_key = :actor AND key = :key AND status IS NULL;

-- name: abandon(tenant, actor, key)
DELETE FROM hub.idempotency_keys
 WHERE tenant_id = :tenant AND actor_key = :actor AND key = :key AND status IS NULL;
