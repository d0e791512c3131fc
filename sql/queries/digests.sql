-- name: waiting(tenant, user, since, until, limit, {{seen}})
-- What came to a user in this time and is not read yet: that it was assigned to them, that a note names them, that a
-- customer wrote, and whose it is. The newest first.
SELECT c.id, coalesce(c.assignee_id = :user AND c.assigned_at > :since AND c.assigned_at <= :until, false) AS is_assigned,
       EXISTS (SELECT 1 FROM hub.mentions m
                WHERE m.tenant_id = :tenant AND m.user_id = :user AND m.conversation_id = c.id
                  AND m.created_at > :since AND m.created_at <= :until
                  AND m.seq > coalesce(d.read_seq, 0)) AS is_mentioned,
       w.content_text AS written,
       CASE WHEN c.assignee_id IS NULL THEN 'unassigned' WHEN c.assignee_id = :user THEN 'mine'
            WHEN EXISTS (SELECT 1 FROM hub.team_members t
                          WHERE t.tenant_id = :tenant AND t.user_id = :user AND t.team_id = c.team_id) THEN 'team'
       END AS place
  FROM conversations c
  LEFT JOIN hub.conversation_reads d
    ON d.tenant_id = c.tenant_id AND d.conversation_id = c.id AND d.user_id = :user
  LEFT JOIN LATERAL (
    SELECT m.content_text FROM messages m
     WHERE m.tenant_id = :tenant AND m.conversation_id = c.id AND m.direction = 'inbound'
       AND m.seq > coalesce(d.read_seq, 0) AND m.created_at > :since AND m.created_at <= :until
     ORDER BY m.seq DESC LIMIT 1
  ) w ON true
 WHERE c.tenant_id = :tenant AND c.last_seq > coalesce(d.read_seq, 0)
   AND (c.last_message_at > :since OR c.assigned_at > :since)
   AND {{seen}}
 ORDER BY c.last_message_at DESC, c.id DESC
 LIMIT :limit;
