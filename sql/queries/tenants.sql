-- name: own(tenant)
SELECT id, name, slug, created_at FROM tenants WHERE id = :tenant;

-- name: features(tenant)
-- The parts of the product that this tenant uses.
SELECT f.feature_key FROM features f JOIN tenant_features t USING (feature_key)
 WHERE t.tenant_id = :tenant AND t.is_enabled ORDER BY f.position;
