"""Which shards are this process's: told by the consumer group, taken in the database.

A rebalance only sets a flag: aiokafka sends no heartbeat while a listener runs. The taking is a task of its own, and
the handler of seekers waits for it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from aiokafka import TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.errors import KafkaError

from services.matcher import store
from services.matcher.hot_reader import HotReader
from services.matcher.matching import Matching
from shared.events.identity import shards_of_partition
from shared.spine.backoff import until_it_passes
from shared.spine.database import Pool, transaction
from shared.spine.logs import logger

_log = logger(__name__)


class Shards(ConsumerRebalanceListener):  # type: ignore[misc]
    """Follows the group's assignment. `partitions` says how many the topic of seekers has."""

    def __init__(self, matching: Matching, reader: HotReader, pool: Pool, partitions: Callable[[], int]) -> None:
        self._matching, self._reader, self._pool, self._partitions = matching, reader, pool, partitions
        self._wanted: frozenset[int] = frozenset()
        self._assigned = False
        self._settled = asyncio.Event()

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:  # noqa: ARG002
        """What is held stays held, fenced, until the group says who has what now."""
        self._settled.clear()
        self._assigned, self._wanted = False, frozenset()

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """The shards of these partitions are ours."""
        count, self._assigned = self._partitions(), True
        self._wanted = frozenset(shard for each in assigned for shard in shards_of_partition(each.partition, count))
        self._settled.clear()
        self._matching.in_doubt.set()

    def not_ready(self) -> str | None:
        """Why this process does not match yet."""
        return None if self._settled.is_set() else "shards are being taken"

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Alone with the engine, all shards that are ours taken."""
        while True:
            await self._settled.wait()
            async with self._matching.working():
                if self._settled.is_set() and self._wanted <= self._matching.held:
                    yield
                    return
            await asyncio.sleep(0.01)

    async def follow(self) -> None:
        """Take what is ours and not held, whenever something changed."""
        while True:
            await self._matching.in_doubt.wait()
            self._matching.in_doubt.clear()
            self._settled.clear()
            await until_it_passes(self._take_missing, also=(KafkaError,), longest_s=1)

    async def _take_missing(self) -> None:
        wanted = self._wanted
        await self._matching.keep_only(wanted)
        missing = wanted - self._matching.held
        if missing:
            async with transaction(self._pool) as connection:
                epochs = await store.take(connection, sorted(missing))
            # All that the one before us saw is before these ends.
            await self._reader.reached(await self._reader.ends())
            await self._matching.take(missing, epochs)
            _log.info("shards_taken", taken=len(missing), held=len(self._matching.held))
        if wanted != self._wanted:
            self._matching.in_doubt.set()
        elif self._assigned and wanted <= self._matching.held:
            self._settled.set()
