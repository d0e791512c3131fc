-- name: store(tenant, ids, channels, accounts, keys, hooks, urls, headers, bodies)
-- A batch of payloads in one committed statement; the ids of those that are new.
SELECT hub.store_raw(:tenant, :ids::uuid[], :channels::text[], :accounts::uuid[], :keys::text[], :hooks::text[],
                     :urls::text[], :headers::text[], :bodies::bytea[]);

-- name: raw(tenant, id)
SELECT id, channel, account_id, hook, url, headers, body FROM hub.raw_inbound WHERE tenant_id = :tenant AND id = :id;

-- name: hold(tenant, id)
-- Held until the transaction ends, if it is still to be taken and nobody else is at it.
SELECT true FROM hub.raw_inbound WHERE tenant_id = :tenant AND id = :id AND state = 'received' FOR UPDATE SKIP LOCKED;

-- name: is_waiting(tenant, id)
SELECT state = 'received' FROM hub.raw_inbound WHERE tenant_id = :tenant AND id = :id;

-- name: settle(tenant, id, state, about)
UPDATE hub.raw_inbound SET state = :state, about = :about::uuid[],
       taken_at = CASE WHEN :state = 'received' THEN NULL ELSE now() END
 WHERE tenant_id = :tenant AND id = :id;

-- name: left_behind(seconds, most)
-- For all tenants: what a crash left untaken so long ago.
SELECT tenant_id, id FROM hub.raw_left_behind(now() - make_interval(secs => :seconds::float8), :most);

-- name: known_in(tenant, channel, provider_id)
-- The conversation in which we have this message of the provider already.
SELECT conversation_id FROM messages WHERE tenant_id = :tenant AND channel = :channel AND provider_id = :provider_id;

-- name: thread(tenant, id)
-- A conversation that a message may join; one that is closed is done for good, but for one that was merged.
SELECT id, contact_id FROM conversations WHERE tenant_id = :tenant AND id = hub.conversation_to_join(:tenant, :id);

-- name: thread_of_message(tenant, channel, provider_id)
SELECT c.id, c.contact_id, r.address
  FROM messages m
  JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = hub.conversation_to_join(:tenant, m.conversation_id)
  LEFT JOIN hub.conversation_routes r ON r.tenant_id = c.tenant_id AND r.conversation_id = c.id
 WHERE m.tenant_id = :tenant AND m.channel = :channel AND m.provider_id = :provider_id;

-- name: thread_of_key(tenant, account_id, key)
SELECT c.id, c.contact_id
  FROM hub.thread_keys k
  JOIN conversations c ON c.tenant_id = k.tenant_id AND c.id = hub.conversation_to_join(:tenant, k.conversation_id)
 WHERE k.tenant_id = :tenant AND k.account_id = :account_id AND k.key = :key;

-- name: thread_of_address(tenant, account_id, address)
-- The latest that is not done, as for visitors of the website chat; for one that was merged it is where it goes on.
SELECT c.id, c.contact_id
  FROM hub.conversation_routes r JOIN conversations o ON o.tenant_id = r.tenant_id AND o.id = r.conversation_id
  LEFT JOIN hub.conversation_merges m ON m.tenant_id = o.tenant_id AND m.conversation_id = o.id
  JOIN conversations c
    ON c.tenant_id = o.tenant_id
   AND c.id = CASE WHEN m.kept_id IS NULL THEN o.id ELSE hub.conversation_to_join(:tenant, o.id) END
 WHERE r.tenant_id = :tenant AND r.account_id = :account_id AND r.address = :address
   AND (o.status IN ('open', 'pending') OR m.kept_id IS NOT NULL) AND c.status IN ('open', 'pending')
 ORDER BY c.created_at DESC, c.id DESC LIMIT 1;

-- name: open(tenant, id, channel, account_id, contact_id, subject)
-- In the team of its account; one that is being removed at this moment is waited for, and gone then.
INSERT INTO conversations (tenant_id, id, channel, contact_id, subject, team_id)
VALUES (:tenant, :id, :channel, :contact_id, :subject,
        (SELECT t.id FROM hub.channel_accounts a JOIN hub.teams t ON t.tenant_id = a.tenant_id AND t.id = a.team_id
          WHERE a.tenant_id = :tenant AND a.id = :account_id FOR KEY SHARE OF t))
RETURNING team_id;

-- name: route(tenant, conversation_id, channel, account_id, address)
-- Replies go where the customer wrote from last.
INSERT INTO hub.conversation_routes AS r (tenant_id, conversation_id, channel, account_id, address)
VALUES (:tenant, :conversation_id, :channel, :account_id, :address)
ON CONFLICT (tenant_id, conversation_id)
DO UPDATE SET account_id = excluded.account_id, address = excluded.address
   WHERE (r.account_id, r.address) <> (excluded.account_id, excluded.address);

-- name: keep_key(tenant, account_id, key, conversation_id)
-- The conversation that a thread was in before may be closed by now: the last one counts.
INSERT INTO hub.thread_keys AS k (tenant_id, account_id, key, conversation_id)
VALUES (:tenant, :account_id, :key, :conversation_id)
ON CONFLICT (tenant_id, account_id, key)
DO UPDATE SET conversation_id = excluded.conversation_id WHERE k.conversation_id <> excluded.conversation_id;

-- name: lock(tenant, ids)
-- Conversations before anything else, in the order of their ids, as everywhere.
SELECT id FROM conversations WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]) ORDER BY id FOR NO KEY UPDATE;

-- name: append(tenant, id, conversation_id, channel, sender_id, author_name, provider_id, text, html, blocks, has_files, metadata)
-- The trigger gives it the next seq.
INSERT INTO messages (tenant_id, id, conversation_id, direction, role, channel, sender_id, author_name, provider_id,
                      content_text, content_html, content_blocks, has_attachments, metadata)
VALUES (:tenant, :id, :conversation_id, 'inbound', 'user', :channel, :sender_id, :author_name, :provider_id,
        :text, :html, :blocks, :has_files, :metadata);

-- name: attach(tenant, id, message_id, inline, content_id)
UPDATE attachments a SET message_id = m.id, conversation_id = m.conversation_id, inline = :inline,
       content_id = :content_id
  FROM messages m
 WHERE m.tenant_id = :tenant AND m.id = :message_id AND a.tenant_id = :tenant AND a.id = :id AND a.message_id IS NULL;

-- name: has_files(tenant, id)
UPDATE messages SET has_attachments = true WHERE tenant_id = :tenant AND id = :id;

-- name: touch(tenant, id)
-- It changed: its rev and its place in the feed.
SELECT hub.touch_message(:tenant, :id);
