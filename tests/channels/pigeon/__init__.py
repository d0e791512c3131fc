"""Pigeon post: a channel that exists in tests alone, with a provider of its own that really answers."""
