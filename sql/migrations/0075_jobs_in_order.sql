-- A tenant's jobs that are due at the same moment, in their order from the index: without `position` in it, a claim
-- sorted all of a tenant's jobs to find the first few, and a tenant with many made every claim slow.
CREATE INDEX jobs_in_order ON hub.jobs (tenant_id, run_at, position);
DROP INDEX hub.jobs_due;

CREATE OR REPLACE FUNCTION hub.claim_jobs(p_worker text, p_kinds text[], p_most integer, p_after uuid,
                                          p_cap integer, p_lease interval, p_tenants integer)
RETURNS TABLE (tenant_id uuid, id uuid, kind text, token bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
#variable_conflict use_column
BEGIN
    PERFORM pg_advisory_xact_lock(7236418001);
    -- every step is a look-up by key; in a young table statistics say "read it all". Until the statement ends.
    PERFORM set_config(name, 'off', true)
       FROM unnest(ARRAY['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin',
                         'enable_sort']) AS name;
    RETURN QUERY
    WITH RECURSIVE ahead (tenant_id, n) AS (
        (SELECT j.tenant_id, 1 FROM hub.jobs j WHERE j.tenant_id > p_after ORDER BY j.tenant_id LIMIT 1)
        UNION ALL
        SELECT following.tenant_id, a.n + 1 FROM ahead a CROSS JOIN LATERAL (
            SELECT j.tenant_id FROM hub.jobs j WHERE j.tenant_id > a.tenant_id ORDER BY j.tenant_id LIMIT 1) following
         WHERE a.n < p_tenants
    ), behind (tenant_id, n) AS (
        (SELECT j.tenant_id, 1 FROM hub.jobs j WHERE j.tenant_id <= p_after ORDER BY j.tenant_id LIMIT 1)
        UNION ALL
        SELECT following.tenant_id, b.n + 1 FROM behind b CROSS JOIN LATERAL (
            SELECT j.tenant_id FROM hub.jobs j WHERE j.tenant_id > b.tenant_id AND j.tenant_id <= p_after
             ORDER BY j.tenant_id LIMIT 1) following
         WHERE b.n < p_tenants
    ), ring AS (
        SELECT a.tenant_id, a.n AS place FROM ahead a
        UNION ALL
        SELECT b.tenant_id, p_tenants + b.n FROM behind b
    ), wanted AS (
        SELECT r.tenant_id, due.id, r.place,
               row_number() OVER (PARTITION BY r.tenant_id ORDER BY due.run_at, due.position) AS turn
          FROM ring r
         CROSS JOIN LATERAL (
            SELECT count(*) AS n FROM hub.jobs j
             WHERE j.tenant_id = r.tenant_id AND j.claimed_by IS NOT NULL AND j.run_at > clock_timestamp()) under_way
         CROSS JOIN LATERAL (
            SELECT j.id, j.run_at, j.position FROM hub.jobs j
             WHERE j.tenant_id = r.tenant_id AND j.run_at <= clock_timestamp()
               AND coalesce(j.kind) = ANY (p_kinds) -- not by the index on keys: it would read and sort them all
               AND (j.line IS NULL OR j.position = ( -- the first of its line
                    SELECT e.position FROM hub.jobs e WHERE e.tenant_id = j.tenant_id AND e.line = j.line
                     ORDER BY e.position LIMIT 1))
             ORDER BY j.run_at, j.position
             LIMIT greatest(0, least(p_cap - under_way.n, p_most))
               FOR UPDATE SKIP LOCKED) due
    ), chosen AS (
        SELECT w.tenant_id, w.id, row_number() OVER (ORDER BY w.turn, w.place) AS place
          FROM wanted w ORDER BY w.turn, w.place LIMIT p_most
    ), claimed AS (
        UPDATE hub.jobs j
           SET run_at = clock_timestamp() + p_lease, token = j.token + 1, attempts = j.attempts + 1,
               crashes = j.crashes + (j.claimed_by IS NOT NULL)::integer, claimed_by = p_worker
          FROM chosen c
         WHERE j.tenant_id = c.tenant_id AND j.id = c.id
        RETURNING j.tenant_id, j.id, j.kind, j.token, c.place
    )
    SELECT c.tenant_id, c.id, c.kind, c.token FROM claimed c ORDER BY c.place;
END $$;
