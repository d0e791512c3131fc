-- name: page(tenant, after_at, after_id, limit)
-- The oldest first.
SELECT * FROM hub.webhook_endpoints
 WHERE tenant_id = :tenant AND (:after_at::timestamptz IS NULL OR (created_at, id) > (:after_at, :after_id::uuid))
 ORDER BY created_at, id
 LIMIT :limit;

-- name: find(tenant, id)
SELECT * FROM hub.webhook_endpoints WHERE tenant_id = :tenant AND id = :id;

-- name: lock(tenant, id)
-- One, held until the transaction ends.
SELECT * FROM hub.webhook_endpoints WHERE tenant_id = :tenant AND id = :id FOR NO KEY UPDATE;

-- name: count(tenant)
SELECT count(*) FROM hub.webhook_endpoints WHERE tenant_id = :tenant;

-- name: add(tenant, id, url, description, events, secret)
INSERT INTO hub.webhook_endpoints (tenant_id, id, url, description, events, secret)
VALUES (:tenant, :id, :url, :description, :events::text[], :secret)
RETURNING *;

-- name: change(tenant, id, url, description, events, is_enabled)
-- Whoever changes it has looked at it: it begins anew.
UPDATE hub.webhook_endpoints
   SET url = :url, description = :description, events = :events::text[], is_enabled = :is_enabled,
       switched_off = NULL, failures = 0, failing_since = NULL, rest_until = NULL
 WHERE tenant_id = :tenant AND id = :id
RETURNING *;

-- name: rotate(tenant, id, secret, old_secret, seconds)
-- A new secret; the one before signs as well for so long.
UPDATE hub.webhook_endpoints
   SET secret = :secret, old_secret = :old_secret, old_secret_until = now() + make_interval(secs => :seconds)
 WHERE tenant_id = :tenant AND id = :id
RETURNING *;

-- name: remove(tenant, id)
DELETE FROM hub.webhook_endpoints WHERE tenant_id = :tenant AND id = :id;

-- name: begin(tenant)
-- From now on the feed is followed. Where it is already, its mark is held, so that nobody takes it away who does not see
-- yet who is to be told now.
INSERT INTO hub.webhook_marks AS m (tenant_id, position)
SELECT tenant_id, position FROM hub.feeds WHERE tenant_id = :tenant
ON CONFLICT (tenant_id) DO UPDATE SET position = m.position;

-- name: end(tenant)
-- Nobody is told any more.
WITH forgotten AS (DELETE FROM hub.webhook_conversations WHERE tenant_id = :tenant),
     unsaid AS (DELETE FROM hub.webhook_contacts WHERE tenant_id = :tenant)
DELETE FROM hub.webhook_marks WHERE tenant_id = :tenant;

-- name: is_heard(tenant, besides)
-- Whether any is switched on, another than this one.
SELECT EXISTS (SELECT FROM hub.webhook_endpoints
                WHERE tenant_id = :tenant AND is_enabled AND id IS DISTINCT FROM :besides::uuid);

-- name: listening(tenant)
-- Those that are switched on, held so that none of them puts its work down without seeing what is told now.
SELECT * FROM hub.webhook_endpoints WHERE tenant_id = :tenant AND is_enabled ORDER BY id FOR SHARE;

-- name: went_well(tenant, id)
UPDATE hub.webhook_endpoints SET failures = 0, failing_since = NULL, rest_until = NULL
 WHERE tenant_id = :tenant AND id = :id AND failing_since IS NOT NULL;

-- name: went_badly(tenant, id, seconds, patience)
-- It rests for so long; whoever failed for longer than `patience` is switched off.
UPDATE hub.webhook_endpoints e
   SET failures = e.failures + 1, failing_since = coalesce(e.failing_since, now()),
       rest_until = now() + make_interval(secs => :seconds),
       is_enabled = e.is_enabled AND NOT s.is_over, switched_off = CASE WHEN s.is_over THEN 'failing' END
  FROM (SELECT coalesce(failing_since < now() - make_interval(secs => :patience), false) AS is_over
          FROM hub.webhook_endpoints WHERE tenant_id = :tenant AND id = :id) AS s
 WHERE e.tenant_id = :tenant AND e.id = :id
RETURNING NOT e.is_enabled;

-- name: gone(tenant, id)
-- It said that it is gone for good.
UPDATE hub.webhook_endpoints SET is_enabled = false, switched_off = 'gone' WHERE tenant_id = :tenant AND id = :id;
