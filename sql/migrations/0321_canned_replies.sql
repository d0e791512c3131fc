-- Canned replies: words that are often written, shared by all or kept for oneself.
CREATE TABLE hub.canned_replies (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    owner_id uuid,
    name text NOT NULL CHECK (btrim(name) <> ''),
    text text NOT NULL CHECK (btrim(text) <> ''),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX canned_replies_name_key ON hub.canned_replies (tenant_id, owner_id, lower(name)) NULLS NOT DISTINCT;
COMMENT ON TABLE hub.canned_replies IS 'Words that are often written';
COMMENT ON COLUMN hub.canned_replies.owner_id IS 'Whose it is; none: everybody''s';
COMMENT ON COLUMN hub.canned_replies.text IS 'May hold {{contact.name}} and other variables of hub/model/variables.py';
CALL hub.wall('hub.canned_replies');
CALL hub.keep_updated_at('hub.canned_replies');
