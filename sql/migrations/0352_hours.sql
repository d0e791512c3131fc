-- Working hours: of the business, and of teams that have their own.
ALTER TABLE tenant_settings
    ADD COLUMN holidays jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(holidays) = 'array');
COMMENT ON COLUMN tenant_settings.holidays IS 'Days nobody works, with their names: [{"date": "2027-01-01", "name": "New Year"}]';

ALTER TABLE hub.teams
    ADD COLUMN timezone text,
    ADD COLUMN holidays jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(holidays) = 'array');
COMMENT ON COLUMN hub.teams.timezone IS 'Of its working hours';
COMMENT ON COLUMN hub.teams.holidays IS 'As in tenant_settings, where the team has working hours of its own';
