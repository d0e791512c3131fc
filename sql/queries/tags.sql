-- name: page(tenant, {{by_name}})
-- By name.
SELECT id, name, colour, created_at FROM hub.tags
 WHERE tenant_id = :tenant {{by_name}};

-- name: find(tenant, id)
SELECT id, name, colour, created_at FROM hub.tags WHERE tenant_id = :tenant AND id = :id;

-- name: add(tenant, id, name, colour)
INSERT INTO hub.tags (tenant_id, id, name, colour) VALUES (:tenant, :id, :name, :colour);

-- name: change(tenant, id, name, colour)
UPDATE hub.tags SET name = coalesce(:name, name), colour = coalesce(:colour, colour) WHERE tenant_id = :tenant AND id = :id;

-- name: remove(tenant, id)
-- Off every conversation too.
DELETE FROM hub.tags WHERE tenant_id = :tenant AND id = :id;

-- name: existing(tenant, ids)
-- Which of these there are; they stay until the transaction ends.
SELECT id FROM hub.tags WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]) ORDER BY id FOR KEY SHARE;

-- name: of_conversations(tenant, ids)
SELECT conversation_id, tag_id FROM hub.conversation_tags
 WHERE tenant_id = :tenant AND conversation_id = ANY (:ids::uuid[]) ORDER BY created_at, tag_id;

-- name: put_on(tenant, conversation, ids)
INSERT INTO hub.conversation_tags (tenant_id, conversation_id, tag_id, created_at)
SELECT :tenant, :conversation, tag_id, clock_timestamp() FROM unnest(:ids::uuid[]) AS tag_id
ON CONFLICT DO NOTHING;

-- name: take_off(tenant, conversation, ids)
DELETE FROM hub.conversation_tags
 WHERE tenant_id = :tenant AND conversation_id = :conversation AND tag_id = ANY (:ids::uuid[]);
