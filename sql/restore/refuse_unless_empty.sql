-- Somebody may have begun here since it was looked at.
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN ('public', 'hub') AND c.relkind IN ('r', 'p')) THEN
        RAISE EXCEPTION 'the database is not empty any more';
    END IF;
END $$;
