-- Every sealed credential in one place, so that a command can seal them anew under the newest key.
-- Answers to requests that are kept sealed for a day (hub.idempotency_keys) are none: they end sooner than a key does.
CREATE VIEW hub.sealed_secrets WITH (security_invoker = true) AS
SELECT tenant_id, id, 'tenant_email_connections:credentials' AS place, credentials AS sealed
  FROM tenant_email_connections WHERE credentials IS NOT NULL
UNION ALL
SELECT tenant_id, id, 'tenant_whatsapp_accounts:auth_token', auth_token
  FROM tenant_whatsapp_accounts WHERE auth_token IS NOT NULL
UNION ALL
SELECT tenant_id, id, 'tenant_phone_config:auth_token', auth_token
  FROM tenant_phone_config WHERE auth_token IS NOT NULL
UNION ALL
SELECT tenant_id, id, 'tenant_widget_config:identity_secret', identity_secret
  FROM tenant_widget_config WHERE identity_secret IS NOT NULL
UNION ALL
SELECT tenant_id, id, 'hub.webhook_endpoints:secret', secret FROM hub.webhook_endpoints
UNION ALL
SELECT tenant_id, id, 'hub.webhook_endpoints:old_secret', old_secret
  FROM hub.webhook_endpoints WHERE old_secret IS NOT NULL;
COMMENT ON VIEW hub.sealed_secrets IS 'Credentials at rest; a secret opens only together with its tenant, place and id';
GRANT SELECT ON hub.sealed_secrets TO hub_app;

CALL hub.open_to_owner('hub.webhook_endpoints', 'SELECT');

CREATE FUNCTION hub.tenants_with_secrets() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, hub AS $$
    SELECT coalesce(array_agg(DISTINCT kept.tenant_id), '{}') FROM (
        SELECT tenant_id FROM tenant_email_connections WHERE credentials IS NOT NULL
        UNION ALL SELECT tenant_id FROM tenant_whatsapp_accounts WHERE auth_token IS NOT NULL
        UNION ALL SELECT tenant_id FROM tenant_phone_config WHERE auth_token IS NOT NULL
        UNION ALL SELECT tenant_id FROM tenant_widget_config WHERE identity_secret IS NOT NULL
        UNION ALL SELECT tenant_id FROM hub.webhook_endpoints) AS kept
$$;
COMMENT ON FUNCTION hub.tenants_with_secrets IS 'Whose credentials are kept here, of all tenants';
REVOKE ALL ON FUNCTION hub.tenants_with_secrets FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.tenants_with_secrets TO hub_app;
