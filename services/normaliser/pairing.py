"""The background part of pairing adverts: everything in memory before the first batch, and nothing left uncompared."""

import asyncio

from services.normaliser.job_store import JobStore
from services.normaliser.store import PACKAGE
from shared.spine.backoff import until_it_passes
from shared.spine.database import Pool, sql, transaction

LOOK_S = 60.0
AT_A_TIME = 500


class Pairing:
    """The work of one process. Vacancies that were never compared, or by older software, are read again."""

    def __init__(self, jobs: JobStore, pool: Pool) -> None:
        self._jobs, self._pool = jobs, pool

    async def run(self) -> None:
        """Go on for good."""
        await until_it_passes(lambda: self._jobs.warm(self._pool))
        while True:
            await until_it_passes(self._outdated)
            await asyncio.sleep(LOOK_S)

    async def _outdated(self) -> None:
        async with transaction(self._pool) as connection:
            ids = await self._jobs.outdated(connection, AT_A_TIME)
            if ids:
                await connection.execute(sql(PACKAGE, "vacancy_read_again"), ids)
