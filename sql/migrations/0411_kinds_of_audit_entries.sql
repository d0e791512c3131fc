-- The audit log by kind of thing: which kinds a tenant's log has, in a few steps, and the entries of one without the rest.

CREATE INDEX audit_logs_by_kind ON audit_logs (tenant_id, split_part(action, '.', 1), created_at DESC, id DESC);
