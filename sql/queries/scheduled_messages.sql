-- name: of_conversation(tenant, conversation, limit)
-- What is to go out in a conversation, the next one first.
SELECT s.id, s.conversation_id, s.author_id, u.name AS author_name, s.client_id, s.text, s.html, s.attachment_ids,
       s.send_at, s.stop_on_reply, s.state, s.stopped_by, s.cause, s.detail, s.replied_at, s.created_at
  FROM hub.scheduled_messages s JOIN users u ON u.tenant_id = s.tenant_id AND u.id = s.author_id
 WHERE s.tenant_id = :tenant AND s.conversation_id = :conversation
 ORDER BY s.send_at, s.id LIMIT :limit;

-- name: find(tenant, id)
SELECT s.id, s.conversation_id, s.author_id, u.name AS author_name, s.client_id, s.text, s.html, s.attachment_ids,
       s.send_at, s.stop_on_reply, s.state, s.stopped_by, s.cause, s.detail, s.replied_at, s.created_at
  FROM hub.scheduled_messages s JOIN users u ON u.tenant_id = s.tenant_id AND u.id = s.author_id
 WHERE s.tenant_id = :tenant AND s.id = :id;

-- name: lock(tenant, id)
-- Held until the transaction ends. No conversation is locked after it: whoever stores a message has that one first.
SELECT true FROM hub.scheduled_messages WHERE tenant_id = :tenant AND id = :id FOR NO KEY UPDATE;

-- name: of_client(tenant, author, client_id)
-- The one that was asked for under this client_id.
SELECT id FROM hub.scheduled_messages WHERE tenant_id = :tenant AND author_id = :author AND client_id = :client_id;

-- name: add(tenant, id, conversation, author, client_id, text, html, attachment_ids, send_at, stop_on_reply)
-- Nothing where it was asked for before; else the seconds until its time, by the clock that jobs go by.
INSERT INTO hub.scheduled_messages (tenant_id, id, conversation_id, author_id, client_id, text, html, attachment_ids,
                                    send_at, stop_on_reply)
VALUES (:tenant, :id, :conversation, :author, :client_id, :text, :html, :attachment_ids::uuid[], :send_at,
        :stop_on_reply)
ON CONFLICT (tenant_id, author_id, client_id) DO NOTHING
RETURNING extract(epoch FROM send_at - now())::float8;

-- name: change(tenant, id, text, html, send_at, stop_on_reply)
-- Other words or another time; whatever stopped it is settled by that. The seconds until its time.
UPDATE hub.scheduled_messages
   SET text = :text, html = :html, send_at = :send_at, stop_on_reply = :stop_on_reply, state = 'waiting',
       stopped_by = NULL, cause = NULL, detail = NULL, replied_at = NULL
 WHERE tenant_id = :tenant AND id = :id
RETURNING extract(epoch FROM send_at - now())::float8;

-- name: begin(tenant, id)
-- From now on nobody can change it.
UPDATE hub.scheduled_messages SET state = 'sending' WHERE tenant_id = :tenant AND id = :id;

-- name: stop(tenant, id, stopped_by, cause, detail)
-- It stays where it is until somebody decides.
UPDATE hub.scheduled_messages SET state = 'stopped', stopped_by = :stopped_by, cause = :cause, detail = :detail
 WHERE tenant_id = :tenant AND id = :id;

-- name: remove(tenant, id)
-- Sent, or called off.
DELETE FROM hub.scheduled_messages WHERE tenant_id = :tenant AND id = :id;
