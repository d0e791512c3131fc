-- name: places(words, beginnings, phrases, before, limit)
-- Where the newest messages stand that match, by number, below `before`; the index knows places only.
SELECT conversation_id, seq, number FROM hub.find_messages(:words, :beginnings, :phrases::text::tsquery, :before, :limit)
 ORDER BY number DESC;

-- name: messages(tenant, user, conversations, seqs, numbers, since, until, written_by, {{fits}}, limit, {{seen}})
-- Of the messages at these places the newest that the filters ask for; the wall shows what is there.
-- OFFSET 0 and LIMIT 1: each is looked up by its key, however many there are.
SELECT f.number, m.id, m.conversation_id, m.seq, m.content_text, m.direction, m.private, m.author_name, m.created_at
  FROM unnest(:conversations::uuid[], :seqs::bigint[], :numbers::bigint[]) AS f (conversation_id, seq, number)
 CROSS JOIN LATERAL (
    SELECT * FROM conversations o WHERE o.tenant_id = :tenant AND o.id = f.conversation_id OFFSET 0
 ) AS c
 CROSS JOIN LATERAL (
    SELECT * FROM messages t
     WHERE t.tenant_id = :tenant AND t.conversation_id = f.conversation_id AND t.seq = f.seq LIMIT 1
 ) AS m
 WHERE {{fits}} AND {{seen}}
   AND (:since::timestamptz IS NULL OR m.created_at >= :since)
   AND (:until::timestamptz IS NULL OR m.created_at < :until)
   AND (:written_by::text IS NULL OR :written_by = CASE WHEN m.private THEN 'notes'
                                                        WHEN m.direction = 'inbound' THEN 'customer' ELSE 'us' END)
 ORDER BY f.number DESC LIMIT :limit;

-- name: contacts(tenant, words, digits, before_at, before_id, limit)
-- The newest contacts that match, below (before_at, before_id).
SELECT c.id, c.name, c.company, c.attributes, c.notes, c.created_at, c.updated_at
  FROM hub.find_contacts(:words, :digits, :before_at, :before_id, :limit) AS f
 CROSS JOIN LATERAL (
    SELECT * FROM contacts t
     WHERE t.tenant_id = :tenant AND t.id = f.contact_id AND t.deleted_at IS NULL LIMIT 1
 ) AS c
 ORDER BY c.created_at DESC, c.id DESC;

-- name: latest_conversations(tenant, contacts, {{seen}})
-- What each of these contacts talked about last.
SELECT found.contact_id, c.id
  FROM unnest(:contacts::uuid[]) AS found (contact_id)
 CROSS JOIN LATERAL (
    SELECT c.id FROM conversations c
     WHERE c.tenant_id = :tenant AND c.contact_id = found.contact_id AND c.last_seq > 0 AND {{seen}}
     ORDER BY c.last_message_at DESC, c.id DESC LIMIT 1
 ) AS c;

-- name: behind(limit)
-- Tenants whose messages are still to be read.
SELECT unnest(hub.tenants_to_read(:limit));

-- name: begin(tenant)
-- A tenant's first time.
INSERT INTO hub.search_marks (tenant_id) VALUES (:tenant) ON CONFLICT DO NOTHING;

-- name: hold(tenant)
-- How far the tenant's messages have been read, held until the transaction ends; nothing while somebody else reads.
SELECT position, numbered FROM hub.search_marks WHERE tenant_id = :tenant FOR NO KEY UPDATE SKIP LOCKED;

-- name: unread(tenant, conversations, limit)
-- Messages of these conversations whose words are not known yet, in the order given.
SELECT m.conversation_id, m.seq, m.content_text
  FROM unnest(:conversations::uuid[]) WITH ORDINALITY AS c (id, place)
 CROSS JOIN LATERAL (
    SELECT coalesce(max(w.seq), 0) AS seq FROM hub.message_words w
     WHERE w.tenant_id = :tenant AND w.conversation_id = c.id
 ) AS known
 CROSS JOIN LATERAL (
    SELECT conversation_id, seq, content_text FROM messages
     WHERE tenant_id = :tenant AND conversation_id = c.id AND seq > known.seq ORDER BY seq LIMIT :limit
 ) AS m
 ORDER BY c.place, m.seq LIMIT :limit;

-- name: keep(tenant, conversations, seqs, numbers, words)
-- The words of some messages.
INSERT INTO hub.message_words (tenant_id, conversation_id, seq, number, words)
SELECT :tenant, k.conversation_id, k.seq, k.number, k.words::tsvector
  FROM unnest(:conversations::uuid[], :seqs::bigint[], :numbers::bigint[], :words::text[])
    AS k (conversation_id, seq, number, words);

-- name: move(tenant, position, numbered)
-- Read up to here.
UPDATE hub.search_marks SET position = :position, numbered = :numbered WHERE tenant_id = :tenant;
