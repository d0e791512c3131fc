-- name: due(channels, most)
-- For all tenants: enabled accounts that are to be read and have no job for it.
SELECT tenant_id, id FROM hub.accounts_to_pull(:channels::text[], :most);

-- name: cursor(tenant, account_id)
SELECT cursor FROM hub.pull_cursors WHERE tenant_id = :tenant AND account_id = :account_id;

-- name: move(tenant, account_id, cursor)
INSERT INTO hub.pull_cursors (tenant_id, account_id, cursor) VALUES (:tenant, :account_id, :cursor)
ON CONFLICT (tenant_id, account_id) DO UPDATE SET cursor = excluded.cursor, pulled_at = now();
