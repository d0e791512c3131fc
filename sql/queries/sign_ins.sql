-- name: start_signup(email, company, name, code_hash, expires_at)
SELECT hub.start_signup(:email, :company, :name, :code_hash, :expires_at);

-- name: try_signup(email, most)
-- Counts an attempt; commit before comparing.
SELECT company, name, code_hash FROM hub.try_signup(:email, :most);

-- name: finish_signup(email, code_hash)
SELECT hub.finish_signup(:email, :code_hash);

-- name: create_tenant(id, name, slug, user, email, user_name)
SELECT hub.create_tenant(:id, :name, :slug, :user, :email, :user_name);

-- name: keep_code(tenant, user, email, code_hash, expires_at)
-- A new code replaces the one before.
INSERT INTO hub.sign_in_codes (tenant_id, user_id, email, code_hash, expires_at)
VALUES (:tenant, :user, :email, :code_hash, :expires_at)
ON CONFLICT (tenant_id, user_id) DO UPDATE
   SET email = excluded.email, code_hash = excluded.code_hash, attempts = 0, expires_at = excluded.expires_at;

-- name: try_code(tenant, user, email, most)
-- Counts an attempt; commit before comparing.
UPDATE hub.sign_in_codes SET attempts = attempts + 1
 WHERE tenant_id = :tenant AND user_id = :user AND email = :email AND expires_at > now() AND attempts < :most
RETURNING code_hash;

-- name: use_code(tenant, user, code_hash)
DELETE FROM hub.sign_in_codes WHERE tenant_id = :tenant AND user_id = :user AND code_hash = :code_hash;

-- name: keep_link(tenant, hash, user, expires_at)
INSERT INTO hub.sign_in_links (tenant_id, token_hash, user_id, expires_at)
VALUES (:tenant, :hash, :user, :expires_at);

-- name: use_link(tenant, hash)
UPDATE hub.sign_in_links SET used_at = now()
 WHERE tenant_id = :tenant AND token_hash = :hash AND used_at IS NULL AND expires_at > now();
