"""What `uv run hub …` can do; `hub/__main__.py` is the list."""


class Refused(Exception):
    """A command cannot do what it was asked for. The message says why and what to do, on one line if it can."""
