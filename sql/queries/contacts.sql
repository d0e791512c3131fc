-- name: page(tenant, before_at, before_id, limit)
-- Newest first.
SELECT c.id, c.name, c.company, c.attributes, c.notes, c.blocked_at, c.created_at, c.updated_at
  FROM contacts c
 WHERE c.tenant_id = :tenant AND c.deleted_at IS NULL
   AND (:before_at::timestamptz IS NULL OR (c.created_at, c.id) < (:before_at, :before_id::uuid))
 ORDER BY c.created_at DESC, c.id DESC
 LIMIT :limit;

-- name: find(tenant, id)
SELECT id, name, company, attributes, notes, blocked_at, created_at, updated_at FROM contacts
 WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NULL;

-- name: lock(tenant, id)
-- One contact, held until the transaction ends.
SELECT id, name, company, attributes, notes, blocked_at, created_at, updated_at FROM contacts
 WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NULL FOR NO KEY UPDATE;

-- name: add(tenant, id, name, company, attributes, notes)
INSERT INTO contacts (tenant_id, id, name, company, attributes, notes)
VALUES (:tenant, :id, :name, :company, :attributes, :notes);

-- name: change(tenant, id, name, company, attributes, notes)
UPDATE contacts SET name = :name, company = :company, attributes = :attributes, notes = :notes
 WHERE tenant_id = :tenant AND id = :id;

-- name: block(tenant, id)
UPDATE contacts SET blocked_at = now() WHERE tenant_id = :tenant AND id = :id AND blocked_at IS NULL;

-- name: unblock(tenant, id)
UPDATE contacts SET blocked_at = NULL WHERE tenant_id = :tenant AND id = :id AND blocked_at IS NOT NULL;

-- name: identifiers(tenant, contacts)
-- The addresses of some contacts, first the proven ones.
SELECT contact_id, type, value, is_verified AS verified FROM contact_identifiers
 WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[])
 ORDER BY type, is_primary DESC, is_verified DESC, created_at, id;

-- name: holder(tenant, type, value)
-- Whose address this is, held until the transaction ends. Held first: a merge may have given it to another meanwhile.
WITH held AS MATERIALIZED (
    SELECT contact_id, is_verified, confidence FROM contact_identifiers
     WHERE tenant_id = :tenant AND type = :type AND value = :value FOR UPDATE
)
SELECT i.contact_id, c.name AS contact_name, i.is_verified, i.confidence,
       c.blocked_at IS NOT NULL AS is_blocked
  FROM held i JOIN contacts c ON c.tenant_id = :tenant AND c.id = i.contact_id;

-- name: add_identifier(tenant, contact, type, value, verified, confidence)
-- Nothing happens where somebody has it already.
INSERT INTO contact_identifiers (tenant_id, contact_id, type, value, is_verified, confidence, is_primary)
SELECT :tenant, :contact, :type::text, :value, :verified, :confidence::real,
       NOT EXISTS (SELECT FROM contact_identifiers
                    WHERE tenant_id = :tenant AND contact_id = :contact AND type = :type AND is_primary)
ON CONFLICT (tenant_id, type, value) DO NOTHING;

-- name: count_identifiers(tenant, contact)
SELECT count(*) FROM contact_identifiers WHERE tenant_id = :tenant AND contact_id = :contact;

-- name: drop_identifiers(tenant, contact, types, values)
-- All of these types but the named ones.
DELETE FROM contact_identifiers i
 WHERE i.tenant_id = :tenant AND i.contact_id = :contact AND i.type <> 'visitor_id'
   AND NOT EXISTS (SELECT FROM unnest(:types::text[], :values::text[]) AS kept (type, value)
                    WHERE kept.type = i.type AND kept.value = i.value);

-- name: settle_primaries(tenant, contact)
-- One address of each type is the first choice.
UPDATE contact_identifiers i SET is_primary = true
 WHERE i.tenant_id = :tenant AND i.id IN (
    SELECT DISTINCT ON (type) id FROM contact_identifiers o
     WHERE o.tenant_id = :tenant AND o.contact_id = :contact
       AND NOT EXISTS (SELECT FROM contact_identifiers p
                        WHERE p.tenant_id = :tenant AND p.contact_id = :contact AND p.type = o.type AND p.is_primary)
     ORDER BY type, is_verified DESC, created_at, id);

-- name: step_down(tenant, contact, types, values)
-- Of these types only the named addresses may be the first choice.
UPDATE contact_identifiers i SET is_primary = false
  FROM unnest(:types::text[], :values::text[]) AS first (type, value)
 WHERE i.tenant_id = :tenant AND i.contact_id = :contact AND i.is_primary AND i.type = first.type
   AND i.value <> first.value;

-- name: put_first(tenant, contact, types, values)
UPDATE contact_identifiers i SET is_primary = true
  FROM unnest(:types::text[], :values::text[]) AS first (type, value)
 WHERE i.tenant_id = :tenant AND i.contact_id = :contact AND i.type = first.type AND i.value = first.value
   AND NOT i.is_primary;

-- name: prove_identifier(tenant, contact, type, value)
-- A signed identity said it: it is this contact's, whoever had typed it before.
UPDATE contact_identifiers SET contact_id = :contact, is_verified = true, confidence = 1, is_primary = false
 WHERE tenant_id = :tenant AND type = :type AND value = :value;

-- name: take_turns(tenant, subject)
-- Those who are about the same person at the same moment wait for each other, until their transactions end.
SELECT pg_advisory_xact_lock(hashtextextended(:tenant::uuid || ':' || :subject, 0));
