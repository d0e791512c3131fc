-- CustArea hub, file 2 of 5: contacts, the addresses they are found by, companies, pipelines and leads.

-- a user named like the schema hub would otherwise find its own schema first
SET search_path TO public;

CREATE TABLE accounts (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name text NOT NULL CHECK (btrim(name) <> ''),
    domain text CHECK (domain = lower(domain)),
    website text,
    phone text,
    attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    notes text,
    owner_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (owner_id)
);
CREATE UNIQUE INDEX accounts_domain_key ON accounts (tenant_id, domain) WHERE domain IS NOT NULL;
COMMENT ON TABLE accounts IS 'Companies that contacts belong to';
CALL hub.wall('accounts');
CALL hub.keep_updated_at('accounts');

CREATE TABLE contacts (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name text NOT NULL DEFAULT '',
    company text,
    account_id uuid,
    owner_id uuid,
    attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    tags text[] NOT NULL DEFAULT '{}',
    notes text,
    locale text,
    timezone text,
    blocked_at timestamptz,
    deleted_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id) ON DELETE SET NULL (account_id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (owner_id)
);
CREATE INDEX contacts_newest ON contacts (tenant_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX contacts_of_account ON contacts (tenant_id, account_id) WHERE account_id IS NOT NULL;
COMMENT ON TABLE contacts IS 'The people behind conversations; found through contact_identifiers only';
CALL hub.wall('contacts');
CALL hub.keep_updated_at('contacts');

CREATE TABLE contact_identifiers (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    type text NOT NULL CHECK (type IN ('email', 'phone', 'whatsapp', 'visitor_id')),
    value text NOT NULL CHECK (value <> '' AND value = btrim(value)),
    is_verified boolean NOT NULL DEFAULT false,
    is_primary boolean NOT NULL DEFAULT false,
    confidence real NOT NULL DEFAULT 1 CHECK (confidence BETWEEN 0 AND 1),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, type, value),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT value_is_normalised CHECK (
        CASE type WHEN 'email' THEN value = lower(value)
                  WHEN 'phone' THEN value ~ '^\+[1-9][0-9]{2,14}$'
                  WHEN 'whatsapp' THEN value ~ '^\+[1-9][0-9]{2,14}$'
                  ELSE true END)
);
CREATE INDEX contact_identifiers_of_contact ON contact_identifiers (tenant_id, contact_id);
CREATE UNIQUE INDEX contact_identifiers_primary_key ON contact_identifiers (tenant_id, contact_id, type)
    WHERE is_primary;
COMMENT ON TABLE contact_identifiers IS 'Addresses by which a contact is found: lower-case e-mail, E.164 numbers';
COMMENT ON COLUMN contact_identifiers.is_verified IS 'Proven, not only typed';
CALL hub.wall('contact_identifiers');
CALL hub.keep_updated_at('contact_identifiers');

CREATE TABLE contact_merge_history (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    kept_contact_id uuid NOT NULL,
    merged_contact_id uuid NOT NULL,
    snapshot jsonb NOT NULL,
    reason text NOT NULL DEFAULT '',
    merged_by uuid,
    merged_at timestamptz NOT NULL DEFAULT now(),
    undone_by uuid,
    undone_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    CHECK (kept_contact_id <> merged_contact_id),
    FOREIGN KEY (tenant_id, kept_contact_id) REFERENCES contacts (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, merged_contact_id) REFERENCES contacts (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, merged_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (merged_by),
    FOREIGN KEY (tenant_id, undone_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (undone_by)
);
CREATE INDEX contact_merge_history_kept ON contact_merge_history (tenant_id, kept_contact_id);
CREATE INDEX contact_merge_history_merged ON contact_merge_history (tenant_id, merged_contact_id);
COMMENT ON TABLE contact_merge_history IS 'What a merge joined, with a snapshot to undo it from';
CALL hub.wall('contact_merge_history');

CREATE TABLE pipelines (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name text NOT NULL CHECK (btrim(name) <> ''),
    position integer NOT NULL DEFAULT 0,
    is_default boolean NOT NULL DEFAULT false,
    archived_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name)
);
CREATE UNIQUE INDEX pipelines_default_key ON pipelines (tenant_id) WHERE is_default;
COMMENT ON TABLE pipelines IS 'Ways that leads go; one is the default';
CALL hub.wall('pipelines');
CALL hub.keep_updated_at('pipelines');

CREATE TABLE pipeline_stages (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    pipeline_id uuid NOT NULL,
    name text NOT NULL CHECK (btrim(name) <> ''),
    position integer NOT NULL,
    color text CHECK (color ~ '^#[0-9a-fA-F]{6}$'),
    kind text NOT NULL DEFAULT 'open' CHECK (kind IN ('open', 'won', 'lost')),
    stale_after interval,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, pipeline_id, id),
    UNIQUE (tenant_id, pipeline_id, name),
    UNIQUE (tenant_id, pipeline_id, position) DEFERRABLE,
    FOREIGN KEY (tenant_id, pipeline_id) REFERENCES pipelines (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE pipeline_stages IS 'The stations of a pipeline, in order';
CALL hub.wall('pipeline_stages');
CALL hub.keep_updated_at('pipeline_stages');

CREATE TABLE leads (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    account_id uuid,
    conversation_id uuid, -- the conversation it grew from; its foreign key is in file 3
    pipeline_id uuid NOT NULL,
    stage_id uuid NOT NULL,
    owner_id uuid,
    title text NOT NULL DEFAULT '',
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'won', 'lost')),
    value numeric(14, 2) CHECK (value >= 0),
    currency text CHECK (currency ~ '^[A-Z]{3}$'),
    score smallint NOT NULL DEFAULT 0 CHECK (score BETWEEN 0 AND 5),
    source text,
    lost_reason text,
    attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    expected_close_on date,
    stage_changed_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id) ON DELETE SET NULL (account_id),
    FOREIGN KEY (tenant_id, pipeline_id, stage_id) REFERENCES pipeline_stages (tenant_id, pipeline_id, id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (owner_id),
    FOREIGN KEY (tenant_id, created_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (created_by)
);
CREATE INDEX leads_on_board ON leads (tenant_id, pipeline_id, stage_id, stage_changed_at DESC, id DESC);
CREATE INDEX leads_of_contact ON leads (tenant_id, contact_id);
CREATE INDEX leads_of_owner ON leads (tenant_id, owner_id) WHERE owner_id IS NOT NULL;
COMMENT ON TABLE leads IS 'Chances to sell, each in one stage of one pipeline';
CALL hub.wall('leads');
CALL hub.keep_updated_at('leads');

CREATE TABLE lead_assignments (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid NOT NULL,
    assigned_by uuid,
    assigned_at timestamptz NOT NULL DEFAULT now(),
    unassigned_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    CHECK (unassigned_at >= assigned_at),
    FOREIGN KEY (tenant_id, lead_id) REFERENCES leads (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, assigned_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (assigned_by)
);
CREATE UNIQUE INDEX lead_assignments_current_key ON lead_assignments (tenant_id, lead_id, user_id)
    WHERE unassigned_at IS NULL;
CREATE INDEX lead_assignments_of_user ON lead_assignments (tenant_id, user_id);
COMMENT ON TABLE lead_assignments IS 'Who worked on a lead, from when to when';
CALL hub.wall('lead_assignments');
