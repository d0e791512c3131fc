-- Lists of conversations narrowed by what their contacts are: each value of each attribute as one number, because under
-- row-level security only plain equality reaches an index. Kept by a trigger; no message pays for it.

CREATE TABLE hub.contact_traits (
    tenant_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    trait bigint NOT NULL,
    PRIMARY KEY (tenant_id, contact_id, trait),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_traits_found ON hub.contact_traits (tenant_id, trait, contact_id);
COMMENT ON TABLE hub.contact_traits IS 'What each contact is, by their attributes; kept by a trigger';
COMMENT ON COLUMN hub.contact_traits.trait IS 'The attribute and its value, as hub.trait tells them';
CALL hub.wall('hub.contact_traits');

-- The same as hub/model/trait.py: who lists conversations and who writes contacts must agree. A to Z in either case are
-- the same, in every collation.
CREATE FUNCTION hub.trait(said_key text, value jsonb) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof(value) IN ('string', 'number', 'boolean')
                THEN ('x' || left(md5(said_key || E'\n' || CASE jsonb_typeof(value)
                        WHEN 'number' THEN trim_scale((value #>> '{}')::numeric)::text
                        ELSE lower((value #>> '{}') COLLATE "C") END), 16))::bit(64)::bigint END
$$;
COMMENT ON FUNCTION hub.trait IS 'An attribute and its value as one number; of what is empty there is none';

CREATE FUNCTION hub.note_traits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM hub.contact_traits WHERE tenant_id = NEW.tenant_id AND contact_id = NEW.id;
    END IF;
    INSERT INTO hub.contact_traits (tenant_id, contact_id, trait)
    SELECT DISTINCT NEW.tenant_id, NEW.id, hub.trait(said.key, said.value) FROM jsonb_each(NEW.attributes) AS said
     WHERE hub.trait(said.key, said.value) IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER note_traits_of_new AFTER INSERT ON contacts
    FOR EACH ROW WHEN (NEW.attributes <> '{}') EXECUTE FUNCTION hub.note_traits();
CREATE TRIGGER note_traits_of_changed AFTER UPDATE OF attributes ON contacts
    FOR EACH ROW WHEN (NEW.attributes <> OLD.attributes) EXECUTE FUNCTION hub.note_traits();

-- Those who are there already. The owner of a managed server is walled: one tenant after the other.
DO $$
DECLARE
    each uuid;
BEGIN
    FOR each IN SELECT DISTINCT tenant_id FROM users LOOP
        PERFORM set_config('app.tenant_id', each::text, true);
        INSERT INTO hub.contact_traits (tenant_id, contact_id, trait)
        SELECT DISTINCT c.tenant_id, c.id, hub.trait(said.key, said.value)
          FROM contacts c, jsonb_each(c.attributes) AS said
         WHERE c.tenant_id = each AND hub.trait(said.key, said.value) IS NOT NULL;
    END LOOP;
    PERFORM set_config('app.tenant_id', NULL, true);
END $$;
