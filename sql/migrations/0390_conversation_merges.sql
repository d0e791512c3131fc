-- Conversations that were merged into another: beside conversations, so that neither its rows nor the path of a message
-- know of it. No message is copied or numbered anew: the merged one is closed and stays as it is.

CREATE TABLE hub.conversation_merges (
    tenant_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    kept_id uuid NOT NULL,
    status text NOT NULL,
    merged_line uuid NOT NULL,
    kept_line uuid NOT NULL,
    merged_by uuid NOT NULL,
    merged_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, conversation_id),
    CHECK (conversation_id <> kept_id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, kept_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX merges_into_conversation ON hub.conversation_merges (tenant_id, kept_id);
COMMENT ON TABLE hub.conversation_merges IS 'Which conversation was merged into which; an undo takes the row away';
COMMENT ON COLUMN hub.conversation_merges.status IS 'What it had before, for the undo';
COMMENT ON COLUMN hub.conversation_merges.merged_line IS 'The message that says so in the merged one';
COMMENT ON COLUMN hub.conversation_merges.kept_line IS 'The message that says so in the one it was merged into';
COMMENT ON COLUMN hub.conversation_merges.merged_by IS 'Who did it; it stays when they leave, so no foreign key';
CALL hub.wall('hub.conversation_merges');

-- Beside hub.tagged_conversation_rows and not in its place: the version before this one knows no other columns.
CREATE VIEW hub.merged_conversation_rows WITH (security_invoker = true) AS
SELECT r.*, (SELECT m.kept_id FROM hub.conversation_merges m
              WHERE m.tenant_id = r.tenant_id AND m.conversation_id = r.id) AS merged_into
  FROM hub.tagged_conversation_rows r;

GRANT SELECT ON hub.merged_conversation_rows TO hub_app;

CREATE FUNCTION hub.conversation_to_join(p_tenant uuid, p_id uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, hub AS $$
BEGIN
    RETURN (
        WITH RECURSIVE way AS (
            SELECT c.id, c.channel, c.status, m.kept_id, 0 AS step
              FROM conversations c
              LEFT JOIN hub.conversation_merges m ON m.tenant_id = c.tenant_id AND m.conversation_id = c.id
             WHERE c.tenant_id = p_tenant AND c.id = p_id
            UNION ALL
            SELECT c.id, c.channel, c.status, m.kept_id, w.step + 1
              FROM way w
              JOIN conversations c ON c.tenant_id = p_tenant AND c.id = w.kept_id AND c.channel = w.channel
              LEFT JOIN hub.conversation_merges m ON m.tenant_id = c.tenant_id AND m.conversation_id = c.id
             WHERE w.status = 'closed' AND w.step < 20
        )
        SELECT w.id FROM way w WHERE w.status <> 'closed' OR w.kept_id IS NOT NULL ORDER BY w.step DESC LIMIT 1);
END $$;
COMMENT ON FUNCTION hub.conversation_to_join IS
    'Where a message goes that belongs to this conversation: where it was merged into, as far as the channel is the same';
GRANT EXECUTE ON FUNCTION hub.conversation_to_join TO hub_app;
