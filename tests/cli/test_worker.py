"""The sweep deletes what ended long ago, for all tenants, and nothing else."""

import asyncpg

from storage import upkeep

_CODE = """
INSERT INTO pending_signups (email, company, code_hash, expires_at)
VALUES ($1, 'Somebody', '\\x00', now() + $2::interval)
"""


async def test_what_ended_a_week_ago_goes_and_the_rest_stays(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        for email, age in (('old@x.example', '-8 days'), ('late@x.example', '-1 day'), ('new@x.example', '1 day')):
            await connection.execute('DELETE FROM pending_signups WHERE email = $1', email)
            await connection.execute(_CODE.replace('$2', f"'{age}'"), email)
        assert await upkeep.sweep(database_url) >= 1
        left = await connection.fetch("SELECT email FROM pending_signups WHERE email LIKE '%@x.example' ORDER BY email")
        assert [row['email'] for row in left] == ['late@x.example', 'new@x.example']
    finally:
        await connection.execute("DELETE FROM pending_signups WHERE email LIKE '%@x.example'")
        await connection.close()
