-- part: hours
-- The team's own, if it has any.
CASE WHEN t.working_hours IS NOT NULL THEN jsonb_build_object(
            'time_zone', coalesce(t.timezone, 'UTC'), 'week', t.working_hours, 'holidays', t.holidays) END AS hours,

-- name: page(tenant, {{by_name}})
-- By name, each with its members.
SELECT t.id, t.name, t.auto_assign, t.capacity, t.give_back_minutes, t.created_at,
       {{hours}}
       ARRAY(SELECT m.user_id FROM hub.team_members m
              WHERE m.tenant_id = :tenant AND m.team_id = t.id ORDER BY m.user_id) AS members
  FROM hub.teams t
 WHERE t.tenant_id = :tenant {{by_name}};

-- name: find(tenant, id)
SELECT t.id, t.name, t.auto_assign, t.capacity, t.give_back_minutes, t.created_at,
       {{hours}}
       coalesce(array_agg(m.user_id ORDER BY m.user_id) FILTER (WHERE m.user_id IS NOT NULL), '{}') AS members
  FROM hub.teams t LEFT JOIN hub.team_members m ON m.tenant_id = t.tenant_id AND m.team_id = t.id
 WHERE t.tenant_id = :tenant AND t.id = :id
 GROUP BY t.tenant_id, t.id;

-- name: add(tenant, id, name, auto_assign, capacity, give_back_minutes)
INSERT INTO hub.teams (tenant_id, id, name, auto_assign, capacity, give_back_minutes)
VALUES (:tenant, :id, :name, :auto_assign, :capacity, :give_back_minutes);

-- name: change(tenant, id, name, auto_assign, sets_capacity, capacity, sets_give_back, give_back_minutes)
UPDATE hub.teams
   SET name = coalesce(:name, name), auto_assign = coalesce(:auto_assign, auto_assign),
       capacity = CASE WHEN :sets_capacity::boolean THEN :capacity ELSE capacity END,
       give_back_minutes = CASE WHEN :sets_give_back::boolean THEN :give_back_minutes ELSE give_back_minutes END
 WHERE tenant_id = :tenant AND id = :id;

-- name: keep_hours(tenant, id, time_zone, week, holidays)
-- No week: those of the tenant.
UPDATE hub.teams SET timezone = :time_zone, working_hours = :week, holidays = coalesce(:holidays::jsonb, '[]')
 WHERE tenant_id = :tenant AND id = :id;

-- name: remove(tenant, id)
DELETE FROM hub.teams WHERE tenant_id = :tenant AND id = :id;

-- name: dismiss(tenant, id, members)
-- Everybody who is not in the list.
DELETE FROM hub.team_members WHERE tenant_id = :tenant AND team_id = :id AND user_id <> ALL (:members::uuid[]);

-- name: appoint(tenant, id, members)
-- Everybody in the list who is a user of this tenant.
INSERT INTO hub.team_members (tenant_id, team_id, user_id)
SELECT u.tenant_id, :id, u.id FROM users u WHERE u.tenant_id = :tenant AND u.id = ANY (:members::uuid[])
ON CONFLICT DO NOTHING;

-- name: count_users(tenant, ids)
SELECT count(*) FROM users WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]);

-- name: giving(tenant)
-- Teams that give out by themselves.
SELECT id, give_back_minutes FROM hub.teams WHERE tenant_id = :tenant AND auto_assign ORDER BY id;

-- name: begin_noting(tenant)
-- Nobody has noted who was online until now: everybody counts as just seen.
UPDATE users u SET online_at = now()
  FROM (SELECT id FROM users WHERE tenant_id = :tenant ORDER BY id FOR NO KEY UPDATE) held
 WHERE u.tenant_id = :tenant AND u.id = held.id;

-- name: note_online(tenant, online)
-- Seen a moment ago; no write for every look round.
UPDATE users u SET online_at = now()
  FROM (SELECT id FROM users
         WHERE tenant_id = :tenant AND id = ANY (:online::uuid[]) AND online_at < now() - interval '20 seconds'
         ORDER BY id FOR NO KEY UPDATE SKIP LOCKED) held
 WHERE u.tenant_id = :tenant AND u.id = held.id;

-- name: forsaken(tenant, online, id, most)
-- Open conversations, or this one, whose customer waits while their member has not been online for as long as the team
-- says; first who has waited longest.
SELECT c.id
  FROM hub.teams t
  JOIN conversations c ON c.tenant_id = t.tenant_id AND c.team_id = t.id
  JOIN users u ON u.tenant_id = c.tenant_id AND u.id = c.assignee_id
 WHERE t.tenant_id = :tenant AND t.auto_assign AND (:id::uuid IS NULL OR c.id = :id)
   AND c.status = 'open' AND c.waiting_since IS NOT NULL AND c.last_seq > 0 AND coalesce(c.snoozed_until <= now(), true)
   AND u.online_at < now() - make_interval(mins => t.give_back_minutes) AND u.id <> ALL (:online::uuid[])
 ORDER BY c.waiting_since LIMIT :most;

-- name: hold_turn(tenant, id)
-- One at a time decides whose turn it is, until the transaction ends; after the conversation, before the feed.
SELECT auto_assign FROM hub.teams WHERE tenant_id = :tenant AND id = :id FOR NO KEY UPDATE;

-- name: next_member(tenant, id, online)
-- Of the members who are there and have room, the one who was given something longest ago.
SELECT m.user_id
  FROM hub.team_members m
  JOIN hub.teams t ON t.tenant_id = m.tenant_id AND t.id = m.team_id
  JOIN users u ON u.tenant_id = m.tenant_id AND u.id = m.user_id AND u.is_active
 WHERE m.tenant_id = :tenant AND m.team_id = :id AND m.user_id = ANY (:online::uuid[])
   AND (t.capacity IS NULL OR t.capacity > (
        SELECT count(*) FROM conversations c
         WHERE c.tenant_id = :tenant AND c.assignee_id = m.user_id AND c.status = 'open' AND c.last_seq > 0
           AND coalesce(c.snoozed_until <= now(), true)))
 ORDER BY m.assigned_at NULLS FIRST, m.user_id
 LIMIT 1;

-- name: had_turn(tenant, id, user)
UPDATE hub.team_members SET assigned_at = clock_timestamp()
 WHERE tenant_id = :tenant AND team_id = :id AND user_id = :user;

-- name: longest_waiting(tenant, id)
-- What the team has to give out, first who has waited longest.
SELECT id FROM conversations
 WHERE tenant_id = :tenant AND team_id = :id AND assignee_id IS NULL AND status = 'open' AND last_seq > 0
   AND coalesce(snoozed_until <= now(), true)
 ORDER BY waiting_since NULLS LAST, last_message_at LIMIT 1;
