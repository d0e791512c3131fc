"""A real mail server that keeps what it is given."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from storage.embedded.home import free_port


class Post:
    """What came. Addresses that begin with `nobody` are refused for good."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse an address."""
        if address.startswith('nobody'):
            return '550 5.1.1 no such mailbox'
        envelope.rcpt_tos.append(address)
        return '250 taken'

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a mail."""
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return '250 taken'

    async def to(self, address: str) -> EmailMessage:
        """The first mail to an address; waits for it."""
        async with asyncio.timeout(10):
            while True:
                for mail in self.mails:
                    if mail['To'] == address:
                        return mail
                await asyncio.sleep(0.02)


@contextmanager
def receiving() -> Iterator[tuple[Post, str]]:
    """The mail server and its address, until the block ends."""
    kept = Post()
    controller = Controller(kept, hostname='127.0.0.1', port=free_port())
    controller.start()
    try:
        yield kept, f'smtp://127.0.0.1:{controller.port}'
    finally:
        controller.stop()
