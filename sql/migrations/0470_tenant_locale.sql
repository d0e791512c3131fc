-- The language of whoever joins a tenant. Until now nobody could choose one: the 'en' that every row has was never said,
-- and would put people into English whose browser asks for something else. Rewritten rather than updated: the owner of a
-- managed server is walled from the rows, not from the table.

ALTER TABLE tenant_settings
    ALTER COLUMN locale DROP DEFAULT,
    ALTER COLUMN locale DROP NOT NULL,
    ALTER COLUMN locale TYPE text USING NULL;
COMMENT ON COLUMN tenant_settings.locale IS 'The language that new people begin with; none: their browser''s';
