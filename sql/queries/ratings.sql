-- name: rate(tenant, conversation_id, score, comment)
-- Of the last time it was resolved; the last word counts. Its conversation is locked.
INSERT INTO hub.ratings (tenant_id, conversation_id, resolution, score, comment)
SELECT :tenant, :conversation_id, coalesce(max(r.number), 0), :score, :comment
  FROM hub.resolutions r WHERE r.tenant_id = :tenant AND r.conversation_id = :conversation_id
ON CONFLICT (tenant_id, conversation_id, resolution)
DO UPDATE SET score = excluded.score, comment = coalesce(excluded.comment, hub.ratings.comment)
RETURNING resolution, score, comment, message_id;

-- name: say(tenant, conversation_id, resolution, text, blocks)
-- The first word of a rating: a line in the thread that agents see where it belongs.
WITH line AS (
    INSERT INTO messages (tenant_id, conversation_id, direction, role, private, status, content_text, content_blocks)
    VALUES (:tenant, :conversation_id, 'outbound', 'system', true, 'sent', :text, :blocks)
    RETURNING id
)
UPDATE hub.ratings r SET message_id = line.id FROM line
 WHERE r.tenant_id = :tenant AND r.conversation_id = :conversation_id AND r.resolution = :resolution
RETURNING r.message_id;
