-- Outgoing webhooks: programs of the tenant that are told what happened.
--
-- Nothing of this is on the path of a message. A worker follows the tenant's feed, as the search does, and compares each
-- conversation that moved with what it told of it before: what a crash left untold is told later, and a tenant without
-- webhooks pays nothing. Contacts have no feed; what happens to them is noted in the transaction of the fact.

CREATE TABLE hub.webhook_endpoints (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    url text NOT NULL CHECK (url <> ''),
    description text NOT NULL DEFAULT '',
    events text[] NOT NULL CHECK (cardinality(events) > 0),
    secret bytea NOT NULL,
    old_secret bytea,
    old_secret_until timestamptz,
    is_enabled boolean NOT NULL DEFAULT true,
    switched_off text CHECK (switched_off IN ('failing', 'gone')),
    failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
    failing_since timestamptz,
    rest_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    CHECK ((old_secret IS NULL) = (old_secret_until IS NULL)),
    CHECK (switched_off IS NULL OR NOT is_enabled)
);
COMMENT ON TABLE hub.webhook_endpoints IS 'Programs of a tenant that are told what happened';
COMMENT ON COLUMN hub.webhook_endpoints.secret IS 'Encrypted, bound to this row; signs what is told';
COMMENT ON COLUMN hub.webhook_endpoints.old_secret IS 'The one before: signs as well until old_secret_until';
COMMENT ON COLUMN hub.webhook_endpoints.switched_off IS 'Why the hub switched it off by itself; none: somebody did';
COMMENT ON COLUMN hub.webhook_endpoints.failures IS 'Rounds in a row in which nothing was taken';
COMMENT ON COLUMN hub.webhook_endpoints.rest_until IS 'Nothing is tried before then: it does not answer';
CALL hub.wall('hub.webhook_endpoints');
CALL hub.keep_updated_at('hub.webhook_endpoints');

