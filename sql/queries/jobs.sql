-- name: enqueue(tenant, kind, key, line, payload, seconds)
-- In the transaction of the fact that causes it. A job that is waiting already stays as it is. It is as old as its time
-- is past: one of last week's for today was not tried in vain for a week.
INSERT INTO hub.jobs (tenant_id, kind, key, line, payload, run_at, created_at)
SELECT :tenant, :kind, :key, :line, :payload, at, at FROM (SELECT now() + make_interval(secs => :seconds::float8)) t (at)
ON CONFLICT (tenant_id, kind, key) DO NOTHING;

-- name: find(tenant, id)
SELECT id, kind, key, line, payload, attempts, crashes, created_at FROM hub.jobs WHERE tenant_id = :tenant AND id = :id;

-- name: hold(tenant, id, token)
-- Held until the transaction ends, if this claim is still the last one.
SELECT true FROM hub.jobs WHERE tenant_id = :tenant AND id = :id AND token = :token FOR NO KEY UPDATE;

-- name: finish(tenant, id, token)
DELETE FROM hub.jobs WHERE tenant_id = :tenant AND id = :id AND token = :token;

-- name: put_back(tenant, id, token, seconds, error)
-- Once more, later. The clock is PostgreSQL's: workers' may differ.
UPDATE hub.jobs
   SET run_at = clock_timestamp() + make_interval(secs => :seconds::float8), claimed_by = NULL, last_error = :error
 WHERE tenant_id = :tenant AND id = :id AND token = :token;

-- name: claim(worker, kinds, most, after, cap, lease, tenants)
-- For all tenants: which jobs are this worker's next.
SELECT tenant_id, id, kind, token
  FROM hub.claim_jobs(:worker, :kinds::text[], :most, :after, :cap, make_interval(secs => :lease::float8), :tenants);

-- name: renew(tenants, ids, tokens, lease)
-- For all tenants: still at it. Answers those that are still this worker's.
SELECT hub.renew_jobs(:tenants::uuid[], :ids::uuid[], :tokens::bigint[], make_interval(secs => :lease::float8));
