-- Macros: a reply or a note and what is done with it, in one go; shared by all or kept for oneself.
CREATE TABLE hub.macros (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    owner_id uuid,
    name text NOT NULL CHECK (btrim(name) <> ''),
    text text CHECK (btrim(text) <> ''),
    private boolean NOT NULL DEFAULT false,
    actions jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(actions) = 'array'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX macros_name_key ON hub.macros (tenant_id, owner_id, lower(name)) NULLS NOT DISTINCT;
COMMENT ON TABLE hub.macros IS 'What is written and done in conversations again and again, in one go';
COMMENT ON COLUMN hub.macros.owner_id IS 'Whose it is; none: everybody''s';
COMMENT ON COLUMN hub.macros.text IS 'What it writes, with the variables of hub/model/variables.py; none: nothing';
COMMENT ON COLUMN hub.macros.private IS 'It writes a note, not a reply';
COMMENT ON COLUMN hub.macros.actions IS 'In their order: Action of hub/model/macro.py. What they name may have gone since';
CALL hub.wall('hub.macros');
CALL hub.keep_updated_at('hub.macros');

-- What was applied, so that it is applied once however often it is sent.
CREATE TABLE hub.macro_runs (
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    user_id uuid NOT NULL,
    client_id text NOT NULL,
    conversation_id uuid NOT NULL,
    macro_id uuid NOT NULL,
    ran_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id, client_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX macro_runs_of_conversation ON hub.macro_runs (tenant_id, conversation_id);
COMMENT ON TABLE hub.macro_runs IS 'Macros that were applied, by the client_id of their sender; kept for 30 days';
CALL hub.wall('hub.macro_runs');
