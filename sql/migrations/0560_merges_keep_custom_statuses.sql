-- Undoing a merge gives back the tenant's own word for the status too. Where that has been deleted meanwhile, the status
-- that it refined is what is left.

ALTER TABLE hub.conversation_merges ADD COLUMN custom_status_id uuid;
COMMENT ON COLUMN hub.conversation_merges.custom_status_id IS 'The tenant''s own word for it, for the undo';
-- All are empty: nothing is to be checked.
ALTER TABLE hub.conversation_merges ADD FOREIGN KEY (tenant_id, custom_status_id)
    REFERENCES hub.custom_statuses (tenant_id, id) ON DELETE SET NULL (custom_status_id) NOT VALID;
CREATE INDEX merges_of_custom_status ON hub.conversation_merges (tenant_id, custom_status_id)
    WHERE custom_status_id IS NOT NULL;
