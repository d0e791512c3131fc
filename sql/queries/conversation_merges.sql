-- name: find(tenant, id)
-- The merge of a conversation into another.
SELECT kept_id, status, custom_status_id, merged_line, kept_line FROM hub.conversation_merges
 WHERE tenant_id = :tenant AND conversation_id = :id;

-- name: merged(tenant, ids)
-- Those of them that were merged into another.
SELECT conversation_id FROM hub.conversation_merges WHERE tenant_id = :tenant AND conversation_id = ANY (:ids::uuid[]);

-- name: add(tenant, id, kept_id, status, custom_status_id, merged_line, kept_line, user)
-- Both conversations are locked.
INSERT INTO hub.conversation_merges (tenant_id, conversation_id, kept_id, status, custom_status_id, merged_line,
                                     kept_line, merged_by)
VALUES (:tenant, :id, :kept_id, :status, :custom_status_id, :merged_line, :kept_line, :user);

-- name: remove(tenant, id)
DELETE FROM hub.conversation_merges WHERE tenant_id = :tenant AND conversation_id = :id;
