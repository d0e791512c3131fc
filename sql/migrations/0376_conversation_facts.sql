-- What reports count of each conversation, kept beside it: narrow rows with indexes by time, which the live path neither
-- writes nor pays for. They are folded from conversations and messages when a report is asked for, along the tenant's
-- feed, so a report is exact as of the moment it is asked (decision 20).

CREATE TABLE hub.conversation_facts (
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    channel text NOT NULL,
    assignee_id uuid,
    team_id uuid,
    started_at timestamptz NOT NULL,
    asked_at timestamptz,
    responded_at timestamptz,
    responder_id uuid,
    PRIMARY KEY (tenant_id, conversation_id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_facts_started ON hub.conversation_facts (tenant_id, started_at);
CREATE INDEX conversation_facts_responded ON hub.conversation_facts (tenant_id, responded_at)
    WHERE responded_at IS NOT NULL;
COMMENT ON TABLE hub.conversation_facts IS 'What reports count of a conversation; derived, to be thrown away and folded anew';
COMMENT ON COLUMN hub.conversation_facts.asked_at IS 'The customer''s first message';
COMMENT ON COLUMN hub.conversation_facts.responded_at IS 'The first answer of a person after it: no bot, no private note';
COMMENT ON COLUMN hub.conversation_facts.responder_id IS 'Who gave it; it stays when they leave, so no foreign key';
CALL hub.wall('hub.conversation_facts');

CREATE TABLE hub.fact_positions (
    tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
    position bigint NOT NULL DEFAULT -1
);
COMMENT ON TABLE hub.fact_positions IS 'How far along its feed a tenant''s conversation_facts are folded';
CALL hub.wall('hub.fact_positions');
