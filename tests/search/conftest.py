"""A shop with visitors, to have something to find."""

from tests.live.conftest import desk

__all__ = ['desk']
