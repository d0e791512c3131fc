-- name: hold_tag(tenant, id)
-- Nobody puts it on any more until the transaction ends: then all that carry it are known.
SELECT id FROM hub.tags WHERE tenant_id = :tenant AND id = :id FOR UPDATE;

-- name: hold_team(tenant, id)
SELECT id FROM hub.teams WHERE tenant_id = :tenant AND id = :id FOR UPDATE;

-- name: hold_custom_status(tenant, id)
SELECT id FROM hub.custom_statuses WHERE tenant_id = :tenant AND id = :id FOR UPDATE;

-- name: note_tag(tenant, id)
INSERT INTO hub.conversations_to_stir (tenant_id, conversation_id)
SELECT :tenant, conversation_id FROM hub.conversation_tags WHERE tenant_id = :tenant AND tag_id = :id
ON CONFLICT DO NOTHING;

-- name: note_team(tenant, id)
INSERT INTO hub.conversations_to_stir (tenant_id, conversation_id)
SELECT :tenant, id FROM conversations WHERE tenant_id = :tenant AND team_id = :id AND last_seq > 0
ON CONFLICT DO NOTHING;

-- name: note_custom_status(tenant, id)
INSERT INTO hub.conversations_to_stir (tenant_id, conversation_id)
SELECT :tenant, id FROM conversations WHERE tenant_id = :tenant AND custom_status_id = :id AND last_seq > 0
ON CONFLICT DO NOTHING;

-- name: next(tenant, limit)
-- Conversations are locked in the order of their ids before their rows here go.
SELECT conversation_id FROM hub.conversations_to_stir WHERE tenant_id = :tenant ORDER BY conversation_id LIMIT :limit;

-- name: lock(tenant, ids)
SELECT id FROM conversations WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]) ORDER BY id FOR NO KEY UPDATE;

-- name: take(tenant, ids)
-- Those of them that no other job has taken meanwhile.
DELETE FROM hub.conversations_to_stir WHERE tenant_id = :tenant AND conversation_id = ANY (:ids::uuid[])
RETURNING conversation_id;

-- name: stir(tenant, ids)
-- A place in the feed for each.
UPDATE conversations SET updated_at = now(), feed_position = hub.take_feed_positions(:tenant, 1)
 WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]);
