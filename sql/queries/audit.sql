-- name: add(tenant, id, actor_kind, actor_id, action, entity_type, entity_id, details, ip, user_agent, request_id)
INSERT INTO audit_logs (tenant_id, id, actor_kind, actor_id, action, entity_type, entity_id, details, ip, user_agent,
                        request_id)
VALUES (:tenant, :id, :actor_kind, :actor_id, :action, :entity_type, :entity_id, :details, :ip::text::inet,
        :user_agent, :request_id);
