-- CustArea hub, file 4 of 5: tickets; the nodes of workflows, workflows and their runs.

-- a user named like the schema hub would otherwise find its own schema first
SET search_path TO public;

-- ── Tickets ──────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE hub.ticket_numbers (
    tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
    last_number bigint NOT NULL
);
COMMENT ON TABLE hub.ticket_numbers IS 'The last ticket number each tenant has given out';
CALL hub.wall('hub.ticket_numbers');

CREATE TABLE tickets (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    number bigint NOT NULL CHECK (number > 0),
    conversation_id uuid,
    contact_id uuid,
    assignee_id uuid,
    team_id uuid, -- hub.teams; its foreign key is in migrations/0001
    subject text NOT NULL CHECK (btrim(subject) <> ''),
    description text NOT NULL DEFAULT '',
    status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'open', 'pending', 'on_hold', 'resolved', 'closed')),
    priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    source text NOT NULL DEFAULT 'manual' CHECK (source IN ('manual', 'email', 'whatsapp', 'widget', 'phone', 'workflow', 'ai', 'api')),
    attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    sentiment text CHECK (sentiment IN ('positive', 'neutral', 'negative', 'frustrated')),
    intent text,
    summary text,
    first_response_due_at timestamptz,
    resolution_due_at timestamptz,
    first_responded_at timestamptz,
    resolved_at timestamptz,
    closed_at timestamptz,
    deleted_at timestamptz,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, number),
    FOREIGN KEY (tenant_id, conversation_id)
        REFERENCES conversations (tenant_id, id) ON DELETE SET NULL (conversation_id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id) ON DELETE SET NULL (contact_id),
    FOREIGN KEY (tenant_id, assignee_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (assignee_id),
    FOREIGN KEY (tenant_id, created_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (created_by),
    FOREIGN KEY (tenant_id, updated_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (updated_by)
);
CREATE INDEX tickets_by_status ON tickets (tenant_id, status, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX tickets_of_assignee ON tickets (tenant_id, assignee_id, status) WHERE assignee_id IS NOT NULL;
CREATE INDEX tickets_of_contact ON tickets (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX tickets_of_conversation ON tickets (tenant_id, conversation_id) WHERE conversation_id IS NOT NULL;
COMMENT ON TABLE tickets IS 'Things to be done for a customer, numbered per tenant';
COMMENT ON COLUMN tickets.updated_by IS 'Whoever changes a ticket says who they are here; the activity log reads it';
CALL hub.wall('tickets');
CALL hub.keep_updated_at('tickets');

CREATE FUNCTION hub.take_ticket_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO hub.ticket_numbers AS n (tenant_id, last_number) VALUES (NEW.tenant_id, 1)
    ON CONFLICT (tenant_id) DO UPDATE SET last_number = n.last_number + 1
    RETURNING last_number INTO NEW.number;
    RETURN NEW;
END $$;
CREATE TRIGGER take_ticket_number BEFORE INSERT ON tickets FOR EACH ROW
    WHEN (NEW.number IS NULL) EXECUTE FUNCTION hub.take_ticket_number();

CREATE TABLE ticket_activities (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    activity_type text NOT NULL CHECK (activity_type ~ '^[a-z][a-z_]*$'),
    old_value text,
    new_value text,
    actor_id uuid,
    details jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object'),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, actor_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (actor_id)
);
CREATE INDEX ticket_activities_of_ticket ON ticket_activities (tenant_id, ticket_id, created_at, id);
COMMENT ON TABLE ticket_activities IS 'What happened to a ticket; created and status_changed are written by triggers';
CALL hub.wall('ticket_activities');

CREATE FUNCTION log_ticket_creation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ticket_activities (tenant_id, ticket_id, activity_type, new_value, actor_id)
    VALUES (NEW.tenant_id, NEW.id, 'created', NEW.status, NEW.created_by);
    RETURN NULL;
END $$;
CREATE TRIGGER log_ticket_creation AFTER INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION log_ticket_creation();

CREATE FUNCTION log_ticket_status_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ticket_activities (tenant_id, ticket_id, activity_type, old_value, new_value, actor_id)
    VALUES (NEW.tenant_id, NEW.id, 'status_changed', OLD.status, NEW.status, NEW.updated_by);
    RETURN NULL;
END $$;
CREATE TRIGGER log_ticket_status_change AFTER UPDATE ON tickets FOR EACH ROW
    WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION log_ticket_status_change();

CREATE TABLE ticket_notes (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    author_id uuid,
    body text NOT NULL CHECK (btrim(body) <> ''),
    is_pinned boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, author_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (author_id)
);
CREATE INDEX ticket_notes_of_ticket ON ticket_notes (tenant_id, ticket_id, created_at, id);
COMMENT ON TABLE ticket_notes IS 'Notes for colleagues';
CALL hub.wall('ticket_notes');
CALL hub.keep_updated_at('ticket_notes');

CREATE TABLE ticket_macros (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name text NOT NULL CHECK (btrim(name) <> ''),
    macro_type text NOT NULL DEFAULT 'custom' CHECK (macro_type IN
        ('customer_input_required', 'team_escalation', 'inform', 'schedule_followup', 'custom')),
    description text NOT NULL DEFAULT '',
    actions jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(actions) = 'array'),
    is_active boolean NOT NULL DEFAULT true,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name),
    FOREIGN KEY (tenant_id, created_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (created_by)
);
COMMENT ON TABLE ticket_macros IS 'Steps that are often done together';
CALL hub.wall('ticket_macros');
CALL hub.keep_updated_at('ticket_macros');

CREATE TABLE ticket_tags (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name text NOT NULL CHECK (btrim(name) <> ''),
    color text CHECK (color ~ '^#[0-9a-fA-F]{6}$'),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX ticket_tags_name_key ON ticket_tags (tenant_id, lower(name));
COMMENT ON TABLE ticket_tags IS 'Labels for tickets';
CALL hub.wall('ticket_tags');

CREATE TABLE ticket_tag_assignments (
    tenant_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    tag_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, ticket_id, tag_id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, tag_id) REFERENCES ticket_tags (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX ticket_tag_assignments_of_tag ON ticket_tag_assignments (tenant_id, tag_id);
COMMENT ON TABLE ticket_tag_assignments IS 'Which ticket carries which tag';
CALL hub.wall('ticket_tag_assignments');

-- ── The nodes that workflows are made of ─────────────────────────────────────────────────────────────────────────────
CREATE TABLE workflow_node_definitions (
    type text PRIMARY KEY CHECK (type ~ '^[a-z][a-z_]*$'),
    category text NOT NULL CHECK (category IN ('trigger', 'logic', 'ai', 'output', 'utility')),
    name text NOT NULL,
    description text NOT NULL,
    position integer NOT NULL,
    input_schema jsonb NOT NULL,
    output_schema jsonb NOT NULL,
    default_config jsonb NOT NULL,
    handles text[] NOT NULL DEFAULT '{}',
    handles_from text,
    is_final boolean NOT NULL DEFAULT false,
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE workflow_node_definitions IS 'The kinds of node, described by JSON Schema (draft 2020-12)';
COMMENT ON COLUMN workflow_node_definitions.input_schema IS 'The node''s config; texts may hold {{ expressions }}';
COMMENT ON COLUMN workflow_node_definitions.output_schema IS 'What later nodes can read of it';
COMMENT ON COLUMN workflow_node_definitions.handles IS 'The named ways out of a node that branches; none: one way, without a name';
COMMENT ON COLUMN workflow_node_definitions.handles_from IS 'A list in the config whose items'' ids are ways out too';
COMMENT ON COLUMN workflow_node_definitions.is_final IS 'Nothing can follow it';
GRANT SELECT ON workflow_node_definitions TO hub_app;

-- Each row gives the fields of the config, the required ones, further rules, the fields of the output (all of them
-- are always there, some may be null), the defaults, the ways out. The schemas are put together below.
WITH node (type, category, name, description, config, required, rules, output, defaults, handles) AS (VALUES
    ('whatsapp_message', 'trigger', 'WhatsApp message', 'Starts when a WhatsApp message comes in', '{
        "channels": {"type": "array", "items": {"type": "string", "format": "uuid"}, "uniqueItems": true, "description": "Ids of WhatsApp accounts; empty: any"}
    }', '{}', '{}', '{
        "sender_phone": {"type": "string", "description": "E.164"}, "sender_name": {"type": "string"},
        "message_body": {"type": "string"}, "message_id": {"type": "string", "format": "uuid"},
        "sender": {"type": "object", "properties": {"phone": {"type": "string"}, "name": {"type": "string"}}, "required": ["phone", "name"]},
        "message": {"type": "object", "properties": {"id": {"type": "string"}, "text": {"type": "string"}, "type": {"type": "string"}, "attachments": {"type": "array", "items": {"type": "object"}}}, "required": ["id", "text", "type", "attachments"]},
        "contact_id": {"type": ["string", "null"], "format": "uuid"}, "conversation_id": {"type": "string", "format": "uuid"},
        "timestamp": {"type": "string", "format": "date-time"}
    }', '{"channels": []}', '{}'),
    ('email_received', 'trigger', 'Email received', 'Starts when a mail comes in', '{
        "mailbox": {"type": "string", "description": "The address that it came to; empty: any"}
    }', '{}', '{}', '{
        "sender_email": {"type": "string"}, "sender_name": {"type": "string"}, "email_subject": {"type": "string"},
        "email_body": {"type": "string", "description": "Text without quotes"}, "email_html": {"type": ["string", "null"]},
        "mailbox": {"type": "string"}, "message_id": {"type": "string", "format": "uuid"},
        "attachments": {"type": "array", "items": {"type": "object"}},
        "contact_id": {"type": ["string", "null"], "format": "uuid"}, "conversation_id": {"type": "string", "format": "uuid"},
        "timestamp": {"type": "string", "format": "date-time"}
    }', '{"mailbox": ""}', '{}'),
    ('ticket_created', 'trigger', 'Ticket created', 'Starts when a ticket is created', '{
        "priority_filter": {"type": "array", "items": {"enum": ["low", "normal", "high", "urgent"]}, "uniqueItems": true, "description": "Empty: any priority"}
    }', '{}', '{}', '{
        "ticket_id": {"type": "string", "format": "uuid"}, "number": {"type": "integer"}, "title": {"type": "string"},
        "description": {"type": "string"}, "priority": {"enum": ["low", "normal", "high", "urgent"]},
        "status": {"enum": ["new", "open", "pending", "on_hold", "resolved", "closed"]},
        "contact_id": {"type": ["string", "null"], "format": "uuid"}, "conversation_id": {"type": ["string", "null"], "format": "uuid"}
    }', '{"priority_filter": []}', '{}'),
    ('lead_added', 'trigger', 'Lead added', 'Starts when a lead is created', '{
        "pipeline_filter": {"type": ["string", "null"], "format": "uuid", "description": "A pipeline''s id; none: any"}
    }', '{}', '{}', '{
        "lead_id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}, "email": {"type": ["string", "null"]},
        "phone": {"type": ["string", "null"]}, "source": {"type": ["string", "null"]},
        "pipeline_id": {"type": "string", "format": "uuid"}, "stage_id": {"type": "string", "format": "uuid"},
        "contact_id": {"type": "string", "format": "uuid"}
    }', '{"pipeline_filter": null}', '{}'),
    ('missed_call', 'trigger', 'Missed call', 'Starts when nobody took a call', '{}', '{}', '{}', '{
        "caller_phone": {"type": "string"}, "caller_name": {"type": "string"}, "call_id": {"type": "string", "format": "uuid"},
        "contact_id": {"type": ["string", "null"], "format": "uuid"}, "conversation_id": {"type": ["string", "null"], "format": "uuid"}
    }', '{}', '{}'),
    ('scheduled_trigger', 'trigger', 'Schedule', 'Starts at the times of a cron expression', '{
        "cron_expression": {"type": "string", "pattern": "^\\S+(\\s+\\S+){4}$", "description": "Minute, hour, day of month, month, day of week"},
        "timezone": {"type": "string", "minLength": 1, "description": "An IANA time zone"}
    }', '{cron_expression}', '{}', '{
        "triggered_at": {"type": "string", "format": "date-time"}, "cron_expression": {"type": "string"},
        "execution_count": {"type": "integer", "minimum": 1}
    }', '{"cron_expression": "0 9 * * *", "timezone": "UTC"}', '{}'),
    ('manual_trigger', 'trigger', 'Manual start', 'Starts when somebody, or a program, says so', '{
        "input_schema": {"type": "object", "description": "A JSON Schema of the payload that is asked for"}
    }', '{}', '{}', '{
        "triggered_at": {"type": "string", "format": "date-time"}, "triggered_by": {"type": ["string", "null"], "format": "uuid"},
        "payload": {"type": "object"}
    }', '{"input_schema": {"type": "object", "properties": {}}}', '{}'),
    ('widget_message', 'trigger', 'Widget message', 'Starts when a visitor writes in the chat widget', '{
        "contains": {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": true, "description": "Words of which one must occur; empty: any message"},
        "page_url": {"type": "string", "description": "Part of the page''s address; empty: any page"},
        "first_only": {"type": "boolean", "description": "Only the first message of a conversation"}
    }', '{}', '{}', '{
        "message_body": {"type": "string"}, "message_id": {"type": "string", "format": "uuid"},
        "visitor_id": {"type": "string", "format": "uuid"}, "visitor_name": {"type": "string"},
        "contact_id": {"type": ["string", "null"], "format": "uuid"}, "conversation_id": {"type": "string", "format": "uuid"},
        "page_url": {"type": ["string", "null"]}, "is_first": {"type": "boolean"}, "timestamp": {"type": "string", "format": "date-time"}
    }', '{"contains": [], "page_url": "", "first_only": false}', '{}'),
    ('conversation_updated', 'trigger', 'Conversation updated', 'Starts when a field of a conversation changes', '{
        "fields": {"type": "array", "items": {"enum": ["status", "priority", "assignee_id", "team_id", "subject", "ai_mode", "snoozed_until"]}, "uniqueItems": true, "description": "Empty: any of them"},
        "to": {"type": "string", "description": "The new value; empty: any"}
    }', '{}', '{}', '{
        "conversation_id": {"type": "string", "format": "uuid"}, "field": {"type": "string"},
        "old": {"type": ["string", "null"]}, "new": {"type": ["string", "null"]}
    }', '{"fields": ["status"], "to": ""}', '{}'),
    ('lead_stage_changed', 'trigger', 'Lead stage changed', 'Starts when a lead moves to another stage', '{
        "pipeline": {"type": ["string", "null"], "format": "uuid", "description": "A pipeline''s id; none: any"},
        "from_stage": {"type": ["string", "null"], "format": "uuid", "description": "A stage''s id; none: any"},
        "to_stage": {"type": ["string", "null"], "format": "uuid", "description": "A stage''s id; none: any"}
    }', '{}', '{}', '{
        "lead_id": {"type": "string", "format": "uuid"}, "contact_id": {"type": "string", "format": "uuid"},
        "pipeline_id": {"type": "string", "format": "uuid"}, "from_stage_id": {"type": ["string", "null"], "format": "uuid"},
        "to_stage_id": {"type": "string", "format": "uuid"}
    }', '{"pipeline": null, "from_stage": null, "to_stage": null}', '{}'),

    ('if_else', 'logic', 'If / else', 'Goes one of two ways', '{
        "condition": {"type": "string", "minLength": 1, "description": "An expression that is true or false"}
    }', '{condition}', '{}', '{"result": {"type": "boolean"}}', '{"condition": "true"}', '{true,false}'),
    ('switch', 'logic', 'Switch', 'Goes the way of the first case that fits', '{
        "variable": {"type": "string", "minLength": 1, "description": "An expression; its value is compared with the cases"},
        "cases": {"type": "array", "minItems": 1, "items": {"type": "object", "additionalProperties": false, "required": ["id", "value"], "properties": {
            "id": {"type": "string", "minLength": 1, "not": {"const": "default"}, "description": "The way out"},
            "label": {"type": "string"}, "value": {"type": ["string", "number", "boolean"]}}}},
        "includeDefault": {"type": "boolean", "description": "A way out for everything else"}
    }', '{variable,cases}', '{}', '{"value": {"type": ["string", "number", "boolean", "null"]}, "handle": {"type": ["string", "null"]}}',
     '{"variable": "trigger.message_body", "cases": [{"id": "case_1", "label": "Case 1", "value": "1"}], "includeDefault": true}', '{default}'),
    ('wait', 'logic', 'Wait', 'Goes on after a while', '{
        "duration": {"type": "number", "exclusiveMinimum": 0, "maximum": 525600},
        "unit": {"enum": ["seconds", "minutes", "hours", "days"]}
    }', '{duration}', '{}', '{"resumed_at": {"type": "string", "format": "date-time"}}', '{"duration": 5, "unit": "minutes"}', '{}'),
    ('loop', 'logic', 'Loop', 'Goes the way "item" for each item of a list, then "done"', '{
        "array": {"type": "string", "minLength": 1, "description": "An expression that yields a list"},
        "max_iterations": {"type": "integer", "minimum": 1, "maximum": 100}
    }', '{array}', '{}', '{
        "item": {"description": "The item at hand; null when done"}, "index": {"type": "integer", "minimum": 0},
        "count": {"type": "integer", "minimum": 0}
    }', '{"array": "trigger.payload.items", "max_iterations": 100}', '{item,done}'),
    ('stop', 'logic', 'Stop', 'Ends the run', '{"reason": {"type": "string"}}', '{}', '{}', '{"reason": {"type": "string"}}', '{"reason": ""}', '{}'),
    ('business_hours', 'logic', 'Business hours', 'Goes one way during working hours, the other outside them', '{
        "team": {"type": ["string", "null"], "format": "uuid", "description": "A team''s id; none: the hours of the whole business"}
    }', '{}', '{}', '{"is_open": {"type": "boolean"}, "opens_at": {"type": ["string", "null"], "format": "date-time"}}', '{"team": null}', '{open,closed}'),

    ('intent_detection', 'ai', 'Detect intent', 'Finds out which of your intents a text has', '{
        "text": {"type": "string", "minLength": 1}, "intents": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1, "uniqueItems": true}
    }', '{text,intents}', '{}', '{"intent": {"type": ["string", "null"]}, "confidence": {"type": "number", "minimum": 0, "maximum": 1}}',
     '{"text": "{{ trigger.message_body }}", "intents": ["question", "complaint", "order"]}', '{}'),
    ('sentiment_detection', 'ai', 'Detect sentiment', 'Finds out how somebody feels', '{"text": {"type": "string", "minLength": 1}}', '{text}', '{}', '{
        "sentiment": {"enum": ["positive", "neutral", "negative", "frustrated"]}, "score": {"type": "number", "minimum": -1, "maximum": 1}
    }', '{"text": "{{ trigger.message_body }}"}', '{}'),
    ('extract_entity', 'ai', 'Extract entities', 'Reads facts out of a text', '{
        "text": {"type": "string", "minLength": 1},
        "entities": {"type": "array", "minItems": 1, "items": {"type": "object", "additionalProperties": false, "required": ["name", "type"], "properties": {
            "name": {"type": "string", "minLength": 1}, "type": {"enum": ["string", "number", "boolean", "date", "email", "phone", "url"]}}}}
    }', '{text,entities}', '{}', '{"entities": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}}}',
     '{"text": "{{ trigger.message_body }}", "entities": [{"name": "order_number", "type": "string"}]}', '{}'),
    ('llm_agent', 'ai', 'AI agent', 'Lets a language model answer', '{
        "prompt": {"type": "string", "minLength": 1, "description": "What the model is told about its task"},
        "message": {"type": "string", "minLength": 1, "description": "What it answers"},
        "max_tokens": {"type": "integer", "minimum": 1, "maximum": 2000}
    }', '{prompt,message}', '{}', '{"response": {"type": "string"}, "tokens_used": {"type": "integer", "minimum": 0}}',
     '{"prompt": "Answer the customer politely and briefly.", "message": "{{ trigger.message_body }}", "max_tokens": 500}', '{}'),

    ('send_whatsapp', 'output', 'Send WhatsApp', 'Sends a WhatsApp message', '{
        "to": {"type": "string", "minLength": 1, "description": "A number in E.164"}, "message": {"type": "string", "minLength": 1, "maxLength": 4096}
    }', '{to,message}', '{}', '{"message_id": {"type": "string", "format": "uuid"}, "status": {"type": "string"}}',
     '{"to": "{{ trigger.sender_phone }}", "message": "Thank you for your message."}', '{}'),
    ('send_email', 'output', 'Send email', 'Sends a mail', '{
        "to": {"type": "string", "minLength": 1, "description": "An address"}, "subject": {"type": "string", "minLength": 1}, "body": {"type": "string", "minLength": 1}
    }', '{to,subject,body}', '{}', '{"message_id": {"type": "string", "format": "uuid"}, "status": {"type": "string"}}',
     '{"to": "{{ trigger.sender_email }}", "subject": "Re: {{ trigger.email_subject }}", "body": "Thank you for your mail."}', '{}'),
    ('create_lead', 'output', 'Create lead', 'Makes a lead of whoever started the run, or takes the open one', '{}', '{}', '{}', '{
        "lead": {"type": "object", "required": ["id", "contact_id", "pipeline_id", "stage_id", "created"], "properties": {
            "id": {"type": "string", "format": "uuid"}, "contact_id": {"type": "string", "format": "uuid"},
            "pipeline_id": {"type": "string", "format": "uuid"}, "stage_id": {"type": "string", "format": "uuid"},
            "created": {"type": "boolean", "description": "False: there was an open one"}}}
    }', '{}', '{}'),
    ('create_ticket', 'output', 'Create ticket', 'Opens a ticket', '{
        "contact_id": {"type": "string", "description": "A contact''s id; empty: whoever started the run"},
        "subject": {"type": "string", "minLength": 1}, "description": {"type": "string"}, "priority": {"enum": ["low", "normal", "high", "urgent"]}
    }', '{subject}', '{}', '{
        "ticket": {"type": "object", "required": ["id", "number", "subject", "status", "priority"], "properties": {
            "id": {"type": "string", "format": "uuid"}, "number": {"type": "integer"}, "subject": {"type": "string"},
            "status": {"type": "string"}, "priority": {"type": "string"}}}
    }', '{"contact_id": "", "subject": "New request", "description": "{{ trigger.message_body }}", "priority": "normal"}', '{}'),
    ('assign_user', 'output', 'Assign', 'Gives a lead, ticket or conversation to somebody', '{
        "entity_type": {"enum": ["lead", "ticket", "conversation"]},
        "entity_id": {"type": "string", "minLength": 1, "description": "Its id"},
        "user_id": {"type": "string", "description": "Who gets it"},
        "assignment_type": {"enum": ["specific", "round_robin"]}
    }', '{entity_type,entity_id}', '{
        "if": {"properties": {"assignment_type": {"const": "round_robin"}}, "required": ["assignment_type"]}, "else": {"required": ["user_id"], "properties": {"user_id": {"minLength": 1}}}
    }', '{"entity_type": {"type": "string"}, "entity_id": {"type": "string", "format": "uuid"}, "user_id": {"type": ["string", "null"], "format": "uuid"}}',
     '{"entity_type": "conversation", "entity_id": "{{ trigger.conversation_id }}", "assignment_type": "round_robin"}', '{}'),
    ('send_widget_message', 'output', 'Send widget message', 'Writes to the visitor in the chat widget', '{
        "conversation_id": {"type": "string", "minLength": 1}, "message": {"type": "string", "minLength": 1, "maxLength": 16000}
    }', '{conversation_id,message}', '{}', '{"message_id": {"type": "string", "format": "uuid"}, "status": {"type": "string"}}',
     '{"conversation_id": "{{ trigger.conversation_id }}", "message": "Thank you for your message."}', '{}'),
    ('update_contact', 'output', 'Update contact', 'Changes fields and tags of a contact', '{
        "contact_id": {"type": "string", "minLength": 1},
        "fields": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}, "description": "Field to new value"},
        "add_tags": {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": true},
        "remove_tags": {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": true}
    }', '{contact_id}', '{}', '{"contact_id": {"type": "string", "format": "uuid"}, "changed": {"type": "array", "items": {"type": "string"}}}',
     '{"contact_id": "{{ trigger.contact_id }}", "fields": {}, "add_tags": [], "remove_tags": []}', '{}'),
    ('handoff', 'output', 'Hand off', 'Hands a conversation to a team or a person', '{
        "team": {"type": "string", "minLength": 1, "description": "A team''s id"}, "user": {"type": "string", "minLength": 1, "description": "A user''s id"},
        "note": {"type": "string", "description": "A private note for them"}, "ai_off": {"type": "boolean", "description": "The AI agent keeps out from now on"}
    }', '{}', '{"not": {"required": ["team", "user"]}}', '{
        "conversation_id": {"type": "string", "format": "uuid"}, "team_id": {"type": ["string", "null"], "format": "uuid"}, "user_id": {"type": ["string", "null"], "format": "uuid"}
    }', '{"note": "", "ai_off": true}', '{}'),

    ('set_variable', 'utility', 'Set variables', 'Gives names to values', '{
        "variables": {"type": "array", "minItems": 1, "items": {"type": "object", "additionalProperties": false, "required": ["name", "value"], "properties": {
            "name": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"}, "value": {"description": "Any value; a text may be an expression"}}}}
    }', '{variables}', '{}', '{"variables": {"type": "object"}}', '{"variables": [{"name": "name", "value": ""}]}', '{}'),
    ('json_parser', 'utility', 'Parse JSON', 'Reads a text as JSON', '{"json_string": {"type": "string", "minLength": 1}}', '{json_string}', '{}',
     '{"parsed": {"description": "Whatever the text holds"}}', '{"json_string": "{{ trigger.message_body }}"}', '{}'),
    ('http_request', 'utility', 'HTTP request', 'Asks another server', '{
        "url": {"type": "string", "minLength": 1}, "method": {"enum": ["GET", "POST", "PUT", "DELETE"]},
        "headers": {"type": "object", "additionalProperties": {"type": "string"}}, "body": {"type": ["object", "array", "string", "null"]}
    }', '{url,method}', '{}', '{
        "status": {"type": "integer", "minimum": 100, "maximum": 599}, "body": {"description": "Parsed where it is JSON, else text"},
        "headers": {"type": "object", "additionalProperties": {"type": "string"}}
    }', '{"url": "https://example.com", "method": "GET", "headers": {}, "body": null}', '{}'),
    ('assert', 'utility', 'Assert', 'Fails the run unless a condition holds', '{
        "condition": {"type": "string", "minLength": 1, "description": "An expression that is true or false"}, "error_message": {"type": "string"}
    }', '{condition}', '{}', '{"passed": {"const": true}}', '{"condition": "true", "error_message": ""}', '{}'),
    ('error_handler', 'utility', 'Error handler', 'Says what happens when a node before it fails', '{"on_error": {"enum": ["continue", "stop", "retry"]}}', '{}', '{}',
     '{"error": {"type": ["string", "null"]}, "node_id": {"type": ["string", "null"]}}', '{"on_error": "stop"}', '{}')
)
INSERT INTO workflow_node_definitions
    (type, category, name, description, position, input_schema, output_schema, default_config, handles, handles_from, is_final)
SELECT type, category, name, description, row_number() OVER (),
       jsonb_build_object('$schema', 'https://json-schema.org/draft/2020-12/schema', 'title', name,
                          'description', description, 'type', 'object', 'additionalProperties', false,
                          'properties', config::jsonb, 'required', to_jsonb(required::text[])) || rules::jsonb,
       jsonb_build_object('$schema', 'https://json-schema.org/draft/2020-12/schema', 'title', name || ': output',
                          'type', 'object', 'properties', output::jsonb,
                          'required', (SELECT jsonb_agg(key) FROM jsonb_object_keys(output::jsonb) AS key)),
       defaults::jsonb, handles::text[], CASE type WHEN 'switch' THEN 'cases' END, type = 'stop'
  FROM node;

-- ── Workflows and their runs ─────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE workflows (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name text NOT NULL CHECK (btrim(name) <> ''),
    description text NOT NULL DEFAULT '',
    status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'paused', 'archived')),
    published_version integer,
    trigger_types text[] NOT NULL DEFAULT '{}',
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    CHECK (status <> 'active' OR published_version IS NOT NULL),
    FOREIGN KEY (tenant_id, created_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (created_by)
);
CREATE INDEX workflows_active ON workflows (tenant_id) WHERE status = 'active';
CREATE INDEX workflows_newest ON workflows (tenant_id, created_at DESC, id DESC);
COMMENT ON TABLE workflows IS 'Automations; what runs is the published version';
COMMENT ON COLUMN workflows.trigger_types IS 'The types of the published version''s triggers';
CALL hub.wall('workflows');

CREATE FUNCTION update_workflow_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER update_workflow_updated_at BEFORE UPDATE ON workflows FOR EACH ROW
    EXECUTE FUNCTION update_workflow_updated_at();

CREATE TABLE workflow_versions (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    workflow_id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    nodes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(nodes) = 'array'),
    edges jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(edges) = 'array'),
    published_at timestamptz,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, workflow_id, version),
    UNIQUE (tenant_id, workflow_id, id),
    FOREIGN KEY (tenant_id, workflow_id) REFERENCES workflows (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, created_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (created_by)
);
COMMENT ON TABLE workflow_versions IS 'Every saved graph of a workflow: nodes and edges';
CALL hub.wall('workflow_versions');
ALTER TABLE workflows ADD FOREIGN KEY (tenant_id, id, published_version)
    REFERENCES workflow_versions (tenant_id, workflow_id, version);

