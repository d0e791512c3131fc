-- When a conversation came to whom it is assigned: a digest tells what came since the one before.
ALTER TABLE conversations ADD COLUMN assigned_at timestamptz;
COMMENT ON COLUMN conversations.assigned_at IS 'Since when it is its assignee''s';
