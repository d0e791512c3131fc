-- name: take(tenant, actor, key, method, path, hash)
-- The first to come gets the key; so does who comes when an earlier one has ended, or stopped before it changed anything.
INSERT INTO hub.idempotency_keys AS k (tenant_id, actor_key, key, method, path, request_hash)
VALUES (:tenant, :actor, :key, :method, :path, :hash)
ON CONFLICT (tenant_id, actor_key, key) DO UPDATE
   SET method = excluded.method, path = excluded.path, request_hash = excluded.request_hash, status = NULL,
       headers = NULL, body = NULL, progress = 'begun', created_at = now(), expires_at = excluded.expires_at
 WHERE k.expires_at < now() 
    OR (k.status IS NULL AND k.progress = 'begun' AND k.created_at < now() - interval '2 minutes');

-- name: find(tenant, actor, key)
SELECT request_hash, status, headers ->> 'content_type' AS content_type, body,
       progress = 'lost' OR (progress = 'carried_out' AND status IS NULL AND created_at < now() - interval '2 minutes')
           AS is_lost
  FROM hub.idempotency_keys
 WHERE tenant_id = :tenant AND actor_key = :actor AND key = :key;

-- name: finish(tenant, actor, key, status, headers, body)
UPDATE hub.idempotency_keys SET status = :status, headers = :headers, body = :body
 WHERE tenant_id = :tenant AND actor_key = :actor AND key = :key AND status IS NULL;

-- name: carry_out(tenant, actor, key)
-- In the transaction that changes something; one that only read leaves the key as it is.
UPDATE hub.idempotency_keys SET progress = 'carried_out'
 WHERE tenant_id = :tenant AND actor_key = :actor AND key = :key AND status IS NULL AND progress = 'begun'
   AND pg_current_xact_id_if_assigned() IS NOT NULL;

-- name: lose(tenant, actor, key)
UPDATE hub.idempotency_keys SET progress = 'lost'
 WHERE tenant_id = :tenant AND actor_key = :actor AND key = :key AND status IS NULL AND progress = 'carried_out';

-- name: kept(tenant, actor, key, limit)
-- Some answers that have words in them, after this place.
SELECT actor_key AS actor, key, body FROM hub.idempotency_keys
 WHERE tenant_id = :tenant AND (actor_key, key) > (:actor, :key) AND body <> ''
 ORDER BY actor_key, key LIMIT :limit;

-- name: forget(tenant, actor, key)
-- Asked again, the request hears that its answer is lost.
UPDATE hub.idempotency_keys SET body = NULL, headers = NULL, status = NULL, progress = 'lost'
 WHERE tenant_id = :tenant AND actor_key = :actor AND key = :key;

-- name: abandon_begun(tenant, actor, key)
DELETE FROM hub.idempotency_keys
 WHERE tenant_id = :tenant AND actor_key = :actor AND key = :key AND status IS NULL AND progress = 'begun';

-- name: abandon(tenant, actor, key)
DELETE FROM hub.idempotency_keys
 WHERE tenant_id = :tenant AND actor_key = :actor AND key = :key AND status IS NULL;
