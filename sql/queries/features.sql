-- name: page(tenant)
SELECT f.feature_key AS key, f.name, f.description, t.is_enabled
  FROM features f JOIN tenant_features t USING (feature_key)
 WHERE t.tenant_id = :tenant ORDER BY f.position;

-- name: enabled(tenant)
-- The parts of the product that this tenant uses.
SELECT f.feature_key FROM features f JOIN tenant_features t USING (feature_key)
 WHERE t.tenant_id = :tenant AND t.is_enabled ORDER BY f.position;

-- name: is_enabled(tenant, feature)
SELECT is_enabled FROM tenant_features WHERE tenant_id = :tenant AND feature_key = :feature;

-- name: switch(tenant, feature, is_enabled)
-- Nothing where it stands so already.
UPDATE tenant_features
   SET is_enabled = :is_enabled, enabled_at = CASE WHEN :is_enabled THEN now() END
 WHERE tenant_id = :tenant AND feature_key = :feature AND is_enabled <> :is_enabled;
