-- Mentions: whom a private note names.
CREATE TABLE hub.mentions (
    tenant_id uuid NOT NULL,
    message_id uuid NOT NULL,
    user_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, message_id, user_id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX mentions_of_user ON hub.mentions (tenant_id, user_id, conversation_id, seq);
CREATE INDEX mentions_in_conversation ON hub.mentions (tenant_id, conversation_id);
COMMENT ON TABLE hub.mentions IS 'Whom a private note names';
COMMENT ON COLUMN hub.mentions.seq IS 'Of the note: a mention is read when its conversation is read up to there';
CALL hub.wall('hub.mentions');
