"""The chat on a site: its settings, and the visitors who come through it."""
