-- Saved views, and the order by priority.
--
-- An index that holds every conversation somebody waits in was tried, for the order "oldest waiting": it made a message
-- 11 % dearer for PostgreSQL's CPU and 16 % for its log. So there is none, nor one by team: who waits is read from what
-- is open and sorted, and lists by team and channel are walked. What is not of normal priority is rare; an index of it
-- costs the other messages nothing (docs/decisions/0012).

CREATE TABLE hub.conversation_views (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    user_id uuid,
    name text NOT NULL CHECK (btrim(name) <> ''),
    filters jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(filters) = 'object'),
    sort text NOT NULL DEFAULT 'newest' CHECK (sort IN ('newest', 'waiting', 'priority')),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_views_of_user ON hub.conversation_views (tenant_id, user_id);
COMMENT ON TABLE hub.conversation_views IS 'Lists of conversations that somebody has given a name';
COMMENT ON COLUMN hub.conversation_views.user_id IS 'Whose it is alone; none: everybody''s';
COMMENT ON COLUMN hub.conversation_views.filters IS 'ViewFilters of hub/model/view.py';
CALL hub.wall('hub.conversation_views');
CALL hub.keep_updated_at('hub.conversation_views');

CREATE INDEX conversations_by_priority ON conversations (tenant_id, priority, status, last_message_at DESC, id DESC)
    WHERE priority <> 'normal' AND last_seq > 0;
