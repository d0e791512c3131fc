"""The only place that knows PostgreSQL, Redis and the blob store."""
