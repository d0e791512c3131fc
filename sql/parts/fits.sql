-- Whether a conversation `c` is one that the filters of a list ask for.
((:status::text IS NULL OR c.status = :status)
   AND (:assignee::uuid IS NULL OR c.assignee_id = :assignee)
   AND (NOT :unassigned::boolean OR c.assignee_id IS NULL)
   AND (:team::uuid IS NULL OR c.team_id = :team)
   AND (:channel::text IS NULL OR c.channel = :channel)
   AND (:priority::text IS NULL OR c.priority = :priority)
   AND (:snoozed::boolean IS NULL OR (c.snoozed_until IS NOT NULL AND c.snoozed_until > now()) = :snoozed)
   AND (:contact::uuid IS NULL OR c.contact_id = :contact)
   AND (NOT :starred::boolean OR EXISTS (
        SELECT 1 FROM hub.conversation_stars s
         WHERE s.tenant_id = :tenant AND s.user_id = :user AND s.conversation_id = c.id))
   AND (NOT :mentioned::boolean OR EXISTS (
        SELECT 1 FROM hub.mentions m
         WHERE m.tenant_id = :tenant AND m.user_id = :user AND m.conversation_id = c.id))
   AND (cardinality(:tags::uuid[]) = 0 OR NOT EXISTS (
        SELECT 1 FROM unnest(:tags::uuid[]) AS wanted (id)
         WHERE NOT EXISTS (SELECT 1 FROM hub.conversation_tags t
                            WHERE t.tenant_id = :tenant AND t.conversation_id = c.id AND t.tag_id = wanted.id))))
