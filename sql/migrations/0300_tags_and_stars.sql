-- Tags of conversations, each agent's stars, and what is asleep.
--
-- Whether a list of one tag, of my stars or of what is asleep is read from here or from the list of conversations is
-- decided by the query (decision 11). None of the indexes below is touched by a message: the first two belong to tables
-- of their own, the third holds what is asleep, and a customer's message wakes it.

CREATE TABLE hub.tags (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name text NOT NULL CHECK (btrim(name) <> ''),
    colour text NOT NULL DEFAULT 'grey'
        CHECK (colour IN ('grey', 'blue', 'violet', 'orange', 'green', 'amber', 'pink')),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX tags_name_key ON hub.tags (tenant_id, lower(name));
COMMENT ON TABLE hub.tags IS 'Words of a tenant to sort conversations by';
COMMENT ON COLUMN hub.tags.colour IS 'A name, not a value: light and dark screens each have their own';
CALL hub.wall('hub.tags');
CALL hub.keep_updated_at('hub.tags');

CREATE TABLE hub.conversation_tags (
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    tag_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, conversation_id, tag_id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, tag_id) REFERENCES hub.tags (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX conversations_of_tag ON hub.conversation_tags (tenant_id, tag_id, conversation_id);
COMMENT ON TABLE hub.conversation_tags IS 'Which conversation carries which tag; written under the lock of its conversation';
CALL hub.wall('hub.conversation_tags');

CREATE TABLE hub.conversation_stars (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id, conversation_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX stars_of_conversation ON hub.conversation_stars (tenant_id, conversation_id);
COMMENT ON TABLE hub.conversation_stars IS 'What an agent has marked for themselves';
CALL hub.wall('hub.conversation_stars');

CREATE INDEX conversations_asleep ON conversations (tenant_id, snoozed_until) WHERE snoozed_until IS NOT NULL;
COMMENT ON COLUMN conversations.snoozed_until IS 'Asleep until then, or until the customer writes; infinity: until then alone';

-- Beside hub.conversation_rows and not in its place: the version before this one knows no other columns.
CREATE VIEW hub.tagged_conversation_rows WITH (security_invoker = true) AS
SELECT r.*, ARRAY(SELECT t.tag_id FROM hub.conversation_tags t
                   WHERE t.tenant_id = r.tenant_id AND t.conversation_id = r.id ORDER BY t.created_at, t.tag_id) AS tag_ids
  FROM hub.conversation_rows r;

GRANT SELECT ON hub.tagged_conversation_rows TO hub_app;
