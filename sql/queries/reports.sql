-- name: position(tenant)
-- How far the facts are folded, held until the transaction ends; nothing where they are up to date.
SELECT p.position FROM hub.fact_positions p JOIN hub.feeds f USING (tenant_id)
 WHERE p.tenant_id = :tenant AND p.position < f.position FOR UPDATE OF p;

-- name: begin(tenant)
INSERT INTO hub.fact_positions (tenant_id) VALUES (:tenant) ON CONFLICT DO NOTHING;

-- name: fold(tenant, position, limit)
-- The facts of the next conversations of the feed; whether there are more.
WITH moved AS (
    SELECT c.id, c.channel, c.created_at, c.assignee_id, c.team_id, c.feed_position, c.last_seq
      FROM conversations c
     WHERE c.tenant_id = :tenant AND c.feed_position > :position
     ORDER BY c.feed_position LIMIT :limit
), folded AS (
    INSERT INTO hub.conversation_facts AS f (tenant_id, conversation_id, channel, assignee_id, team_id, started_at,
                                             asked_at, responded_at, responder_id)
    SELECT :tenant, m.id, m.channel, m.assignee_id, m.team_id, m.created_at, asked.created_at, answer.created_at,
           answer.sender_id
      FROM moved m
      LEFT JOIN LATERAL (
           SELECT q.seq, q.created_at FROM messages q
            WHERE q.tenant_id = :tenant AND q.conversation_id = m.id AND q.direction = 'inbound'
            ORDER BY q.seq LIMIT 1) AS asked ON true
      LEFT JOIN LATERAL (
           SELECT a.created_at, a.sender_id FROM messages a
            WHERE a.tenant_id = :tenant AND a.conversation_id = m.id AND a.seq > asked.seq
              AND a.direction = 'outbound' AND a.role = 'agent' AND NOT a.private AND a.status <> 'failed'
            ORDER BY a.seq LIMIT 1) AS answer ON true
     WHERE m.last_seq > 0
    ON CONFLICT (tenant_id, conversation_id) DO UPDATE
       SET channel = excluded.channel, assignee_id = excluded.assignee_id, team_id = excluded.team_id,
           started_at = excluded.started_at, asked_at = excluded.asked_at, responded_at = excluded.responded_at,
           responder_id = excluded.responder_id
     WHERE f.* IS DISTINCT FROM excluded.*
), kept AS (
    UPDATE hub.fact_positions p
       SET position = CASE WHEN (SELECT count(*) FROM moved) < :limit
                           THEN (SELECT f.position FROM hub.feeds f WHERE f.tenant_id = :tenant)
                           ELSE (SELECT max(feed_position) FROM moved) END
     WHERE p.tenant_id = :tenant
)
SELECT count(*) = :limit FROM moved;

-- name: forget(tenant)
-- The facts are thrown away, to be folded anew.
WITH facts AS (DELETE FROM hub.conversation_facts WHERE tenant_id = :tenant)
UPDATE hub.fact_positions SET position = -1 WHERE tenant_id = :tenant;

-- name: zone(tenant)
-- The tenant's own time zone.
SELECT timezone FROM tenant_settings WHERE tenant_id = :tenant;

-- name: is_zone(zone)
-- Fails for one that is none.
SELECT now() AT TIME ZONE :zone::text;

-- name: now(tenant, channel, team, agent)
-- What waits right now. What is snoozed waits for nobody.
SELECT count(*) AS open, count(*) FILTER (WHERE waiting_since IS NOT NULL) AS waiting, min(waiting_since) AS waiting_since,
       count(*) FILTER (WHERE assignee_id IS NULL) AS unassigned
  FROM conversations
 WHERE tenant_id = :tenant AND last_seq > 0 AND status = 'open' AND coalesce(snoozed_until <= now(), true)
   AND (:channel::text IS NULL OR channel = :channel)
   AND (:team::uuid IS NULL OR team_id = :team)
   AND (:agent::uuid IS NULL OR assignee_id = :agent);

-- part: days
-- Days are those of the time zone, of 23 hours or 25 where the clock is changed.
bounds AS (
    SELECT :first::date::timestamp AT TIME ZONE :zone::text AS from_at,
           (:last::date + 1)::timestamp AT TIME ZONE :zone::text AS end_at,
           :first::date::timestamp AT TIME ZONE :zone::text AS first_at
)

