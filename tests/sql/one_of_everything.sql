-- One row in every table of a tenant, and more than one value where a foreign key needs it. A new table needs a line.
INSERT INTO tenants (id, name) VALUES (:tenant, 'Acme');
INSERT INTO tenant_settings (tenant_id) VALUES (:tenant);
INSERT INTO users (tenant_id, email, role) VALUES (:tenant, 'ann@' || :tenant || '.test', 'owner');
INSERT INTO hub.roles (tenant_id, id, name) VALUES (:tenant, gen_random_uuid(), 'Helper');
INSERT INTO api_keys (tenant_id, name, prefix, key_hash, created_by)
    SELECT :tenant, 'Key', 'hub_1', sha256(id::text::bytea), id FROM users WHERE tenant_id = :tenant;
INSERT INTO audit_logs (tenant_id, actor_kind, action) VALUES (:tenant, 'system', 'tenant.created');
INSERT INTO accounts (tenant_id, name) VALUES (:tenant, 'Customer Ltd');
INSERT INTO contacts (tenant_id, name, account_id) SELECT :tenant, 'Cleo', id FROM accounts WHERE tenant_id = :tenant;
INSERT INTO contacts (tenant_id, name) VALUES (:tenant, 'Cleo again');
INSERT INTO contact_identifiers (tenant_id, contact_id, type, value)
    SELECT :tenant, id, 'email', 'cleo@customer.test' FROM contacts WHERE tenant_id = :tenant AND name = 'Cleo';
INSERT INTO contact_merge_history (tenant_id, kept_contact_id, merged_contact_id, snapshot)
    SELECT :tenant, a.id, b.id, '{}' FROM contacts a, contacts b
     WHERE a.tenant_id = :tenant AND b.tenant_id = :tenant AND a.name = 'Cleo' AND b.name = 'Cleo again';
INSERT INTO pipelines (tenant_id, name) VALUES (:tenant, 'Sales');
INSERT INTO pipeline_stages (tenant_id, pipeline_id, name, position)
    SELECT :tenant, id, 'New', 1 FROM pipelines WHERE tenant_id = :tenant;
INSERT INTO leads (tenant_id, contact_id, pipeline_id, stage_id)
    SELECT :tenant, c.id, s.pipeline_id, s.id FROM contacts c, pipeline_stages s
     WHERE c.tenant_id = :tenant AND c.name = 'Cleo' AND s.tenant_id = :tenant;
INSERT INTO lead_assignments (tenant_id, lead_id, user_id)
    SELECT :tenant, l.id, u.id FROM leads l, users u WHERE l.tenant_id = :tenant AND u.tenant_id = :tenant;

INSERT INTO tenant_email_connections (tenant_id, provider_type, email) VALUES (:tenant, 'smtp', 'help@acme.test');
INSERT INTO tenant_ses_identities (tenant_id, kind, identity) VALUES (:tenant, 'domain', 'acme.test');
INSERT INTO tenant_allowed_from_emails (tenant_id, connection_id, email)
    SELECT :tenant, id, email FROM tenant_email_connections WHERE tenant_id = :tenant;
INSERT INTO allowed_inbound_emails (tenant_id, email) VALUES (:tenant, 'help@acme.test');
INSERT INTO tenant_whatsapp_accounts (tenant_id, phone_number) VALUES (:tenant, '+4930123456');
INSERT INTO tenant_phone_config (tenant_id, phone_number) VALUES (:tenant, '+4930123456');
INSERT INTO tenant_widget_config (tenant_id) VALUES (:tenant);
INSERT INTO widget_visitors (tenant_id, widget_id, token_hash)
    SELECT :tenant, id, '\x01' FROM tenant_widget_config WHERE tenant_id = :tenant;
INSERT INTO widget_sessions (tenant_id, visitor_id) SELECT :tenant, id FROM widget_visitors WHERE tenant_id = :tenant;
INSERT INTO conversations (tenant_id, channel, visitor_id)
    SELECT :tenant, 'widget', id FROM widget_visitors WHERE tenant_id = :tenant;
INSERT INTO messages (tenant_id, conversation_id, direction, role, content_text)
    SELECT :tenant, id, 'inbound', 'user', 'Hello' FROM conversations WHERE tenant_id = :tenant;
