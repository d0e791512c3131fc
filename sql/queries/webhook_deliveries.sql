-- part: log
id, endpoint_id, event, subject_id, state, attempts, attempted_at, response_status, response_body, error, duration_ms,
       CASE WHEN state = 'pending' THEN due_at END AS due_at, created_at

-- name: page(tenant, endpoint, state, before_at, before_id, limit)
-- Newest first.
SELECT {{log}}
  FROM hub.webhook_deliveries
 WHERE tenant_id = :tenant AND endpoint_id = :endpoint AND (:state::text IS NULL OR state = :state)
   AND (:before_at::timestamptz IS NULL OR (created_at, id) < (:before_at, :before_id::uuid))
 ORDER BY created_at DESC, id DESC
 LIMIT :limit;

-- name: find(tenant, id)
SELECT {{log}}, body FROM hub.webhook_deliveries WHERE tenant_id = :tenant AND id = :id;

-- name: add(tenant, ids, endpoints, events, subjects, bodies)
-- In the order given.
INSERT INTO hub.webhook_deliveries (tenant_id, id, endpoint_id, event, subject_id, body)
SELECT :tenant, n.id, n.endpoint_id, n.event, n.subject_id, n.body
  FROM unnest(:ids::uuid[], :endpoints::uuid[], :events::text[], :subjects::uuid[], :bodies::text[])
    WITH ORDINALITY AS n (id, endpoint_id, event, subject_id, body, place)
 ORDER BY n.place;

-- name: ring(tenant, endpoint, payload, seconds)
-- There is something to deliver in so many seconds: one job an endpoint, and sooner wins.
INSERT INTO hub.jobs (tenant_id, kind, key, payload, run_at)
VALUES (:tenant, 'webhook', :endpoint::uuid::text, :payload, now() + make_interval(secs => :seconds))
ON CONFLICT (tenant_id, kind, key) DO UPDATE SET run_at = least(hub.jobs.run_at, EXCLUDED.run_at)
 WHERE hub.jobs.claimed_by IS NULL;

-- name: due(tenant, endpoint, limit)
-- What can be delivered now: of each conversation or contact the first that waits.
SELECT id, event, body, attempts FROM hub.webhook_deliveries d
 WHERE tenant_id = :tenant AND endpoint_id = :endpoint AND state = 'pending' AND due_at <= now()
   AND NOT EXISTS (
        SELECT FROM hub.webhook_deliveries e
         WHERE e.tenant_id = d.tenant_id AND e.endpoint_id = d.endpoint_id AND e.subject_id = d.subject_id
           AND e.state = 'pending' AND e.position < d.position)
 ORDER BY position
 LIMIT :limit;

-- name: next_due(tenant, endpoint)
-- Seconds until something can be delivered; nothing where nothing waits.
SELECT extract(epoch FROM min(greatest(first.due_at, e.rest_until, now())) - now())::float
  FROM hub.webhook_endpoints e
 CROSS JOIN LATERAL (
    SELECT DISTINCT ON (d.subject_id) d.due_at FROM hub.webhook_deliveries d
     WHERE d.tenant_id = e.tenant_id AND d.endpoint_id = e.id AND d.state = 'pending'
     ORDER BY d.subject_id, d.position
 ) AS first
 WHERE e.tenant_id = :tenant AND e.id = :endpoint AND e.is_enabled;

-- name: note(tenant, id, is_delivered, seconds, patience, status, body, error, duration_ms)
-- What a try came to. One that failed is due again in so many seconds, unless that is later than `patience` allows.
UPDATE hub.webhook_deliveries
   SET state = CASE WHEN :is_delivered THEN 'delivered'
                    WHEN now() + make_interval(secs => :seconds) > pressed_at + make_interval(secs => :patience)
                    THEN 'failed' ELSE 'pending' END,
       due_at = now() + make_interval(secs => :seconds), attempts = attempts + 1, attempted_at = now(),
       response_status = :status, response_body = :body, error = :error, duration_ms = :duration_ms
 WHERE tenant_id = :tenant AND id = :id;

-- name: add_done(tenant, id, endpoint, event, subject, body, state, status, response, error, duration_ms)
-- A try that was made at once, by the button.
INSERT INTO hub.webhook_deliveries (tenant_id, id, endpoint_id, event, subject_id, body, state, attempts, attempted_at,
                                    response_status, response_body, error, duration_ms)
VALUES (:tenant, :id, :endpoint, :event, :subject, :body, :state, 1, now(), :status, :response, :error, :duration_ms);

-- name: replay(tenant, id)
-- Deliver it once more, whatever came of it before.
UPDATE hub.webhook_deliveries SET state = 'pending', due_at = now(), pressed_at = now()
 WHERE tenant_id = :tenant AND id = :id AND state <> 'pending'
RETURNING endpoint_id;

-- name: replay_failed(tenant, endpoint, since)
-- Everything that failed since then.
UPDATE hub.webhook_deliveries SET state = 'pending', due_at = now(), pressed_at = now()
 WHERE tenant_id = :tenant AND endpoint_id = :endpoint AND state = 'failed' AND created_at >= :since;

-- name: behind(limit)
-- Tenants that have something to tell.
SELECT unnest(hub.tenants_to_tell(:limit));

-- name: hold(tenant)
-- How far the feed was told, held until the transaction ends; nothing while somebody else tells.
SELECT position, began_at FROM hub.webhook_marks WHERE tenant_id = :tenant FOR NO KEY UPDATE SKIP LOCKED;

-- name: move(tenant, position)
-- Told up to here.
UPDATE hub.webhook_marks SET position = :position WHERE tenant_id = :tenant;

-- name: known(tenant, conversations, began_at)
-- What was told of these conversations. Of one that was never told of: what was there before anybody listened.
SELECT c.id AS conversation_id, k.conversation_id IS NOT NULL AS is_told, k.face, c.created_at >= :began_at AS is_new,
       coalesce(k.seq, (SELECT max(m.seq) FROM messages m
                         WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.id AND m.created_at < :began_at), 0) AS seq,
       coalesce(k.rev, (SELECT max(m.rev) FROM messages m
                         WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.id AND m.rev > 0
                           AND m.updated_at < :began_at), 0) AS rev
  FROM unnest(:conversations::uuid[]) AS moved (id)
  JOIN conversations c ON c.tenant_id = :tenant AND c.id = moved.id
  LEFT JOIN hub.webhook_conversations k ON k.tenant_id = c.tenant_id AND k.conversation_id = c.id;

-- name: keep(tenant, conversations, seqs, revs, faces)
INSERT INTO hub.webhook_conversations (tenant_id, conversation_id, seq, rev, face)
SELECT :tenant, n.id, n.seq, n.rev, n.face
  FROM unnest(:conversations::uuid[], :seqs::bigint[], :revs::bigint[], :faces::text[]) AS n (id, seq, rev, face)
ON CONFLICT (tenant_id, conversation_id) DO UPDATE SET seq = EXCLUDED.seq, rev = EXCLUDED.rev, face = EXCLUDED.face;

-- name: take_contacts(tenant, limit)
-- What happened to contacts and was not told yet.
WITH taken AS (
    DELETE FROM hub.webhook_contacts w USING (
        SELECT contact_id, event FROM hub.webhook_contacts WHERE tenant_id = :tenant
         ORDER BY created_at, contact_id LIMIT :limit FOR UPDATE SKIP LOCKED) AS o
     WHERE w.tenant_id = :tenant AND w.contact_id = o.contact_id AND w.event = o.event
    RETURNING w.contact_id, w.event, w.created_at)
SELECT contact_id, event FROM taken ORDER BY created_at, event;
