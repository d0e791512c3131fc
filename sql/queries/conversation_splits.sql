-- name: find(tenant, id)
-- What a conversation was split off.
SELECT source_id, from_seq, until_seq, line, source_line FROM hub.conversation_splits
 WHERE tenant_id = :tenant AND conversation_id = :id;

-- name: is_split_from(tenant, source_id, seq)
-- Whether one was split off from this message before.
SELECT EXISTS (SELECT 1 FROM hub.conversation_splits
                WHERE tenant_id = :tenant AND source_id = :source_id AND from_seq = :seq);

-- name: around(tenant, source_id, seq)
-- Whether people say something at this seq, and before it.
SELECT coalesce(bool_or(seq = :seq), false) AS is_there, coalesce(bool_or(seq < :seq), false) AS is_after_others
  FROM messages
 WHERE tenant_id = :tenant AND conversation_id = :source_id AND seq <= :seq AND role <> 'system';

-- name: open(tenant, id, source_id, subject)
-- Of the same people and on the same way as the other, which is locked; whoever waits there waits here.
WITH opened AS (
    INSERT INTO conversations (tenant_id, id, channel, contact_id, visitor_id, widget_id, assignee_id, assigned_at, team_id,
                               priority, ai_mode, subject, waiting_since)
    SELECT tenant_id, :id, channel, contact_id, visitor_id, widget_id, assignee_id, now(), team_id,
           priority, ai_mode, coalesce(:subject, subject), waiting_since
      FROM conversations WHERE tenant_id = :tenant AND id = :source_id
    RETURNING id)
INSERT INTO hub.conversation_routes (tenant_id, conversation_id, channel, account_id, address)
SELECT r.tenant_id, opened.id, r.channel, r.account_id, r.address
  FROM hub.conversation_routes r, opened
 WHERE r.tenant_id = :tenant AND r.conversation_id = :source_id;

-- name: add(tenant, id, source_id, from_seq, until_seq, line, source_line, user)
-- The other is locked.
INSERT INTO hub.conversation_splits
       (tenant_id, conversation_id, source_id, from_seq, until_seq, line, source_line, split_by)
VALUES (:tenant, :id, :source_id, :from_seq, :until_seq, :line, :source_line, :user);

-- name: remove(tenant, id)
DELETE FROM hub.conversation_splits WHERE tenant_id = :tenant AND conversation_id = :id;
