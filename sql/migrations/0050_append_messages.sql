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
    ord bigint,
    fresh boolean,
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
     ORDER BY c.id FOR UPDATE;

    RETURN QUERY
    WITH asked AS (
        SELECT * FROM unnest(p_ids, p_conversations, p_visitors, p_senders, p_client_ids, p_roles, p_authors, p_texts,
                             p_htmls, p_private)
            WITH ORDINALITY AS a (id, conversation_id, visitor_id, sender_id, client_id, role, author_name,
                                  content_text, content_html, private, ord)
    ), known AS (
        SELECT a.ord, c.visitor_id AS owner_id, m.*
          FROM asked a
          JOIN conversations c ON c.tenant_id = p_tenant AND c.id = a.conversation_id
                              AND (a.visitor_id IS NULL OR c.visitor_id = a.visitor_id)
          JOIN messages m ON m.tenant_id = p_tenant AND m.conversation_id = a.conversation_id
                         AND m.sender_id = a.sender_id AND m.client_id = a.client_id
    ), numbered AS (
        SELECT a.*, c.channel, c.visitor_id AS owner_id, c.last_public_seq,
               c.last_seq + row_number() OVER (PARTITION BY a.conversation_id ORDER BY a.ord) AS seq
          FROM asked a
          JOIN conversations c ON c.tenant_id = p_tenant AND c.id = a.conversation_id
                              AND (a.visitor_id IS NULL OR c.visitor_id = a.visitor_id)
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
        RETURNING m.id, m.seq, m.prev_public_seq, m.direction, m.channel, m.status, m.has_attachments, m.created_at
    )
    SELECT n.ord, true, s.id, n.conversation_id, n.owner_id, s.seq, s.prev_public_seq, 0::bigint, s.direction, n.role,
           s.channel, s.status, n.private, n.author_name, NULL::text, NULL::text, s.has_attachments, s.created_at
      FROM stored s JOIN numbered n ON n.id = s.id
    UNION ALL
    SELECT k.ord, false, k.id, k.conversation_id, k.owner_id, k.seq, k.prev_public_seq, k.rev, k.direction, k.role,
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
    SELECT * INTO owner FROM widget_visitors v WHERE v.tenant_id = p_tenant AND v.id = p_visitor FOR UPDATE;
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
