-- When a tag, a team or a custom status ends, conversations that had it are other than they were: programs that read the
-- feed are to hear of it. There may be very many, so they are noted here and take their places batch by batch.

CREATE TABLE hub.conversations_to_stir (
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    conversation_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, conversation_id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE hub.conversations_to_stir IS 'Conversations that lost what they named, and have yet to take a place in the feed for it';
CALL hub.wall('hub.conversations_to_stir');
