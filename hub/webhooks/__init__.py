"""Outgoing webhooks: what happened, told to programs of a tenant."""
