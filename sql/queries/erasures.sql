-- name: ask(tenant, contact)
INSERT INTO hub.contact_erasures (tenant_id, contact_id) VALUES (:tenant, :contact) ON CONFLICT DO NOTHING;

-- name: people(tenant, contact)
-- The contact and all that were merged into them, as far as they are there.
WITH RECURSIVE merged (id) AS (
    SELECT :contact::uuid
    UNION
    SELECT h.merged_contact_id FROM contact_merge_history h JOIN merged m ON m.id = h.kept_contact_id
     WHERE h.tenant_id = :tenant AND h.undone_at IS NULL
)
SELECT c.id FROM contacts c JOIN merged USING (id) WHERE c.tenant_id = :tenant;

-- name: hold(tenant, contacts)
-- Until the transaction ends nobody gets a conversation more.
SELECT id FROM contacts WHERE tenant_id = :tenant AND id = ANY (:contacts::uuid[]) ORDER BY id FOR UPDATE;

-- name: visitors(tenant, contacts)
SELECT id FROM widget_visitors WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[]);

-- name: hold_visitors(tenant, contacts)
-- Until the transaction ends none of them becomes somebody else's. Before contacts, as whoever opens a conversation.
SELECT id FROM widget_visitors
 WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[]) ORDER BY id FOR UPDATE;

-- name: conversations(tenant, contacts)
SELECT id FROM conversations
 WHERE tenant_id = :tenant
   AND (contact_id = ANY (:contacts::uuid[])
        OR contact_id IS NULL AND visitor_id IN (SELECT id FROM widget_visitors
                                                  WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[])));

-- name: extent(tenant, conversations)
SELECT cardinality(:conversations::uuid[]) AS conversations,
       (SELECT count(*) FROM messages
         WHERE tenant_id = :tenant AND conversation_id = ANY (:conversations::uuid[])) AS messages,
       (SELECT count(*) FROM attachments
         WHERE tenant_id = :tenant AND conversation_id = ANY (:conversations::uuid[])) AS files;

-- name: hold_conversation(tenant, contacts, conversation)
-- As long as it is theirs. Until the transaction ends it gets neither a message nor a file more, nor goes to anybody.
-- Whose browser is in it.
SELECT coalesce(visitor_id, id) FROM conversations
 WHERE tenant_id = :tenant AND id = :conversation
   AND (contact_id = ANY (:contacts::uuid[])
        OR contact_id IS NULL AND visitor_id IN (SELECT id FROM widget_visitors
                                                  WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[])))
   FOR UPDATE;

-- name: take_uploads(tenant, conversation)
-- What is to go out here and nowhere else is the conversation's, sent or not: without an uploader nobody can send it.
UPDATE attachments SET conversation_id = :conversation, uploader_id = NULL
 WHERE tenant_id = :tenant AND message_id IS NULL
   AND id IN (SELECT unnest(attachment_ids) FROM hub.scheduled_messages
               WHERE tenant_id = :tenant AND conversation_id = :conversation)
   AND id <> ALL (ARRAY(SELECT unnest(attachment_ids) FROM hub.scheduled_messages
                         WHERE tenant_id = :tenant AND conversation_id <> :conversation));

-- name: keys_of_conversation(tenant, contacts, conversation)
-- Of every file that belongs to it in the store.
SELECT key FROM (
    SELECT unnest(ARRAY[blob_key, thumbnail_key]) FROM attachments
     WHERE tenant_id = :tenant AND conversation_id = :conversation
    UNION
    SELECT e.raw_key FROM messages m JOIN message_email_metadata e ON e.tenant_id = m.tenant_id AND e.message_id = m.id
     WHERE m.tenant_id = :tenant AND m.conversation_id = :conversation
    UNION
    SELECT recording_key FROM phone_calls
     WHERE tenant_id = :tenant AND conversation_id = :conversation
       AND (contact_id IS NULL OR contact_id = ANY (:contacts::uuid[]))
) AS kept (key) WHERE key IS NOT NULL;

