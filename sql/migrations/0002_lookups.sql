-- The few doors in the tenants' wall: what must be known before a tenant is. Each runs as the owner (SECURITY
-- DEFINER), takes a secret or an id, answers which tenant and which row, and nothing else of it: all the rest, whether
-- it is expired, revoked or used included, is read inside that tenant.

CREATE FUNCTION hub.find_widget(key text)
RETURNS TABLE (tenant_id uuid, widget_id uuid, is_enabled boolean, allowed_domains text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT w.tenant_id, w.id, w.is_enabled, w.allowed_domains FROM tenant_widget_config w WHERE w.public_key = key
$$;
COMMENT ON FUNCTION hub.find_widget IS 'The widget of a public key, and where it may stand (to judge an Origin)';

CREATE FUNCTION hub.find_user(id uuid) RETURNS TABLE (tenant_id uuid, user_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT u.tenant_id, u.id FROM users u WHERE u.id = find_user.id
$$;
COMMENT ON FUNCTION hub.find_user IS 'The user an access token of ours names; tenant and role come from the tables';

CREATE FUNCTION hub.find_user_by_email(email text) RETURNS TABLE (tenant_id uuid, user_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT u.tenant_id, u.id FROM users u WHERE lower(u.email) = lower(find_user_by_email.email)
$$;
COMMENT ON FUNCTION hub.find_user_by_email IS 'The user of an address, to send a code to or to check one for';

CREATE FUNCTION hub.find_user_by_supabase_id(id uuid) RETURNS TABLE (tenant_id uuid, user_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT u.tenant_id, u.id FROM users u WHERE u.supabase_user_id = find_user_by_supabase_id.id
$$;
COMMENT ON FUNCTION hub.find_user_by_supabase_id IS 'The user linked to a subject of Supabase';

CREATE FUNCTION hub.find_api_key(hash bytea) RETURNS TABLE (tenant_id uuid, api_key_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT k.tenant_id, k.id FROM api_keys k WHERE k.key_hash = hash
$$;
COMMENT ON FUNCTION hub.find_api_key IS 'The API key with this hash';

CREATE FUNCTION hub.find_auth_session(hash bytea) RETURNS TABLE (tenant_id uuid, session_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT s.tenant_id, s.id FROM hub.auth_sessions s WHERE s.refresh_token_hash = hash
    UNION ALL
    SELECT s.tenant_id, s.id FROM hub.auth_sessions s WHERE s.previous_hash = hash
    LIMIT 1
$$;
COMMENT ON FUNCTION hub.find_auth_session IS 'The session whose refresh token this is, or was before the last refresh';

CREATE FUNCTION hub.find_invitation(hash bytea) RETURNS TABLE (tenant_id uuid, invitation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT i.tenant_id, i.id FROM hub.invitations i WHERE i.token_hash = hash
$$;
COMMENT ON FUNCTION hub.find_invitation IS 'The invitation whose token has this hash';

CREATE FUNCTION hub.find_sign_in_link(hash bytea) RETURNS TABLE (tenant_id uuid, user_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT l.tenant_id, l.user_id FROM hub.sign_in_links l WHERE l.token_hash = hash
$$;
COMMENT ON FUNCTION hub.find_sign_in_link IS 'Whose sign-in link this is; the tenant''s session then uses it up';

CREATE FUNCTION hub.file_tenant(attachment_id uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT a.tenant_id FROM attachments a WHERE a.id = attachment_id
$$;
COMMENT ON FUNCTION hub.file_tenant IS 'Whose file this is; its address is signed, and checked before';

-- ── Signing up ───────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION hub.start_signup(email text, company text, name text, code_hash bytea, expires_at timestamptz)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    INSERT INTO pending_signups AS p (email, company, name, code_hash, expires_at)
    VALUES (lower(start_signup.email), start_signup.company, start_signup.name, start_signup.code_hash,
            start_signup.expires_at)
    ON CONFLICT (email) DO UPDATE
       SET company = excluded.company, name = excluded.name, code_hash = excluded.code_hash, attempts = 0,
           expires_at = excluded.expires_at
$$;
COMMENT ON FUNCTION hub.start_signup IS 'Notes a sign-up and its code; a new code replaces the old one';

CREATE FUNCTION hub.try_signup(email text, max_attempts integer)
RETURNS TABLE (company text, name text, code_hash bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    UPDATE pending_signups p SET attempts = p.attempts + 1
     WHERE p.email = lower(try_signup.email) AND p.expires_at > now() AND p.attempts < max_attempts
    RETURNING p.company, p.name, p.code_hash
$$;
COMMENT ON FUNCTION hub.try_signup IS 'Counts an attempt and answers the hash to compare with; nothing once expired or worn out. Commit before comparing';

CREATE FUNCTION hub.finish_signup(email text, code_hash bytea) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    WITH done AS (
        DELETE FROM pending_signups p
         WHERE p.email = lower(finish_signup.email) AND p.code_hash = finish_signup.code_hash AND p.expires_at > now()
        RETURNING 1
    )
    SELECT EXISTS (SELECT FROM done)
$$;
COMMENT ON FUNCTION hub.finish_signup IS 'Uses the code up; true once. In one transaction with create_tenant';

CREATE FUNCTION hub.create_tenant(tenant_id uuid, tenant_name text, slug text, user_id uuid, email text, user_name text)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
#variable_conflict use_column
DECLARE
    wish text := coalesce(nullif(trim(BOTH '-' FROM left(regexp_replace(lower(slug), '[^a-z0-9]+', '-', 'g'), 50)), ''),
                          'tenant');
    free text := wish;
    bound_to text := current_setting('app.tenant_id', true);
BEGIN
    PERFORM set_config('app.tenant_id', create_tenant.tenant_id::text, true);
    LOOP
        INSERT INTO tenants (id, name, slug) VALUES (create_tenant.tenant_id, tenant_name, free)
        ON CONFLICT (slug) DO NOTHING;
        EXIT WHEN FOUND;
        free := wish || '-' || left(replace(gen_random_uuid()::text, '-', ''), 6);
    END LOOP;
    INSERT INTO tenant_settings (tenant_id) VALUES (create_tenant.tenant_id);
    INSERT INTO users (id, tenant_id, email, name, role)
    VALUES (user_id, create_tenant.tenant_id, create_tenant.email, user_name, 'owner');
    PERFORM set_config('app.tenant_id', coalesce(bound_to, ''), true); -- the caller is bound as before
    RETURN free;
END $$;
COMMENT ON FUNCTION hub.create_tenant IS 'A tenant with its settings and its owner; answers the slug it got. Raises unique_violation when the address is taken';

-- ── Sweeping ─────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION hub.sweep_expired() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
DECLARE
    swept text;
    n bigint;
    total bigint := 0;
BEGIN
    -- a week's grace: what has ended can still be told from what never was
    FOREACH swept IN ARRAY ARRAY['public.pending_signups', 'hub.sign_in_codes', 'hub.sign_in_links',
                                 'hub.auth_sessions', 'hub.idempotency_keys'] LOOP
        EXECUTE format('DELETE FROM %s WHERE expires_at < now() - interval ''7 days''', swept);
        GET DIAGNOSTICS n = ROW_COUNT;
        total := total + n;
    END LOOP;
    RETURN total;
END $$;
COMMENT ON FUNCTION hub.sweep_expired IS 'Deletes what ended over a week ago, of all tenants; answers how many rows';

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    hub.find_widget, hub.find_user, hub.find_user_by_email, hub.find_user_by_supabase_id, hub.find_api_key,
    hub.find_auth_session, hub.find_invitation, hub.find_sign_in_link, hub.file_tenant,
    hub.start_signup, hub.try_signup, hub.finish_signup, hub.create_tenant, hub.sweep_expired,
    hub.take_feed_positions, hub.take_next_seq, hub.take_ticket_number
TO hub_app;
GRANT EXECUTE ON FUNCTION hub.sweep_expired TO hub_worker;
