-- name: alike(tenant, contact, limit)
-- Who may be the same person, and why; those with the strongest reason first.
WITH found AS (
    SELECT o.contact_id AS id, CASE o.type WHEN 'email' THEN 'email' ELSE 'phone' END AS reason
      FROM contact_identifiers i
      JOIN contact_identifiers o ON o.tenant_id = i.tenant_id AND o.likeness = i.likeness
     WHERE i.tenant_id = :tenant AND i.contact_id = :contact AND i.likeness IS NOT NULL AND o.contact_id <> :contact
    UNION
    SELECT o.id, 'name'
      FROM contacts c JOIN contacts o ON o.tenant_id = c.tenant_id AND o.likeness = c.likeness AND o.deleted_at IS NULL
     WHERE c.tenant_id = :tenant AND c.id = :contact AND c.likeness IS NOT NULL AND o.id <> :contact
)
SELECT f.id, array_agg(f.reason ORDER BY f.reason) AS reasons
  FROM found f JOIN contacts c ON c.tenant_id = :tenant AND c.id = f.id AND c.deleted_at IS NULL
 GROUP BY f.id ORDER BY count(*) DESC, min(f.reason), f.id LIMIT :limit;

-- name: hold(tenant, ids)
-- Both contacts, there or merged away, in the order of their ids.
SELECT id, deleted_at IS NOT NULL AS is_gone FROM contacts
 WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]) ORDER BY id FOR NO KEY UPDATE;

-- name: move_visitors(tenant, from_contact, to_contact, ids)
-- Before conversations: whoever is opening one for a visitor holds the visitor's row.
UPDATE widget_visitors SET contact_id = :to_contact
 WHERE tenant_id = :tenant AND contact_id = :from_contact AND (:ids::uuid[] IS NULL OR id = ANY (:ids)) RETURNING id;

-- name: move_identifiers(tenant, from_contact, to_contact, ids)
-- Before conversations: whoever takes a message from an address holds the address.
UPDATE contact_identifiers SET contact_id = :to_contact, is_primary = false
 WHERE tenant_id = :tenant AND contact_id = :from_contact AND (:ids::uuid[] IS NULL OR id = ANY (:ids)) RETURNING id;

-- name: move_events(tenant, from_contact, to_contact, ids)
UPDATE hub.contact_events SET contact_id = :to_contact
 WHERE tenant_id = :tenant AND contact_id = :from_contact AND (:ids::uuid[] IS NULL OR id = ANY (:ids)) RETURNING id;

-- name: move_leads(tenant, from_contact, to_contact, ids)
UPDATE leads SET contact_id = :to_contact
 WHERE tenant_id = :tenant AND contact_id = :from_contact AND (:ids::uuid[] IS NULL OR id = ANY (:ids)) RETURNING id;

-- name: move_tickets(tenant, from_contact, to_contact, ids)
UPDATE tickets SET contact_id = :to_contact
 WHERE tenant_id = :tenant AND contact_id = :from_contact AND (:ids::uuid[] IS NULL OR id = ANY (:ids)) RETURNING id;

-- name: move_calls(tenant, from_contact, to_contact, ids)
UPDATE phone_calls SET contact_id = :to_contact
 WHERE tenant_id = :tenant AND contact_id = :from_contact AND (:ids::uuid[] IS NULL OR id = ANY (:ids)) RETURNING id;

-- name: move_conversations(tenant, from_contact, to_contact, ids)
-- Each takes a place in the feed; nothing of their messages changes.
WITH theirs AS (
    SELECT id FROM conversations
     WHERE tenant_id = :tenant AND contact_id = :from_contact AND (:ids::uuid[] IS NULL OR id = ANY (:ids))
     ORDER BY id FOR NO KEY UPDATE
), numbered AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM theirs
), taken AS MATERIALIZED (
    SELECT hub.take_feed_positions(:tenant, (SELECT count(*)::integer FROM theirs))
           - (SELECT count(*) FROM theirs) AS before
)
UPDATE conversations c
   SET contact_id = :to_contact::uuid, feed_position = taken.before + numbered.place, updated_at = now()
  FROM numbered, taken
 WHERE c.tenant_id = :tenant AND c.id = numbered.id
RETURNING c.id;

-- name: bury(tenant, id)
UPDATE contacts SET deleted_at = now() WHERE tenant_id = :tenant AND id = :id;

-- name: raise(tenant, id)
UPDATE contacts SET deleted_at = NULL WHERE tenant_id = :tenant AND id = :id;

-- name: add(tenant, id, kept, merged, snapshot, reason, actor)
INSERT INTO contact_merge_history (tenant_id, id, kept_contact_id, merged_contact_id, snapshot, reason, merged_by)
VALUES (:tenant, :id, :kept, :merged, :snapshot, :reason, :actor);

-- name: find(tenant, id)
-- A merge, held until the transaction ends.
SELECT id, kept_contact_id, merged_contact_id, snapshot, undone_at FROM contact_merge_history
 WHERE tenant_id = :tenant AND id = :id FOR UPDATE;

-- name: undone(tenant, id, actor)
UPDATE contact_merge_history SET undone_at = now(), undone_by = :actor WHERE tenant_id = :tenant AND id = :id;
