"""What the hub counts about itself; `/metrics` shows it (Prometheus)."""

from prometheus_client import Counter, Gauge, Histogram

MESSAGES_ACKED = Counter('hub_messages_acked_total', 'Live messages acknowledged after COMMIT', ['role'])
MESSAGES_RESENT = Counter('hub_messages_resent_total', 'Resends answered with the first result')
COMMIT_SIZE = Histogram('hub_commit_size', 'Messages per group commit', buckets=(1, 2, 5, 10, 20, 50, 100, 256))
SOCKETS = Gauge('hub_sockets', 'Connected sockets', ['namespace'])
SLOW_SOCKETS = Counter('hub_slow_sockets_total', 'Sockets closed because they did not read')
SYNCED = Histogram('hub_sync_size', 'Messages answered per sync', buckets=(0, 1, 5, 20, 100))
BELLS_LOST = Counter('hub_bells_lost_total', 'Changes that only the poll found')
PAGES_GIVEN_UP = Counter('hub_pages_given_up_total', "Visitors' messages whose page was not noted")

WEBHOOKS = Counter('hub_webhooks_total', 'Requests of providers', ['channel', 'outcome'])
TOLD = Counter('hub_told_total', "Tries to tell a tenant's webhook", ['outcome'])
SENT = Counter('hub_sent_total', 'Tries to hand a message to a provider', ['channel', 'outcome'])
JOBS = Counter('hub_jobs_total', 'Jobs that were done, put back or given up', ['kind', 'outcome'])
STALE_WRITES = Counter('hub_stale_writes_total', 'Writes refused because their lease had ended')
READ = Counter('hub_read_total', 'Payloads of strangers that readers answered', ['channel', 'outcome'])
READERS_LOST = Counter('hub_readers_lost_total', 'Readers that a payload ended', ['outcome'])
DEAD_LETTERS = Counter('hub_dead_letters_total', 'What could not be done and waits for an admin', ['kind'])

HTTP = Histogram(
    'hub_http_seconds',
    'HTTP requests by route, and how long each took',
    ['method', 'route', 'status'],
    buckets=(0.005, 0.02, 0.1, 0.5, 2, 10),
)
LIMITED = Counter('hub_limited_total', 'Refusals for coming too often', ['limit'])
COUNTED_ALONE = Counter('hub_counted_alone_total', 'Limits counted by this process alone, Redis being away')
REPLAYED = Counter('hub_replayed_total', 'Requests answered again under their Idempotency-Key')
REFUSED_CREDENTIALS = Counter('hub_refused_credentials_total', 'Tokens and API keys that opened nothing')
SIGN_INS = Counter('hub_sign_ins_total', 'Sign-ins')
MAILS = Counter('hub_mails_total', "The hub's own mails", ['outcome'])
