-- name: place(channel, id)
-- Whose account this is, asked before the tenant is known.
SELECT tenant_id, account_id AS id FROM hub.find_channel_account(:channel, :id);

-- name: find(tenant, id)
SELECT * FROM hub.channel_accounts WHERE tenant_id = :tenant AND id = :id;

-- name: give_to_team(tenant, id, team_id)
-- Whichever table it is in.
WITH mailbox AS (
    UPDATE tenant_email_connections SET team_id = :team_id::uuid WHERE tenant_id = :tenant AND id = :id
), number AS (
    UPDATE tenant_whatsapp_accounts SET team_id = :team_id::uuid WHERE tenant_id = :tenant AND id = :id
)
UPDATE tenant_phone_config SET team_id = :team_id::uuid WHERE tenant_id = :tenant AND id = :id;

-- name: page(tenant, after_at, after_id, limit)
-- The oldest first.
SELECT * FROM hub.channel_accounts
 WHERE tenant_id = :tenant AND (:after_at::timestamptz IS NULL OR (created_at, id) > (:after_at, :after_id::uuid))
 ORDER BY created_at, id
 LIMIT :limit;