-- part: days_and_before
-- The same, and as many days before them.
bounds AS (
    SELECT (:first::date - (:last::date - :first::date + 1))::timestamp AT TIME ZONE :zone::text AS from_at,
           (:last::date + 1)::timestamp AT TIME ZONE :zone::text AS end_at,
           :first::date::timestamp AT TIME ZONE :zone::text AS first_at
)

-- part: events
-- Everything that is counted, each where and when it happened: a conversation starts, a person answers first, it is
-- resolved.
happened AS (
    SELECT 'started' AS kind, f.started_at AS at, f.channel, f.team_id, f.assignee_id AS agent_id,
           NULL::float8 AS response, NULL::float8 AS resolution, NULL::smallint AS score, false AS is_asked,
           false AS is_reopened
      FROM hub.conversation_facts f, bounds b
     WHERE f.tenant_id = :tenant AND f.started_at >= b.from_at AND f.started_at < b.end_at
    UNION ALL
    SELECT 'responded', f.responded_at, f.channel, f.team_id, f.responder_id,
           extract(epoch FROM f.responded_at - f.asked_at)::float8, NULL, NULL, false, false
      FROM hub.conversation_facts f, bounds b
     WHERE f.tenant_id = :tenant AND f.responded_at >= b.from_at AND f.responded_at < b.end_at
    UNION ALL
    SELECT 'resolved', r.resolved_at, r.channel, r.team_id, r.assignee_id, NULL,
           extract(epoch FROM r.resolved_at - r.opened_at)::float8, t.score, r.is_asked OR t.score IS NOT NULL,
           r.reopened_at IS NOT NULL
      FROM bounds b
      JOIN hub.resolutions r ON r.tenant_id = :tenant AND r.resolved_at >= b.from_at AND r.resolved_at < b.end_at
      LEFT JOIN hub.ratings t ON t.tenant_id = r.tenant_id AND t.conversation_id = r.conversation_id
                             AND t.resolution = r.number
), events AS (
    SELECT h.*, h.at >= b.first_at AS is_now FROM happened h, bounds b
     WHERE (:channel::text IS NULL OR h.channel = :channel)
       AND (:team::uuid IS NULL OR h.team_id = :team)
       AND (:agent::uuid IS NULL OR h.agent_id = :agent)
)

-- part: sums
-- One sort for both percentiles of a time.
count(*) FILTER (WHERE kind = 'started') AS started,
count(response) AS responded,
percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY response) AS responses,
count(*) FILTER (WHERE kind = 'resolved') AS resolved,
count(*) FILTER (WHERE is_reopened) AS reopened,
percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY resolution) AS resolutions,
count(*) FILTER (WHERE is_asked) AS asked,
count(score) AS rated,
avg(score)::float8 AS average,
ARRAY[count(*) FILTER (WHERE score = 1), count(*) FILTER (WHERE score = 2), count(*) FILTER (WHERE score = 3),
      count(*) FILTER (WHERE score = 4), count(*) FILTER (WHERE score = 5)] AS scores

-- part: figures
c.started, c.responded, c.responses[1] AS first_response_median, c.responses[2] AS first_response_p90, c.resolved,
c.reopened, c.resolutions[1] AS resolution_median, c.resolutions[2] AS resolution_p90, c.asked, c.rated, c.average,
c.scores

-- name: figures(tenant, first, last, zone, channel, team, agent)
-- The range as a whole, and the one before it.
WITH {{days_and_before}}, {{events}}, counted AS (
    SELECT is_now, {{sums}} FROM events GROUP BY is_now
)
SELECT c.is_now, {{figures}} FROM counted c;

