"""The hot copy of the vacancies: every process reads all of them, beside the group whose reader writes them down.

It starts where that group's committed offsets stand, and only then loads the table: what lies between is read twice,
and the numbers make that harmless.
"""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from confluent_kafka import KafkaException

from services.matcher import store
from services.matcher.engine import Vacancy
from services.matcher.matching import Matching
from services.matcher.metrics import RECORDS_SKIPPED
from shared.events import envelope
from shared.events.envelope import Envelope, InvalidEvent
from shared.events.topics import VACANCIES_NORMALISED
from shared.events.vacancies import VacancyNormalised
from shared.spine.backoff import until_it_passes
from shared.spine.database import Pool
from shared.spine.kafka import group_id, partition_count, topic_name
from shared.spine.logs import logger
from shared.spine.settings import SpineSettings
from shared.spine.trace import child_of

_log = logger(__name__)
Positions = Mapping[TopicPartition, int]


class HotReader:
    """Reads all partitions of the vacancies without joining a group."""

    def __init__(self, settings: SpineSettings, pool: Pool, matching: Matching) -> None:
        self._settings, self._pool, self._matching = settings, pool, matching
        self._topic = topic_name(settings.topic_prefix, VACANCIES_NORMALISED.name)
        self._consumer: AIOKafkaConsumer | None = None
        self._applied: dict[TopicPartition, int] = {}
        self._progress = asyncio.Condition()

    async def run(self) -> None:
        """Read for good; after a fault begin anew, from the table."""
        while True:
            await until_it_passes(self._read, also=(KafkaError, KafkaException))

    async def ends(self) -> Positions:
        """Where the topic ends now. Raises KafkaError while the broker is away."""
        async with self._progress:
            await self._progress.wait_for(lambda: self._consumer is not None)
        assert self._consumer is not None
        found: Positions = await self._consumer.end_offsets(list(self._consumer.assignment()))
        return found

    async def reached(self, ends: Positions) -> None:
        """Wait until all up to there is in the engine."""
        async with self._progress:
            await self._progress.wait_for(lambda: all(self._applied.get(tp, -1) >= end for tp, end in ends.items()))

    async def _read(self) -> None:
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self._settings.kafka_bootstrap_servers.split(","),
            group_id=group_id(self._settings.topic_prefix, "matcher", VACANCIES_NORMALISED),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
        )
        await consumer.start()
        try:
            await self._begin(consumer)
            while True:
                batches = await consumer.getmany(timeout_ms=200, max_records=self._settings.batch_records)
                await self._apply([record for records in batches.values() for record in records])
                await self._note(consumer)
        finally:
            self._consumer = None
            self._applied.clear()
            await consumer.stop()

    async def _begin(self, consumer: AIOKafkaConsumer) -> None:
        bootstrap = self._settings.kafka_bootstrap_servers
        while not (count := await asyncio.to_thread(partition_count, bootstrap, self._topic)):  # noqa: ASYNC110
            await asyncio.sleep(0.2)  # the embedded broker makes a topic when it is first used
        partitions = [TopicPartition(self._topic, each) for each in range(count)]
        consumer.assign(partitions)
        for partition in partitions:
            committed = await consumer.committed(partition)
            if committed is None:
                await consumer.seek_to_beginning(partition)
            else:
                consumer.seek(partition, committed)
        async with self._pool.acquire() as connection:
            held = await store.all_vacancies(connection)
        await self._matching.vacancies(held, {})
        _log.info("hot_reader_loaded", vacancies=len(held))
        self._consumer = consumer
        await self._note(consumer)

    async def _apply(self, records: list[Any]) -> None:
        news: dict[UUID, tuple[int, Vacancy]] = {}
        traces: dict[UUID, str] = {}
        for record in records:
            try:
                event: Envelope[VacancyNormalised] = envelope.read(
                    VacancyNormalised, record.key, record.headers, record.value
                )
                id_ = UUID(event.key)
            except (InvalidEvent, ValueError):
                RECORDS_SKIPPED.inc()  # the group's reader puts it to the dead letters
                continue
            if id_ not in news or event.sequence > news[id_][0]:
                news[id_], traces[id_] = (event.sequence, event.payload), child_of(event.traceparent)
        if news:
            await until_it_passes(lambda: self._matching.vacancies(news, traces))

    async def _note(self, consumer: AIOKafkaConsumer) -> None:
        async with self._progress:
            for partition in consumer.assignment():
                self._applied[partition] = await consumer.position(partition)
            self._progress.notify_all()
