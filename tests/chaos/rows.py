"""The rows of the fault matrix: what each breaks, and which of them have nothing to break yet."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FaultRow:
    """One line of the matrix and of the report."""

    name: str
    what: str


ROWS = (
    FaultRow('F1', 'kill -9 of a web process at each crash point'),
    FaultRow('F2', 'kill -9 of a worker at each crash point'),
    FaultRow('F4', 'Valkey killed, gone for a while, emptied'),
    FaultRow('F5', 'kill -9 of PostgreSQL with its backends, and of one backend'),
    FaultRow('F6', 'web and PostgreSQL parted: held, half-open, torn, refused, slow'),
    FaultRow('F7', 'one web process and Valkey parted, the other not'),
    FaultRow('F8', 'clients cut after N bytes, torn, held, half-open'),
    FaultRow('F9', 'acks lost on their way, resent to both processes'),
    FaultRow('F10', 'SIGTERM in turn, and SIGTERM then SIGKILL'),
    FaultRow('F11', 'each process suspended and woken'),
    FaultRow('F12', 'disk full under PostgreSQL and the logs'),
    FaultRow('F13', 'clock an hour ahead, a day behind, on one process'),
    FaultRow('F14', 'agents that watch everything and never read'),
    FaultRow('F18', 'a provider that is busy, refuses, hangs up, or cannot be reached'),
    FaultRow('F20', 'another tenant floods'),
    FaultRow('F21', 'migration command on the live database'),
    FaultRow('F22', 'at the end: backup of the quiet hub, everything destroyed, restored, all letters brought again'),
    FaultRow('F23', 'a colleague switched off while connected'),
)

NOT_YET = (
    FaultRow('F3', 'workflow steps: no workflows yet'),
    FaultRow('F15', "Twilio's webhooks: no such channel yet"),
    FaultRow('F16', 'SES and SNS: no such channel yet'),
    FaultRow('F17', 'IMAP and SMTP: no such channel yet'),
    FaultRow('F19', 'mail loops: no mail yet'),
    FaultRow('F21', 'versions side by side: there is one version'),
)
