-- A request that was carried out and whose answer was lost with its process must not be carried out again.
ALTER TABLE hub.idempotency_keys ADD COLUMN progress text NOT NULL DEFAULT 'begun'
    CHECK (progress IN ('begun', 'carried_out', 'lost'));
COMMENT ON COLUMN hub.idempotency_keys.progress IS
    'begun: nothing is committed; carried_out: written by the first transaction that changed something; lost: and there will be no answer';
