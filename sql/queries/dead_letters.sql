-- name: bury_raw(tenant, id, raw_id, channel, account_id, cause, detail, reason)
-- One open letter a payload.
INSERT INTO hub.dead_letters (tenant_id, id, kind, raw_id, channel, account_id, cause, detail, reason)
VALUES (:tenant, :id, 'inbound', :raw_id, :channel, :account_id, :cause, :detail, :reason)
ON CONFLICT (tenant_id, raw_id) WHERE raw_id IS NOT NULL AND state = 'open' DO UPDATE
   SET cause = excluded.cause, detail = excluded.detail, reason = excluded.reason;

-- name: bury_job(tenant, id, job_kind, job_key, job_line, job_payload, tries, cause, detail, reason)
INSERT INTO hub.dead_letters (tenant_id, id, kind, job_kind, job_key, job_line, job_payload, tries, cause, detail,
                              reason)
VALUES (:tenant, :id, 'job', :job_kind, :job_key, :job_line, :job_payload, :tries, :cause, :detail, :reason);

-- part: wanted
AND (:cause::text IS NULL OR cause = :cause) AND (:channel::text IS NULL OR channel = :channel)

-- name: page(tenant, state, cause, channel, before_at, before_id, limit)
-- Newest first.
SELECT id, kind, channel, account_id, cause, detail, reason, tries, state, job_kind, job_key, raw_id, created_at, resolved_at
  FROM hub.dead_letters
 WHERE tenant_id = :tenant AND state = :state {{wanted}}
   AND (:before_at::timestamptz IS NULL OR (created_at, id) < (:before_at, :before_id::uuid))
 ORDER BY created_at DESC, id DESC
 LIMIT :limit;

-- name: find(tenant, id)
SELECT id, kind, channel, account_id, cause, detail, reason, tries, state, job_kind, job_key, raw_id, created_at, resolved_at
  FROM hub.dead_letters WHERE tenant_id = :tenant AND id = :id;

-- name: lock(tenant, id)
-- Held until the transaction ends.
SELECT id, kind, channel, account_id, cause, detail, reason, tries, state, job_kind, job_key, raw_id, created_at, resolved_at
  FROM hub.dead_letters WHERE tenant_id = :tenant AND id = :id FOR UPDATE;

-- name: job(tenant, id)
-- The order that a letter holds.
SELECT job_kind AS kind, job_key AS key, job_line AS line, job_payload AS payload
  FROM hub.dead_letters WHERE tenant_id = :tenant AND id = :id AND kind = 'job';

-- name: resolve(tenant, id, state, by)
UPDATE hub.dead_letters SET state = :state, resolved_by = :by, resolved_at = now()
 WHERE tenant_id = :tenant AND id = :id AND state = 'open';

-- name: discard_all(tenant, cause, channel, by)
-- Everything that is open, or of one cause or channel.
UPDATE hub.dead_letters SET state = 'discarded', resolved_by = :by, resolved_at = now()
 WHERE tenant_id = :tenant AND state = 'open' {{wanted}};

-- name: resolve_job(tenant, kind, key, state, by)
-- The open letters of one job.
UPDATE hub.dead_letters SET state = :state, resolved_by = :by, resolved_at = now()
 WHERE tenant_id = :tenant AND kind = 'job' AND job_kind = :kind AND job_key = :key AND state = 'open';

-- name: enqueue(tenant, kind, key, line, payload)
INSERT INTO hub.jobs (tenant_id, kind, key, line, payload) VALUES (:tenant, :kind, :key, :line, :payload)
ON CONFLICT (tenant_id, kind, key) DO NOTHING;
