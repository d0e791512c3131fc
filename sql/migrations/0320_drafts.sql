-- Drafts follow their writer to every tab and device: reply and note side by side, and a version that tells whether
-- somebody saw what they are about to replace.
ALTER TABLE hub.drafts
    ADD COLUMN note text NOT NULL DEFAULT '',
    ADD COLUMN version uuid NOT NULL DEFAULT gen_random_uuid();
COMMENT ON COLUMN hub.drafts.text IS 'The reply';
COMMENT ON COLUMN hub.drafts.note IS 'The private note; both may be begun at once';
COMMENT ON COLUMN hub.drafts.private IS 'Which of the two is being written';
COMMENT ON COLUMN hub.drafts.version IS 'New with every save: who replaces a draft names the version they saw';
CREATE INDEX drafts_of_user ON hub.drafts (tenant_id, user_id, updated_at DESC, conversation_id DESC);
