-- Roles that a tenant makes itself. Whoever has one is `agent` in users.role, the least that there is.
CREATE TABLE hub.roles (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name text NOT NULL CHECK (btrim(name) <> ''),
    permissions text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX roles_name_key ON hub.roles (tenant_id, lower(name));
COMMENT ON TABLE hub.roles IS 'Roles that a tenant makes itself';
COMMENT ON COLUMN hub.roles.permissions IS 'The words of hub/model/access.py';
CALL hub.wall('hub.roles');
CALL hub.keep_updated_at('hub.roles');

-- No action on removal: a role that somebody has is not removed, or they would become agents unnoticed. Not validated:
-- nobody has one yet, and the owner may not look through the wall.
ALTER TABLE users ADD COLUMN custom_role_id uuid,
    ADD FOREIGN KEY (tenant_id, custom_role_id) REFERENCES hub.roles (tenant_id, id) NOT VALID;
CREATE INDEX users_of_role ON users (tenant_id, custom_role_id) WHERE custom_role_id IS NOT NULL;
COMMENT ON COLUMN users.custom_role_id IS 'Takes the place of role; none: role says it';

ALTER TABLE hub.invitations ADD COLUMN custom_role_id uuid,
    ADD FOREIGN KEY (tenant_id, custom_role_id) REFERENCES hub.roles (tenant_id, id) NOT VALID;
CREATE INDEX invitations_of_role ON hub.invitations (tenant_id, custom_role_id) WHERE custom_role_id IS NOT NULL;
COMMENT ON COLUMN hub.invitations.custom_role_id IS 'Takes the place of role; none: role says it';
