"""Accounts whose secrets were opened a moment ago: a busy number is called many times a second."""

import time
from uuid import UUID

from hub.model.channel import Account

FRESH_SECONDS = 5.0
MOST = 10_000


class OpenAccounts:
    """What was read lately. A secret that was changed counts everywhere some seconds later."""

    def __init__(self) -> None:
        self._kept: dict[UUID, tuple[float, Account]] = {}

    def get(self, account_id: UUID) -> Account | None:
        """The account, if it was read lately."""
        until, account = self._kept.get(account_id, (0.0, None))
        return account if until > time.monotonic() else None

    def keep(self, account: Account) -> None:
        """Remember it for some seconds."""
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[account.id] = (time.monotonic() + FRESH_SECONDS, account)

    def forget(self, account_id: UUID) -> None:
        """It was changed."""
        self._kept.pop(account_id, None)
