"""The people of a tenant: users, teams, roles, hours, and what they want to be told."""
