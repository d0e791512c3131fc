-- Search: words of messages, names and addresses of contacts.
--
-- Row-level security lets only leakproof conditions reach an index; neither full-text search nor pg_trgm is. So the
-- indexes stand on tables of their own, behind two functions that run as the owner, take the tenant from where the wall
-- takes it, and answer no text: what is shown is read behind the wall, by whoever asked.
--
-- The tenant is in every key of the indexes: no search reads what others have written, however much that is.

-- ── Messages ─────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE hub.message_words (
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    words tsvector NOT NULL,
    PRIMARY KEY (tenant_id, conversation_id, seq),
    FOREIGN KEY (tenant_id, conversation_id, seq) REFERENCES messages (tenant_id, conversation_id, seq)
        ON DELETE CASCADE
);
COMMENT ON TABLE hub.message_words IS 'The words of each message, for the search; written a moment after the message';
COMMENT ON COLUMN hub.message_words.number IS 'Counts the tenant''s messages in the order of their coming';
COMMENT ON COLUMN hub.message_words.words IS 'As hub/model/words.py tells them, with their places, for phrases';
CALL hub.wall('hub.message_words');
CALL hub.open_to_owner('hub.message_words', 'SELECT');

CREATE TABLE hub.search_marks (
    tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
    position bigint NOT NULL DEFAULT 0,
    numbered bigint NOT NULL DEFAULT 0 CHECK (numbered >= 0)
);
COMMENT ON TABLE hub.search_marks IS 'How far each tenant''s messages have been read for the search';
COMMENT ON COLUMN hub.search_marks.position IS 'Up to here of the tenant''s feed';
COMMENT ON COLUMN hub.search_marks.numbered IS 'The last message_words.number';
CALL hub.wall('hub.search_marks');
CALL hub.open_to_owner('hub.search_marks', 'SELECT');
CALL hub.open_to_owner('hub.feeds', 'SELECT');

-- 65,536 messages of a tenant in a row stand on one shelf, and each shelf has its own keys. A search begins at the newest
-- and stops when it has enough: a word that stands in every message costs what one shelf costs, not what all do.
CREATE FUNCTION hub.shelf_key(tenant uuid, shelf bigint) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT left(md5(tenant::text || '/' || shelf::text), 8)
$$;
COMMENT ON FUNCTION hub.shelf_key IS 'Begins every key of a shelf. Two may share one: whose a row is, the row says';

CREATE FUNCTION hub.shelf_keys(tenant uuid, number bigint, words tsvector) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array(
        SELECT key.text || word FROM (SELECT hub.shelf_key(tenant, number >> 16) AS text OFFSET 0) AS key,
                                     unnest(tsvector_to_array(words)) AS word))
$$;
COMMENT ON FUNCTION hub.shelf_keys IS 'The words of a message as its shelf''s keys';

-- no pending list: a search would have to read it, and nobody waits for whoever writes here
CREATE INDEX message_words_found ON hub.message_words USING gin (hub.shelf_keys(tenant_id, number, words))
    WITH (fastupdate = off);

