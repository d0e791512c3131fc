-- name: ratings(tenant, conversation)
-- What the customer said of it, each time it was resolved.
SELECT score, comment, created_at FROM hub.ratings
 WHERE tenant_id = :tenant AND conversation_id = :conversation ORDER BY resolution;

-- name: visits(tenant, visitors)
-- When they were on the site, and from where.
SELECT visitor_id, started_at, last_seen_at, user_agent, host(ip) AS ip FROM widget_sessions
 WHERE tenant_id = :tenant AND visitor_id = ANY (:visitors::uuid[]) ORDER BY started_at;

-- name: files(tenant, conversation)
-- Every file of a conversation in the store, with a name that tells it from the others; letters as they came too.
SELECT format('files/%s/%s', a.id, a.file_name) AS path, a.blob_key AS key, m.private
  FROM attachments a JOIN messages m ON m.tenant_id = a.tenant_id AND m.id = a.message_id
 WHERE a.tenant_id = :tenant AND a.conversation_id = :conversation
UNION ALL
SELECT format('letters/%s.eml', m.id), e.raw_key, m.private
  FROM messages m JOIN message_email_metadata e ON e.tenant_id = m.tenant_id AND e.message_id = m.id
 WHERE m.tenant_id = :tenant AND m.conversation_id = :conversation AND e.raw_key IS NOT NULL
UNION ALL
SELECT format('recordings/%s', id), recording_key, false FROM phone_calls
 WHERE tenant_id = :tenant AND conversation_id = :conversation AND recording_key IS NOT NULL;
