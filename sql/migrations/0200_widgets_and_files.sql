-- What widgets and files need beyond their tables.

ALTER TABLE tenant_widget_config ADD COLUMN behaviour jsonb NOT NULL DEFAULT '{}'
    CHECK (jsonb_typeof(behaviour) = 'object');
COMMENT ON COLUMN tenant_widget_config.behaviour IS 'Switches of the chat: sound, uploads, names of the team, time to an answer';

-- One person, several browsers: beside the token in widget_visitors, which is the first browser's.
CREATE TABLE hub.visitor_tokens (
    tenant_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    visitor_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, token_hash),
    FOREIGN KEY (tenant_id, visitor_id) REFERENCES widget_visitors (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX visitor_tokens_of_visitor ON hub.visitor_tokens (tenant_id, visitor_id, created_at DESC);
COMMENT ON TABLE hub.visitor_tokens IS 'Further browsers of a visitor whom a signed identity named';
CALL hub.wall('hub.visitor_tokens');

CREATE FUNCTION hub.tenants_with_unsent_files(before timestamptz, most integer) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT coalesce(array_agg(t.tenant_id), '{}') FROM (
        SELECT DISTINCT a.tenant_id FROM attachments a
         WHERE a.message_id IS NULL AND a.created_at < before LIMIT most) t
$$;
COMMENT ON FUNCTION hub.tenants_with_unsent_files IS 'Whose old uploads are to be swept; the rest is read inside each tenant';

REVOKE ALL ON FUNCTION hub.tenants_with_unsent_files FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.tenants_with_unsent_files TO hub_app, hub_worker;
