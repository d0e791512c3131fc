-- name: page(tenant, {{by_name}})
SELECT id, name, permissions, created_at FROM hub.roles
 WHERE tenant_id = :tenant {{by_name}};

-- name: find(tenant, id)
-- Held until the transaction ends, so that it is not another one meanwhile.
SELECT id, name, permissions, created_at FROM hub.roles WHERE tenant_id = :tenant AND id = :id FOR UPDATE;

-- name: name_of(tenant, id)
-- What it is called, to be shown.
SELECT name FROM hub.roles WHERE tenant_id = :tenant AND id = :id;

-- name: add(tenant, id, name, permissions)
INSERT INTO hub.roles (tenant_id, id, name, permissions) VALUES (:tenant, :id, :name, :permissions::text[]);

-- name: change(tenant, id, name, permissions)
UPDATE hub.roles SET name = :name, permissions = :permissions::text[] WHERE tenant_id = :tenant AND id = :id;

-- name: leave_invitations(tenant, id)
-- Invitations that were answered, taken back or are over hold no role any more.
UPDATE hub.invitations SET custom_role_id = NULL
 WHERE tenant_id = :tenant AND custom_role_id = :id
   AND (accepted_at IS NOT NULL OR revoked_at IS NOT NULL OR expires_at <= now());

-- name: remove(tenant, id)
DELETE FROM hub.roles WHERE tenant_id = :tenant AND id = :id;

-- name: holders(tenant, id)
-- Who has this role.
SELECT id FROM users WHERE tenant_id = :tenant AND custom_role_id = :id;
