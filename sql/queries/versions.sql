-- name: hold(tenant, of)
-- A lock by name alone: until the transaction ends nobody else changes what has this id.
SELECT pg_advisory_xact_lock(hashtextextended(:tenant::uuid::text || :of::uuid::text, 0));
