-- How present somebody said they are: it outlasts their sockets.
ALTER TABLE users ADD COLUMN chosen_presence text CHECK (chosen_presence IN ('away', 'offline'));
COMMENT ON COLUMN users.chosen_presence IS 'Until they say otherwise; none: online while somebody touches their screen';
