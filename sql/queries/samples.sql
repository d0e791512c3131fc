-- name: is_sown(tenant)
-- Whether this tenant's sample data is complete.
SELECT coalesce(settings ? 'samples', false) FROM tenant_settings WHERE tenant_id = :tenant;

-- name: mark_sown(tenant)
-- The sample data is complete; the next start leaves it alone.
UPDATE tenant_settings SET settings = settings || '{"samples": true}' WHERE tenant_id = :tenant;

-- name: put_widget(tenant, name, domains)
-- The demo's widget; the address of the shop may be another one at each start.
WITH found AS (
    UPDATE tenant_widget_config
       SET allowed_domains = ARRAY(SELECT DISTINCT unnest(allowed_domains || :domains::text[]) ORDER BY 1)
     WHERE tenant_id = :tenant AND id = (SELECT id FROM tenant_widget_config WHERE tenant_id = :tenant AND name = :name
                                         ORDER BY created_at LIMIT 1)
    RETURNING id, public_key
), made AS (
    INSERT INTO tenant_widget_config (tenant_id, name, allowed_domains)
    SELECT :tenant, :name, :domains::text[] WHERE NOT EXISTS (SELECT FROM found)
    RETURNING id, public_key
)
SELECT id, public_key FROM found UNION ALL SELECT id, public_key FROM made;

-- name: user_named(tenant, email)
-- A user of this tenant by address.
SELECT id FROM users WHERE tenant_id = :tenant AND lower(email) = lower(:email);

-- name: put_contact(tenant, id, name, attributes, since)
-- A sample contact, once.
INSERT INTO contacts (tenant_id, id, name, attributes, created_at) VALUES (:tenant, :id, :name, :attributes, :since)
ON CONFLICT DO NOTHING;

-- name: put_identifier(tenant, contact, type, value)
-- One address of a sample contact, once.
INSERT INTO contact_identifiers (tenant_id, contact_id, type, value, is_verified, is_primary)
VALUES (:tenant, :contact, :type, :value, true, true)
ON CONFLICT DO NOTHING;

-- name: know_visitor(tenant, visitor, contact, since, last)
-- The visitor is this contact, and came by then.
UPDATE widget_visitors
   SET contact_id = :contact::uuid, identified_at = CASE WHEN :contact::uuid IS NOT NULL THEN :since::timestamptz END,
       first_seen_at = :since, last_seen_at = :last
 WHERE tenant_id = :tenant AND id = :visitor;

-- name: know_conversation(tenant, conversation, contact)
-- The conversation is with this contact.
UPDATE conversations SET contact_id = :contact WHERE tenant_id = :tenant AND id = :conversation;

-- name: put_page(tenant, visitor, url, title, at)
-- A page the visitor looked at, once.
INSERT INTO hub.page_views (tenant_id, visitor_id, url, title, viewed_at)
SELECT :tenant, :visitor, :url, :title, :at::timestamptz
 WHERE NOT EXISTS (SELECT FROM hub.page_views WHERE tenant_id = :tenant AND visitor_id = :visitor AND url = :url);

-- name: date_messages(tenant, conversation, times)
-- The messages were written at these times, in their order.
UPDATE messages m
   SET created_at = (:times::timestamptz[])[m.seq], updated_at = (:times::timestamptz[])[m.seq]
 WHERE m.tenant_id = :tenant AND m.conversation_id = :conversation;

-- name: date_conversation(tenant, conversation)
-- The conversation's own times follow from its messages'.
WITH said AS (
    SELECT min(created_at) AS first, max(created_at) AS last,
           min(created_at) FILTER (WHERE direction = 'outbound' AND NOT private) AS replied,
           max(seq) FILTER (WHERE direction = 'outbound' AND NOT private) AS ours
      FROM messages WHERE tenant_id = :tenant AND conversation_id = :conversation
)
UPDATE conversations c
   SET created_at = said.first, last_message_at = said.last, first_replied_at = said.replied,
       visitor_read_seq = greatest(c.visitor_read_seq, coalesce(said.ours, 0)),
       resolved_at = CASE WHEN c.status = 'resolved' THEN said.last END,
       waiting_since = (SELECT min(m.created_at) FROM messages m
                         WHERE m.tenant_id = :tenant AND m.conversation_id = :conversation AND c.status <> 'resolved'
                           AND m.direction = 'inbound' AND m.seq > coalesce(said.ours, 0)),
       last_message = jsonb_set(c.last_message, '{created_at}', to_jsonb(said.last))
  FROM said
 WHERE c.tenant_id = :tenant AND c.id = :conversation;

-- name: date_resolution(tenant, conversation)
-- It was resolved, and rated, when its conversation's times say so.
WITH rated AS (
    UPDATE hub.ratings t SET created_at = c.resolved_at, updated_at = c.resolved_at
      FROM conversations c
     WHERE c.tenant_id = :tenant AND c.id = :conversation AND c.resolved_at IS NOT NULL
       AND t.tenant_id = c.tenant_id AND t.conversation_id = c.id
)
UPDATE hub.resolutions r SET opened_at = c.created_at, resolved_at = c.resolved_at
  FROM conversations c
 WHERE c.tenant_id = :tenant AND c.id = :conversation AND c.resolved_at IS NOT NULL
   AND r.tenant_id = c.tenant_id AND r.conversation_id = c.id;
