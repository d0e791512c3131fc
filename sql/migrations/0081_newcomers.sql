-- What a newcomer waits for, in one round trip each: their row, then the conversation of their first word.
CREATE FUNCTION hub.add_visitor(p_tenant uuid, p_id uuid, p_widget uuid, p_token_hash bytea, p_session uuid,
                                p_user_agent text, p_address inet, p_locale text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, public, hub
AS $$
BEGIN
    PERFORM set_config('app.tenant_id', p_tenant::text, true);
    INSERT INTO widget_visitors (tenant_id, id, widget_id, token_hash, user_agent, ip, locale)
    VALUES (p_tenant, p_id, p_widget, p_token_hash, p_user_agent, p_address, p_locale);
    INSERT INTO widget_sessions (tenant_id, id, visitor_id, user_agent, ip)
    VALUES (p_tenant, p_session, p_id, p_user_agent, p_address);
END
$$;

COMMENT ON FUNCTION hub.add_visitor IS 'Somebody new, and their first visit';

CREATE OR REPLACE FUNCTION hub.conversation_of_visitor(p_tenant uuid, p_visitor uuid, p_client_id text, p_new uuid)
RETURNS uuid
LANGUAGE plpgsql
SET search_path = pg_catalog, public, hub
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
        INSERT INTO conversations (id, tenant_id, channel, visitor_id, widget_id, contact_id)
        VALUES (p_new, p_tenant, 'widget', p_visitor, owner.widget_id, owner.contact_id);
        found_id := p_new;
        -- the commit of its message, which comes next and is waited for, makes it lasting; without one it is in no list
        PERFORM set_config('synchronous_commit', 'off', true);
    END IF;
    RETURN found_id;
END
$$;

GRANT EXECUTE ON FUNCTION hub.add_visitor TO hub_app;
