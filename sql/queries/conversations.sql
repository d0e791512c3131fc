-- name: find(tenant, id, user, {{seen}})
-- One conversation as this user sees it.
SELECT c.*, coalesce(s.read_seq, 0) AS read_seq, c.inbound_count - coalesce(s.read_inbound_count, 0) AS unread,
       st.user_id IS NOT NULL AS starred,
       EXISTS (SELECT 1 FROM hub.mentions m
                WHERE m.tenant_id = c.tenant_id AND m.user_id = :user AND m.conversation_id = c.id) AS mentioned
  FROM hub.whole_conversation_rows c
  LEFT JOIN hub.conversation_reads s
    ON s.tenant_id = c.tenant_id AND s.conversation_id = c.id AND s.user_id = :user
  LEFT JOIN hub.conversation_stars st
    ON st.tenant_id = c.tenant_id AND st.conversation_id = c.id AND st.user_id = :user
 WHERE c.tenant_id = :tenant AND c.id = :id AND {{seen}};

-- name: rows(tenant, ids)
-- The list rows of some conversations, the same for every agent.
SELECT * FROM hub.whole_conversation_rows WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]);

-- name: some(tenant, ids, user, {{seen}})
-- Some conversations as this user sees them.
SELECT c.*, coalesce(s.read_seq, 0) AS read_seq, c.inbound_count - coalesce(s.read_inbound_count, 0) AS unread,
       st.user_id IS NOT NULL AS starred,
       EXISTS (SELECT 1 FROM hub.mentions m
                WHERE m.tenant_id = c.tenant_id AND m.user_id = :user AND m.conversation_id = c.id) AS mentioned
  FROM unnest(:ids::uuid[]) AS wanted (id)
  JOIN hub.whole_conversation_rows c ON c.tenant_id = :tenant AND c.id = wanted.id
  LEFT JOIN hub.conversation_reads s
    ON s.tenant_id = c.tenant_id AND s.conversation_id = c.id AND s.user_id = :user
  LEFT JOIN hub.conversation_stars st
    ON st.tenant_id = c.tenant_id AND st.conversation_id = c.id AND st.user_id = :user
 WHERE {{seen}};

-- name: counts(tenant, user, {{seen}})
-- How many stand where, for the navigation. What is snoozed waits for nobody yet: it is counted by itself only.
SELECT count(*) FILTER (WHERE is_waiting AND assignee_id = :user) AS mine,
       count(*) FILTER (WHERE is_waiting AND assignee_id IS NULL) AS unassigned,
       count(*) FILTER (WHERE is_waiting) AS open,
       count(*) FILTER (WHERE status = 'pending') AS pending,
       count(*) FILTER (WHERE is_snoozed) AS snoozed,
       count(*) FILTER (WHERE is_waiting AND channel = 'widget') AS widget,
       count(*) FILTER (WHERE is_waiting AND channel = 'email') AS email,
       count(*) FILTER (WHERE is_waiting AND channel = 'whatsapp') AS whatsapp,
       count(*) FILTER (WHERE is_waiting AND channel = 'phone') AS phone,
       (SELECT count(DISTINCT m.conversation_id) FROM hub.mentions m
          LEFT JOIN hub.conversation_reads d
            ON d.tenant_id = m.tenant_id AND d.conversation_id = m.conversation_id AND d.user_id = m.user_id
         WHERE m.tenant_id = :tenant AND m.user_id = :user AND m.seq > coalesce(d.read_seq, 0)) AS mentions,
       (SELECT count(*) FROM hub.conversation_stars s
         WHERE s.tenant_id = :tenant AND s.user_id = :user
           AND (:sight = 'all' OR EXISTS (
                SELECT 1 FROM conversations c WHERE c.tenant_id = :tenant AND c.id = s.conversation_id AND {{seen}}))) AS starred,
       (SELECT coalesce(jsonb_object_agg(team_id, n), '{}') FROM (
            SELECT c.team_id, count(*) AS n FROM conversations c
             WHERE c.tenant_id = :tenant AND c.team_id IS NOT NULL AND c.last_seq > 0 AND c.status = 'open'
               AND coalesce(c.snoozed_until <= now(), true) AND {{seen}}
             GROUP BY c.team_id
       ) AS teams) AS by_team
  FROM (
    SELECT status, channel, assignee_id, coalesce(snoozed_until > now(), false) AS is_snoozed,
           status = 'open' AND coalesce(snoozed_until <= now(), true) AS is_waiting
      FROM conversations c
     WHERE tenant_id = :tenant AND last_seq > 0 AND status IN ('open', 'pending') AND {{seen}}
  ) AS living;

-- name: lock(tenant, id, {{seen}})
-- Hold a conversation until the transaction ends; always before the feed's row.
SELECT id, status, custom_status_id, priority, ai_mode, assignee_id, team_id, subject, snoozed_until, visitor_id,
       contact_id, channel, last_seq, visitor_read_seq, agents_read_seq
  FROM conversations c WHERE tenant_id = :tenant AND id = :id AND {{seen}} FOR NO KEY UPDATE;

