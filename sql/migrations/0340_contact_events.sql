-- The timeline of a contact: what was done about a person, beside what was said with them. And blocking: who was
-- blocked a moment ago is looked for by every web process.
CREATE TABLE hub.contact_events (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('note', 'changed', 'blocked', 'unblocked', 'merged', 'unmerged',
                                       'conversation_moved')),
    actor_id uuid,
    text text,
    changes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(changes) = 'array'),
    conversation_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    CHECK (kind <> 'note' OR btrim(text) <> ''),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, actor_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (actor_id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id)
        ON DELETE SET NULL (conversation_id)
);
CREATE INDEX contact_events_newest ON hub.contact_events (tenant_id, contact_id, created_at DESC, id DESC);
CREATE INDEX contact_events_of_actor ON hub.contact_events (tenant_id, actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX contact_events_of_conversation ON hub.contact_events (tenant_id, conversation_id)
    WHERE conversation_id IS NOT NULL;
COMMENT ON TABLE hub.contact_events IS 'What was done about a contact: notes, changes, blocks, merges';
COMMENT ON COLUMN hub.contact_events.text IS 'The words of a note; else why, or whom it was about';
COMMENT ON COLUMN hub.contact_events.changes IS 'What was changed: a list of {name, before, after}';
CALL hub.wall('hub.contact_events');

CREATE INDEX contacts_blocked ON contacts (tenant_id, blocked_at) WHERE blocked_at IS NOT NULL;
CREATE INDEX widget_visitors_blocked ON widget_visitors (tenant_id, blocked_at) WHERE blocked_at IS NOT NULL;
