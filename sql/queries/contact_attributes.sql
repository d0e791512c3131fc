-- name: page(tenant, {{by_name}})
-- By name.
SELECT id, key, name, type, options, created_at FROM hub.contact_attributes
 WHERE tenant_id = :tenant {{by_name}};

-- name: of_keys(tenant, keys)
SELECT id, key, name, type, options, created_at FROM hub.contact_attributes
 WHERE tenant_id = :tenant AND key = ANY (:keys::text[]);

-- name: find(tenant, id)
SELECT id, key, name, type, options, created_at FROM hub.contact_attributes WHERE tenant_id = :tenant AND id = :id;

-- name: add(tenant, id, key, name, type, options)
INSERT INTO hub.contact_attributes (tenant_id, id, key, name, type, options)
VALUES (:tenant, :id, :key, :name, :type, :options);

-- name: change(tenant, id, name, options)
UPDATE hub.contact_attributes SET name = :name, options = :options WHERE tenant_id = :tenant AND id = :id;

-- name: remove(tenant, id)
-- What contacts carry under its key stays with them, as something that nobody described.
DELETE FROM hub.contact_attributes WHERE tenant_id = :tenant AND id = :id;
