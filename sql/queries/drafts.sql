-- name: page(tenant, user, before_at, before_id, limit, {{seen}})
-- What this user has begun to write, last touched first.
SELECT conversation_id, text, note, private, shared, version, updated_at
  FROM hub.drafts d
 WHERE tenant_id = :tenant AND user_id = :user
   AND (:sight = 'all' OR EXISTS (
        SELECT 1 FROM conversations c WHERE c.tenant_id = :tenant AND c.id = d.conversation_id AND {{seen}}))
   AND (:before_at::timestamptz IS NULL OR (updated_at, conversation_id) < (:before_at, :before_id::uuid))
 ORDER BY updated_at DESC, conversation_id DESC
 LIMIT :limit;

-- name: find(tenant, user, conversation)
SELECT conversation_id, text, note, private, shared, version, updated_at
  FROM hub.drafts WHERE tenant_id = :tenant AND user_id = :user AND conversation_id = :conversation;

-- name: begin(tenant, user, conversation, text, note, private, shared, version)
-- The first words; nothing where there is a draft already.
INSERT INTO hub.drafts (tenant_id, user_id, conversation_id, text, note, private, shared, version)
VALUES (:tenant, :user, :conversation, :text, :note, :private, coalesce(:shared, false), :version)
ON CONFLICT (tenant_id, user_id, conversation_id) DO NOTHING
RETURNING conversation_id, text, note, private, shared, version, updated_at;

-- name: replace(tenant, user, conversation, text, note, private, shared, version, seen)
-- Other words, if the draft is still the one that was seen.
UPDATE hub.drafts SET text = :text, note = :note, private = :private, version = :version, shared = coalesce(:shared, shared)
 WHERE tenant_id = :tenant AND user_id = :user AND conversation_id = :conversation AND version = :seen
RETURNING conversation_id, text, note, private, shared, version, updated_at;

-- name: remove(tenant, user, conversation, seen)
-- Sent, or thrown away; only the one that was seen.
DELETE FROM hub.drafts
 WHERE tenant_id = :tenant AND user_id = :user AND conversation_id = :conversation AND version = :seen;

-- name: shared(tenant, before_at, before_id, limit, {{seen}})
-- What is shared in the conversations that whoever asks may see, last touched first.
SELECT conversation_id, user_id, text, version, updated_at
  FROM hub.drafts d
 WHERE tenant_id = :tenant AND shared
   AND (:sight = 'all' OR EXISTS (
        SELECT 1 FROM conversations c WHERE c.tenant_id = :tenant AND c.id = d.conversation_id AND {{seen}}))
   AND (:before_at::timestamptz IS NULL OR (updated_at, version) < (:before_at, :before_id::uuid))
 ORDER BY updated_at DESC, version DESC
 LIMIT :limit;

-- name: lock(tenant, conversation, users)
-- The drafts of these users, held until the end; in one order, so that two who take from each other do not block.
SELECT conversation_id, user_id, text, note, private, shared, version, updated_at
  FROM hub.drafts WHERE tenant_id = :tenant AND conversation_id = :conversation AND user_id = ANY(:users::uuid[])
 ORDER BY user_id FOR UPDATE;

-- name: now()
-- The clock that all drafts go by.
SELECT now();
