"""What ends by itself: vacancies past their last day, and the record of pushes long ago."""

import asyncio

from services.ingest import fates, pushes
from services.ingest.metrics import EXPIRED
from services.ingest.store import Vacancies
from shared.spine.backoff import until_it_passes
from shared.spine.database import Pool, transaction

MOST = 500
FORGET_EVERY_S = 3600


async def close_expired(pool: Pool, vacancies: Vacancies, every_s: float) -> None:
    """Look again and again; one process at a time closes those whose last day has passed."""

    async def once() -> int:
        async with transaction(pool) as connection:
            expired = await vacancies.expire(connection, MOST)
            await fates.touch(connection, expired)
            await fates.tell_sources(connection, expired)
            return len(expired)

    while True:
        closed = await until_it_passes(once)
        EXPIRED.inc(closed)
        if closed < MOST:
            await asyncio.sleep(every_s)


async def forget_pushes(pool: Pool, days: int) -> None:
    """Forget pushes older than this, again and again."""

    async def once() -> None:
        async with transaction(pool) as connection:
            await pushes.forget(connection, days)

    while True:
        await until_it_passes(once)
        await asyncio.sleep(FORGET_EVERY_S)
