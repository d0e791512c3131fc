-- name: standing(tenant, user, auth_session, api_key)
-- A user, as long as all of it is in force: tenant, user, and the session or the API key they come with.
SELECT u.tenant_id, u.id AS user_id, u.name, u.email, u.role, r.permissions AS granted, u.signed_out_at,
       s.id AS session_id, k.id AS api_key_id, k.scopes, coalesce(k.expires_at, s.expires_at) AS expires_at
  FROM users u
  JOIN tenants t ON t.id = u.tenant_id AND t.status = 'active'
  LEFT JOIN hub.roles r ON r.tenant_id = u.tenant_id AND r.id = u.custom_role_id
  LEFT JOIN hub.auth_sessions s ON s.tenant_id = u.tenant_id AND s.id = :auth_session AND s.user_id = u.id
       AND s.revoked_at IS NULL AND s.expires_at > now()
  LEFT JOIN api_keys k ON k.tenant_id = u.tenant_id AND k.id = :api_key AND k.created_by = u.id
       AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
 WHERE u.tenant_id = :tenant AND u.is_active
   AND u.id = coalesce(:user, (SELECT created_by FROM api_keys WHERE tenant_id = :tenant AND id = :api_key))
   AND (:auth_session::uuid IS NULL OR s.id IS NOT NULL)
   AND (:api_key::uuid IS NULL OR k.id IS NOT NULL);

-- name: open(tenant, id, user, refresh_hash, user_agent, ip, expires_at)
INSERT INTO hub.auth_sessions (tenant_id, id, user_id, refresh_token_hash, user_agent, ip, expires_at)
VALUES (:tenant, :id, :user, :refresh_hash, :user_agent, :ip::text::inet, :expires_at);

-- name: lock(tenant, id)
-- A session that is in force, held until it was refreshed: two refreshes come one after the other.
SELECT id, user_id, refresh_token_hash, previous_hash, last_used_at FROM hub.auth_sessions
 WHERE tenant_id = :tenant AND id = :id AND revoked_at IS NULL AND expires_at > now()
   FOR UPDATE;

-- name: rotate(tenant, id, refresh_hash, expires_at)
-- last_used_at says when the token before this one was used.
UPDATE hub.auth_sessions
   SET previous_hash = refresh_token_hash, refresh_token_hash = :refresh_hash, last_used_at = now(),
       expires_at = :expires_at
 WHERE tenant_id = :tenant AND id = :id;

-- name: end(tenant, id)
UPDATE hub.auth_sessions SET revoked_at = now() WHERE tenant_id = :tenant AND id = :id AND revoked_at IS NULL;

-- name: end_all(tenant, user)
UPDATE hub.auth_sessions SET revoked_at = now() WHERE tenant_id = :tenant AND user_id = :user AND revoked_at IS NULL;
