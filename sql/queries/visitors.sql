-- name: arrive(tenant, widget, token_hash, session, user_agent, address, locale)
-- The visitor who holds this token is here again; within half an hour it is the same visit. Nothing is noted of the
-- blocked. One statement, because after a restart everybody comes at once.
WITH known AS (
    SELECT v.id, v.contact_id, c.name AS contact_name, v.name, v.external_id, v.identified_at,
           v.blocked_at IS NOT NULL OR c.blocked_at IS NOT NULL AS is_blocked
      FROM widget_visitors v
      LEFT JOIN contacts c ON c.tenant_id = v.tenant_id AND c.id = v.contact_id
     WHERE v.tenant_id = :tenant AND v.widget_id = :widget
       AND v.id = coalesce(
           (SELECT id FROM widget_visitors WHERE tenant_id = :tenant AND token_hash = :token_hash),
           (SELECT visitor_id FROM hub.visitor_tokens WHERE tenant_id = :tenant AND token_hash = :token_hash))
), touched AS (
    UPDATE widget_visitors v
       SET last_seen_at = now(), user_agent = :user_agent, ip = :address::text::inet,
           locale = coalesce(:locale, v.locale)
      FROM known k WHERE v.tenant_id = :tenant AND v.id = k.id AND NOT k.is_blocked
), resumed AS (
    UPDATE widget_sessions s SET ended_at = NULL, last_seen_at = now()
     WHERE s.tenant_id = :tenant AND s.last_seen_at > now() - interval '30 minutes'
       AND s.id = (SELECT l.id FROM widget_sessions l JOIN known k ON l.visitor_id = k.id
                    WHERE l.tenant_id = :tenant AND NOT k.is_blocked ORDER BY l.started_at DESC LIMIT 1)
    RETURNING s.id
), begun AS (
    INSERT INTO widget_sessions (tenant_id, id, visitor_id, user_agent, ip)
    SELECT :tenant, :session, k.id, :user_agent, :address::text::inet FROM known k
     WHERE NOT k.is_blocked AND NOT EXISTS (SELECT FROM resumed)
    RETURNING id
)
SELECT k.*, coalesce((SELECT id FROM resumed), (SELECT id FROM begun)) AS session_id FROM known k;

-- name: add(tenant, id, widget, token_hash, session, user_agent, address, locale)
-- Somebody new, and their first visit.
SELECT hub.add_visitor(:tenant, :id, :widget, :token_hash, :session, :user_agent, :address::text::inet, :locale);

-- name: holder(tenant, widget, token_hash)
-- Who holds this token, without a visit: for single requests.
SELECT v.id, v.contact_id, c.name AS contact_name, v.name, v.external_id, v.identified_at,
       v.blocked_at IS NOT NULL OR c.blocked_at IS NOT NULL AS is_blocked, NULL::uuid AS session_id
  FROM widget_visitors v
  LEFT JOIN contacts c ON c.tenant_id = v.tenant_id AND c.id = v.contact_id
 WHERE v.tenant_id = :tenant AND v.widget_id = :widget
   AND v.id = coalesce(
       (SELECT id FROM widget_visitors WHERE tenant_id = :tenant AND token_hash = :token_hash),
       (SELECT visitor_id FROM hub.visitor_tokens WHERE tenant_id = :tenant AND token_hash = :token_hash));

-- name: find(tenant, id)
-- As agents see them; here is who has a visit that has not ended.
SELECT v.id, v.contact_id, v.name, v.email, v.phone, v.attributes, v.locale, v.identified_at, v.blocked_at, v.first_seen_at,
       v.last_seen_at,
       EXISTS (SELECT FROM widget_sessions s WHERE s.tenant_id = v.tenant_id AND s.visitor_id = v.id
                  AND s.ended_at IS NULL AND s.last_seen_at > now() - interval '30 minutes') AS online
  FROM widget_visitors v WHERE v.tenant_id = :tenant AND v.id = :id;

-- name: block(tenant, id)
UPDATE widget_visitors SET blocked_at = now() WHERE tenant_id = :tenant AND id = :id AND blocked_at IS NULL;

-- name: unblock(tenant, id)
UPDATE widget_visitors SET blocked_at = NULL WHERE tenant_id = :tenant AND id = :id AND blocked_at IS NOT NULL;

-- name: of_contact(tenant, contact)
SELECT id FROM widget_visitors WHERE tenant_id = :tenant AND contact_id = :contact;

-- name: blocked_since(tenant, seconds)
-- Who was blocked of late, by themselves or as a contact.
SELECT id FROM widget_visitors
 WHERE tenant_id = :tenant AND blocked_at > now() - make_interval(secs => :seconds::float8)
