-- name: visible(tenant, user, limit)
-- Everybody's and my own, by name.
SELECT id, name, filters, sort, user_id IS NULL AS is_shared, created_at FROM hub.conversation_views
 WHERE tenant_id = :tenant AND (user_id IS NULL OR user_id = :user)
 ORDER BY lower(name), id LIMIT :limit;

-- name: page(tenant, user, after_name, after_id, limit)
SELECT id, name, filters, sort, user_id IS NULL AS is_shared, created_at FROM hub.conversation_views
 WHERE tenant_id = :tenant AND (user_id IS NULL OR user_id = :user)
   AND (:after_id::uuid IS NULL OR (lower(name), id) > (lower(:after_name::text), :after_id))
 ORDER BY lower(name), id
 LIMIT :limit;

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

-- name: counts(tenant, user, ids, statuses, snoozed, assignees, unassigned, teams, channels, priorities, tags, starred, mentioned, most, viewer, sight)
-- How many of what is alive each of these views has, no further than `most`.
SELECT w.id, few.n
  FROM unnest(:ids::uuid[], :statuses::text[], :snoozed::boolean[], :assignees::uuid[], :unassigned::boolean[],
              :teams::uuid[], :channels::text[], :priorities::text[], :tags::text[], :starred::boolean[],
              :mentioned::boolean[])
       AS w (id, status, snoozed, assignee, unassigned, team, channel, priority, tags, starred, mentioned)
 CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM (
        SELECT 1 FROM conversations c
         WHERE c.tenant_id = :tenant AND c.last_seq > 0 AND c.status IN ('open', 'pending')
           AND (w.status IS NULL OR c.status = w.status)
           AND (w.assignee IS NULL OR c.assignee_id = w.assignee)
           AND (NOT w.unassigned OR c.assignee_id IS NULL)
           AND (w.team IS NULL OR c.team_id = w.team)
           AND (w.channel IS NULL OR c.channel = w.channel)
           AND (w.priority IS NULL OR c.priority = w.priority)
           AND (w.snoozed IS NULL OR (c.snoozed_until IS NOT NULL AND c.snoozed_until > now()) = w.snoozed)
           AND (NOT w.starred OR EXISTS (
                SELECT 1 FROM hub.conversation_stars s
                 WHERE s.tenant_id = :tenant AND s.user_id = :user AND s.conversation_id = c.id))
           AND (NOT w.mentioned OR EXISTS (
                SELECT 1 FROM hub.mentions m
                 WHERE m.tenant_id = :tenant AND m.user_id = :user AND m.conversation_id = c.id))
           AND (w.tags = '' OR NOT EXISTS (
                SELECT 1 FROM unnest(string_to_array(w.tags, ',')::uuid[]) AS wanted (id)
                 WHERE NOT EXISTS (SELECT 1 FROM hub.conversation_tags t
                                    WHERE t.tenant_id = :tenant AND t.conversation_id = c.id AND t.tag_id = wanted.id)))
           AND {{seen}}
         LIMIT :most
    ) AS near
 ) few;
