"""The Hub: what a verb needs, handed to it first. There is no module-level state anywhere else."""

from asyncio import Event
from dataclasses import dataclass, field

from hub.auth.identities import Identities
from hub.auth.tokens import Tokens
from hub.config import Settings
from hub.counters import Counters
from hub.errands import Errands
from hub.files.pictures import Pictures
from hub.live.bell import Bell
from hub.live.pauses import Pauses
from hub.live.realtime import Realtime
from hub.live.roster import Roster
from hub.live.rows import Rows
from hub.model.blobs import Blobs
from hub.model.channel import Channels
from hub.model.egress import Egress
from hub.providers.intake import Intake
from hub.providers.open_accounts import OpenAccounts
from hub.providers.readers import Readers
from hub.secrets import Keys
from hub.widgets.sites import Sites
from hub.widgets.widget_metadata import WidgetMetadata
from hub.writing.committer import Committer
from storage.db import Database
from storage.redis import Redis


@dataclass(frozen=True, slots=True)
class Hub:
    """One process's view of the installation."""

    settings: Settings
    keys: Keys
    database: Database
    redis: Redis
    blobs: Blobs
    egress: Egress
    """The way out to addresses that somebody named."""
    committer: Committer
    intake: Intake
    realtime: Realtime
    rows: Rows
    bell: Bell
    roster: Roster
    widget_metadata: WidgetMetadata
    channels: Channels = field(default_factory=dict)
    """How providers are spoken to; the core knows them by no other name."""
    demo: bool = False
    """Started by `hub demo`: /demo and /simulator exist."""
    demo_address: str | None = None
    """Whom to sign in as to try it."""

    tokens: Tokens = field(init=False)
    identities: Identities = field(default_factory=Identities)
    counters: Counters = field(default_factory=Counters)
    pictures: Pictures = field(default_factory=Pictures)
    sites: Sites = field(default_factory=Sites)
    errands: Errands = field(default_factory=Errands)
    pauses: Pauses = field(default_factory=Pauses)
    accounts: OpenAccounts = field(default_factory=OpenAccounts)
    readers: Readers = field(default_factory=Readers)
    draining: Event = field(default_factory=Event)
    """Set when the process was told to end: no new visitors are taken."""

    @property
    def shows_codes(self) -> bool:
        """Whether a code is shown to whoever asks for one: to try the demo, where nobody else can ask."""
        return self.demo and self.settings.smtp_url is None and self.settings.is_private

    def __post_init__(self) -> None:
        object.__setattr__(self, 'tokens', Tokens(self.settings, self.keys, self.egress.get))
