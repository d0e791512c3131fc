-- Switches of features begin to count. Every tenant that is here has read its reports until now, and keeps them: whoever
-- is founded from here on begins with the defaults.

-- an owner without superuser's rights stands before the wall as well
ALTER TABLE tenant_features NO FORCE ROW LEVEL SECURITY;
UPDATE tenant_features SET is_enabled = true, enabled_at = now() WHERE feature_key = 'reports' AND NOT is_enabled;
ALTER TABLE tenant_features FORCE ROW LEVEL SECURITY;
