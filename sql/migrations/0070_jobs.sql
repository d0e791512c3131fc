-- Jobs: work that follows from a fact, enqueued in the transaction of the fact.
--
-- A job may be claimed when `run_at` has come. Whoever claims it moves `run_at` to the end of the lease and raises
-- `token`; whoever writes for the job shows the token, so that a worker that slept through its lease is refused.
-- A job that is done is deleted: what stands here is what is still to be done.

CREATE TABLE hub.jobs (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    position bigint GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL CHECK (kind <> ''),
    key text NOT NULL CHECK (key <> ''),
    line text,
    payload jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(payload) = 'object'),
    run_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    crashes integer NOT NULL DEFAULT 0 CHECK (crashes >= 0),
    token bigint NOT NULL DEFAULT 0,
    claimed_by text,
    last_error text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, kind, key)
);
CREATE INDEX jobs_due ON hub.jobs (tenant_id, run_at);
CREATE INDEX jobs_in_line ON hub.jobs (tenant_id, line, position) WHERE line IS NOT NULL;
CREATE INDEX jobs_claimed ON hub.jobs (tenant_id) WHERE claimed_by IS NOT NULL;
COMMENT ON TABLE hub.jobs IS 'What is still to be done; a job that is done is deleted';
COMMENT ON COLUMN hub.jobs.key IS 'What it is about: of each kind there is one job a key';
COMMENT ON COLUMN hub.jobs.line IS 'Jobs of one line are done one after another, in the order of their positions';
COMMENT ON COLUMN hub.jobs.run_at IS 'Not before then; of a claimed job the end of its lease';
COMMENT ON COLUMN hub.jobs.crashes IS 'How often its worker was gone before it was done';
COMMENT ON COLUMN hub.jobs.token IS 'Raised by every claim; a write for the job has to show it';
CALL hub.wall('hub.jobs');
CALL hub.open_to_owner('hub.jobs', 'SELECT');
CALL hub.open_to_owner('hub.jobs', 'UPDATE');

-- Which jobs a worker is to do next. Tenants stand in a ring; each call goes on after the tenant where the one before
-- stopped, and takes one job of every tenant before it takes a second of any: who has many waits for who has few.
-- No tenant has more than `p_cap` jobs under way on all workers together; the lock makes that exact. It is held for
-- one statement: call this outside a transaction.
CREATE FUNCTION hub.claim_jobs(p_worker text, p_kinds text[], p_most integer, p_after uuid, p_cap integer,
                               p_lease interval, p_tenants integer)
RETURNS TABLE (tenant_id uuid, id uuid, kind text, token bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
#variable_conflict use_column
BEGIN
    PERFORM pg_advisory_xact_lock(7236418001);
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
             WHERE j.tenant_id = r.tenant_id AND j.run_at <= clock_timestamp() AND j.kind = ANY (p_kinds)
               AND (j.line IS NULL OR NOT EXISTS (
                    SELECT FROM hub.jobs e
                     WHERE e.tenant_id = j.tenant_id AND e.line = j.line AND e.position < j.position))
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
COMMENT ON FUNCTION hub.claim_jobs IS
    'Which tenants'' jobs a worker is to do next, and the token to show; what is in them is read inside the tenant';

CREATE FUNCTION hub.renew_jobs(p_tenants uuid[], p_ids uuid[], p_tokens bigint[], p_lease interval) RETURNS uuid[]
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    WITH renewed AS (
        UPDATE hub.jobs j SET run_at = clock_timestamp() + p_lease
          FROM unnest(p_tenants, p_ids, p_tokens) AS held (tenant_id, id, token)
         WHERE j.tenant_id = held.tenant_id AND j.id = held.id AND j.token = held.token
           AND j.claimed_by IS NOT NULL
        RETURNING j.id
    )
    SELECT coalesce(array_agg(r.id), '{}') FROM renewed r
$$;
COMMENT ON FUNCTION hub.renew_jobs IS 'A worker is still at these; answers those that are still its own';

REVOKE ALL ON FUNCTION hub.claim_jobs, hub.renew_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.claim_jobs, hub.renew_jobs TO hub_app, hub_worker;
