-- The live path's write, made lean: most of what a batch of one cost were plans, not rows. Every plan is made once a
-- connection and serves batches of any size; a batch names each conversation once (hub/committer.py sees to it; a
-- second message would meet the unique seq and fail), so that numbering needs no window over the batch.

CREATE OR REPLACE FUNCTION hub.append_messages(
    p_tenant uuid,
    p_ids uuid[],
    p_conversations uuid[],
    p_visitors uuid[],       -- the visitor who has to own the conversation; null for users
    p_senders uuid[],
    p_client_ids text[],
    p_roles text[],          -- user (inbound), agent, ai or system
    p_authors text[],
    p_texts text[],
    p_htmls text[],
    p_private boolean[],
    p_attachment_messages uuid[],  -- flattened: message id and attachment id side by side
    p_attachments uuid[]
) RETURNS TABLE (
    first_ord bigint,        -- of a resend: which of the batch it is, in the words of the first time; else null
    id uuid,
    conversation_id uuid,
    visitor_id uuid,
    seq bigint,
    prev_public_seq bigint,
    rev bigint,
    direction text,
    role text,
    channel text,
    status text,
    private boolean,
    author_name text,
    content_text text,
    content_html text,
    has_attachments boolean,
    created_at timestamptz
)
LANGUAGE plpgsql
SET search_path = pg_catalog, public, hub
SET plan_cache_mode = force_generic_plan -- else a batch of one is planned anew each time, for twice the price
-- a batch is a handful of look-ups by key; in a young database statistics say "read it all"
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_material = off
AS $$
#variable_conflict use_column
DECLARE
    wanted integer;
    linked integer;
BEGIN
    PERFORM set_config('app.tenant_id', p_tenant::text, true);
    -- in the order of their ids, so that two batches never wait for each other in a circle
    PERFORM 1 FROM conversations c
     WHERE c.tenant_id = p_tenant AND c.id = ANY (p_conversations)
     ORDER BY c.id FOR NO KEY UPDATE;

    RETURN QUERY
    WITH asked AS MATERIALIZED (
        SELECT a.*, c.channel, c.last_seq, c.last_public_seq, c.owner_id,
               CASE WHEN a.role = 'user' THEN 'inbound' ELSE 'outbound' END AS direction,
               CASE WHEN a.role = 'user' THEN 'received'
                    WHEN a.private OR c.channel = 'widget' THEN 'sent'
                    ELSE 'queued' END AS status,
               a.id = ANY (p_attachment_messages) AS has_attachments,
               (SELECT t FROM messages t
                 WHERE t.tenant_id = p_tenant AND t.sender_id = a.sender_id AND t.client_id = a.client_id
                   AND coalesce(t.conversation_id) = a.conversation_id -- not by the index on seq: it would read them all
                 LIMIT 1) AS before
          FROM unnest(p_ids, p_conversations, p_visitors, p_senders, p_client_ids, p_roles, p_authors, p_texts,
                      p_htmls, p_private)
            WITH ORDINALITY AS a (id, conversation_id, visitor_id, sender_id, client_id, role, author_name,
                                  content_text, content_html, private, ord)
         CROSS JOIN LATERAL (
            SELECT t.channel, t.last_seq, t.last_public_seq, t.visitor_id AS owner_id
              FROM conversations t
             WHERE t.tenant_id = p_tenant AND t.id = a.conversation_id
               AND (a.visitor_id IS NULL OR t.visitor_id = a.visitor_id)
             LIMIT 1 -- one look-up by key for each message, whatever the planner believes
         ) AS c
    ), stored AS (
        INSERT INTO messages (
            id, tenant_id, conversation_id, seq, prev_public_seq, direction, role, channel, sender_id, author_name,
            client_id, content_text, content_html, private, status, has_attachments, created_at)
        SELECT a.id, p_tenant, a.conversation_id, a.last_seq + 1, a.last_public_seq, a.direction, a.role, a.channel,
               a.sender_id, a.author_name, a.client_id, a.content_text, a.content_html, a.private, a.status,
               a.has_attachments, now()
          FROM asked a WHERE (a.before).id IS NULL
    )
    SELECT NULL::bigint, a.id, a.conversation_id, a.owner_id, a.last_seq + 1, a.last_public_seq, 0::bigint,
           a.direction, a.role, a.channel, a.status, a.private, a.author_name, NULL::text, NULL::text,
           a.has_attachments, now()
      FROM asked a WHERE (a.before).id IS NULL
    UNION ALL
    SELECT a.ord, (a.before).id, (a.before).conversation_id, a.owner_id, (a.before).seq, (a.before).prev_public_seq,
           (a.before).rev, (a.before).direction, (a.before).role, (a.before).channel, (a.before).status,
           (a.before).private, (a.before).author_name, (a.before).content_text, (a.before).content_html,
           (a.before).has_attachments, (a.before).created_at
      FROM asked a WHERE (a.before).id IS NOT NULL;

    IF cardinality(p_attachments) > 0 THEN
        SELECT count(*) INTO wanted
          FROM unnest(p_attachment_messages, p_attachments) AS p (message_id, attachment_id)
          JOIN messages m ON m.tenant_id = p_tenant AND m.id = p.message_id;
        UPDATE attachments t
           SET message_id = m.id, conversation_id = m.conversation_id
          FROM unnest(p_attachment_messages, p_attachments) AS p (message_id, attachment_id)
          JOIN messages m ON m.tenant_id = p_tenant AND m.id = p.message_id
         WHERE t.tenant_id = p_tenant AND t.id = p.attachment_id
           AND t.message_id IS NULL AND t.uploader_id = m.sender_id;
        GET DIAGNOSTICS linked = ROW_COUNT;
        IF linked < wanted THEN
            RAISE EXCEPTION 'an attachment is already on another message' USING ERRCODE = 'HB409';
        END IF;
    END IF;
END
$$;
