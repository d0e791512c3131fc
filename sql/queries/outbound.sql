-- name: order(tenant, message_id)
-- A message to be sent and which way it goes.
SELECT m.id, m.conversation_id, m.channel, m.status, m.author_name, m.content_text AS text, m.content_html AS html,
       m.has_attachments, c.subject, r.account_id, r.address,
       (SELECT i.provider_id FROM messages i
         WHERE i.tenant_id = m.tenant_id AND i.conversation_id = m.conversation_id AND i.seq < m.seq
           AND i.direction = 'inbound' AND i.provider_id IS NOT NULL
         ORDER BY i.seq DESC LIMIT 1) AS reply_to
  FROM messages m
  JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id
  LEFT JOIN hub.conversation_routes r ON r.tenant_id = m.tenant_id AND r.conversation_id = m.conversation_id
 WHERE m.tenant_id = :tenant AND m.id = :message_id;

-- name: begin(tenant, message_id)
-- From here on bytes may leave. Nobody is told: what its readers want to know comes next.
UPDATE messages SET status = 'sending', updated_at = clock_timestamp()
 WHERE tenant_id = :tenant AND id = :message_id AND status = 'queued';

-- name: add_attempt(tenant, id, message_id)
INSERT INTO hub.attempts (tenant_id, id, message_id) VALUES (:tenant, :id, :message_id);

-- name: end_attempts(tenant, message_id, outcome, detail)
-- What became of the try that is open; of a crashed one too.
UPDATE hub.attempts SET outcome = :outcome, detail = :detail, ended_at = clock_timestamp()
 WHERE tenant_id = :tenant AND message_id = :message_id AND outcome = 'open';

-- name: last_attempt(tenant, message_id)
SELECT id FROM hub.attempts WHERE tenant_id = :tenant AND message_id = :message_id ORDER BY started_at DESC, id DESC LIMIT 1;

-- name: move(tenant, message_id, status, provider_id, code, cause, detail, back)
SELECT hub.move_message(:tenant, :message_id, :status, :provider_id, :code, :cause, :detail, :back);

-- name: by_provider_id(tenant, channel, provider_id)
SELECT id, conversation_id FROM messages
 WHERE tenant_id = :tenant AND channel = :channel AND provider_id = :provider_id AND direction = 'outbound';

-- name: by_id(tenant, channel, message_id)
SELECT id, conversation_id FROM messages
 WHERE tenant_id = :tenant AND id = :message_id AND channel = :channel AND direction = 'outbound' AND NOT private;

-- name: keep_receipt(tenant, channel, provider_id, status, code, cause, detail)
INSERT INTO hub.early_receipts (tenant_id, channel, provider_id, status, error_code, cause, error_detail)
VALUES (:tenant, :channel, :provider_id, :status, :code, :cause, :detail);

-- name: take_receipts(tenant, channel, provider_id)
-- What came before the message was known by that id.
DELETE FROM hub.early_receipts WHERE tenant_id = :tenant AND channel = :channel AND provider_id = :provider_id
RETURNING status, provider_id, error_code, cause, error_detail;

-- name: standing(tenant, message_id)
SELECT id, conversation_id, channel, status, direction, private FROM messages
 WHERE tenant_id = :tenant AND id = :message_id;

-- name: dismiss(tenant, message_id, dismissed)
SELECT hub.dismiss_message(:tenant, :message_id, :dismissed);
