-- name: own(tenant)
SELECT t.id, t.name, t.slug, s.locale, t.created_at
  FROM tenants t LEFT JOIN tenant_settings s ON s.tenant_id = t.id WHERE t.id = :tenant;

-- name: lock(tenant)
-- Held until the change is done; rows that point to the tenant can be written meanwhile.
SELECT id FROM tenants WHERE id = :tenant FOR NO KEY UPDATE;

-- name: rename(tenant, name)
UPDATE tenants SET name = :name WHERE id = :tenant;

-- name: speak(tenant, locale)
INSERT INTO tenant_settings (tenant_id, locale) VALUES (:tenant, :locale)
ON CONFLICT (tenant_id) DO UPDATE SET locale = excluded.locale;

-- name: languages(tenant, user)
-- What a user chose, if one is named, and what the tenant did.
SELECT (SELECT preferences->>'locale' FROM users WHERE tenant_id = :tenant AND id = :user) AS own,
       (SELECT locale FROM tenant_settings WHERE tenant_id = :tenant) AS everybodys;
