-- Drop what is ours. Extensions stay, and so does the schema public: they may belong to somebody else.
DO $$
DECLARE
    found record;
BEGIN
    DROP SCHEMA IF EXISTS hub CASCADE;
    FOR found IN
        SELECT format('DROP %s IF EXISTS %s CASCADE', what, name) AS statement FROM (
            SELECT CASE WHEN c.relkind IN ('r', 'p') THEN 0 ELSE 1 END AS turn, -- a table takes its sequences along
                   CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                                             ELSE 'TABLE' END AS what, c.oid::regclass::text AS name,
                   'pg_class'::regclass AS kind, c.oid
              FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
             UNION ALL
            SELECT 2, 'ROUTINE', p.oid::regprocedure::text, 'pg_proc'::regclass, p.oid
              FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
             UNION ALL
            SELECT 3, 'TYPE', t.oid::regtype::text, 'pg_type'::regclass, t.oid
              FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd')
        ) ours
         WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = ours.kind AND d.objid = ours.oid AND d.deptype = 'e')
         ORDER BY turn
    LOOP
        EXECUTE found.statement;
    END LOOP;
END $$;
