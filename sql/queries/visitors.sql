-- name: find_widget(key)
-- The widget behind a public key, before a tenant is known.
SELECT tenant_id, widget_id, is_enabled, allowed_domains FROM hub.find_widget(:key);

-- name: by_token(tenant, widget, token_hash)
-- The visitor who holds this token.
SELECT v.id, v.contact_id, coalesce(c.name, v.name) AS name, v.blocked_at IS NOT NULL AS is_blocked
  FROM widget_visitors v
  LEFT JOIN contacts c ON c.tenant_id = v.tenant_id AND c.id = v.contact_id
 WHERE v.tenant_id = :tenant AND v.widget_id = :widget AND v.token_hash = :token_hash;

-- name: add(tenant, id, widget, token_hash, user_agent, address, locale)
-- A visitor we have not seen before.
INSERT INTO widget_visitors (tenant_id, id, widget_id, token_hash, user_agent, ip, locale)
VALUES (:tenant, :id, :widget, :token_hash, :user_agent, :address, :locale);

-- name: begin_session(tenant, id, visitor, user_agent, address)
-- A visit begins.
INSERT INTO widget_sessions (tenant_id, id, visitor_id, user_agent, ip)
VALUES (:tenant, :id, :visitor, :user_agent, :address);

-- name: end_session(tenant, id)
-- The visit is over.
UPDATE widget_sessions SET ended_at = now(), last_seen_at = now() WHERE tenant_id = :tenant AND id = :id;

-- name: claim(tenant, id, name, email, phone, attributes)
-- What a visitor says of themselves; null leaves what was said before.
UPDATE widget_visitors
   SET name = coalesce(:name, name), email = coalesce(:email, email), phone = coalesce(:phone, phone),
       attributes = attributes || :attributes::jsonb
 WHERE tenant_id = :tenant AND id = :id
RETURNING name;

-- name: view(tenant, visitor, session, url, title, referrer)
-- A page was looked at.
INSERT INTO hub.page_views (tenant_id, visitor_id, session_id, url, title, referrer)
VALUES (:tenant, :visitor, :session, :url, :title, :referrer);