-- name: lock_some(tenant, ids, {{seen}})
-- The same for several: in the order of their ids, as everybody who locks more than one.
SELECT id, status, custom_status_id, priority, ai_mode, assignee_id, team_id, subject, snoozed_until, visitor_id,
       contact_id, channel, last_seq, visitor_read_seq, agents_read_seq
  FROM conversations c WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]) AND {{seen}} ORDER BY id FOR NO KEY UPDATE;

-- name: change(tenant, id, status, custom_status_id, priority, ai_mode, assignee_id, team_id, subject, snoozed_until)
-- Write what the verb decided, and take a place in the feed. A custom status of another status than this goes. Who waited
-- when it was resolved waits since the same moment once it is open again, as the trigger on messages counts it.
UPDATE conversations
   SET assigned_at = CASE WHEN assignee_id IS DISTINCT FROM :assignee_id::uuid THEN now() ELSE assigned_at END,
       status = :status,
       custom_status_id = (SELECT s.id FROM hub.custom_statuses s
                            WHERE s.tenant_id = :tenant AND s.id = :custom_status_id AND s.status = :status),
       priority = :priority, ai_mode = :ai_mode, assignee_id = :assignee_id, team_id = :team_id,
       subject = :subject, snoozed_until = :snoozed_until, updated_at = now(),
       resolved_at = CASE WHEN :status IN ('resolved', 'closed') THEN coalesce(resolved_at, now()) END,
       waiting_since = CASE
           WHEN :status IN ('resolved', 'closed') THEN NULL
           WHEN status IN ('open', 'pending') THEN waiting_since
           ELSE (SELECT min(m.created_at) FROM messages m
                  WHERE m.tenant_id = :tenant AND m.conversation_id = :id AND m.direction = 'inbound'
                    AND m.seq > coalesce((SELECT max(a.seq) FROM messages a
                                           WHERE a.tenant_id = :tenant AND a.conversation_id = :id
                                             AND a.direction = 'outbound' AND NOT a.private
                                             AND a.role IN ('agent', 'ai')), 0))
       END,
       feed_position = hub.take_feed_positions(:tenant, 1)
 WHERE tenant_id = :tenant AND id = :id;

-- name: lock_undone(tenant, user)
-- What somebody has not done yet, held until the transaction ends; as everywhere, all of it before the feed's row.
SELECT id FROM conversations
 WHERE tenant_id = :tenant AND assignee_id = :user AND status IN ('open', 'pending') ORDER BY id FOR NO KEY UPDATE;

-- name: give_back(tenant, ids)
-- To their teams, or to nobody.
UPDATE conversations
   SET assignee_id = NULL, assigned_at = now(), updated_at = now(), feed_position = hub.take_feed_positions(:tenant, 1)
 WHERE tenant_id = :tenant AND id = ANY (:ids::uuid[]);

-- name: forget_resolution(tenant, id)
-- What the trigger noted when this transaction closed it.
DELETE FROM hub.resolutions WHERE tenant_id = :tenant AND conversation_id = :id AND resolved_at = now();

-- name: move(tenant, id, contact)
-- To another contact, and to a place in the feed.
UPDATE conversations
   SET contact_id = :contact, updated_at = now(), feed_position = hub.take_feed_positions(:tenant, 1)
 WHERE tenant_id = :tenant AND id = :id;

-- name: stir(tenant, id)
-- Nothing of it changed for everybody, but somebody's screen has to read it anew: a place in the feed.
UPDATE conversations SET updated_at = now(), feed_position = hub.take_feed_positions(:tenant, 1)
 WHERE tenant_id = :tenant AND id = :id;

-- name: star(tenant, id, user)
INSERT INTO hub.conversation_stars (tenant_id, user_id, conversation_id) VALUES (:tenant, :user, :id)
ON CONFLICT DO NOTHING;

-- name: unstar(tenant, id, user)
DELETE FROM hub.conversation_stars WHERE tenant_id = :tenant AND user_id = :user AND conversation_id = :id;

-- name: visitor_read(tenant, id, visitor, seq)
-- The visitor has read up to here; the mark only moves forward and never past the end.
UPDATE conversations SET visitor_read_seq = least(:seq::bigint, last_seq)
 WHERE tenant_id = :tenant AND id = :id AND visitor_id = :visitor AND visitor_read_seq < least(:seq::bigint, last_seq);

-- name: agents_read(tenant, id, seq)
-- Some agent has read up to here.
UPDATE conversations SET agents_read_seq = least(:seq::bigint, last_seq)
 WHERE tenant_id = :tenant AND id = :id AND agents_read_seq < least(:seq::bigint, last_seq);