CREATE FUNCTION hub.find_messages(p_words text[], p_beginnings text[], p_phrases tsquery, p_before bigint, p_most integer)
RETURNS TABLE (conversation_id uuid, seq bigint, number bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, hub
SET enable_seqscan = off -- and nothing is left but the index on the words
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    tenant uuid := current_setting('app.tenant_id', true)::uuid;
    top bigint;
    low bigint;
    span bigint := 1;
    wanted tsquery;
    found_now integer;
    lacking integer := p_most;
BEGIN
    SELECT least(m.numbered, p_before - 1) >> 16 INTO top FROM hub.search_marks m WHERE m.tenant_id = tenant;
    IF cardinality(p_words) + cardinality(p_beginnings) = 0 THEN
        RETURN;
    END IF;
    WHILE top >= 0 AND lacking > 0 LOOP
        low := greatest(0, top - span + 1);
        SELECT string_agg(one.shelf, ' | ')::tsquery INTO wanted
          FROM generate_series(low, top) AS s (shelf),
               LATERAL (SELECT '(' || string_agg(quote_literal(hub.shelf_key(tenant, s.shelf) || w.word) || w.how, ' & ')
                                   || ')' AS shelf
                          FROM (SELECT word, '' AS how FROM unnest(p_words) AS word
                                UNION ALL
                                SELECT word, ':*' FROM unnest(p_beginnings) AS word) AS w) AS one;
        RETURN QUERY
        WITH found AS MATERIALIZED ( -- its one condition is the words: no other index can be tempting
            SELECT * FROM hub.message_words w WHERE hub.shelf_keys(w.tenant_id, w.number, w.words) @@ wanted
        )
        SELECT f.conversation_id, f.seq, f.number FROM found f
         WHERE f.tenant_id = tenant AND f.number < p_before AND (p_phrases IS NULL OR f.words @@ p_phrases)
         ORDER BY f.number DESC LIMIT lacking;
        GET DIAGNOSTICS found_now = ROW_COUNT;
        lacking := lacking - found_now;
        top := low - 1;
        span := least(span * 4, 64);
    END LOOP;
END
$$;
COMMENT ON FUNCTION hub.find_messages IS
    'The newest messages of the session''s tenant that have all these words, words that begin so, and phrases';

CREATE FUNCTION hub.tenants_to_read(p_most integer) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT coalesce(array_agg(behind.tenant_id), '{}') FROM (
        SELECT f.tenant_id FROM hub.feeds f LEFT JOIN hub.search_marks m ON m.tenant_id = f.tenant_id
         WHERE f.position > coalesce(m.position, 0) LIMIT p_most) AS behind
$$;
COMMENT ON FUNCTION hub.tenants_to_read IS 'Whose feeds went on since their messages were read for the search';

-- ── Contacts ─────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE hub.contact_texts (
    tenant_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    text text NOT NULL,
    pieces bigint[] NOT NULL,
    PRIMARY KEY (tenant_id, contact_id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_texts_newest ON hub.contact_texts (tenant_id, created_at DESC, contact_id DESC);
CREATE INDEX contact_texts_found ON hub.contact_texts USING gin (pieces);
COMMENT ON TABLE hub.contact_texts IS 'What each contact is found by: name, company, addresses; kept by triggers';
COMMENT ON COLUMN hub.contact_texts.text IS 'One a line, without case and accents';
COMMENT ON COLUMN hub.contact_texts.pieces IS
    'Every three, two and one characters in a row, hashed together with the tenant';
CALL hub.wall('hub.contact_texts');
CALL hub.open_to_owner('hub.contact_texts', 'SELECT');

CREATE FUNCTION hub.folded(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g'))
$$;
COMMENT ON FUNCTION hub.folded IS 'Without case and accents';

CREATE FUNCTION hub.pieces(tenant uuid, said text, size integer) RETURNS bigint[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array(
        SELECT DISTINCT ('x' || left(md5(tenant::text || substr(said, n, size)), 16))::bit(64)::bigint
          FROM generate_series(1, length(said) - size + 1) AS n)
$$;
COMMENT ON FUNCTION hub.pieces IS 'Every so many characters in a row of a text, as numbers that only this tenant has';

CREATE FUNCTION hub.note_contacts(p_tenant uuid, p_contacts uuid[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO hub.contact_texts (tenant_id, contact_id, created_at, text, pieces)
    SELECT c.tenant_id, c.id, c.created_at, said.text,
           hub.pieces(c.tenant_id, said.text, 1) || hub.pieces(c.tenant_id, said.text, 2)
           || hub.pieces(c.tenant_id, said.text, 3)
      FROM unnest(p_contacts) AS noted (id)
     CROSS JOIN LATERAL (SELECT * FROM contacts f WHERE f.tenant_id = p_tenant AND f.id = noted.id LIMIT 1) AS c
     CROSS JOIN LATERAL (
        SELECT hub.folded(concat_ws(E'\n', c.name, c.company, string_agg(i.value, E'\n' ORDER BY i.value))) AS text
          FROM contact_identifiers i
         WHERE i.tenant_id = p_tenant AND i.contact_id = c.id AND i.type <> 'visitor_id') AS said
     WHERE c.deleted_at IS NULL
    ON CONFLICT (tenant_id, contact_id) DO UPDATE SET text = excluded.text, pieces = excluded.pieces
$$;
COMMENT ON FUNCTION hub.note_contacts IS 'Make these contacts be found by what is known of them now';

CREATE FUNCTION hub.note_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.deleted_at IS NOT NULL THEN
        DELETE FROM hub.contact_texts WHERE tenant_id = NEW.tenant_id AND contact_id = NEW.id;
    ELSE
        PERFORM hub.note_contacts(NEW.tenant_id, ARRAY[NEW.id]);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER note_contact AFTER INSERT OR UPDATE OF name, company, deleted_at ON contacts
    FOR EACH ROW EXECUTE FUNCTION hub.note_contact();

CREATE FUNCTION hub.note_holder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM hub.note_contacts(OLD.tenant_id, ARRAY[OLD.contact_id]);
    END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.contact_id <> OLD.contact_id) THEN
        PERFORM hub.note_contacts(NEW.tenant_id, ARRAY[NEW.contact_id]);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER note_holder_of_new AFTER INSERT ON contact_identifiers
    FOR EACH ROW WHEN (NEW.type <> 'visitor_id') EXECUTE FUNCTION hub.note_holder();
CREATE TRIGGER note_holder_of_changed AFTER UPDATE OF value, contact_id ON contact_identifiers
    FOR EACH ROW EXECUTE FUNCTION hub.note_holder();
CREATE TRIGGER note_holder_of_gone AFTER DELETE ON contact_identifiers
    FOR EACH ROW WHEN (OLD.type <> 'visitor_id') EXECUTE FUNCTION hub.note_holder();

-- Newest first. Where few match, all of them are looked up and sorted; where many do, the list is walked from its top:
-- those who match are never far.
CREATE FUNCTION hub.find_contacts(p_words text, p_digits text, p_before_at timestamptz, p_before_id uuid, p_most integer)
RETURNS TABLE (contact_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, hub
SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
    tenant uuid := current_setting('app.tenant_id', true)::uuid;
    folded text := hub.folded(p_words);
    by_words bigint[] := hub.pieces(tenant, folded, least(3, length(folded)));
    by_digits bigint[] := hub.pieces(tenant, p_digits, 3);
    words text := '%' || replace(replace(replace(folded, '\', '\\'), '%', '\%'), '_', '\_') || '%';
    digits text := '%' || p_digits || '%';
    few uuid[];
    most constant integer := 1000;
BEGIN
    IF folded = '' THEN
        RETURN;
    END IF;
    few := array(SELECT t.contact_id FROM hub.contact_texts t
                  WHERE t.pieces @> by_words OR t.pieces @> by_digits
                  LIMIT most + 1);
    IF cardinality(few) <= most THEN
        RETURN QUERY
        SELECT t.contact_id FROM hub.contact_texts t
         WHERE t.tenant_id = tenant AND t.contact_id = ANY (few)
           AND (t.text LIKE words OR t.text LIKE digits)
           AND (p_before_at IS NULL OR (t.created_at, t.contact_id) < (p_before_at, p_before_id))
         ORDER BY t.created_at DESC, t.contact_id DESC LIMIT p_most;
    ELSE
        RETURN QUERY
        SELECT t.contact_id FROM hub.contact_texts t
         WHERE t.tenant_id = tenant
           AND (t.text LIKE words OR t.text LIKE digits)
           AND (p_before_at IS NULL OR (t.created_at, t.contact_id) < (p_before_at, p_before_id))
         ORDER BY t.created_at DESC, t.contact_id DESC LIMIT p_most;
    END IF;
END
$$;
COMMENT ON FUNCTION hub.find_contacts IS
    'The newest contacts of the session''s tenant whose name, company or address has these words or digits in it';

REVOKE ALL ON FUNCTION hub.find_messages, hub.find_contacts, hub.tenants_to_read FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.find_messages, hub.find_contacts, hub.tenants_to_read TO hub_app;

-- Those who are there already. The owner of a managed server is walled: one tenant after the other.
DO $$
DECLARE
    each uuid;
BEGIN
    FOR each IN SELECT DISTINCT tenant_id FROM users LOOP
        PERFORM set_config('app.tenant_id', each::text, true);
        PERFORM hub.note_contacts(each, array(SELECT id FROM contacts WHERE tenant_id = each));
    END LOOP;
    PERFORM set_config('app.tenant_id', NULL, true);
END $$;