-- name: links(tenant, conversation)
-- The lines of other conversations that name this one: it was merged with them, or split, as lines of its own say.
SELECT there.id, there.conversation_id, there.content_blocks
  FROM messages here
  JOIN messages there
    ON there.tenant_id = here.tenant_id
   AND there.conversation_id = (here.content_blocks -> 0 ->> 'conversation_id')::uuid AND there.role = 'system'
   AND there.content_blocks @> jsonb_build_array(jsonb_build_object('conversation_id', :conversation::uuid::text))
 WHERE here.tenant_id = :tenant AND here.conversation_id = :conversation AND here.role = 'system'
   AND here.content_blocks -> 0 ->> 'type' IN ('merge', 'split')
   AND there.content_blocks -> 0 ->> 'subject' IS NOT NULL;

-- name: forget_words(tenant, conversation_id, id)
-- What the search read in a line.
UPDATE hub.message_words w SET words = ''
  FROM messages m
 WHERE m.tenant_id = :tenant AND m.id = :id
   AND w.tenant_id = :tenant AND w.conversation_id = :conversation_id AND w.seq = m.seq;

-- name: forget_jobs(tenant, conversation)
-- Work that waits for a message of the conversation, or was given up.
WITH theirs AS (
    SELECT id::text FROM messages WHERE tenant_id = :tenant AND conversation_id = :conversation
), letters AS (
    DELETE FROM hub.dead_letters
     WHERE tenant_id = :tenant
       AND (job_payload ->> 'conversation_id' = :conversation::text OR job_payload ->> 'message_id' IN (SELECT id FROM theirs))
)
DELETE FROM hub.jobs
 WHERE tenant_id = :tenant
   AND (payload ->> 'conversation_id' = :conversation::text OR payload ->> 'message_id' IN (SELECT id FROM theirs));

-- name: forget_messages(tenant, conversation, limit)
-- Some of them, with all that hangs on them.
DELETE FROM messages
 WHERE tenant_id = :tenant
   AND id IN (SELECT id FROM messages WHERE tenant_id = :tenant AND conversation_id = :conversation LIMIT :limit);

-- name: forget_conversation(tenant, contacts, conversation)
-- With all that hangs on it, and what hangs only loosely if it is theirs or nobody's. What is somebody else's stays
-- without the conversation, and their timeline without the name that it was given to.
WITH tickets AS (DELETE FROM tickets WHERE tenant_id = :tenant AND conversation_id = :conversation
                    AND (contact_id IS NULL OR contact_id = ANY (:contacts::uuid[]))),
     calls AS (DELETE FROM phone_calls WHERE tenant_id = :tenant AND conversation_id = :conversation
                  AND (contact_id IS NULL OR contact_id = ANY (:contacts::uuid[]))),
     leads AS (DELETE FROM leads WHERE tenant_id = :tenant AND conversation_id = :conversation
                  AND contact_id = ANY (:contacts::uuid[])),
     events AS (DELETE FROM hub.contact_events WHERE tenant_id = :tenant AND conversation_id = :conversation
                   AND contact_id = ANY (:contacts::uuid[])),
     names AS (UPDATE hub.contact_events SET text = NULL WHERE tenant_id = :tenant AND conversation_id = :conversation
                  AND contact_id <> ALL (:contacts::uuid[]) AND kind = 'conversation_moved')
DELETE FROM conversations WHERE tenant_id = :tenant AND id = :conversation;

-- name: take_place(tenant, contact)
-- After the conversation, as everybody takes places of the feed.
UPDATE hub.contact_erasures SET position = hub.take_feed_positions(:tenant, 1)
 WHERE tenant_id = :tenant AND contact_id = :contact;

-- name: keys_of_people(tenant, contacts, visitors)
-- Of what they uploaded and never sent, and of calls in no conversation of theirs.
SELECT key FROM (
    SELECT unnest(ARRAY[blob_key, thumbnail_key]) FROM attachments
     WHERE tenant_id = :tenant AND message_id IS NULL AND uploader_kind = 'visitor'
       AND uploader_id = ANY (:visitors::uuid[])
    UNION
    SELECT recording_key FROM phone_calls WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[])
) AS kept (key) WHERE key IS NOT NULL;

-- name: forget_uploads(tenant, visitors)
DELETE FROM attachments
 WHERE tenant_id = :tenant AND message_id IS NULL AND uploader_kind = 'visitor' AND uploader_id = ANY (:visitors::uuid[]);

