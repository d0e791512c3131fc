-- The live path's one write: append a batch of messages of one tenant, each at most once.
--
-- Group commit hands many messages over in one round trip. Under the locks of their conversations they get dense
-- numbers; a message that its sender has sent before (same client_id) is answered as it was stored the first time.
-- A message whose conversation does not exist, or is not the visitor's own, has no row in the answer.

CREATE FUNCTION hub.append_messages(
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
    WITH asked AS (
        SELECT a.*, c.channel, c.last_seq, c.last_public_seq, c.owner_id
          FROM unnest(p_ids, p_conversations, p_visitors, p_senders, p_client_ids, p_roles, p_authors, p_texts,
                      p_htmls, p_private)
            WITH ORDINALITY AS a (id, conversation_id, visitor_id, sender_id, client_id, role, author_name,
                                  content_text, content_html, private, ord)
         CROSS JOIN LATERAL (
            SELECT t.channel, t.last_seq, t.last_public_seq, t.visitor_id AS owner_id
              FROM conversations t
             WHERE t.tenant_id = p_tenant AND t.id = a.conversation_id
               AND (a.visitor_id IS NULL OR t.visitor_id = a.visitor_id)
             LIMIT 1 -- here and below: one look-up by key for each message, whatever the planner believes
         ) AS c
    ), known AS (
        SELECT a.ord, a.owner_id, m.*
          FROM asked a
         CROSS JOIN LATERAL (
            SELECT * FROM messages t
             WHERE t.tenant_id = p_tenant AND t.sender_id = a.sender_id AND t.client_id = a.client_id
               AND coalesce(t.conversation_id) = a.conversation_id -- not by the index on seq: it would read them all
             LIMIT 1
         ) AS m
    ), numbered AS (
        SELECT a.*, a.last_seq + row_number() OVER (PARTITION BY a.conversation_id ORDER BY a.ord) AS seq
          FROM asked a
         WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.ord = a.ord)
    ), stored AS (
        INSERT INTO messages AS m (
            id, tenant_id, conversation_id, seq, prev_public_seq, direction, role, channel, sender_id, author_name,
            client_id, content_text, content_html, private, status, has_attachments, created_at)
        SELECT n.id, p_tenant, n.conversation_id, n.seq,
               coalesce(max(n.seq) FILTER (WHERE NOT n.private) OVER earlier, n.last_public_seq),
               CASE WHEN n.role = 'user' THEN 'inbound' ELSE 'outbound' END,
               n.role, n.channel, n.sender_id, n.author_name, n.client_id, n.content_text, n.content_html, n.private,
               CASE WHEN n.role = 'user' THEN 'received'
                    WHEN n.private OR n.channel = 'widget' THEN 'sent'
                    ELSE 'queued' END,
               n.id = ANY (p_attachment_messages),
               now()
          FROM numbered n
        WINDOW earlier AS (PARTITION BY n.conversation_id ORDER BY n.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        RETURNING m.*
    )
    SELECT NULL::bigint, s.id, s.conversation_id, c.visitor_id, s.seq, s.prev_public_seq, s.rev, s.direction, s.role,
           s.channel, s.status, s.private, s.author_name, NULL::text, NULL::text, s.has_attachments, s.created_at
      FROM stored s
     CROSS JOIN LATERAL (
        SELECT t.visitor_id FROM conversations t WHERE t.tenant_id = p_tenant AND t.id = s.conversation_id LIMIT 1
     ) AS c
    UNION ALL
    SELECT k.ord, k.id, k.conversation_id, k.owner_id, k.seq, k.prev_public_seq, k.rev, k.direction, k.role,
           k.channel, k.status, k.private, k.author_name, k.content_text, k.content_html, k.has_attachments, k.created_at
      FROM known k;

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

COMMENT ON FUNCTION hub.append_messages IS
    'Append a batch of messages of one tenant, each at most once, and answer what is stored of each.';

-- A visitor's first words name no conversation. Under the lock of the visitor's row: where this client_id already
-- went, else the latest that is open or pending, else a new one. A resend never opens a second.
CREATE FUNCTION hub.conversation_of_visitor(p_tenant uuid, p_visitor uuid, p_client_id text, p_new uuid)
RETURNS uuid
LANGUAGE plpgsql
SET search_path = pg_catalog, public, hub
AS $$
DECLARE
    owner widget_visitors%ROWTYPE;
    found_id uuid;
BEGIN
    PERFORM set_config('app.tenant_id', p_tenant::text, true);
    SELECT * INTO owner FROM widget_visitors v WHERE v.tenant_id = p_tenant AND v.id = p_visitor FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT m.conversation_id INTO found_id FROM messages m
     WHERE m.tenant_id = p_tenant AND m.sender_id = p_visitor AND m.client_id = p_client_id LIMIT 1;
    IF found_id IS NULL THEN
        SELECT c.id INTO found_id FROM conversations c
         WHERE c.tenant_id = p_tenant AND c.visitor_id = p_visitor AND c.status IN ('open', 'pending')
         ORDER BY c.created_at DESC, c.id DESC LIMIT 1;
    END IF;
    IF found_id IS NULL THEN
        INSERT INTO conversations (id, tenant_id, channel, visitor_id, widget_id, contact_id)
        VALUES (p_new, p_tenant, 'widget', p_visitor, owner.widget_id, owner.contact_id);
        found_id := p_new;
    END IF;
    RETURN found_id;
END
$$;

COMMENT ON FUNCTION hub.conversation_of_visitor IS
    'The conversation that a visitor''s message without one belongs to; opened if there is none.';

GRANT EXECUTE ON FUNCTION hub.append_messages, hub.conversation_of_visitor TO hub_app;
