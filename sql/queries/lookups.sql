-- name: user(id)
-- Where a user is, before a tenant is known.
SELECT tenant_id, user_id AS id FROM hub.find_user(:id);

-- name: user_by_email(email)
SELECT tenant_id, user_id AS id FROM hub.find_user_by_email(:email);

-- name: user_by_supabase_id(id)
SELECT tenant_id, user_id AS id FROM hub.find_user_by_supabase_id(:id);

-- name: api_key(hash)
SELECT tenant_id, api_key_id AS id FROM hub.find_api_key(:hash);

-- name: auth_session(hash)
SELECT tenant_id, session_id AS id FROM hub.find_auth_session(:hash);

-- name: invitation(hash)
SELECT tenant_id, invitation_id AS id FROM hub.find_invitation(:hash);

-- name: sign_in_link(hash)
SELECT tenant_id, user_id AS id FROM hub.find_sign_in_link(:hash);
