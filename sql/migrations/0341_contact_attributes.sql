-- Custom attributes of contacts: which there are and of what type. Their values are in contacts.attributes.
CREATE TABLE hub.contact_attributes (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]*$'),
    name text NOT NULL CHECK (btrim(name) <> ''),
    type text NOT NULL CHECK (type IN ('text', 'number', 'date', 'boolean', 'list', 'link')),
    options text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key),
    CHECK ((type = 'list') = (options <> '{}'))
);
CREATE UNIQUE INDEX contact_attributes_name_key ON hub.contact_attributes (tenant_id, lower(name));
COMMENT ON TABLE hub.contact_attributes IS 'What a tenant wants to know of its contacts';
COMMENT ON COLUMN hub.contact_attributes.key IS 'Under which contacts.attributes holds the values';
CALL hub.wall('hub.contact_attributes');
CALL hub.keep_updated_at('hub.contact_attributes');
