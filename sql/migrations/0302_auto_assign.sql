-- Teams that give their conversations out by themselves: to whoever is there, has room, and was given one longest ago.

ALTER TABLE hub.teams
    ADD COLUMN auto_assign boolean NOT NULL DEFAULT false,
    ADD COLUMN capacity integer CHECK (capacity BETWEEN 1 AND 1000);
COMMENT ON COLUMN hub.teams.auto_assign IS 'What comes to the team goes to one of its members who is online';
COMMENT ON COLUMN hub.teams.capacity IS 'Nobody who has so many open ones is given another; none: no bound';

ALTER TABLE hub.team_members ADD COLUMN assigned_at timestamptz;
COMMENT ON COLUMN hub.team_members.assigned_at IS 'When the team last gave this member one by itself: whose turn it is';
