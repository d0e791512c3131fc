-- name: every(tenant)
-- In the order of menus.
SELECT id, name, status, colour, created_at FROM hub.custom_statuses WHERE tenant_id = :tenant ORDER BY place, id;

-- name: hold(tenant)
-- The same, all of them held until the transaction ends.
SELECT id, name, status, colour, created_at FROM hub.custom_statuses WHERE tenant_id = :tenant ORDER BY id FOR UPDATE;

-- name: find(tenant, id)
SELECT id, name, status, colour, created_at FROM hub.custom_statuses WHERE tenant_id = :tenant AND id = :id;

-- name: add(tenant, id, name, status, colour)
-- At the end.
INSERT INTO hub.custom_statuses (tenant_id, id, name, status, colour, place)
SELECT :tenant, :id, :name, :status, :colour, coalesce(max(place), 0) + 1
  FROM hub.custom_statuses WHERE tenant_id = :tenant;

-- name: change(tenant, id, name, colour)
UPDATE hub.custom_statuses SET name = coalesce(:name, name), colour = coalesce(:colour, colour)
 WHERE tenant_id = :tenant AND id = :id;

-- name: put_in_order(tenant, ids)
UPDATE hub.custom_statuses s SET place = wanted.place
  FROM unnest(:ids::uuid[]) WITH ORDINALITY AS wanted (id, place)
 WHERE s.tenant_id = :tenant AND s.id = wanted.id;

-- name: remove(tenant, id)
-- Off every conversation too: they keep the status that it refined.
DELETE FROM hub.custom_statuses WHERE tenant_id = :tenant AND id = :id;

-- name: existing(tenant, ids)
-- Those of these that there are; they stay until the transaction ends.
SELECT id, name, status, colour, created_at FROM hub.custom_statuses
 WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]) ORDER BY id FOR KEY SHARE;
