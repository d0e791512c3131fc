-- Accounts whose provider has to be asked: how far each has been read. Which one is due is a job, `pull`.

CREATE TABLE hub.pull_cursors (
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    account_id uuid NOT NULL,
    cursor text,
    pulled_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, account_id)
);
COMMENT ON TABLE hub.pull_cursors IS 'How far an account was read; moved in the transaction that keeps what was found';
COMMENT ON COLUMN hub.pull_cursors.cursor IS 'The channel''s own words: where it goes on';
CALL hub.wall('hub.pull_cursors');

CREATE FUNCTION hub.accounts_to_pull(p_channels text[], p_most integer) RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT a.tenant_id, a.id FROM hub.channel_accounts a
     WHERE a.channel = ANY (p_channels) AND a.is_enabled
       AND NOT EXISTS (SELECT FROM hub.jobs j
                        WHERE j.tenant_id = a.tenant_id AND j.kind = 'pull' AND j.key = a.id::text)
     LIMIT p_most
$$;
COMMENT ON FUNCTION hub.accounts_to_pull IS 'Enabled accounts of these channels that nobody is asked to read';

REVOKE ALL ON FUNCTION hub.accounts_to_pull FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.accounts_to_pull TO hub_app, hub_worker;
