-- The reply of a draft can be shared with colleagues, who may go on with it. Whatever ends a draft ends its sharing.
ALTER TABLE hub.drafts ADD COLUMN shared boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN hub.drafts.shared IS 'Whether colleagues who see the conversation read the reply and may take it over';
CREATE INDEX drafts_shared ON hub.drafts (tenant_id, updated_at DESC, version DESC) WHERE shared;
