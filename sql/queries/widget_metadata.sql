-- name: keep(tenant, messages, sessions)
-- Where each of these messages was written: the page its visitor saw at that time, whatever they have opened since.
-- The visit may have begun on a page that the visit before ended on; that page is noted once.
INSERT INTO message_widget_metadata (tenant_id, message_id, session_id, page_url, page_title, referrer, user_agent, ip)
SELECT :tenant, m.id, s.id, p.url, p.title, p.referrer, s.user_agent, s.ip
  FROM unnest(:messages::uuid[], :sessions::uuid[]) AS n (message_id, session_id)
 CROSS JOIN LATERAL (
    SELECT id, created_at FROM messages
     WHERE tenant_id = :tenant AND id = n.message_id LIMIT 1 -- here and below: one look-up by key for each message
 ) AS m
 CROSS JOIN LATERAL (
    SELECT id, visitor_id, page_url, user_agent, ip FROM widget_sessions
     WHERE tenant_id = :tenant AND id = n.session_id LIMIT 1
 ) AS s
  LEFT JOIN LATERAL (
    SELECT session_id, url, title, referrer FROM hub.page_views
     WHERE tenant_id = :tenant AND visitor_id = s.visitor_id AND viewed_at <= m.created_at
     ORDER BY viewed_at DESC, id DESC LIMIT 1
 ) AS p ON p.session_id = s.id OR p.url = s.page_url
ON CONFLICT (tenant_id, message_id) DO NOTHING;

-- name: pages(tenant, messages)
-- The pages that some messages were written on.
SELECT message_id, page_url AS url, page_title AS title FROM message_widget_metadata
 WHERE tenant_id = :tenant AND message_id = ANY (:messages::uuid[]) AND page_url IS NOT NULL;
