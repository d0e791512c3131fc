"""Finding messages and contacts."""
