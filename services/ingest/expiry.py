"""Vacancies end by themselves: one process at a time closes those whose last day has passed."""

import asyncio

from services.ingest.metrics import EXPIRED
from services.ingest.store import Vacancies
from shared.spine.backoff import until_it_passes
from shared.spine.database import Pool, transaction

MOST = 500


async def close_expired(pool: Pool, vacancies: Vacancies, every_s: float) -> None:
    """Look again and again."""

    async def once() -> int:
        async with transaction(pool) as connection:
            return await vacancies.expire(connection, MOST)

    while True:
        closed = await until_it_passes(once)
        EXPIRED.inc(closed)
        if closed < MOST:
            await asyncio.sleep(every_s)