-- name: days(tenant, first, last, zone, channel, team, agent)
-- Day by day.
WITH {{days}}, {{events}}, counted AS (
    SELECT (at AT TIME ZONE :zone::text)::date AS day, {{sums}},
           count(*) FILTER (WHERE kind = 'started' AND channel = 'widget') AS widget,
           count(*) FILTER (WHERE kind = 'started' AND channel = 'email') AS email,
           count(*) FILTER (WHERE kind = 'started' AND channel = 'whatsapp') AS whatsapp,
           count(*) FILTER (WHERE kind = 'started' AND channel = 'phone') AS phone
      FROM events GROUP BY 1
)
SELECT d::date AS day, coalesce(started, 0) AS started, coalesce(widget, 0) AS widget, coalesce(email, 0) AS email,
       coalesce(whatsapp, 0) AS whatsapp, coalesce(phone, 0) AS phone, coalesce(resolved, 0) AS resolved,
       responses[1] AS first_response_median, resolutions[1] AS resolution_median, coalesce(rated, 0) AS rated, average
  FROM generate_series(:first::date, :last::date, interval '1 day') AS d LEFT JOIN counted c ON c.day = d::date
 ORDER BY 1;

-- name: hours(tenant, first, last, zone, channel, team, agent)
-- How many start in each hour of each weekday (1 is Monday).
WITH {{days}}, started AS (
    SELECT f.started_at AT TIME ZONE :zone::text AS local FROM hub.conversation_facts f, bounds b
     WHERE f.tenant_id = :tenant AND f.started_at >= b.from_at AND f.started_at < b.end_at
       AND (:channel::text IS NULL OR f.channel = :channel)
       AND (:team::uuid IS NULL OR f.team_id = :team)
       AND (:agent::uuid IS NULL OR f.assignee_id = :agent)
)
SELECT extract(isodow FROM local)::integer AS weekday, extract(hour FROM local)::integer AS hour, count(*) AS started
  FROM started GROUP BY 1, 2 ORDER BY 1, 2;

-- name: breakdown(tenant, first, last, zone, channel, team, agent, by)
-- The range by agent, team or channel. Who has left, and a team that is gone, still has what was done.
WITH {{days}}, {{events}}, keyed AS (
    SELECT CASE :by::text WHEN 'agent' THEN agent_id WHEN 'team' THEN team_id END AS id,
           CASE WHEN :by::text = 'channel' THEN channel END AS of_channel, e.*
      FROM events e
), counted AS (
    SELECT id, of_channel, {{sums}} FROM keyed GROUP BY id, of_channel
)
SELECT c.id, c.of_channel AS channel, coalesce(u.name, t.name) AS name, {{figures}}
  FROM counted c
  LEFT JOIN users u ON u.tenant_id = :tenant AND u.id = c.id AND :by::text = 'agent'
  LEFT JOIN hub.teams t ON t.tenant_id = :tenant AND t.id = c.id AND :by::text = 'team'
 ORDER BY c.started + c.responded + c.resolved DESC, coalesce(u.name, t.name), c.id, c.of_channel
 LIMIT 500;

-- name: ratings(tenant, first, last, zone, channel, team, agent, score, only_comments, before_at, before_id, limit, {{seen}})
-- What visitors said, the latest first.
SELECT t.conversation_id, t.score, t.comment, r.resolved_at, t.updated_at AS rated_at, r.channel, r.assignee_id,
       u.name AS assignee_name, coalesce(nullif(p.name, ''), nullif(v.name, '')) AS person
  FROM hub.resolutions r
  JOIN hub.ratings t ON t.tenant_id = r.tenant_id AND t.conversation_id = r.conversation_id AND t.resolution = r.number
  JOIN conversations c ON c.tenant_id = r.tenant_id AND c.id = r.conversation_id
  LEFT JOIN users u ON u.tenant_id = r.tenant_id AND u.id = r.assignee_id
  LEFT JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
  LEFT JOIN widget_visitors v ON v.tenant_id = c.tenant_id AND v.id = c.visitor_id
 WHERE r.tenant_id = :tenant
   AND r.resolved_at >= :first::date::timestamp AT TIME ZONE :zone::text
   AND r.resolved_at < (:last::date + 1)::timestamp AT TIME ZONE :zone::text
   AND (:channel::text IS NULL OR r.channel = :channel)
   AND (:team::uuid IS NULL OR r.team_id = :team)
   AND (:agent::uuid IS NULL OR r.assignee_id = :agent)
   AND (:score::integer IS NULL OR t.score = :score)
   AND (NOT :only_comments::boolean OR t.comment IS NOT NULL)
   AND (:before_at::timestamptz IS NULL OR (r.resolved_at, r.conversation_id) < (:before_at, :before_id::uuid))
   AND {{seen}}
 ORDER BY r.resolved_at DESC, r.conversation_id DESC
 LIMIT :limit;