INSERT INTO attachments (tenant_id, conversation_id, message_id, uploader_kind, blob_key, file_name, content_type, size)
    SELECT :tenant, conversation_id, id, 'visitor', 'blob-' || :tenant, 'photo.png', 'image/png', 1
      FROM messages WHERE tenant_id = :tenant;
INSERT INTO message_email_metadata (tenant_id, message_id) SELECT :tenant, id FROM messages WHERE tenant_id = :tenant;
INSERT INTO message_whatsapp_metadata (tenant_id, message_id) SELECT :tenant, id FROM messages WHERE tenant_id = :tenant;
INSERT INTO message_widget_metadata (tenant_id, message_id) SELECT :tenant, id FROM messages WHERE tenant_id = :tenant;
INSERT INTO message_phone_metadata (tenant_id, message_id) SELECT :tenant, id FROM messages WHERE tenant_id = :tenant;
INSERT INTO phone_calls (tenant_id, direction, from_number, to_number) VALUES (:tenant, 'inbound', '+491', '+492');

INSERT INTO tickets (tenant_id, subject) VALUES (:tenant, 'Broken');
INSERT INTO ticket_notes (tenant_id, ticket_id, body) SELECT :tenant, id, 'Look' FROM tickets WHERE tenant_id = :tenant;
INSERT INTO ticket_macros (tenant_id, name) VALUES (:tenant, 'Ask');
INSERT INTO ticket_tags (tenant_id, name) VALUES (:tenant, 'urgent');
INSERT INTO ticket_tag_assignments (tenant_id, ticket_id, tag_id)
    SELECT :tenant, t.id, g.id FROM tickets t, ticket_tags g WHERE t.tenant_id = :tenant AND g.tenant_id = :tenant;
INSERT INTO workflows (tenant_id, name) VALUES (:tenant, 'Welcome');
INSERT INTO workflow_versions (tenant_id, workflow_id, version)
    SELECT :tenant, id, 1 FROM workflows WHERE tenant_id = :tenant;
INSERT INTO workflow_runs (tenant_id, workflow_id, version_id, trigger_type)
    SELECT :tenant, workflow_id, id, 'manual_trigger' FROM workflow_versions WHERE tenant_id = :tenant;
INSERT INTO workflow_run_nodes (tenant_id, run_id, node_id, node_type)
    SELECT :tenant, id, 'stop_1', 'stop' FROM workflow_runs WHERE tenant_id = :tenant;
INSERT INTO workflow_run_logs (tenant_id, run_id, message)
    SELECT :tenant, id, 'Started' FROM workflow_runs WHERE tenant_id = :tenant;
INSERT INTO workflow_scheduled_jobs (tenant_id, workflow_id, run_id, node_id, kind, run_at)
    SELECT :tenant, workflow_id, id, 'wait_1', 'resume', now() FROM workflow_runs WHERE tenant_id = :tenant;
INSERT INTO ai_agent_deployments (tenant_id, channel) VALUES (:tenant, 'widget');
INSERT INTO ai_knowledge_documents (tenant_id, kind, title) VALUES (:tenant, 'text', 'Opening hours');
INSERT INTO import_jobs (tenant_id, file_name) VALUES (:tenant, 'contacts.csv');
INSERT INTO import_columns (tenant_id, job_id, position, name)
    SELECT :tenant, id, 0, 'Name' FROM import_jobs WHERE tenant_id = :tenant;
INSERT INTO import_rows (tenant_id, job_id, row_number, data)
    SELECT :tenant, id, 1, '{}' FROM import_jobs WHERE tenant_id = :tenant;

INSERT INTO hub.teams (tenant_id, name) VALUES (:tenant, 'Support');
INSERT INTO hub.team_members (tenant_id, team_id, user_id)
    SELECT :tenant, t.id, u.id FROM hub.teams t, users u WHERE t.tenant_id = :tenant AND u.tenant_id = :tenant;
INSERT INTO hub.conversation_reads (tenant_id, conversation_id, user_id)
    SELECT :tenant, c.id, u.id FROM conversations c, users u WHERE c.tenant_id = :tenant AND u.tenant_id = :tenant;
INSERT INTO hub.tags (tenant_id, name) VALUES (:tenant, 'Warranty');
INSERT INTO hub.conversation_tags (tenant_id, conversation_id, tag_id)
    SELECT :tenant, c.id, t.id FROM conversations c, hub.tags t WHERE c.tenant_id = :tenant AND t.tenant_id = :tenant;
