-- name: sweep_expired()
-- Delete what ended over a week ago, of all tenants.
SELECT hub.sweep_expired() + hub.sweep_raw() + hub.sweep_receipts() + hub.sweep_webhook_deliveries();

-- name: server()
-- What the hub's promises rest on, of the server and of the roles it acts as.
SELECT current_setting('server_version') AS version,
       current_setting('server_version_num')::integer / 10000 AS major,
       current_setting('fsync') = 'on' AS fsync,
       current_setting('full_page_writes') = 'on' AS full_page_writes,
       current_setting('synchronous_commit') AS synchronous_commit,
       current_setting('max_connections')::integer AS max_connections,
       ARRAY(SELECT rolname::text FROM pg_roles
              WHERE rolname IN ('hub_app', 'hub_worker') AND (rolsuper OR rolbypassrls) ORDER BY 1) AS too_strong,
       ARRAY(SELECT name FROM unnest(ARRAY['hub_app', 'hub_worker']) AS name
              WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) ORDER BY 1) AS missing;

-- name: has_tenants()
-- Whether there is any tenant, by its owner: that table lets the owner of the schema look.
SELECT EXISTS (SELECT FROM users);
