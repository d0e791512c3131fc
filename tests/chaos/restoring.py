"""F22: a backup, everything destroyed, everything back from it; then the provider brings again all it ever had.

What was acknowledged after a backup is by nature not in it. So this comes last, when everybody is silent: then every
message that anybody was promised is owed, and the judgement over the run is the one over what was restored.
"""

import asyncio
import time
from dataclasses import dataclass

from tests.chaos.installation import Installation
from tests.chaos.ledger import Ledger
from tests.chaos.people import Crowd
from tests.chaos.post import Post
from tests.kills.book import Row, as_rows
from tests.kills.installation import say, stored

ROW, WHAT = 'F22', 'backup of the quiet hub, all destroyed, restored'
BACK_SECONDS, SETTLED_SECONDS = 30.0, 60.0


@dataclass(frozen=True)
class Restored:
    """What a restore came to."""

    backup: float
    """Seconds that the backup took, beside a hub that runs."""
    back: float
    """Seconds from empty stores until both web processes took work again."""
    before: list[Row]
    after: list[Row]
    """Once the provider had brought everything again."""
    brought: int
    """Deliveries of the provider that came again."""

    @property
    def lost(self) -> int:
        """Messages that were stored before, and are not any more."""
        return len(set(self.before) - set(self.after))

    @property
    def doubled(self) -> int:
        """Messages that nobody stored before."""
        return len(set(self.after) - set(self.before))

    def __str__(self) -> str:
        """For the table."""
        return (
            f'backup {self.backup:.1f} s; serving again {self.back:.1f} s after all was gone (RTO);'
            f' {len(self.before)} messages before, {self.lost} not restored (RPO 0 s for a quiet hub);'
            f' {self.brought} deliveries brought again, {self.doubled} doubled'
        )


async def restored(installation: Installation, crowd: Crowd, post: Post, ledger: Ledger) -> Restored:
    """Back up, destroy, restore and replay. Nobody may write meanwhile."""
    ledger.begin(ROW, WHAT)
    archive = str(installation.folder / 'hub.backup')
    before = await rows(installation)
    begun = time.monotonic()
    await asyncio.to_thread(say, installation.environment, 'backup', archive)
    backup = time.monotonic() - begun
    await installation.lose_everything()
    begun = time.monotonic()
    await asyncio.to_thread(say, installation.environment, 'restore', archive)
    await installation.start_all()
    back = time.monotonic() - begun
    if not await crowd.is_back(BACK_SECONDS):
        ledger.broken.append(f'{ROW}: not everybody came back to what was restored')
    brought = await post.brought_again()
    if not await post.settled(SETTLED_SECONDS):
        ledger.broken.append(f'{ROW}: not all that was brought again was taken')
    done = Restored(backup, back, before, await rows(installation), brought)
    if done.lost or done.doubled:
        ledger.broken.append(f'{ROW}: {done}')
    ledger.remarks[ROW] = str(done)
    return done


async def rows(installation: Installation) -> list[Row]:
    """Every message of the company."""
    return as_rows(await stored(installation.stores.database_url))
