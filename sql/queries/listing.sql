-- name: plan(mode)
-- How statements are planned until the end of the transaction. `force_custom_plan`: each for what it is asked, for which
-- index is the right one depends on the filters. `auto` again after it: planning the rows themselves costs a millisecond.
SELECT set_config('plan_cache_mode', :mode, true);

-- name: newest({{fits}}, waits, after_at, after_id, limit, {{seen}})
-- Newest first, those that stand below (after_at, after_id). The list is walked along the index that fits the filters
-- best, until the page is full.
SELECT c.id, c.last_message_at AS at FROM conversations c
 WHERE c.tenant_id = :tenant AND c.last_seq > 0
   AND {{fits}} AND {{seen}}
   AND (:waits::boolean IS NULL OR (c.waiting_since IS NOT NULL) = :waits)
   AND (:after_at::timestamptz IS NULL OR (c.last_message_at, c.id) < (:after_at, :after_id::uuid))
 ORDER BY c.last_message_at DESC, c.id DESC
 LIMIT :limit;

-- name: among_newest({{fits}}, looked, {{seen}})
-- How many of the newest `looked` fit, and how many there were to look at: those that the indexes know to have the status,
-- the people and the last message that are asked for.
SELECT count(*) FILTER (WHERE {{fits}} AND {{seen}}) AS n, count(*) AS looked
  FROM (
    SELECT * FROM conversations o
     WHERE o.tenant_id = :tenant AND o.last_seq > 0
       AND (coalesce(cardinality(:statuses::text[]), 0) <> 1 OR o.status = (:statuses)[1])
       AND (cardinality(:custom_statuses::uuid[]) <> 1 OR :plain::boolean OR o.custom_status_id = (:custom_statuses)[1])
       AND (cardinality(:assignees::uuid[]) <> 1 OR :unassigned::boolean OR o.assignee_id = (:assignees)[1])
       AND (:active_since::timestamptz IS NULL OR o.last_message_at >= :active_since)
       AND (:active_until::timestamptz IS NULL OR o.last_message_at < :active_until)
     ORDER BY o.last_message_at DESC, o.id DESC LIMIT :looked
  ) AS c;

-- name: waiting({{fits}}, after_at, after_id, limit, {{seen}})
-- Those who wait, the longest first: read from what is open and sorted, for an index of them would be paid by every
-- message.
SELECT c.id, c.waiting_since AS at FROM conversations c
 WHERE c.tenant_id = :tenant AND c.last_seq > 0 AND c.status IN ('open', 'pending') AND c.waiting_since IS NOT NULL
   AND {{fits}} AND {{seen}}
   AND (:after_at::timestamptz IS NULL OR (c.waiting_since, c.id) > (:after_at, :after_id::uuid))
 ORDER BY c.waiting_since, c.id
 LIMIT :limit;

-- name: few({{fits}}, road, tag, any_of, waits, oldest, after_at, after_id, limit, {{seen}})
-- The same in both orders where there are few to choose from: my stars, where I am named, what is asleep, what carries
-- a rare tag, whose contact is what few are. All of them are looked at and sorted. `oldest`: the order is that of waiting.
SELECT c.id, c.at
  FROM (
    SELECT s.conversation_id AS id FROM hub.conversation_stars s
     WHERE :road::text = 'starred' AND s.tenant_id = :tenant AND s.user_id = :user
    UNION ALL
    SELECT DISTINCT m.conversation_id FROM hub.mentions m
     WHERE :road::text = 'mentioned' AND m.tenant_id = :tenant AND m.user_id = :user
    UNION ALL
    SELECT t.conversation_id FROM hub.conversation_tags t
     WHERE :road::text = 'tagged' AND t.tenant_id = :tenant AND t.tag_id = :tag::uuid
    UNION ALL
    SELECT a.id FROM conversations a
     WHERE :road::text = 'asleep' AND a.tenant_id = :tenant AND a.snoozed_until IS NOT NULL AND a.snoozed_until > now()
    UNION ALL
    SELECT o.id FROM hub.contact_traits k
     CROSS JOIN LATERAL (SELECT o.id FROM conversations o
                          WHERE o.tenant_id = :tenant AND o.contact_id = k.contact_id OFFSET 0) AS o
     WHERE :road::text = 'of contacts' AND k.tenant_id = :tenant AND k.trait = ANY (:any_of::bigint[])
  ) AS near
 CROSS JOIN LATERAL (
    SELECT o.id, o.last_seq, o.status, o.custom_status_id, o.assignee_id, o.team_id, o.channel, o.priority, o.snoozed_until, o.contact_id,
           o.waiting_since, o.created_at, o.last_message_at, o.inbound_count, CASE WHEN :oldest::boolean THEN o.waiting_since ELSE o.last_message_at END AS at
      FROM conversations o
     WHERE o.tenant_id = :tenant AND o.id = near.id OFFSET 0
  ) AS c
 WHERE c.last_seq > 0
   AND {{fits}} AND {{seen}}
   AND (:waits::boolean IS NULL OR (c.waiting_since IS NOT NULL) = :waits)
   AND (:after_at::timestamptz IS NULL
        OR CASE WHEN :oldest::boolean THEN (c.at, c.id) > (:after_at, :after_id::uuid)
                ELSE (c.at, c.id) < (:after_at, :after_id::uuid) END)
 ORDER BY CASE WHEN :oldest::boolean THEN c.at END, CASE WHEN :oldest::boolean THEN c.id END, c.at DESC, c.id DESC
 LIMIT :limit;

-- name: carried(tenant, ids, most)
-- How many conversations carry each tag, no further than `most`.
SELECT wanted.id, (
    SELECT count(*) FROM (
        SELECT 1 FROM hub.conversation_tags t WHERE t.tenant_id = :tenant AND t.tag_id = wanted.id LIMIT :most
    ) AS near) AS n
  FROM unnest(:ids::uuid[]) AS wanted (id);

-- name: of_contacts(tenant, any_of, most)
-- How many conversations the contacts have who are one of these, no further than `most`; of more contacts than that it
-- is not asked.
WITH near AS MATERIALIZED (
    SELECT k.contact_id FROM hub.contact_traits k
     WHERE k.tenant_id = :tenant AND k.trait = ANY (:any_of::bigint[]) LIMIT :most::bigint
)
SELECT CASE WHEN (SELECT count(*) FROM near) >= :most THEN :most
            ELSE (SELECT count(*) FROM (
                SELECT 1 FROM near CROSS JOIN LATERAL (
                    SELECT 1 FROM conversations o
                     WHERE o.tenant_id = :tenant AND o.contact_id = near.contact_id OFFSET 0) AS o
                 LIMIT :most) AS theirs) END;
