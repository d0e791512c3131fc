-- Each time a conversation is resolved, for reports; and what its visitor said of it, once for each time.
--
-- A conversation keeps only its last resolved_at and forgets it when it opens again: yesterday's numbers would change
-- today. So every resolve is a row of its own. It is written when the status moves, and nothing else: a message that
-- leaves the status as it is (all of the live path but a customer's return) costs one comparison.

CREATE TABLE hub.resolutions (
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    channel text NOT NULL,
    assignee_id uuid,
    team_id uuid,
    opened_at timestamptz NOT NULL,
    resolved_at timestamptz NOT NULL,
    reopened_at timestamptz,
    is_asked boolean NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, conversation_id, number),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX resolutions_by_time ON hub.resolutions (tenant_id, resolved_at);
COMMENT ON TABLE hub.resolutions IS 'Each time a conversation was resolved or closed, numbered from 1';
COMMENT ON COLUMN hub.resolutions.assignee_id IS 'Whose it was then; it stays when they leave, so no foreign key';
COMMENT ON COLUMN hub.resolutions.opened_at IS 'When the conversation began, or was opened again the last time';
COMMENT ON COLUMN hub.resolutions.is_asked IS 'The visitor is asked how it was';
CALL hub.wall('hub.resolutions');

CREATE FUNCTION hub.note_resolution() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, hub AS $$
DECLARE
    last hub.resolutions;
BEGIN
    SELECT * INTO last FROM hub.resolutions r
     WHERE r.tenant_id = NEW.tenant_id AND r.conversation_id = NEW.id ORDER BY r.number DESC LIMIT 1;
    IF NEW.status IN ('resolved', 'closed') THEN
        INSERT INTO hub.resolutions
            (tenant_id, conversation_id, number, channel, assignee_id, team_id, opened_at, resolved_at, is_asked)
        VALUES (NEW.tenant_id, NEW.id, coalesce(last.number, 0) + 1, NEW.channel, NEW.assignee_id, NEW.team_id,
                coalesce(last.reopened_at, NEW.created_at), coalesce(NEW.resolved_at, now()),
                NEW.status = 'resolved' AND NEW.visitor_id IS NOT NULL AND NEW.inbound_count > 0 AND coalesce((
                    SELECT coalesce((w.behaviour ->> 'ask_rating')::boolean, true) FROM tenant_widget_config w
                     WHERE w.tenant_id = NEW.tenant_id AND w.id = NEW.widget_id), false));
    ELSIF last.number IS NOT NULL THEN
        -- An agent who takes it back at once had not resolved it. Who has written since, or has rated it, knew it as resolved.
        IF NEW.inbound_count = OLD.inbound_count AND last.resolved_at > now() - interval '10 minutes' THEN
            DELETE FROM hub.resolutions r
             WHERE r.tenant_id = NEW.tenant_id AND r.conversation_id = NEW.id AND r.number = last.number
               AND NOT EXISTS (SELECT FROM hub.ratings t WHERE t.tenant_id = r.tenant_id
                                  AND t.conversation_id = r.conversation_id AND t.resolution = r.number);
        END IF;
        UPDATE hub.resolutions r
           SET reopened_at = CASE WHEN NEW.inbound_count > OLD.inbound_count THEN NEW.last_message_at ELSE now() END
         WHERE r.tenant_id = NEW.tenant_id AND r.conversation_id = NEW.id AND r.number = last.number;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER note_resolution AFTER UPDATE OF status ON conversations FOR EACH ROW
    WHEN ((OLD.status IN ('resolved', 'closed')) <> (NEW.status IN ('resolved', 'closed')))
    EXECUTE FUNCTION hub.note_resolution();

-- One rating for each resolve. The version before keeps one for each conversation, and has no screen that asks for it.
ALTER TABLE hub.ratings
    ADD COLUMN resolution integer NOT NULL DEFAULT 0,
    ADD COLUMN message_id uuid,
    DROP CONSTRAINT ratings_pkey,
    ADD PRIMARY KEY (tenant_id, conversation_id, resolution);
CREATE INDEX ratings_by_time ON hub.ratings (tenant_id, created_at);
COMMENT ON TABLE hub.ratings IS 'Satisfaction with a conversation, from 1 (bad) to 5 (good): one for each time it was resolved';
COMMENT ON COLUMN hub.ratings.resolution IS 'Which time; 0: it never was';
COMMENT ON COLUMN hub.ratings.message_id IS 'The line that says so in the thread, to agents only';

-- Those that are resolved now. The owner of a managed server is walled: one tenant after the other.
DO $$
DECLARE
    each uuid;
BEGIN
    FOR each IN SELECT DISTINCT tenant_id FROM users LOOP
        PERFORM set_config('app.tenant_id', each::text, true);
        INSERT INTO hub.resolutions
            (tenant_id, conversation_id, number, channel, assignee_id, team_id, opened_at, resolved_at)
        SELECT c.tenant_id, c.id, 1, c.channel, c.assignee_id, c.team_id, c.created_at, c.resolved_at
          FROM conversations c
         WHERE c.tenant_id = each AND c.status IN ('resolved', 'closed') AND c.resolved_at IS NOT NULL;
    END LOOP;
    PERFORM set_config('app.tenant_id', NULL, true);
END $$;