CREATE TABLE workflow_runs (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    workflow_id uuid NOT NULL,
    version_id uuid NOT NULL,
    status text NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'running', 'waiting', 'completed', 'failed', 'cancelled')),
    trigger_type text NOT NULL,
    trigger_key text,
    trigger_data jsonb NOT NULL DEFAULT '{}',
    variables jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(variables) = 'object'),
    is_test boolean NOT NULL DEFAULT false,
    error text,
    started_at timestamptz,
    finished_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, workflow_id) REFERENCES workflows (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, workflow_id, version_id) REFERENCES workflow_versions (tenant_id, workflow_id, id)
);
CREATE UNIQUE INDEX workflow_runs_trigger_key ON workflow_runs (tenant_id, workflow_id, trigger_key)
    WHERE trigger_key IS NOT NULL;
CREATE INDEX workflow_runs_newest ON workflow_runs (tenant_id, workflow_id, created_at DESC, id DESC);
CREATE INDEX workflow_runs_live ON workflow_runs (tenant_id, status) WHERE status IN ('pending', 'running', 'waiting');
COMMENT ON TABLE workflow_runs IS 'Runs; each keeps the version that it started with';
COMMENT ON COLUMN workflow_runs.trigger_key IS 'The event''s key: an event starts a workflow once';
CALL hub.wall('workflow_runs');
CALL hub.keep_updated_at('workflow_runs');