-- name: user_read(tenant, id, user, seq, inbound)
-- This agent's own mark; it may go back, for "mark as unread".
INSERT INTO hub.conversation_reads (tenant_id, conversation_id, user_id, read_seq, read_inbound_count)
SELECT c.tenant_id, c.id, :user, least(:seq::bigint, c.last_seq), :inbound
  FROM conversations c WHERE c.tenant_id = :tenant AND c.id = :id
ON CONFLICT (tenant_id, conversation_id, user_id)
DO UPDATE SET read_seq = excluded.read_seq, read_inbound_count = excluded.read_inbound_count, updated_at = now();

-- name: marks(tenant, id)
-- What a reader needs beside the messages; also outside a transaction.
SELECT id, visitor_id, status, last_seq, last_public_seq, rev, visitor_read_seq, agents_read_seq
  FROM hub.conversation(:tenant, :id);

-- name: seen(tenant, id, {{seen}})
-- Whether whoever asks may see it.
SELECT EXISTS (SELECT 1 FROM conversations c WHERE c.tenant_id = :tenant AND c.id = :id AND {{seen}});

-- name: feed_position(tenant)
-- Where the tenant's feed stands.
SELECT position FROM hub.feeds WHERE tenant_id = :tenant;

-- name: recent_position(tenant)
-- Where the feed stood ten seconds ago: a poll that begins now starts there.
SELECT coalesce(
    (SELECT min(c.feed_position) - 1 FROM conversations c
      WHERE c.tenant_id = :tenant AND c.feed_position > f.position - 5000
        AND c.updated_at > clock_timestamp() - interval '10 seconds'),
    f.position)
  FROM hub.feeds f WHERE f.tenant_id = :tenant;

-- name: feed(tenant, user, position, limit, {{seen}})
-- Conversations that changed after a position, in the order of their last change.
SELECT c.*, coalesce(s.read_seq, 0) AS read_seq, c.inbound_count - coalesce(s.read_inbound_count, 0) AS unread,
       st.user_id IS NOT NULL AS starred,
       EXISTS (SELECT 1 FROM hub.mentions m
                WHERE m.tenant_id = c.tenant_id AND m.user_id = :user AND m.conversation_id = c.id) AS mentioned
  FROM hub.whole_conversation_rows c
  LEFT JOIN hub.conversation_reads s
    ON s.tenant_id = c.tenant_id AND s.conversation_id = c.id AND s.user_id = :user
  LEFT JOIN hub.conversation_stars st
    ON st.tenant_id = c.tenant_id AND st.conversation_id = c.id AND st.user_id = :user
 WHERE c.tenant_id = :tenant AND c.feed_position > :position AND {{seen}}
 ORDER BY c.feed_position
 LIMIT :limit;

-- name: hid(tenant, position, {{seen}})
-- Whether something changed after a position that the viewer may not see, or may not see any more.
SELECT EXISTS (SELECT 1 FROM conversations c WHERE c.tenant_id = :tenant AND c.feed_position > :position AND NOT coalesce({{seen}}, false));

-- name: moved(tenant, position, limit)
-- The same for the poll of a web process: only what tells it whether it missed something.
SELECT id, visitor_id, last_seq, rev, feed_position
  FROM conversations WHERE tenant_id = :tenant AND feed_position > :position
 ORDER BY feed_position LIMIT :limit;

-- name: of_visitor(tenant, visitor, limit)
-- The visitor's own conversations, latest first; one in which nothing was said to them or by them yet is none of theirs.
SELECT c.id, c.status, c.last_public_seq AS last_seq, c.rev, c.visitor_read_seq, c.agents_read_seq,
       (SELECT count(*) FROM messages m
         WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.id AND m.seq > c.visitor_read_seq
           AND m.direction = 'outbound' AND NOT m.private) AS unread,
       (SELECT jsonb_build_object('score', t.score, 'comment', t.comment) FROM hub.ratings t
         WHERE t.tenant_id = c.tenant_id AND t.conversation_id = c.id
           AND t.resolution = (SELECT coalesce(max(r.number), 0) FROM hub.resolutions r
                                WHERE r.tenant_id = c.tenant_id AND r.conversation_id = c.id)) AS rating,
       (SELECT jsonb_build_object('time_zone', coalesce(t.timezone, 'UTC'), 'week', t.working_hours, 'holidays', t.holidays)
          FROM hub.teams t
         WHERE t.tenant_id = c.tenant_id AND t.id = c.team_id AND t.working_hours IS NOT NULL) AS team_hours
  FROM conversations c
 WHERE c.tenant_id = :tenant AND c.visitor_id = :visitor AND c.last_public_seq > 0
 ORDER BY c.last_message_at DESC LIMIT :limit;

-- name: can_assign(tenant, user)
-- Whether this user works here.
SELECT EXISTS (SELECT 1 FROM users WHERE tenant_id = :tenant AND id = :user AND is_active);

-- name: has_team(tenant, team)
-- Whether there is such a team.
SELECT EXISTS (SELECT 1 FROM hub.teams WHERE tenant_id = :tenant AND id = :team);
