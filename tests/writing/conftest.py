"""A shop with a chat, its agents and its visitors, over real sockets."""

from tests.live.conftest import Desk, desk

__all__ = ['Desk', 'desk']
