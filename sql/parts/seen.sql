-- Whether whoever asks may see a conversation `c`: theirs, those where a note names them, and those of their teams where
-- their role goes that far. The session says `viewer` and `sight`; nobody asks where the hub itself is at work.
(:sight::text = 'all' OR c.assignee_id = :viewer::uuid
   OR EXISTS (SELECT 1 FROM hub.mentions n
               WHERE n.tenant_id = :tenant AND n.user_id = :viewer AND n.conversation_id = c.id)
   OR (:sight = 'team' AND c.team_id IN (
        SELECT t.team_id FROM hub.team_members t WHERE t.tenant_id = :tenant AND t.user_id = :viewer)))
