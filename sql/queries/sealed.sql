-- name: tenants()
-- Whose credentials are kept here.
SELECT unnest(hub.tenants_with_secrets());

-- name: all(tenant)
-- Every sealed credential of a tenant.
SELECT id, place, sealed FROM hub.sealed_secrets WHERE tenant_id = :tenant;

-- name: email(tenant, id, before, after)
UPDATE tenant_email_connections SET credentials = :after
 WHERE tenant_id = :tenant AND id = :id AND credentials = :before;

-- name: whatsapp(tenant, id, before, after)
UPDATE tenant_whatsapp_accounts SET auth_token = :after
 WHERE tenant_id = :tenant AND id = :id AND auth_token = :before;

-- name: phone(tenant, id, before, after)
UPDATE tenant_phone_config SET auth_token = :after WHERE tenant_id = :tenant AND id = :id AND auth_token = :before;

-- name: widget(tenant, id, before, after)
UPDATE tenant_widget_config SET identity_secret = :after
 WHERE tenant_id = :tenant AND id = :id AND identity_secret = :before;

-- name: webhook(tenant, id, before, after)
UPDATE hub.webhook_endpoints SET secret = :after WHERE tenant_id = :tenant AND id = :id AND secret = :before;

-- name: old_webhook(tenant, id, before, after)
UPDATE hub.webhook_endpoints SET old_secret = :after WHERE tenant_id = :tenant AND id = :id AND old_secret = :before;