UNION
SELECT v.id FROM contacts c JOIN widget_visitors v ON v.tenant_id = c.tenant_id AND v.contact_id = c.id
 WHERE c.tenant_id = :tenant AND c.blocked_at > now() - make_interval(secs => :seconds::float8);

-- name: lock(tenant, id)
-- What a visitor has said, held until the transaction ends.
SELECT id, contact_id, name, email, phone, external_id, identified_at FROM widget_visitors
 WHERE tenant_id = :tenant AND id = :id FOR NO KEY UPDATE;

-- name: claim(tenant, id, name, email, phone)
-- What a visitor says of themselves; null leaves what was said before.
UPDATE widget_visitors
   SET name = coalesce(:name, name), email = coalesce(:email, email), phone = coalesce(:phone, phone)
 WHERE tenant_id = :tenant AND id = :id;

-- name: describe(tenant, id, attributes, most)
-- Merge attributes, as long as there are not too many; an attribute that is null is forgotten.
UPDATE widget_visitors v SET attributes = merged.attributes
  FROM (SELECT jsonb_strip_nulls(attributes || :attributes::jsonb) AS attributes FROM widget_visitors
         WHERE tenant_id = :tenant AND id = :id) AS merged
 WHERE v.tenant_id = :tenant AND v.id = :id
   AND (SELECT count(*) FROM jsonb_object_keys(merged.attributes)) <= :most;

-- name: belong(tenant, id, contact)
-- From now on this visitor is that contact.
UPDATE widget_visitors SET contact_id = :contact WHERE tenant_id = :tenant AND id = :id;

-- name: of_subject(tenant, widget, external_id)
-- The visitor whom a signed identity named before.
SELECT v.id, v.contact_id, c.name AS contact_name, v.name, v.external_id, v.identified_at,
       v.blocked_at IS NOT NULL OR c.blocked_at IS NOT NULL AS is_blocked, NULL::uuid AS session_id
  FROM widget_visitors v
  LEFT JOIN contacts c ON c.tenant_id = v.tenant_id AND c.id = v.contact_id
 WHERE v.tenant_id = :tenant AND v.widget_id = :widget AND v.external_id = :external_id
 ORDER BY v.first_seen_at LIMIT 1;

-- name: prove(tenant, id, external_id, contact, name, email, phone)
-- A signed identity said who this is.
UPDATE widget_visitors
   SET external_id = :external_id, contact_id = :contact, name = coalesce(:name, name),
       email = coalesce(:email, email), phone = coalesce(:phone, phone), identified_at = now()
 WHERE tenant_id = :tenant AND id = :id;

-- name: replace_token(tenant, id, token_hash)
-- Whoever held the old one has to prove themselves as well.
WITH gone AS (DELETE FROM hub.visitor_tokens WHERE tenant_id = :tenant AND visitor_id = :id)
UPDATE widget_visitors SET token_hash = :token_hash WHERE tenant_id = :tenant AND id = :id;

-- name: add_token(tenant, id, token_hash, most)
-- One more browser of the same person; the oldest goes when there are many.
WITH gone AS (
    DELETE FROM hub.visitor_tokens WHERE tenant_id = :tenant AND token_hash IN (
        SELECT token_hash FROM hub.visitor_tokens WHERE tenant_id = :tenant AND visitor_id = :id
         ORDER BY created_at DESC, token_hash OFFSET :most)
)
INSERT INTO hub.visitor_tokens (tenant_id, visitor_id, token_hash) VALUES (:tenant, :id, :token_hash);

-- name: visit(tenant, visitor, session, user_agent, address, locale)
-- A visitor who was recognised otherwise than by a token is here.
WITH touched AS (
    UPDATE widget_visitors
       SET last_seen_at = now(), user_agent = :user_agent, ip = :address::text::inet,
           locale = coalesce(:locale, locale)
     WHERE tenant_id = :tenant AND id = :visitor
), resumed AS (
    UPDATE widget_sessions SET ended_at = NULL, last_seen_at = now()
     WHERE tenant_id = :tenant AND last_seen_at > now() - interval '30 minutes'
       AND id = (SELECT id FROM widget_sessions WHERE tenant_id = :tenant AND visitor_id = :visitor
                  ORDER BY started_at DESC LIMIT 1)
    RETURNING id
), begun AS (
    INSERT INTO widget_sessions (tenant_id, id, visitor_id, user_agent, ip)
    SELECT :tenant, :session, :visitor, :user_agent, :address::text::inet WHERE NOT EXISTS (SELECT FROM resumed)
    RETURNING id
)
SELECT coalesce((SELECT id FROM resumed), (SELECT id FROM begun));

-- name: absorb_conversations(tenant, gone, kept)
UPDATE conversations SET visitor_id = :kept WHERE tenant_id = :tenant AND visitor_id = :gone RETURNING id;

