-- name: seers(tenant, conversations, users, sights)
-- Of users who may not see everything: which of these conversations they may see. The same rule as sql/parts/seen.sql.
SELECT c.id AS conversation_id, v.user_id, v.sight
  FROM conversations c CROSS JOIN unnest(:users::uuid[], :sights::text[]) AS v (user_id, sight)
 WHERE c.tenant_id = :tenant AND c.id = ANY (:conversations::uuid[])
   AND (c.assignee_id = v.user_id
        OR EXISTS (SELECT 1 FROM hub.mentions n
                    WHERE n.tenant_id = :tenant AND n.user_id = v.user_id AND n.conversation_id = c.id)
        OR (v.sight = 'team' AND EXISTS (
            SELECT 1 FROM hub.team_members t
             WHERE t.tenant_id = :tenant AND t.user_id = v.user_id AND t.team_id = c.team_id)));

-- name: members(tenant, team, users)
-- Which of these users are in a team.
SELECT user_id FROM hub.team_members WHERE tenant_id = :tenant AND team_id = :team AND user_id = ANY (:users::uuid[]);
