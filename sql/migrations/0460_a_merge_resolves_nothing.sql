-- A conversation that is closed because it goes on in another was not resolved: the verb that closes it takes away what
-- note_resolution wrote. An undo opens it again, and must not take the resolution for its own that came before the merge.

CREATE OR REPLACE FUNCTION hub.note_resolution() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, hub AS $$
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
    ELSIF last.number IS NOT NULL AND last.reopened_at IS NULL THEN
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

-- Those that were merged before. The owner of a managed server is walled: one tenant after the other.
DO $$
DECLARE
    each uuid;
BEGIN
    FOR each IN SELECT DISTINCT tenant_id FROM users LOOP
        PERFORM set_config('app.tenant_id', each::text, true);
        DELETE FROM hub.resolutions r USING hub.conversation_merges m
         WHERE r.tenant_id = each AND m.tenant_id = each AND m.conversation_id = r.conversation_id
           AND r.resolved_at = m.merged_at
           AND NOT EXISTS (SELECT FROM hub.ratings t WHERE t.tenant_id = r.tenant_id
                              AND t.conversation_id = r.conversation_id AND t.resolution = r.number);
    END LOOP;
    PERFORM set_config('app.tenant_id', NULL, true);
END $$;