CREATE TABLE workflow_run_nodes (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    run_id uuid NOT NULL,
    node_id text NOT NULL,
    node_type text NOT NULL,
    iteration text NOT NULL DEFAULT '',
    status text NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'running', 'waiting', 'completed', 'failed', 'skipped', 'cancelled')),
    attempt integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
    input jsonb,
    output jsonb,
    handle text,
    error text,
    started_at timestamptz,
    finished_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, run_id, node_id, iteration),
    FOREIGN KEY (tenant_id, run_id) REFERENCES workflow_runs (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE workflow_run_nodes IS 'Steps of a run; a step is there once, whatever crashed meanwhile';
COMMENT ON COLUMN workflow_run_nodes.iteration IS 'Which rounds of the loops around it, as 3 or 3/0';
CALL hub.wall('workflow_run_nodes');

CREATE TABLE workflow_run_logs (
    id bigint GENERATED ALWAYS AS IDENTITY,
    tenant_id uuid NOT NULL,
    run_id uuid NOT NULL,
    node_id text,
    level text NOT NULL DEFAULT 'info' CHECK (level IN ('debug', 'info', 'warning', 'error')),
    message text NOT NULL,
    details jsonb,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, run_id, id),
    FOREIGN KEY (tenant_id, run_id) REFERENCES workflow_runs (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE workflow_run_logs IS 'What a run says about itself';
CALL hub.wall('workflow_run_logs');

CREATE TABLE workflow_scheduled_jobs (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    workflow_id uuid NOT NULL,
    run_id uuid,
    node_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('cron', 'resume')),
    cron_expression text,
    timezone text NOT NULL DEFAULT 'UTC',
    run_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'scheduled' CHECK (status IN ('scheduled', 'running', 'done', 'failed', 'cancelled')),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    executions bigint NOT NULL DEFAULT 0 CHECK (executions >= 0),
    leased_until timestamptz,
    last_error text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    CHECK ((kind = 'cron') = (cron_expression IS NOT NULL)),
    CHECK ((kind = 'resume') = (run_id IS NOT NULL)),
    FOREIGN KEY (tenant_id, workflow_id) REFERENCES workflows (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, run_id) REFERENCES workflow_runs (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX workflow_scheduled_jobs_cron_key ON workflow_scheduled_jobs (tenant_id, workflow_id, node_id)
    WHERE kind = 'cron' AND status = 'scheduled';
CREATE INDEX workflow_scheduled_jobs_of_run ON workflow_scheduled_jobs (tenant_id, run_id) WHERE run_id IS NOT NULL;
CREATE INDEX workflow_scheduled_jobs_due ON workflow_scheduled_jobs (tenant_id, run_at) WHERE status = 'scheduled';
COMMENT ON TABLE workflow_scheduled_jobs IS 'When workflows start by the clock, and when waiting runs go on';
CALL hub.wall('workflow_scheduled_jobs');
CALL hub.keep_updated_at('workflow_scheduled_jobs');
