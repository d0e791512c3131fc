-- A newcomer's first words open their conversation in the commit of the batch they are in: one round trip and one fsync
-- where there were two of each, and no conversation without a message.

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
        INSERT INTO conversations (id, tenant_id, channel, visitor_id, widget_id, contact_id)
        VALUES (p_new, p_tenant, 'widget', p_visitor, owner.widget_id, owner.contact_id);
        found_id := p_new;
    END IF;
    RETURN found_id;
END
$$;

CREATE FUNCTION hub.conversations_of_batch(p_tenant uuid, p_conversations uuid[], p_opens boolean[], p_visitors uuid[],
                                           p_client_ids text[])
RETURNS uuid[]
LANGUAGE plpgsql
SET search_path = pg_catalog, public, hub
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    found_ids uuid[] := p_conversations;
    place bigint;
BEGIN
    PERFORM set_config('app.tenant_id', p_tenant::text, true);
    -- visitors in the order of their ids, so that two batches never wait for each other in a circle; conversations are
    -- locked after them, by the append
    FOR place IN SELECT a.ord FROM unnest(p_visitors, p_opens) WITH ORDINALITY AS a (visitor, opens, ord)
                  WHERE a.opens ORDER BY a.visitor
    LOOP
        found_ids[place] := hub.conversation_of_visitor(
            p_tenant, p_visitors[place], p_client_ids[place], p_conversations[place]);
    END LOOP;
    RETURN found_ids;
END
$$;

COMMENT ON FUNCTION hub.conversations_of_batch IS
    'Where each message of a batch goes; one that opens goes to its visitor''s conversation, null where nobody is';

GRANT EXECUTE ON FUNCTION hub.conversations_of_batch TO hub_app;

-- Nobody waits for the disk to hear that they have arrived: the commit of their first words, which is waited for, makes
-- them lasting too. Should PostgreSQL die before that, they come back as somebody new who has said nothing yet.
CREATE OR REPLACE FUNCTION hub.add_visitor(p_tenant uuid, p_id uuid, p_widget uuid, p_token_hash bytea, p_session uuid,
                                           p_user_agent text, p_address inet, p_locale text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, public, hub
AS $$
BEGIN
    PERFORM set_config('app.tenant_id', p_tenant::text, true);
    PERFORM set_config('synchronous_commit', 'off', true);
    INSERT INTO widget_visitors (tenant_id, id, widget_id, token_hash, user_agent, ip, locale)
    VALUES (p_tenant, p_id, p_widget, p_token_hash, p_user_agent, p_address, p_locale);
    INSERT INTO widget_sessions (tenant_id, id, visitor_id, user_agent, ip)
    VALUES (p_tenant, p_session, p_id, p_user_agent, p_address);
END
$$;

-- Whoever watches, types or reads asks where one conversation stands. As a statement of its own it needs no transaction
-- to be opened and closed around it: one round trip instead of three.
CREATE FUNCTION hub.conversation(p_tenant uuid, p_id uuid)
RETURNS SETOF conversations
LANGUAGE plpgsql
SET search_path = pg_catalog, public, hub
AS $$
BEGIN
    PERFORM set_config('app.tenant_id', p_tenant::text, true);
    RETURN QUERY SELECT * FROM conversations c WHERE c.tenant_id = p_tenant AND c.id = p_id;
END
$$;

COMMENT ON FUNCTION hub.conversation IS 'One conversation of a tenant, also for a statement outside a transaction';

GRANT EXECUTE ON FUNCTION hub.conversation TO hub_app;
