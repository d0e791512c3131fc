-- What a list shows of a conversation, joined in one place. security_invoker: row-level security asks who reads.
CREATE VIEW hub.conversation_rows WITH (security_invoker = true) AS
SELECT c.tenant_id, c.feed_position, c.id, c.channel, c.subject, c.status, c.priority, c.ai_mode, c.visitor_id,
       c.contact_id, p.name AS contact_name, v.name AS visitor_name,
       c.assignee_id, u.name AS assignee_name, c.team_id, c.snoozed_until, c.waiting_since, c.last_seq, c.rev,
       c.inbound_count, c.visitor_read_seq, c.agents_read_seq, c.last_message, c.last_message_at, c.created_at,
       c.updated_at
  FROM conversations c
  LEFT JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
  LEFT JOIN widget_visitors v ON v.tenant_id = c.tenant_id AND v.id = c.visitor_id
  LEFT JOIN users u ON u.tenant_id = c.tenant_id AND u.id = c.assignee_id;

GRANT SELECT ON hub.conversation_rows TO hub_app;
