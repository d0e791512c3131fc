-- name: waiting(tenant, before_at, before_id, limit)
-- Invitations nobody has answered yet, newest first.
SELECT i.id, i.email, nullif(i.name, '') AS name, i.role, i.custom_role_id,
       coalesce(u.name, '') AS invited_by, i.created_at, i.expires_at
  FROM hub.invitations i LEFT JOIN users u ON u.tenant_id = i.tenant_id AND u.id = i.invited_by
 WHERE i.tenant_id = :tenant AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
   AND (:before_at::timestamptz IS NULL OR (i.created_at, i.id) < (:before_at, :before_id::uuid))
 ORDER BY i.created_at DESC, i.id DESC
 LIMIT :limit;

-- name: take_back_email(tenant, email)
-- A new invitation replaces the one before.
UPDATE hub.invitations SET revoked_at = now()
 WHERE tenant_id = :tenant AND lower(email) = lower(:email) AND accepted_at IS NULL AND revoked_at IS NULL;

-- name: add(tenant, id, email, name, role, custom_role, hash, invited_by, expires_at)
INSERT INTO hub.invitations (tenant_id, id, email, name, role, custom_role_id, token_hash, invited_by, expires_at)
VALUES (:tenant, :id, :email, :name, :role, :custom_role, :hash, :invited_by, :expires_at);

-- name: open(tenant, id)
-- An invitation that can still be accepted, by its inviter's standing too; held until that is done.
SELECT i.id, i.email, nullif(i.name, '') AS name, i.role, i.custom_role_id, i.invited_by AS inviter_id,
       u.name AS invited_by, u.role AS inviter_role, u.custom_role_id AS inviter_custom_role_id, t.name AS tenant_name
  FROM hub.invitations i
  JOIN tenants t ON t.id = i.tenant_id AND t.status = 'active'
  JOIN users u ON u.tenant_id = i.tenant_id AND u.id = i.invited_by AND u.is_active
 WHERE i.tenant_id = :tenant AND i.id = :id AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
   FOR UPDATE OF i;

-- name: accept(tenant, id)
UPDATE hub.invitations SET accepted_at = now() WHERE tenant_id = :tenant AND id = :id;

-- name: take_back(tenant, id)
UPDATE hub.invitations SET revoked_at = now()
 WHERE tenant_id = :tenant AND id = :id AND accepted_at IS NULL AND revoked_at IS NULL
RETURNING email;