-- name: forget_payloads(tenant, subjects)
-- What providers brought of these, as far as it is taken: of what is not, nobody knows whose it is.
DELETE FROM hub.raw_inbound WHERE tenant_id = :tenant AND state = 'taken' AND about && :subjects::uuid[];

-- name: answered(tenant, contacts, conversations)
-- All that answers to requests may have told of them, by their ids.
SELECT unnest(:contacts::uuid[] || :conversations::uuid[])
UNION ALL
SELECT id FROM hub.contact_events WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[])
UNION ALL
SELECT id FROM attachments WHERE tenant_id = :tenant AND conversation_id = ANY (:conversations::uuid[])
UNION ALL
SELECT id FROM hub.scheduled_messages WHERE tenant_id = :tenant AND conversation_id = ANY (:conversations::uuid[])
UNION ALL
SELECT id FROM attachments
 WHERE tenant_id = :tenant AND message_id IS NULL
   AND id IN (SELECT unnest(attachment_ids) FROM hub.scheduled_messages
               WHERE tenant_id = :tenant AND conversation_id = ANY (:conversations::uuid[]));

-- name: hold_webhooks(tenant)
-- Until the transaction ends nobody puts together what webhooks are told. Before anything else is held.
SELECT tenant_id FROM hub.webhook_marks WHERE tenant_id = :tenant FOR NO KEY UPDATE;

-- name: forget_answers(tenant, subjects)
-- Kept answers to requests whose address names these. The requests stay done: a repeated one hears that its answer is lost.
UPDATE hub.idempotency_keys k SET body = NULL, headers = NULL, status = NULL, progress = 'lost'
 WHERE k.tenant_id = :tenant
   AND EXISTS (SELECT FROM unnest(:subjects::uuid[]) AS s (id) WHERE position(s.id::text IN k.path) > 0);

-- name: forget_deliveries(tenant, subjects)
-- What webhooks were told, but that a contact is gone: that says nothing of who it was.
DELETE FROM hub.webhook_deliveries
 WHERE tenant_id = :tenant AND subject_id = ANY (:subjects::uuid[]) AND event <> 'contact.deleted';

-- name: forget_audit_details(subjects)
SELECT hub.forget_audit_details(:subjects::uuid[]);

-- name: forget_names(tenant, contacts)
-- In the timelines of others: with whom they were merged once, whose a conversation was.
WITH moved AS (
    UPDATE hub.contact_events SET text = NULL
     WHERE tenant_id = :tenant AND kind = 'conversation_moved' AND contact_id <> ALL (:contacts::uuid[])
       AND conversation_id IN (SELECT conversation_id FROM hub.contact_events
                                WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[])
                                  AND kind = 'conversation_moved')
)
UPDATE hub.contact_events e SET text = NULL
  FROM contact_merge_history h
 WHERE h.tenant_id = :tenant AND e.tenant_id = :tenant AND e.kind IN ('merged', 'unmerged')
   AND (h.kept_contact_id = ANY (:contacts::uuid[]) AND e.contact_id = h.merged_contact_id
        OR h.merged_contact_id = ANY (:contacts::uuid[]) AND e.contact_id = h.kept_contact_id);

-- name: forget_people(tenant, contacts, visitors)
-- Last, and all at once: whatever is done again after a crash is found by them.
WITH tickets AS (DELETE FROM tickets WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[])),
     calls AS (DELETE FROM phone_calls WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[])),
     imported AS (DELETE FROM import_rows WHERE tenant_id = :tenant AND entity_id = ANY (:contacts::uuid[])),
     visitors AS (DELETE FROM widget_visitors WHERE tenant_id = :tenant AND id = ANY (:visitors::uuid[])),
     told AS (DELETE FROM hub.webhook_contacts WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[])
                 AND event <> 'contact.deleted')
DELETE FROM contacts WHERE tenant_id = :tenant AND id = ANY (:contacts::uuid[]);

-- name: happened(tenant, position)
-- Whether somebody's conversations went since the feed stood there.
SELECT EXISTS (SELECT FROM hub.contact_erasures WHERE tenant_id = :tenant AND position > :position);
