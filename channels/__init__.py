"""The outside world, one module a channel: provider payloads to canonical messages, drafts to provider calls."""
