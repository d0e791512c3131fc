-- name: find(tenant)
SELECT timezone AS time_zone, working_hours AS week, holidays FROM tenant_settings WHERE tenant_id = :tenant;

-- name: of_member(tenant, user)
SELECT coalesce(t.timezone, 'UTC') AS time_zone, t.working_hours AS week, t.holidays
  FROM hub.team_members m JOIN hub.teams t ON t.tenant_id = m.tenant_id AND t.id = m.team_id
 WHERE m.tenant_id = :tenant AND m.user_id = :user AND t.working_hours IS NOT NULL
 ORDER BY lower(t.name), t.id LIMIT 1;

-- name: keep(tenant, time_zone, week, holidays)
INSERT INTO tenant_settings (tenant_id, timezone, working_hours, holidays)
VALUES (:tenant, :time_zone, :week, :holidays)
ON CONFLICT (tenant_id) DO UPDATE
   SET timezone = excluded.timezone, working_hours = excluded.working_hours, holidays = excluded.holidays;
