-- name: own(tenant)
SELECT id, name, slug, created_at FROM tenants WHERE id = :tenant;
