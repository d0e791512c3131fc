-- CustArea hub, file 5 of 5: the AI agent's deployments and knowledge, imports.

-- a user named like the schema hub would otherwise find its own schema first
SET search_path TO public;

CREATE TABLE ai_agent_deployments (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    channel text NOT NULL CHECK (channel IN ('email', 'whatsapp', 'widget', 'phone')),
    name text NOT NULL DEFAULT 'AI agent' CHECK (btrim(name) <> ''),
    is_enabled boolean NOT NULL DEFAULT false,
    ai_mode text NOT NULL DEFAULT 'assist' CHECK (ai_mode IN ('auto', 'assist', 'off')),
    priority_mode text NOT NULL DEFAULT 'normal'
        CHECK (priority_mode IN ('always_ai', 'always_human', 'normal', 'schedule')),
    schedule jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(schedule) = 'object'),
    model text,
    instructions text NOT NULL DEFAULT '',
    guardrails jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(guardrails) = 'array'),
    escalation jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(escalation) = 'array'),
    texts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(texts) = 'object'),
    settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, channel)
);
COMMENT ON TABLE ai_agent_deployments IS 'How the AI agent works on each channel: when it speaks, what it must not say, when it hands over';
CALL hub.wall('ai_agent_deployments');
CALL hub.keep_updated_at('ai_agent_deployments');

CREATE TABLE ai_knowledge_documents (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('pdf', 'url', 'article', 'text')),
    title text NOT NULL CHECK (btrim(title) <> ''),
    source_url text,
    blob_key text,
    content text NOT NULL DEFAULT '',
    checksum text,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'processing', 'ready', 'failed')),
    error text,
    is_public boolean NOT NULL DEFAULT false,
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, created_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (created_by)
);
CREATE INDEX ai_knowledge_documents_newest ON ai_knowledge_documents (tenant_id, created_at DESC, id DESC);
COMMENT ON TABLE ai_knowledge_documents IS 'What the AI agent may know';
COMMENT ON COLUMN ai_knowledge_documents.is_public IS 'May be told to customers, not to colleagues only';
CALL hub.wall('ai_knowledge_documents');
CALL hub.keep_updated_at('ai_knowledge_documents');

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') THEN
        ALTER TABLE ai_knowledge_documents ADD COLUMN embedding vector;
        COMMENT ON COLUMN ai_knowledge_documents.embedding IS 'There only where the server has pgvector';
    END IF;
END $$;

CREATE TABLE import_jobs (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    entity_type text NOT NULL DEFAULT 'contacts' CHECK (entity_type IN ('contacts', 'leads', 'accounts')),
    status text NOT NULL DEFAULT 'uploaded' CHECK (status IN ('uploaded', 'parsed', 'mapped', 'applied', 'failed')),
    file_name text NOT NULL,
    blob_key text,
    options jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object'),
    total_rows integer NOT NULL DEFAULT 0 CHECK (total_rows >= 0),
    applied_rows integer NOT NULL DEFAULT 0 CHECK (applied_rows >= 0),
    skipped_rows integer NOT NULL DEFAULT 0 CHECK (skipped_rows >= 0),
    failed_rows integer NOT NULL DEFAULT 0 CHECK (failed_rows >= 0),
    error text,
    created_by uuid,
    applied_at timestamptz,
    undone_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    CHECK (applied_rows + skipped_rows + failed_rows <= total_rows),
    FOREIGN KEY (tenant_id, created_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (created_by)
);
CREATE INDEX import_jobs_newest ON import_jobs (tenant_id, created_at DESC, id DESC);
COMMENT ON TABLE import_jobs IS 'Uploaded tables on their way in';
CALL hub.wall('import_jobs');
CALL hub.keep_updated_at('import_jobs');

CREATE TABLE import_columns (
    tenant_id uuid NOT NULL,
    job_id uuid NOT NULL,
    position integer NOT NULL CHECK (position >= 0),
    name text NOT NULL,
    data_type text NOT NULL DEFAULT 'text'
        CHECK (data_type IN ('text', 'number', 'boolean', 'date', 'email', 'phone', 'url')),
    target_field text,
    samples jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(samples) = 'array'),
    PRIMARY KEY (tenant_id, job_id, position),
    FOREIGN KEY (tenant_id, job_id) REFERENCES import_jobs (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX import_columns_target_key ON import_columns (tenant_id, job_id, target_field)
    WHERE target_field IS NOT NULL;
COMMENT ON TABLE import_columns IS 'The columns of an import and the fields they fill; none: kept as an attribute';
CALL hub.wall('import_columns');

CREATE TABLE import_rows (
    tenant_id uuid NOT NULL,
    job_id uuid NOT NULL,
    row_number integer NOT NULL CHECK (row_number > 0),
    data jsonb NOT NULL,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'applied', 'skipped', 'failed')),
    error text,
    entity_id uuid,
    previous jsonb,
    PRIMARY KEY (tenant_id, job_id, row_number),
    FOREIGN KEY (tenant_id, job_id) REFERENCES import_jobs (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX import_rows_by_status ON import_rows (tenant_id, job_id, status, row_number);
COMMENT ON TABLE import_rows IS 'The rows of an import; a bad one fails alone';
COMMENT ON COLUMN import_rows.entity_id IS 'What the row became';
COMMENT ON COLUMN import_rows.previous IS 'What it changed, to undo the import from';
CALL hub.wall('import_rows');
