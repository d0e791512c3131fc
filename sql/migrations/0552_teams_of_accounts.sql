-- New conversations of a mailbox or a number belong to its team from their first message on, as those of a chat do (0480).

-- Not valid: nothing is in the columns yet, and the owner of a managed server is walled and could not look.
ALTER TABLE tenant_email_connections
    ADD COLUMN team_id uuid,
    ADD CONSTRAINT tenant_email_connections_team FOREIGN KEY (tenant_id, team_id)
        REFERENCES hub.teams (tenant_id, id) ON DELETE SET NULL (team_id) NOT VALID;
ALTER TABLE tenant_whatsapp_accounts
    ADD COLUMN team_id uuid,
    ADD CONSTRAINT tenant_whatsapp_accounts_team FOREIGN KEY (tenant_id, team_id)
        REFERENCES hub.teams (tenant_id, id) ON DELETE SET NULL (team_id) NOT VALID;
ALTER TABLE tenant_phone_config
    ADD COLUMN team_id uuid,
    ADD CONSTRAINT tenant_phone_config_team FOREIGN KEY (tenant_id, team_id)
        REFERENCES hub.teams (tenant_id, id) ON DELETE SET NULL (team_id) NOT VALID;
CREATE INDEX tenant_email_connections_of_team ON tenant_email_connections (tenant_id, team_id) WHERE team_id IS NOT NULL;
CREATE INDEX tenant_whatsapp_accounts_of_team ON tenant_whatsapp_accounts (tenant_id, team_id) WHERE team_id IS NOT NULL;
CREATE INDEX tenant_phone_config_of_team ON tenant_phone_config (tenant_id, team_id) WHERE team_id IS NOT NULL;
COMMENT ON COLUMN tenant_email_connections.team_id IS 'Whose its new conversations are; none: they wait unassigned';
COMMENT ON COLUMN tenant_whatsapp_accounts.team_id IS 'Whose its new conversations are; none: they wait unassigned';
COMMENT ON COLUMN tenant_phone_config.team_id IS 'Whose its new conversations are; none: they wait unassigned';

CREATE OR REPLACE VIEW hub.channel_accounts WITH (security_invoker = true) AS
SELECT a.tenant_id, a.id, 'email' AS channel, a.email AS address, a.display_name AS name, a.status, a.last_error,
       a.status <> 'disconnected' AS is_enabled, a.settings, a.credentials AS secret,
       'tenant_email_connections:credentials' AS secret_place, a.created_at, a.updated_at, a.team_id
  FROM tenant_email_connections a
UNION ALL
SELECT a.tenant_id, a.id, 'whatsapp', a.phone_number, a.display_name, a.status, a.last_error, a.is_enabled,
       a.settings || jsonb_strip_nulls(jsonb_build_object('account_sid', a.account_sid,
                                                          'messaging_service_sid', a.messaging_service_sid)),
       a.auth_token, 'tenant_whatsapp_accounts:auth_token', a.created_at, a.updated_at, a.team_id
  FROM tenant_whatsapp_accounts a
UNION ALL
SELECT a.tenant_id, a.id, 'phone', a.phone_number, a.display_name, a.status, a.last_error, a.is_enabled,
       a.settings || jsonb_strip_nulls(jsonb_build_object('account_sid', a.account_sid)),
       a.auth_token, 'tenant_phone_config:auth_token', a.created_at, a.updated_at, a.team_id
  FROM tenant_phone_config a;
