-- Erasing a contact. What is left of them is that somebody with this id was erased, and where the feed stood then: a
-- screen that was away learns from it that rows it holds may be gone.
CREATE TABLE hub.contact_erasures (
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    contact_id uuid NOT NULL,
    position bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, contact_id)
);
CREATE INDEX contact_erasures_of_feed ON hub.contact_erasures (tenant_id, position);
COMMENT ON TABLE hub.contact_erasures IS 'Contacts that are being erased, or are; nothing about the person';
COMMENT ON COLUMN hub.contact_erasures.position IS 'The place in the feed that the last of their conversations took when it went';
CALL hub.wall('hub.contact_erasures');

-- A payload is somebody's by what became of it, not by a name in it. What was taken before this is nobody's: it goes 30
-- days after it came, as all do.
ALTER TABLE hub.raw_inbound ADD COLUMN about uuid[];
COMMENT ON COLUMN hub.raw_inbound.about IS
    'Who sent what is in it and which conversations it is of; NULL while it is not taken';

-- The audit log only grows for the hub. What it says stays; the words in it that were about the person go, and this is
-- the only way to take them out: of one tenant, of things that are named, and nothing but the details.
CALL hub.open_to_owner('audit_logs', 'SELECT');
CALL hub.open_to_owner('audit_logs', 'UPDATE');
CREATE FUNCTION hub.forget_audit_details(p_entities uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    UPDATE audit_logs SET details = '{}'
     WHERE tenant_id = current_setting('app.tenant_id')::uuid AND entity_id = ANY (p_entities) AND details <> '{}'
$$;
COMMENT ON FUNCTION hub.forget_audit_details IS 'Takes the details out of a tenant''s audit entries about these things';
REVOKE ALL ON FUNCTION hub.forget_audit_details FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.forget_audit_details TO hub_app;
