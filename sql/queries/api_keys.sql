-- name: page(tenant, before_at, before_id, limit)
-- Keys that were not revoked, newest first.
SELECT id, name, prefix, scopes, created_by, last_used_at, expires_at, created_at FROM api_keys
 WHERE tenant_id = :tenant AND revoked_at IS NULL
   AND (:before_at::timestamptz IS NULL OR (created_at, id) < (:before_at, :before_id::uuid))
 ORDER BY created_at DESC, id DESC
 LIMIT :limit;

-- name: add(tenant, id, name, prefix, hash, scopes, created_by, expires_at)
INSERT INTO api_keys (tenant_id, id, name, prefix, key_hash, scopes, created_by, expires_at)
VALUES (:tenant, :id, :name, :prefix, :hash, :scopes::text[], :created_by, :expires_at)
RETURNING id, name, prefix, scopes, created_by, last_used_at, expires_at, created_at;

-- name: revoke(tenant, id)
UPDATE api_keys SET revoked_at = now() WHERE tenant_id = :tenant AND id = :id AND revoked_at IS NULL RETURNING name;

-- name: touch(tenant, id)
-- Once a minute is enough to see whether a key is in use.
UPDATE api_keys SET last_used_at = now()
 WHERE tenant_id = :tenant AND id = :id AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute');
