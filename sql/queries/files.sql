-- name: tenant(id)
-- Whose file this is, asked before the tenant is known.
SELECT hub.file_tenant(:id);

-- name: add(tenant, id, uploader_kind, uploader_id, blob_key, file_name, content_type, size, width, height, thumbnail_key)
-- A file that is on no message yet.
INSERT INTO attachments (tenant_id, id, uploader_kind, uploader_id, blob_key, file_name, content_type, size, width,
                         height, thumbnail_key)
VALUES (:tenant, :id, :uploader_kind, :uploader_id, :blob_key, :file_name, :content_type, :size, :width, :height,
        :thumbnail_key)
RETURNING *;

-- name: find(tenant, id)
-- One file, whoever may see it.
SELECT * FROM attachments WHERE tenant_id = :tenant AND id = :id;

-- name: readable_by_visitor(tenant, id, visitor_id)
-- A file of the visitor's own conversations, notes excepted, or one they have uploaded.
SELECT a.* FROM attachments a
  LEFT JOIN messages m ON m.tenant_id = a.tenant_id AND m.id = a.message_id
  LEFT JOIN conversations c ON c.tenant_id = a.tenant_id AND c.id = a.conversation_id
 WHERE a.tenant_id = :tenant AND a.id = :id
   AND CASE WHEN a.message_id IS NULL THEN a.uploader_kind = 'visitor' AND a.uploader_id = :visitor_id
            ELSE c.visitor_id = :visitor_id AND NOT m.private END;

-- name: of_messages(tenant, message_ids)
-- The files of some messages, in the order they were uploaded.
SELECT * FROM attachments
 WHERE tenant_id = :tenant AND message_id = ANY (:message_ids::uuid[])
 ORDER BY created_at, id;

-- name: some(tenant, ids)
-- Some files, in the order they were uploaded.
SELECT * FROM attachments WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]) ORDER BY created_at, id;

-- name: unsent(tenant, uploader_id, ids)
-- Those of some files that somebody uploaded and did not send yet.
SELECT * FROM attachments
 WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]) AND message_id IS NULL AND uploader_id = :uploader_id;

-- name: unsent_bytes(tenant, uploader_id)
-- How much of somebody's uploads waits to be sent.
SELECT coalesce(sum(size), 0)::bigint FROM attachments
 WHERE tenant_id = :tenant AND message_id IS NULL AND uploader_id = :uploader_id;

-- name: tenants_with_unsent(before, limit)
-- Whose uploads the sweep has to look at, asked outside any tenant.
SELECT hub.tenants_with_unsent_files(:before, :limit);

-- name: give_up(tenant, before, limit)
-- Uploads that nobody sent, nor is going to. Without an uploader nobody can send them any more, so that their blobs may
-- go first.
UPDATE attachments SET uploader_id = NULL
 WHERE (tenant_id, id) IN (
    SELECT tenant_id, id FROM attachments
     WHERE tenant_id = :tenant AND message_id IS NULL AND created_at < :before
       AND id <> ALL (ARRAY(SELECT unnest(attachment_ids) FROM hub.scheduled_messages WHERE tenant_id = :tenant))
     ORDER BY created_at LIMIT :limit FOR UPDATE SKIP LOCKED)
RETURNING *;

-- name: remove(tenant, ids)
-- Forget files; their blobs go next.
DELETE FROM attachments WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]) AND message_id IS NULL;
