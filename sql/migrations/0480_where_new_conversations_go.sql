-- New conversations of a chat belong to its team from their first message on, in the statement that opens them. Those
-- that go on are not touched: the team is looked up only where a conversation is opened.

-- Not valid: nothing is in the column yet, and the owner of a managed server is walled and could not look.
ALTER TABLE tenant_widget_config
    ADD COLUMN team_id uuid,
    ADD CONSTRAINT tenant_widget_config_team FOREIGN KEY (tenant_id, team_id)
        REFERENCES hub.teams (tenant_id, id) ON DELETE SET NULL (team_id) NOT VALID;
CREATE INDEX tenant_widget_config_of_team ON tenant_widget_config (tenant_id, team_id) WHERE team_id IS NOT NULL;
COMMENT ON COLUMN tenant_widget_config.team_id IS 'Whose its new conversations are; none: they wait unassigned';

CREATE OR REPLACE FUNCTION hub.conversation_of_visitor(p_tenant uuid, p_visitor uuid, p_client_id text, p_new uuid)
RETURNS uuid
LANGUAGE plpgsql
SET search_path = pg_catalog, public, hub
SET plan_cache_mode = force_generic_plan -- as in the append: planning costs more than these look-ups by key
SET enable_seqscan = off
AS $$
DECLARE
    owner widget_visitors%ROWTYPE;
    found_id uuid;
BEGIN
    PERFORM set_config('app.tenant_id', p_tenant::text, true);
    SELECT * INTO owner FROM widget_visitors v WHERE v.tenant_id = p_tenant AND v.id = p_visitor FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT m.conversation_id INTO found_id FROM messages m
     WHERE m.tenant_id = p_tenant AND m.sender_id = p_visitor AND m.client_id = p_client_id LIMIT 1;
    IF found_id IS NULL THEN
        SELECT c.id INTO found_id FROM conversations c
         WHERE c.tenant_id = p_tenant AND c.visitor_id = p_visitor AND c.status IN ('open', 'pending')
         ORDER BY c.created_at DESC, c.id DESC LIMIT 1;
    END IF;
    IF found_id IS NULL THEN
        -- a team that is being removed at this moment is waited for, and gone then
        INSERT INTO conversations (id, tenant_id, channel, visitor_id, widget_id, contact_id, team_id)
        VALUES (p_new, p_tenant, 'widget', p_visitor, owner.widget_id, owner.contact_id,
                (SELECT t.id FROM tenant_widget_config w JOIN hub.teams t ON t.tenant_id = w.tenant_id AND t.id = w.team_id
                  WHERE w.tenant_id = p_tenant AND w.id = owner.widget_id FOR KEY SHARE OF t));
        found_id := p_new;
    END IF;
    RETURN found_id;
END
$$;