-- name: absorb_messages(tenant, gone, kept, conversations)
-- Who sent them, so that a resend is still known.
UPDATE messages SET sender_id = :kept
 WHERE tenant_id = :tenant AND sender_id = :gone AND conversation_id = ANY (:conversations::uuid[]);

-- name: absorb_files(tenant, gone, kept)
UPDATE attachments SET uploader_id = :kept
 WHERE tenant_id = :tenant AND uploader_kind = 'visitor' AND uploader_id = :gone;

-- name: absorb_visits(tenant, gone, kept)
UPDATE widget_sessions SET visitor_id = :kept WHERE tenant_id = :tenant AND visitor_id = :gone;

-- name: absorb_pages(tenant, gone, kept)
UPDATE hub.page_views SET visitor_id = :kept WHERE tenant_id = :tenant AND visitor_id = :gone;

-- name: remove(tenant, id)
DELETE FROM widget_visitors WHERE tenant_id = :tenant AND id = :id;

-- name: view(tenant, visitor, session, url, title, referrer, most)
-- A page was looked at. The same page again (a reload, a new connection) is no new one; a visit keeps its latest pages.
WITH latest AS (
    SELECT url FROM hub.page_views WHERE tenant_id = :tenant AND visitor_id = :visitor
     ORDER BY viewed_at DESC, id DESC LIMIT 1
), seen AS (
    UPDATE widget_sessions SET page_url = :url, page_title = :title, referrer = :referrer, last_seen_at = now(),
           ended_at = NULL
     WHERE tenant_id = :tenant AND id = :session AND visitor_id = :visitor
    RETURNING id
), gone AS (
    DELETE FROM hub.page_views p WHERE p.tenant_id = :tenant AND p.id IN (
        SELECT id FROM hub.page_views WHERE tenant_id = :tenant AND session_id = (SELECT id FROM seen)
         ORDER BY viewed_at DESC, id DESC OFFSET :most)
)
INSERT INTO hub.page_views (tenant_id, visitor_id, session_id, url, title, referrer)
SELECT :tenant, :visitor, seen.id, :url, :title, :referrer FROM seen
 WHERE NOT EXISTS (SELECT FROM latest WHERE latest.url = :url);

-- name: pages(tenant, visitor, limit)
-- The latest pages of a visitor.
SELECT url, title, referrer, viewed_at FROM hub.page_views
 WHERE tenant_id = :tenant AND visitor_id = :visitor ORDER BY viewed_at DESC, id DESC LIMIT :limit;

-- name: end_visit(tenant, session)
UPDATE widget_sessions SET ended_at = now(), last_seen_at = now() WHERE tenant_id = :tenant AND id = :session;

-- name: give_conversations(tenant, visitor, contact)
-- The visitor's conversations are the contact's, but those that an agent has moved to somebody; each that changed takes
-- a place in the feed.
WITH mine AS (
    SELECT c.id FROM conversations c
     WHERE c.tenant_id = :tenant AND c.visitor_id = :visitor AND c.contact_id IS DISTINCT FROM :contact::uuid
       AND (c.contact_id IS NULL OR NOT EXISTS (
            SELECT FROM hub.contact_events e
             WHERE e.tenant_id = :tenant AND e.conversation_id = c.id AND e.kind = 'conversation_moved'))
     ORDER BY c.id FOR NO KEY UPDATE
), numbered AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM mine
), taken AS MATERIALIZED (
    SELECT hub.take_feed_positions(:tenant, (SELECT count(*)::integer FROM mine)) - (SELECT count(*) FROM mine) AS before
)
UPDATE conversations c
   SET contact_id = :contact::uuid, feed_position = taken.before + numbered.place, updated_at = now()
  FROM numbered, taken
 WHERE c.tenant_id = :tenant AND c.id = numbered.id
RETURNING c.id;

-- name: tell_conversations(tenant, visitor, contact)
-- Somebody's name is another now: their latest conversations take a place in the feed.
WITH mine AS (
    SELECT id FROM conversations
     WHERE tenant_id = :tenant AND last_seq > 0 AND id IN (
        SELECT id FROM conversations
         WHERE tenant_id = :tenant AND (visitor_id = :visitor::uuid OR contact_id = :contact::uuid)
         ORDER BY last_message_at DESC NULLS LAST, id DESC LIMIT 100)
     ORDER BY id FOR NO KEY UPDATE
), numbered AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM mine
), taken AS MATERIALIZED (
    SELECT hub.take_feed_positions(:tenant, (SELECT count(*)::integer FROM mine)) - (SELECT count(*) FROM mine) AS before
)
UPDATE conversations c SET feed_position = taken.before + numbered.place, updated_at = now()
  FROM numbered, taken
 WHERE c.tenant_id = :tenant AND c.id = numbered.id
RETURNING c.id;
