"""`hub web` and `hub worker` with pigeon post among their channels: `python -m tests.chaos.with_pigeons web`.

A worker's leases, pulls, questions to the provider and second tries of webhooks come sooner than in real use: a run
has minutes, not hours.
RATE_LIMITS=off lifts every limit; the pace of visitors is put back, and agents, of whom a run has few who do a lot,
have none.
"""

import sys
from functools import partial
from typing import Any

import handlers.agent_socket
import hub.commands.serve
import hub.providers.outbound
import hub.providers.pulling
import hub.webhooks.webhook_deliveries
import hub.worker
from handlers.agent_socket import AgentOutlet
from handlers.socket_limits import SocketLimits
from hub.__main__ import main
from hub.app import create_app, open_hub
from hub.jobs import Pace
from hub.pace import Pace as Allowance
from tests.channels.pigeon.pulling import build

WEB, WORKER = (('tests.chaos.with_pigeons', name) for name in ('web', 'worker'))
"""The module and the argument that start each."""
PACE = Pace(lease_seconds=4.0, poll_seconds=1.0)
WEBHOOK_SECONDS = 0.5
PULL_EVERY_SECONDS, LOOK_SECONDS = 1.0, 2.0
RECONCILE_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0, 8.0)


class Unpaced(AgentOutlet):
    """An agent's socket that may be as quick as it likes."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.pace = Allowance(1e9, 1e9)


def plug_in() -> None:
    """From now on this process knows pigeons. Fails where there is nothing of these names any more."""
    replaced(hub.commands.serve, 'create_app', partial(create_app, channels=build))
    replaced(SocketLimits, 'are_on', True)
    replaced(handlers.agent_socket, 'AgentOutlet', Unpaced)
    replaced(hub.worker, 'open_hub', partial(open_hub, channels=build))
    replaced(hub.worker, 'working', partial(hub.worker.working, pace=PACE))
    replaced(hub.providers.outbound, 'RECONCILE_SECONDS', RECONCILE_SECONDS)
    replaced(hub.webhooks.webhook_deliveries, 'FIRST_PAUSE_SECONDS', WEBHOOK_SECONDS)
    replaced(hub.webhooks.webhook_deliveries, 'PAUSES_GROW', 1.0)
    replaced(hub.providers.pulling, 'EVERY_SECONDS', PULL_EVERY_SECONDS)
    replaced(hub.providers.pulling, 'LOOK_SECONDS', LOOK_SECONDS)


def replaced(owner: object, name: str, by: object) -> None:
    """Put something else in its place, from outside. Fails where there is nothing of that name any more."""
    assert hasattr(owner, name), f'{owner} has no {name}'
    setattr(owner, name, by)


if __name__ == '__main__':
    plug_in()
    main(sys.argv[1:])
