-- name: page(tenant, user, {{by_name}})
-- Everybody's and this user's own, by name.
SELECT id, name, text, private, actions, owner_id IS NULL AS is_shared, created_at, updated_at
  FROM hub.macros
 WHERE tenant_id = :tenant AND (owner_id IS NULL OR owner_id = :user) {{by_name}};

-- name: find(tenant, user, id)
-- One that this user may use.
SELECT id, name, text, private, actions, owner_id IS NULL AS is_shared, created_at, updated_at
  FROM hub.macros
 WHERE tenant_id = :tenant AND id = :id AND (owner_id IS NULL OR owner_id = :user);

-- name: add(tenant, id, owner, name, text, private, actions)
INSERT INTO hub.macros (tenant_id, id, owner_id, name, text, private, actions)
VALUES (:tenant, :id, :owner, :name, :text, :private, :actions);

-- name: change(tenant, id, owner, name, text, private, actions)
UPDATE hub.macros SET owner_id = :owner, name = :name, text = :text, private = :private, actions = :actions
 WHERE tenant_id = :tenant AND id = :id;

-- name: remove(tenant, user, id)
DELETE FROM hub.macros WHERE tenant_id = :tenant AND id = :id AND (owner_id IS NULL OR owner_id = :user);

-- name: begin(tenant, user, client_id, conversation_id, macro_id)
-- Note that it is applied; nothing where it was before. Nobody sends again what is older than a month.
WITH old AS (
    DELETE FROM hub.macro_runs
     WHERE tenant_id = :tenant AND user_id = :user AND client_id <> :client_id AND ran_at < now() - interval '30 days'
)
INSERT INTO hub.macro_runs (tenant_id, user_id, client_id, conversation_id, macro_id)
VALUES (:tenant, :user, :client_id, :conversation_id, :macro_id)
ON CONFLICT DO NOTHING;

-- name: reached(tenant, ids, sends, names_contact, names_subject)
-- In how many of these conversations a macro writes, to how many customers, and which it leaves out.
SELECT count(*) FILTER (WHERE NOT is_shut AND NOT is_unfilled) AS conversations,
       count(DISTINCT who) FILTER (WHERE NOT is_shut AND NOT is_unfilled) AS customers,
       count(*) FILTER (WHERE is_shut) AS closed,
       count(*) FILTER (WHERE is_unfilled AND NOT is_shut) AS unfilled
  FROM (SELECT :sends AND c.status = 'closed' AS is_shut,
               (:names_contact AND coalesce(btrim(p.name), '') = '')
               OR (:names_subject AND coalesce(btrim(c.subject), '') = '') AS is_unfilled,
               coalesce(c.contact_id, c.visitor_id, c.id) AS who
          FROM unnest(:ids::uuid[]) AS wanted (id)
          JOIN conversations c ON c.tenant_id = :tenant AND c.id = wanted.id
          LEFT JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id) AS each_one;
