-- Whether a conversation `c` is one that the filters of a list ask for. One value is asked for as an equality: the
-- indexes that a list is walked along need one. OFFSET 0: each row asks for its contact by key, where a join would
-- first read everybody who has a trait.
((:statuses::text[] IS NULL OR cardinality(:statuses) = 1 OR c.status = ANY (:statuses))
   AND (coalesce(cardinality(:statuses), 0) <> 1 OR c.status = (:statuses)[1])
   AND (cardinality(:custom_statuses::uuid[]) = 0 AND NOT :plain::boolean
        OR c.custom_status_id = ANY (:custom_statuses) OR (:plain AND c.custom_status_id IS NULL))
   AND (cardinality(:custom_statuses) <> 1 OR :plain OR c.custom_status_id = (:custom_statuses)[1])
   AND (cardinality(:not_custom_statuses::uuid[]) = 0 OR c.custom_status_id IS NULL
        OR c.custom_status_id <> ALL (:not_custom_statuses))
   AND (NOT :refined::boolean OR c.custom_status_id IS NOT NULL)
   AND (cardinality(:assignees::uuid[]) = 0 OR (cardinality(:assignees) = 1 AND NOT :unassigned::boolean)
        OR c.assignee_id = ANY (:assignees) OR (:unassigned AND c.assignee_id IS NULL))
   AND (cardinality(:assignees) <> 1 OR :unassigned OR c.assignee_id = (:assignees)[1])
   AND (NOT :unassigned OR cardinality(:assignees) > 0 OR c.assignee_id IS NULL)
   AND (cardinality(:not_assignees::uuid[]) = 0 OR c.assignee_id IS NULL OR c.assignee_id <> ALL (:not_assignees))
   AND (NOT :assigned::boolean OR c.assignee_id IS NOT NULL)
   AND (cardinality(:teams::uuid[]) = 0 AND NOT :teamless::boolean
        OR c.team_id = ANY (:teams) OR (:teamless AND c.team_id IS NULL))
   AND (cardinality(:not_teams::uuid[]) = 0 OR c.team_id IS NULL OR c.team_id <> ALL (:not_teams))
   AND (NOT :in_team::boolean OR c.team_id IS NOT NULL)
   AND (:channels::text[] IS NULL OR c.channel = ANY (:channels))
   AND (:priorities::text[] IS NULL OR cardinality(:priorities) = 1 OR c.priority = ANY (:priorities))
   AND (coalesce(cardinality(:priorities), 0) <> 1 OR c.priority = (:priorities)[1])
   AND (:snoozed::boolean IS NULL OR (c.snoozed_until IS NOT NULL AND c.snoozed_until > now()) = :snoozed)
   AND (:contact::uuid IS NULL OR c.contact_id = :contact)
   AND (:created_since::timestamptz IS NULL OR c.created_at >= :created_since)
   AND (:created_until::timestamptz IS NULL OR c.created_at < :created_until)
   AND (:active_since::timestamptz IS NULL OR c.last_message_at >= :active_since)
   AND (:active_until::timestamptz IS NULL OR c.last_message_at < :active_until)
   AND (NOT :starred::boolean OR EXISTS (
        SELECT 1 FROM hub.conversation_stars s
         WHERE s.tenant_id = :tenant AND s.user_id = :user AND s.conversation_id = c.id))
   AND (NOT :mentioned::boolean OR EXISTS (
        SELECT 1 FROM hub.mentions m
         WHERE m.tenant_id = :tenant AND m.user_id = :user AND m.conversation_id = c.id))
   AND (NOT :unread::boolean OR c.inbound_count > coalesce((
        SELECT r.read_inbound_count FROM hub.conversation_reads r
         WHERE r.tenant_id = :tenant AND r.conversation_id = c.id AND r.user_id = :user), 0))
   AND (cardinality(:tags::uuid[]) = 0 OR NOT EXISTS (
        SELECT 1 FROM unnest(:tags::uuid[]) AS wanted (id)
         WHERE NOT EXISTS (SELECT 1 FROM hub.conversation_tags t
                            WHERE t.tenant_id = :tenant AND t.conversation_id = c.id AND t.tag_id = wanted.id)))
   AND (cardinality(:not_tags::uuid[]) = 0 OR NOT EXISTS (
        SELECT 1 FROM hub.conversation_tags t
         WHERE t.tenant_id = :tenant AND t.conversation_id = c.id AND t.tag_id = ANY (:not_tags)))
   AND (jsonb_array_length(:traits::jsonb) = 0 OR NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements(:traits::jsonb) AS wanted (any_of)
         WHERE NOT EXISTS (SELECT 1 FROM hub.contact_traits k
                            WHERE k.tenant_id = :tenant AND k.contact_id = c.contact_id
                              AND wanted.any_of @> to_jsonb(k.trait))))
   AND (cardinality(:not_traits::bigint[]) = 0 OR NOT EXISTS (
        SELECT 1 FROM hub.contact_traits k
         WHERE k.tenant_id = :tenant AND k.contact_id = c.contact_id AND k.trait = ANY (:not_traits) OFFSET 0)))
