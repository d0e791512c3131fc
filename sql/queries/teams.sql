-- name: page(tenant, after_name, after_id, limit)
-- By name, each with its members.
SELECT t.id, t.name, t.created_at,
       ARRAY(SELECT m.user_id FROM hub.team_members m
              WHERE m.tenant_id = :tenant AND m.team_id = t.id ORDER BY m.user_id) AS members
  FROM hub.teams t
 WHERE t.tenant_id = :tenant
   AND (:after_id::uuid IS NULL OR (lower(t.name), t.id) > (lower(:after_name::text), :after_id))
 ORDER BY lower(t.name), t.id
 LIMIT :limit;

-- name: find(tenant, id)
SELECT t.id, t.name, t.created_at,
       coalesce(array_agg(m.user_id ORDER BY m.user_id) FILTER (WHERE m.user_id IS NOT NULL), '{}') AS members
  FROM hub.teams t LEFT JOIN hub.team_members m ON m.tenant_id = t.tenant_id AND m.team_id = t.id
 WHERE t.tenant_id = :tenant AND t.id = :id
 GROUP BY t.tenant_id, t.id;

-- name: add(tenant, id, name)
INSERT INTO hub.teams (tenant_id, id, name) VALUES (:tenant, :id, :name);

-- name: rename(tenant, id, name)
UPDATE hub.teams SET name = coalesce(:name, name) WHERE tenant_id = :tenant AND id = :id;

-- name: remove(tenant, id)
DELETE FROM hub.teams WHERE tenant_id = :tenant AND id = :id;

-- name: dismiss(tenant, id, members)
-- Everybody who is not in the list.
DELETE FROM hub.team_members WHERE tenant_id = :tenant AND team_id = :id AND user_id <> ALL (:members::uuid[]);

-- name: appoint(tenant, id, members)
-- Everybody in the list who is a user of this tenant.
INSERT INTO hub.team_members (tenant_id, team_id, user_id)
SELECT u.tenant_id, :id, u.id FROM users u WHERE u.tenant_id = :tenant AND u.id = ANY (:members::uuid[])
ON CONFLICT DO NOTHING;

-- name: count_users(tenant, ids)
SELECT count(*) FROM users WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]);
