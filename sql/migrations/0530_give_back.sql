-- What waits for somebody who is away goes back to its team, where the team says after how long.

ALTER TABLE hub.teams ADD COLUMN give_back_minutes integer CHECK (give_back_minutes BETWEEN 1 AND 1440);
COMMENT ON COLUMN hub.teams.give_back_minutes IS
    'A member who has not been online for so long loses what waits for them, while the team gives out; none: they keep it';

ALTER TABLE users ADD COLUMN online_at timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN users.online_at IS 'When they were last seen online; noted only while a team takes back what waits';
