"""The ways in and out of every channel that a provider carries."""