CREATE TABLE hub.webhook_marks (
    tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
    position bigint NOT NULL,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE hub.webhook_marks IS 'How far the feed of each tenant that has a webhook was told';
COMMENT ON COLUMN hub.webhook_marks.began_at IS 'What was there before is not told';
CALL hub.wall('hub.webhook_marks');
CALL hub.open_to_owner('hub.webhook_marks', 'SELECT');

CREATE TABLE hub.webhook_conversations (
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    rev bigint NOT NULL,
    face text NOT NULL,
    PRIMARY KEY (tenant_id, conversation_id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE hub.webhook_conversations IS 'What was told of each conversation that moved since the tenant has webhooks';
COMMENT ON COLUMN hub.webhook_conversations.face IS 'A fingerprint of what conversation.updated tells';
CALL hub.wall('hub.webhook_conversations');

CREATE TABLE hub.webhook_contacts (
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    contact_id uuid NOT NULL,
    event text NOT NULL CHECK (event IN ('contact.created', 'contact.updated', 'contact.deleted')),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, contact_id, event)
);
COMMENT ON TABLE hub.webhook_contacts IS 'What happened to contacts and was not told yet; the contact may be gone';
CALL hub.wall('hub.webhook_contacts');
CALL hub.open_to_owner('hub.webhook_contacts', 'SELECT');

CREATE TABLE hub.webhook_deliveries (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    event text NOT NULL CHECK (event <> ''),
    subject_id uuid NOT NULL,
    body text NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
    due_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    attempted_at timestamptz,
    response_status integer,
    response_body text,
    error text,
    duration_ms integer,
    pressed_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, endpoint_id) REFERENCES hub.webhook_endpoints (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_newest ON hub.webhook_deliveries (tenant_id, endpoint_id, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_pending ON hub.webhook_deliveries (tenant_id, endpoint_id, subject_id, position)
    WHERE state = 'pending';
CREATE INDEX webhook_deliveries_of_subject ON hub.webhook_deliveries (tenant_id, subject_id);
CREATE INDEX webhook_deliveries_done ON hub.webhook_deliveries (created_at) WHERE state <> 'pending'; -- swept for all tenants
COMMENT ON TABLE hub.webhook_deliveries IS 'What an endpoint is told, and what it said to that; kept 30 days';
COMMENT ON COLUMN hub.webhook_deliveries.subject_id IS
    'The conversation or contact: of one, an endpoint hears one thing after the other';
COMMENT ON COLUMN hub.webhook_deliveries.response_body IS 'The beginning of the last answer';
COMMENT ON COLUMN hub.webhook_deliveries.pressed_at IS 'When it was first due, or replayed: a day later it is given up';
CALL hub.wall('hub.webhook_deliveries');
CALL hub.open_to_owner('hub.webhook_deliveries', 'SELECT');
CALL hub.open_to_owner('hub.webhook_deliveries', 'DELETE');

CREATE FUNCTION hub.note_contact_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, hub AS $$
DECLARE
    whose uuid := CASE TG_TABLE_NAME WHEN 'contacts' THEN (to_jsonb(NEW) ->> 'id')::uuid
                                     ELSE (to_jsonb(coalesce(NEW, OLD)) ->> 'contact_id')::uuid END;
    what text := 'contact.updated';
    tenant uuid := coalesce(NEW.tenant_id, OLD.tenant_id);
BEGIN
    IF NOT EXISTS (SELECT FROM hub.webhook_marks m WHERE m.tenant_id = tenant) THEN
        RETURN NULL;
    END IF;
    IF TG_TABLE_NAME = 'contacts' AND TG_OP = 'INSERT' THEN
        what := 'contact.created';
    ELSIF TG_TABLE_NAME = 'contacts' AND to_jsonb(NEW) ->> 'deleted_at' IS NOT NULL THEN
        what := 'contact.deleted';
    END IF;
    INSERT INTO hub.webhook_contacts (tenant_id, contact_id, event)
    SELECT tenant, whose, what
     WHERE what <> 'contact.updated' OR NOT EXISTS (
        SELECT FROM hub.webhook_contacts w
         WHERE w.tenant_id = tenant AND w.contact_id = whose AND w.event = 'contact.created')
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION hub.note_contact_change IS 'Notes what happens to contacts, for tenants that have webhooks';
CREATE TRIGGER note_contact_change AFTER INSERT OR UPDATE ON contacts FOR EACH ROW EXECUTE FUNCTION hub.note_contact_change();
CREATE TRIGGER note_contact_change AFTER INSERT OR UPDATE OR DELETE ON contact_identifiers
    FOR EACH ROW EXECUTE FUNCTION hub.note_contact_change();

CREATE FUNCTION hub.tenants_to_tell(p_most integer) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT coalesce(array_agg(behind.tenant_id), '{}') FROM (
        SELECT m.tenant_id FROM hub.webhook_marks m JOIN hub.feeds f ON f.tenant_id = m.tenant_id
         WHERE f.position > m.position
            OR EXISTS (SELECT FROM hub.webhook_contacts c WHERE c.tenant_id = m.tenant_id)
         LIMIT p_most) AS behind
$$;
COMMENT ON FUNCTION hub.tenants_to_tell IS 'Whose feeds went on, or whose contacts changed, since their webhooks were told';

CREATE FUNCTION hub.sweep_webhook_deliveries() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    WITH gone AS (
        DELETE FROM hub.webhook_deliveries WHERE state <> 'pending' AND created_at < now() - interval '30 days'
        RETURNING 1)
    SELECT count(*) FROM gone
$$;
COMMENT ON FUNCTION hub.sweep_webhook_deliveries IS 'Deletes what was told, or given up, a month ago; how many';

REVOKE ALL ON FUNCTION hub.note_contact_change, hub.tenants_to_tell, hub.sweep_webhook_deliveries FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.note_contact_change, hub.tenants_to_tell, hub.sweep_webhook_deliveries TO hub_app;
GRANT EXECUTE ON FUNCTION hub.sweep_webhook_deliveries TO hub_worker;
