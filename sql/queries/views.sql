-- name: visible(tenant, user, limit)
-- Everybody's and my own, by name.
SELECT id, name, filters, sort, user_id IS NULL AS is_shared, created_at FROM hub.conversation_views
 WHERE tenant_id = :tenant AND (user_id IS NULL OR user_id = :user)
 ORDER BY lower(name), id LIMIT :limit;

-- name: page(tenant, user, {{by_name}})
SELECT id, name, filters, sort, user_id IS NULL AS is_shared, created_at FROM hub.conversation_views
 WHERE tenant_id = :tenant AND (user_id IS NULL OR user_id = :user) {{by_name}};

-- name: find(tenant, user, id)
-- Held until the transaction ends.
SELECT id, name, filters, sort, user_id IS NULL AS is_shared, created_at FROM hub.conversation_views
 WHERE tenant_id = :tenant AND id = :id AND (user_id IS NULL OR user_id = :user) FOR UPDATE;

-- name: count(tenant, user, shared)
-- How many there are, of everybody's or of one user's.
SELECT count(*) FROM hub.conversation_views
 WHERE tenant_id = :tenant AND CASE WHEN :shared::boolean THEN user_id IS NULL ELSE user_id = :user END;

-- name: add(tenant, id, user, name, filters, sort)
INSERT INTO hub.conversation_views (tenant_id, id, user_id, name, filters, sort)
VALUES (:tenant, :id, :user, :name, :filters, :sort);

-- name: change(tenant, id, user, name, filters, sort)
UPDATE hub.conversation_views SET user_id = :user, name = :name, filters = :filters, sort = :sort
 WHERE tenant_id = :tenant AND id = :id;

-- name: remove(tenant, id)
DELETE FROM hub.conversation_views WHERE tenant_id = :tenant AND id = :id;

-- name: counts(tenant, user, wanted, most, {{seen}})
-- How many of what is alive each of these views has, no further than `most`; as sql/parts/fits.sql has it, with the
-- filters of each in a row of its own.
SELECT w.id, few.n
  FROM jsonb_to_recordset(:wanted::jsonb) AS w (
    id uuid, statuses text[], custom_statuses uuid[], plain boolean, not_custom_statuses uuid[], refined boolean,
    assignees uuid[], unassigned boolean, not_assignees uuid[], assigned boolean,
    teams uuid[], teamless boolean, not_teams uuid[], in_team boolean, channels text[], priorities text[],
    tags uuid[], not_tags uuid[], snoozed boolean, starred boolean, mentioned boolean, unread boolean,
    created_since timestamptz, created_until timestamptz, active_since timestamptz, active_until timestamptz,
    traits jsonb, not_traits bigint[])
 CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM (
        SELECT 1 FROM conversations c
         WHERE c.tenant_id = :tenant AND c.last_seq > 0 AND c.status IN ('open', 'pending')
           AND (w.statuses IS NULL OR c.status = ANY (w.statuses))
           AND (cardinality(w.custom_statuses) = 0 AND NOT w.plain
                OR c.custom_status_id = ANY (w.custom_statuses) OR (w.plain AND c.custom_status_id IS NULL))
           AND (c.custom_status_id IS NULL OR c.custom_status_id <> ALL (w.not_custom_statuses))
           AND (NOT w.refined OR c.custom_status_id IS NOT NULL)
           AND (cardinality(w.assignees) = 0 AND NOT w.unassigned
                OR c.assignee_id = ANY (w.assignees) OR (w.unassigned AND c.assignee_id IS NULL))
           AND (c.assignee_id IS NULL OR c.assignee_id <> ALL (w.not_assignees))
           AND (NOT w.assigned OR c.assignee_id IS NOT NULL)
           AND (cardinality(w.teams) = 0 AND NOT w.teamless
                OR c.team_id = ANY (w.teams) OR (w.teamless AND c.team_id IS NULL))
           AND (c.team_id IS NULL OR c.team_id <> ALL (w.not_teams))
           AND (NOT w.in_team OR c.team_id IS NOT NULL)
           AND (w.channels IS NULL OR c.channel = ANY (w.channels))
           AND (w.priorities IS NULL OR c.priority = ANY (w.priorities))
           AND (w.snoozed IS NULL OR (c.snoozed_until IS NOT NULL AND c.snoozed_until > now()) = w.snoozed)
           AND (w.created_since IS NULL OR c.created_at >= w.created_since)
           AND (w.created_until IS NULL OR c.created_at < w.created_until)
           AND (w.active_since IS NULL OR c.last_message_at >= w.active_since)
           AND (w.active_until IS NULL OR c.last_message_at < w.active_until)
           AND (NOT w.starred OR EXISTS (
                SELECT 1 FROM hub.conversation_stars s
                 WHERE s.tenant_id = :tenant AND s.user_id = :user AND s.conversation_id = c.id))
           AND (NOT w.mentioned OR EXISTS (
                SELECT 1 FROM hub.mentions m
                 WHERE m.tenant_id = :tenant AND m.user_id = :user AND m.conversation_id = c.id))
           AND (NOT w.unread OR c.inbound_count > coalesce((
                SELECT r.read_inbound_count FROM hub.conversation_reads r
                 WHERE r.tenant_id = :tenant AND r.conversation_id = c.id AND r.user_id = :user), 0))
           AND (cardinality(w.tags) = 0 OR NOT EXISTS (
                SELECT 1 FROM unnest(w.tags) AS wanted (id)
                 WHERE NOT EXISTS (SELECT 1 FROM hub.conversation_tags t
                                    WHERE t.tenant_id = :tenant AND t.conversation_id = c.id AND t.tag_id = wanted.id)))
           AND (cardinality(w.not_tags) = 0 OR NOT EXISTS (
                SELECT 1 FROM hub.conversation_tags t
                 WHERE t.tenant_id = :tenant AND t.conversation_id = c.id AND t.tag_id = ANY (w.not_tags)))
           AND (jsonb_array_length(w.traits) = 0 OR NOT EXISTS (
                SELECT 1 FROM jsonb_array_elements(w.traits) AS wanted (any_of)
                 WHERE NOT EXISTS (SELECT 1 FROM hub.contact_traits k
                                    WHERE k.tenant_id = :tenant AND k.contact_id = c.contact_id
                                      AND wanted.any_of @> to_jsonb(k.trait))))
           AND (cardinality(w.not_traits) = 0 OR NOT EXISTS (
                SELECT 1 FROM hub.contact_traits k
                 WHERE k.tenant_id = :tenant AND k.contact_id = c.contact_id AND k.trait = ANY (w.not_traits)))
           AND {{seen}}
         LIMIT :most
    ) AS near
 ) few;
