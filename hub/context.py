"""The Hub: what a verb needs, handed to it first. There is no module-level state anywhere else."""

from dataclasses import dataclass

from hub.config import Settings
from hub.secrets import Keys
from storage.db import Database
from storage.redis import Redis


@dataclass(frozen=True, slots=True)
class Hub:
    """One process's view of the installation."""

    settings: Settings
    keys: Keys
    database: Database
    redis: Redis
    demo: bool = False
    """Started by `hub demo`: codes are shown on the page, /demo and /simulator exist."""