INSERT INTO hub.conversation_views (tenant_id, name) VALUES (:tenant, 'Urgent');
INSERT INTO hub.conversation_stars (tenant_id, user_id, conversation_id)
    SELECT :tenant, u.id, c.id FROM users u, conversations c WHERE u.tenant_id = :tenant AND c.tenant_id = :tenant;
INSERT INTO hub.custom_statuses (tenant_id, name, status, place) VALUES (:tenant, 'Waiting for parts', 'pending', 1);
INSERT INTO hub.drafts (tenant_id, user_id, conversation_id, text)
    SELECT :tenant, u.id, c.id, 'Dear' FROM conversations c, users u WHERE c.tenant_id = :tenant AND u.tenant_id = :tenant;
INSERT INTO hub.canned_replies (tenant_id, id, name, text) VALUES (:tenant, gen_random_uuid(), 'Greeting', 'Dear');
INSERT INTO hub.macros (tenant_id, id, name, text) VALUES (:tenant, gen_random_uuid(), 'Thank', 'Thank you');
INSERT INTO hub.macro_runs (tenant_id, user_id, client_id, conversation_id, macro_id)
    SELECT :tenant, u.id, gen_random_uuid()::text, c.id, gen_random_uuid() FROM conversations c, users u
     WHERE c.tenant_id = :tenant AND u.tenant_id = :tenant;
INSERT INTO hub.scheduled_messages (tenant_id, id, conversation_id, author_id, client_id, text, send_at)
    SELECT :tenant, gen_random_uuid(), c.id, u.id, gen_random_uuid()::text, 'Good morning', now() FROM conversations c, users u
     WHERE c.tenant_id = :tenant AND u.tenant_id = :tenant;
INSERT INTO hub.mentions (tenant_id, message_id, user_id, conversation_id, seq)
    SELECT :tenant, m.id, u.id, m.conversation_id, m.seq FROM messages m, users u WHERE m.tenant_id = :tenant AND u.tenant_id = :tenant;
INSERT INTO hub.resolutions (tenant_id, conversation_id, number, channel, opened_at, resolved_at)
    SELECT :tenant, id, 1, channel, created_at, now() FROM conversations WHERE tenant_id = :tenant;
INSERT INTO hub.conversation_facts (tenant_id, conversation_id, channel, started_at)
    SELECT :tenant, id, channel, created_at FROM conversations WHERE tenant_id = :tenant;
INSERT INTO hub.fact_positions (tenant_id) VALUES (:tenant);
INSERT INTO hub.ratings (tenant_id, conversation_id, score)
    SELECT :tenant, id, 5 FROM conversations WHERE tenant_id = :tenant;
INSERT INTO hub.page_views (tenant_id, visitor_id, url)
    SELECT :tenant, id, 'https://acme.test/' FROM widget_visitors WHERE tenant_id = :tenant;
INSERT INTO hub.visitor_tokens (tenant_id, visitor_id, token_hash)
    SELECT :tenant, id, '\x02' FROM widget_visitors WHERE tenant_id = :tenant;
INSERT INTO hub.sign_in_codes (tenant_id, user_id, email, code_hash, expires_at)
    SELECT :tenant, id, email, '\x01', now() FROM users WHERE tenant_id = :tenant;
INSERT INTO hub.sign_in_links (tenant_id, user_id, token_hash, expires_at)
    SELECT :tenant, id, sha256(id::text::bytea), now() FROM users WHERE tenant_id = :tenant;
INSERT INTO hub.auth_sessions (tenant_id, user_id, refresh_token_hash, expires_at)
    SELECT :tenant, id, sha256(id::text::bytea), now() FROM users WHERE tenant_id = :tenant;
INSERT INTO hub.invitations (tenant_id, email, role, token_hash, expires_at)
    VALUES (:tenant, 'bob@acme.test', 'agent', sha256((:tenant)::text::bytea), now());
INSERT INTO hub.idempotency_keys (tenant_id, actor_key, key, method, path, request_hash)
    VALUES (:tenant, 'user', 'k1', 'POST', '/', '\x01');
INSERT INTO hub.jobs (tenant_id, kind, key) VALUES (:tenant, 'send', 'x');
INSERT INTO hub.raw_inbound (tenant_id, id, channel, account_id, provider_key, url, body)
    SELECT :tenant, gen_random_uuid(), 'whatsapp', id, 'SM1', 'https://hub.test/', '\x01'
      FROM tenant_whatsapp_accounts WHERE tenant_id = :tenant;
