-- name: applied()
-- The files that made this schema.
SELECT name FROM hub.migrations;
