-- A tenant's own statuses: each refines one of the four that everything else goes by.
--
-- What a message costs stays what it was: the column takes the place of one that nothing was ever written to, and the index
-- below holds only conversations that have one. That a conversation never has one of another status is seen to wherever
-- its status is written: by the statement that changes it, and by the trigger that opens it again.

CREATE TABLE hub.custom_statuses (
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    name text NOT NULL CHECK (btrim(name) <> ''),
    status text NOT NULL CHECK (status IN ('open', 'pending', 'resolved', 'closed')),
    colour text NOT NULL DEFAULT 'grey'
        CHECK (colour IN ('grey', 'blue', 'violet', 'orange', 'green', 'amber', 'pink')),
    place integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX custom_statuses_name_key ON hub.custom_statuses (tenant_id, lower(name));
COMMENT ON TABLE hub.custom_statuses IS 'Statuses of a tenant''s own, each a finer word for one of the four';
COMMENT ON COLUMN hub.custom_statuses.status IS 'The one that it refines; it never changes';
COMMENT ON COLUMN hub.custom_statuses.place IS 'Where it stands in menus, counted from 1';
CALL hub.wall('hub.custom_statuses');
CALL hub.keep_updated_at('hub.custom_statuses');

ALTER TABLE conversations ADD COLUMN custom_status_id uuid;
COMMENT ON COLUMN conversations.custom_status_id IS 'The tenant''s own word for the status, if it has one';
-- All are empty: nothing is to be checked, and the table not to be read for it.
ALTER TABLE conversations ADD FOREIGN KEY (tenant_id, custom_status_id)
    REFERENCES hub.custom_statuses (tenant_id, id) ON DELETE SET NULL (custom_status_id) NOT VALID;
CREATE INDEX conversations_of_custom_status ON conversations (tenant_id, custom_status_id, last_message_at DESC, id DESC)
    WHERE custom_status_id IS NOT NULL;

CREATE OR REPLACE FUNCTION update_conversation_last_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM hub.scheduled_messages s
                WHERE s.tenant_id = ANY (ARRAY (SELECT i.tenant_id FROM inserted i))
                  AND s.state = 'waiting' AND s.replied_at IS NULL) THEN
        PERFORM hub.note_replies(i.tenant_id, array_agg(i.conversation_id))
           FROM inserted i WHERE i.direction = 'inbound' GROUP BY i.tenant_id;
    END IF;

    WITH marked AS (
        SELECT *, seq = max(seq) OVER thread AS is_last, direction = 'inbound' AS is_inbound,
               direction = 'outbound' AND NOT private AND role IN ('agent', 'ai') AS is_answer,
               max(seq) FILTER (WHERE direction = 'outbound' AND NOT private AND role IN ('agent', 'ai')) OVER thread
                   AS answered_seq
          FROM inserted
        WINDOW thread AS (PARTITION BY tenant_id, conversation_id)
    ), batch AS (
        SELECT tenant_id, conversation_id, max(seq) AS last_seq,
               coalesce(max(seq) FILTER (WHERE NOT private), 0) AS last_public_seq,
               count(*) FILTER (WHERE is_inbound) AS inbound,
               bool_or(is_answer) AS is_answered,
               min(created_at) FILTER (WHERE is_answer) AS answered_at,
               min(created_at) FILTER (WHERE is_inbound AND seq > coalesce(answered_seq, 0)) AS waiting_since,
               max(created_at) FILTER (WHERE is_last) AS last_message_at,
               jsonb_agg(jsonb_build_object(
                   'seq', seq, 'direction', direction, 'role', role, 'private', private, 'status', status,
                   'text', left(btrim(regexp_replace(left(content_text, 2000), '\s+', ' ', 'g')), 160),
                   'author_name', author_name, 'has_attachments', has_attachments, 'created_at', created_at
               )) FILTER (WHERE is_last) -> 0 AS last_message,
               row_number() OVER (PARTITION BY tenant_id ORDER BY conversation_id) AS place
          FROM marked GROUP BY tenant_id, conversation_id
    ), taken AS (
        UPDATE hub.feeds f SET position = f.position + b.n
          FROM (SELECT tenant_id, count(*) AS n FROM batch GROUP BY tenant_id) b
         WHERE f.tenant_id = b.tenant_id
        RETURNING f.tenant_id, f.position - b.n AS before
    )
    UPDATE conversations c
       SET last_seq = greatest(c.last_seq, b.last_seq),
           last_public_seq = greatest(c.last_public_seq, b.last_public_seq),
           inbound_count = c.inbound_count + b.inbound,
           last_message = CASE WHEN b.last_seq >= c.last_seq THEN b.last_message ELSE c.last_message END,
           last_message_at = CASE WHEN b.last_seq >= c.last_seq THEN b.last_message_at ELSE c.last_message_at END,
           waiting_since = CASE WHEN b.is_answered THEN b.waiting_since
                                ELSE coalesce(c.waiting_since, b.waiting_since) END,
           first_replied_at = coalesce(c.first_replied_at, b.answered_at),
           status = CASE WHEN b.inbound > 0 THEN 'open' ELSE c.status END,
           custom_status_id = CASE WHEN b.inbound > 0 AND c.status <> 'open' THEN NULL ELSE c.custom_status_id END,
           snoozed_until = CASE WHEN b.inbound > 0 THEN NULL ELSE c.snoozed_until END,
           resolved_at = CASE WHEN b.inbound > 0 THEN NULL ELSE c.resolved_at END,
           feed_position = t.before + b.place,
           updated_at = clock_timestamp()
      FROM batch b JOIN taken t USING (tenant_id),
           LATERAL (SELECT f.ctid FROM conversations f
                     WHERE f.tenant_id = b.tenant_id AND f.id = b.conversation_id OFFSET 0) found
     WHERE c.ctid = found.ctid;
    RETURN NULL;
END $$;

ALTER TABLE conversations DROP COLUMN custom_status;

-- A column more at the end. Views over it were written out when they were made and show what they did.
CREATE OR REPLACE VIEW hub.conversation_rows WITH (security_invoker = true) AS
SELECT c.tenant_id, c.feed_position, c.id, c.channel, c.subject, c.status, c.priority, c.ai_mode, c.visitor_id,
       c.contact_id, p.name AS contact_name, v.name AS visitor_name,
       c.assignee_id, u.name AS assignee_name, c.team_id, c.snoozed_until, c.waiting_since, c.last_seq, c.rev,
       c.inbound_count, c.visitor_read_seq, c.agents_read_seq, c.last_message, c.last_message_at, c.created_at,
       c.updated_at, c.custom_status_id
  FROM conversations c
  LEFT JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
  LEFT JOIN widget_visitors v ON v.tenant_id = c.tenant_id AND v.id = c.visitor_id
  LEFT JOIN users u ON u.tenant_id = c.tenant_id AND u.id = c.assignee_id;

-- Beside hub.merged_conversation_rows and not in its place: the version before this one knows no other columns.
CREATE VIEW hub.whole_conversation_rows WITH (security_invoker = true) AS
SELECT r.*,
       ARRAY(SELECT t.tag_id FROM hub.conversation_tags t
              WHERE t.tenant_id = r.tenant_id AND t.conversation_id = r.id ORDER BY t.created_at, t.tag_id) AS tag_ids,
       (SELECT m.kept_id FROM hub.conversation_merges m
         WHERE m.tenant_id = r.tenant_id AND m.conversation_id = r.id) AS merged_into
  FROM hub.conversation_rows r;

GRANT SELECT ON hub.whole_conversation_rows TO hub_app;
