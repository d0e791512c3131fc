-- A worker that renews its claims locks their jobs in the order of their keys, as who enqueues several does: in no order
-- the two could wait for each other.
CREATE OR REPLACE FUNCTION hub.renew_jobs(p_tenants uuid[], p_ids uuid[], p_tokens bigint[], p_lease interval)
RETURNS uuid[]
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    WITH own AS MATERIALIZED (
        SELECT j.tenant_id, j.id
          FROM hub.jobs j
          JOIN unnest(p_tenants, p_ids, p_tokens) AS held (tenant_id, id, token)
            ON j.tenant_id = held.tenant_id AND j.id = held.id AND j.token = held.token
         WHERE j.claimed_by IS NOT NULL
         ORDER BY j.tenant_id, j.kind, j.key
           FOR NO KEY UPDATE OF j
    ), renewed AS (
        UPDATE hub.jobs j SET run_at = clock_timestamp() + p_lease
          FROM own WHERE j.tenant_id = own.tenant_id AND j.id = own.id
        RETURNING j.id
    )
    SELECT coalesce(array_agg(r.id), '{}') FROM renewed r
$$;
