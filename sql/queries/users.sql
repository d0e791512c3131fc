-- name: find(tenant, id)
SELECT id, name, email, role, custom_role_id, is_active, presence, preferences->>'locale' AS locale, created_at
  FROM users WHERE tenant_id = :tenant AND id = :id;

-- name: lock(tenant, id)
-- Held until the change is done, after the owners: see lock_owners. Whoever assigns something to them does not wait for it.
SELECT id, name, email, role, custom_role_id, is_active, presence, preferences->>'locale' AS locale, created_at
  FROM users
 WHERE tenant_id = :tenant AND id = :id FOR NO KEY UPDATE;

-- name: lock_owners(tenant)
-- Two owners who demote each other at once must not leave the tenant without one: one waits here.
SELECT id FROM users WHERE tenant_id = :tenant AND role = 'owner' AND is_active ORDER BY id FOR NO KEY UPDATE;

-- name: page(tenant, {{by_name}})
-- By name; a tenant's users are few enough to be sorted each time.
SELECT id, name, email, role, custom_role_id, is_active, presence, preferences->>'locale' AS locale, created_at
  FROM users
 WHERE tenant_id = :tenant {{by_name}};

-- name: add(tenant, id, email, name, role, custom_role)
-- Whoever is new speaks the tenant's language, where it has said one, until they choose another.
INSERT INTO users (tenant_id, id, email, name, role, custom_role_id, preferences)
VALUES (:tenant, :id, :email, :name, :role, :custom_role, jsonb_strip_nulls(jsonb_build_object(
    'locale', (SELECT locale FROM tenant_settings WHERE tenant_id = :tenant))));

-- name: change(tenant, id, name, role, custom_role, is_active, locale)
UPDATE users
   SET name = :name, role = :role, custom_role_id = :custom_role, is_active = :is_active,
       preferences = preferences || jsonb_strip_nulls(jsonb_build_object('locale', :locale::text))
 WHERE tenant_id = :tenant AND id = :id;

-- name: presence(tenant, id)
-- How present they said they are; nothing: whatever their screens say.
SELECT chosen_presence FROM users WHERE tenant_id = :tenant AND id = :id;

-- name: choose_presence(tenant, id, presence)
UPDATE users SET chosen_presence = nullif(:presence, 'online')
 WHERE tenant_id = :tenant AND id = :id AND chosen_presence IS DISTINCT FROM nullif(:presence, 'online');

-- name: notification_rules(tenant, id)
SELECT preferences -> 'notifications' FROM users WHERE tenant_id = :tenant AND id = :id;

-- name: keep_notification_rules(tenant, id, rules)
UPDATE users SET preferences = jsonb_set(preferences, '{notifications}', :rules) WHERE tenant_id = :tenant AND id = :id;

-- name: sign_out(tenant, id)
-- Refuses every access token issued before now, whoever issued it.
UPDATE users SET signed_out_at = now() WHERE tenant_id = :tenant AND id = :id;

-- name: link(tenant, id, supabase_user_id)
-- Once: who is linked stays linked.
UPDATE users SET supabase_user_id = :supabase_user_id
 WHERE tenant_id = :tenant AND id = :id AND (supabase_user_id IS NULL OR supabase_user_id = :supabase_user_id);

-- name: known(tenant, email)
SELECT true FROM users WHERE tenant_id = :tenant AND lower(email) = lower(:email);