INSERT INTO hub.dead_letters (tenant_id, kind, raw_id, reason)
    SELECT :tenant, 'inbound', id, 'No words in it' FROM hub.raw_inbound WHERE tenant_id = :tenant;
INSERT INTO hub.pull_cursors (tenant_id, account_id, cursor) VALUES (:tenant, gen_random_uuid(), '7');
INSERT INTO hub.conversation_routes (tenant_id, conversation_id, channel, account_id, address)
    SELECT :tenant, id, 'whatsapp', gen_random_uuid(), '+4930123456' FROM conversations WHERE tenant_id = :tenant;
INSERT INTO hub.thread_keys (tenant_id, account_id, key, conversation_id)
    SELECT :tenant, gen_random_uuid(), 'T1', id FROM conversations WHERE tenant_id = :tenant;
INSERT INTO hub.attempts (tenant_id, id, message_id)
    SELECT :tenant, gen_random_uuid(), id FROM messages WHERE tenant_id = :tenant;
INSERT INTO hub.message_words (tenant_id, conversation_id, seq, number, words)
    SELECT :tenant, conversation_id, seq, row_number() OVER (ORDER BY id), '''hello'':1' FROM messages WHERE tenant_id = :tenant;
INSERT INTO hub.search_marks (tenant_id) VALUES (:tenant);
INSERT INTO hub.contact_attributes (tenant_id, id, key, name, type)
    VALUES (:tenant, gen_random_uuid(), 'tier', 'Tier', 'text');
INSERT INTO hub.contact_traits (tenant_id, contact_id, trait)
    SELECT :tenant, id, 7 FROM contacts WHERE tenant_id = :tenant AND name = 'Cleo';
INSERT INTO hub.contact_events (tenant_id, id, contact_id, kind, text)
    SELECT :tenant, gen_random_uuid(), id, 'note', 'Likes tents' FROM contacts WHERE tenant_id = :tenant AND name = 'Cleo';
INSERT INTO hub.early_receipts (tenant_id, channel, provider_id, status) VALUES (:tenant, 'whatsapp', 'SM2', 'sent');
INSERT INTO hub.webhook_endpoints (tenant_id, id, url, events, secret)
    VALUES (:tenant, gen_random_uuid(), 'https://acme.test/', '{message.created}', '\x01');
INSERT INTO hub.webhook_marks (tenant_id, position) VALUES (:tenant, 0);
INSERT INTO hub.webhook_conversations (tenant_id, conversation_id, seq, rev, face)
    SELECT :tenant, id, 0, 0, '' FROM conversations WHERE tenant_id = :tenant;
INSERT INTO hub.webhook_contacts (tenant_id, contact_id, event) VALUES (:tenant, gen_random_uuid(), 'contact.created');
INSERT INTO hub.webhook_deliveries (tenant_id, id, endpoint_id, event, subject_id, body)
    SELECT :tenant, gen_random_uuid(), id, 'ping', id, '{}' FROM hub.webhook_endpoints WHERE tenant_id = :tenant;
WITH merged AS (INSERT INTO conversations (tenant_id, channel, status) VALUES (:tenant, 'widget', 'closed') RETURNING id)
INSERT INTO hub.conversation_merges (tenant_id, conversation_id, kept_id, status, merged_line, kept_line, merged_by)
    SELECT :tenant, m.id, c.id, 'open', gen_random_uuid(), gen_random_uuid(), u.id FROM merged m, conversations c, users u
     WHERE c.tenant_id = :tenant AND u.tenant_id = :tenant;
INSERT INTO hub.conversations_to_stir (tenant_id, conversation_id)
    SELECT :tenant, id FROM conversations WHERE tenant_id = :tenant LIMIT 1;
INSERT INTO hub.contact_erasures (tenant_id, contact_id) VALUES (:tenant, gen_random_uuid());
WITH opened AS (INSERT INTO conversations (tenant_id, channel) VALUES (:tenant, 'widget') RETURNING id)
INSERT INTO hub.conversation_splits (tenant_id, conversation_id, source_id, from_seq, until_seq, line, source_line, split_by)
    SELECT :tenant, o.id, m.kept_id, 2, 3, gen_random_uuid(), gen_random_uuid(), m.merged_by
      FROM opened o, hub.conversation_merges m WHERE m.tenant_id = :tenant LIMIT 1;
