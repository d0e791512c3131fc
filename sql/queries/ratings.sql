-- name: rate(tenant, conversation_id, score, comment)
-- The last word counts.
INSERT INTO hub.ratings (tenant_id, conversation_id, score, comment)
VALUES (:tenant, :conversation_id, :score, :comment)
ON CONFLICT (tenant_id, conversation_id)
DO UPDATE SET score = excluded.score, comment = coalesce(excluded.comment, hub.ratings.comment);
