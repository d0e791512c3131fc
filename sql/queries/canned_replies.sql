-- name: page(tenant, user, {{by_name}})
-- Everybody's and this user's own, by name.
SELECT id, name, text, owner_id IS NULL AS is_shared, created_at, updated_at
  FROM hub.canned_replies
 WHERE tenant_id = :tenant AND (owner_id IS NULL OR owner_id = :user) {{by_name}};

-- name: find(tenant, user, id)
-- One that this user may use.
SELECT id, name, text, owner_id IS NULL AS is_shared, created_at, updated_at
  FROM hub.canned_replies
 WHERE tenant_id = :tenant AND id = :id AND (owner_id IS NULL OR owner_id = :user);

-- name: add(tenant, id, owner, name, text)
INSERT INTO hub.canned_replies (tenant_id, id, owner_id, name, text) VALUES (:tenant, :id, :owner, :name, :text);

-- name: change(tenant, user, id, owner, name, text)
UPDATE hub.canned_replies SET owner_id = :owner, name = :name, text = :text
 WHERE tenant_id = :tenant AND id = :id AND (owner_id IS NULL OR owner_id = :user);

-- name: remove(tenant, user, id)
DELETE FROM hub.canned_replies WHERE tenant_id = :tenant AND id = :id AND (owner_id IS NULL OR owner_id = :user);
