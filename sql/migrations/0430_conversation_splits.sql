-- Conversations that were split off another: beside conversations, as merges are. No message is copied or numbered anew:
-- the new one says which part of the other it goes on from, and that part is read where it is.

CREATE TABLE hub.conversation_splits (
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    source_id uuid NOT NULL,
    from_seq bigint NOT NULL,
    until_seq bigint NOT NULL,
    line uuid NOT NULL,
    source_line uuid NOT NULL,
    split_by uuid NOT NULL,
    split_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, conversation_id),
    UNIQUE (tenant_id, source_id, from_seq),
    CHECK (conversation_id <> source_id),
    CHECK (from_seq BETWEEN 2 AND until_seq),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, source_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE hub.conversation_splits IS 'Which conversation was split off which; an undo takes the row away';
COMMENT ON COLUMN hub.conversation_splits.from_seq IS 'Where in the other the part begins that it goes on from';
COMMENT ON COLUMN hub.conversation_splits.until_seq IS 'Where that part ends: what is said there later belongs there';
COMMENT ON COLUMN hub.conversation_splits.line IS 'The message that says so in the new one';
COMMENT ON COLUMN hub.conversation_splits.source_line IS 'The message that says so in the one it was split off';
COMMENT ON COLUMN hub.conversation_splits.split_by IS 'Who did it; it stays when they leave, so no foreign key';
CALL hub.wall('hub.conversation_splits');
