-- name: state()
-- What a backup or a restore has to know of a database.
SELECT current_setting('server_version') AS server,
       current_setting('server_version_num')::integer / 10000 AS major,
       (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS sees_all,
       to_regclass('hub.migrations') IS NOT NULL AS has_schema,
       (SELECT count(*)::integer FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname IN ('public', 'hub') AND c.relkind IN ('r', 'p')) AS tables,
       (SELECT count(*)::integer FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'custarea-hub') AS others;

-- name: applied()
-- The migrations that a database has.
SELECT name, checksum FROM hub.migrations ORDER BY name;
