"""Every route is asked, those too that need a mail server."""

from pathlib import Path

import pytest

from hub.config import Settings
from tests.conftest import make_settings


@pytest.fixture
def settings(database_url: str, redis_url: str, tmp_path: Path) -> Settings:
    """With a mail server that cannot be reached."""
    return make_settings(database_url, redis_url, tmp_path, smtp_url='smtp://127.0.0.1:1')
