-- name: add(tenant, message, conversation, seq, users)
-- Whom a note names; those that are new.
INSERT INTO hub.mentions (tenant_id, message_id, user_id, conversation_id, seq)
SELECT :tenant, :message, named.id, :conversation, :seq FROM unnest(:users::uuid[]) AS named (id)
ON CONFLICT DO NOTHING
RETURNING user_id;

-- name: of_message(tenant, message)
SELECT user_id FROM hub.mentions WHERE tenant_id = :tenant AND message_id = :message;

-- name: of_messages(tenant, messages)
SELECT message_id, user_id FROM hub.mentions WHERE tenant_id = :tenant AND message_id = ANY (:messages::uuid[]);
