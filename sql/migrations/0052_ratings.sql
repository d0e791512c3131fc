-- How satisfied a visitor says to be with a conversation: once per conversation, and they may think again.
CREATE TABLE hub.ratings (
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    score smallint NOT NULL CHECK (score BETWEEN 1 AND 5),
    comment text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, conversation_id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE hub.ratings IS 'Satisfaction with a conversation, from 1 (bad) to 5 (good)';
CALL hub.wall('hub.ratings');
CALL hub.keep_updated_at('hub.ratings');
