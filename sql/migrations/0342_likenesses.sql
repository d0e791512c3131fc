-- What two contacts have in common that may be one person. Columns, because under row-level security only plain
-- equality reaches an index.
ALTER TABLE contact_identifiers ADD COLUMN likeness text GENERATED ALWAYS AS (
    CASE WHEN type = 'email' THEN regexp_replace(value, '\+[^@]*@', '@')
         WHEN type IN ('phone', 'whatsapp') THEN value END) STORED;
COMMENT ON COLUMN contact_identifiers.likeness IS 'The mailbox without its +tag; the number, whatever it is called by';
CREATE INDEX contact_identifiers_alike ON contact_identifiers (tenant_id, likeness) WHERE likeness IS NOT NULL;

ALTER TABLE contacts ADD COLUMN likeness text GENERATED ALWAYS AS (
    CASE WHEN btrim(name) <> '' AND btrim(company) <> '' THEN lower(btrim(name) || E'\n' || btrim(company)) END) STORED;
COMMENT ON COLUMN contacts.likeness IS 'Name and company';
CREATE INDEX contacts_alike ON contacts (tenant_id, likeness) WHERE likeness IS NOT NULL AND deleted_at IS NULL;
