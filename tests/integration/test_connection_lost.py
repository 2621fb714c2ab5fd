"""The database ends a connection under our hands: whatever asyncpg says of it, it is waited out and not a fault."""

import asyncio

import asyncpg

from shared.spine.database import TRANSIENT, open_pool


async def test_whatever_it_is_called_it_is_transient(database: str) -> None:
    admin, said = await asyncpg.connect(database), set[str]()
    pool = await open_pool(database, "public", 2)
    for number in range(300):
        async with asyncio.TaskGroup() as both:
            try:
                async with pool.acquire() as connection:
                    pid = await connection.fetchval("SELECT pg_backend_pid()")
                    both.create_task(admin.fetchval("SELECT pg_terminate_backend($1)", pid))
                    for _ in range(number % 8):  # the end comes before, in and between our statements
                        await asyncio.sleep(0)
                    while True:
                        await connection.fetchval("SELECT 1")
                        await asyncio.sleep(0)
            except TRANSIENT as error:
                said.add(type(error).__name__)
    await pool.close()
    await admin.close()
    assert len(said) > 1, "the race that this is about was not met"
