"""The relay on a real broker: everything in the outbox goes out, and each key's events in their order."""

import asyncio
from collections import defaultdict
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from kohtaanto.embedded import role_url
from shared.events import envelope
from shared.events.identity import partition_of, vacancy_id
from shared.events.topics import VACANCIES_SUBMITTED
from shared.events.vacancies import VacancySubmitted
from shared.spine import outbox, sabotage
from shared.spine.database import open_pool, transaction
from shared.spine.kafka import create_topics, partition_count, topic_name
from shared.spine.migrate import migrate
from shared.spine.relay import Relay
from shared.spine.settings import SpineSettings
from tests.support.waiting import until

EVENTS, KEYS = 3000, 40


async def relayed(database: str, broker: str, kafka: str | None, removed: str) -> dict[bytes, list[int]]:
    """The numbers of each key's events in the order they came, through two relays of which one is active."""
    await migrate(database, None)
    prefix = f"r{uuid4().hex[:8]}."
    if kafka:
        create_topics(kafka, prefix, 12, 1)
    settings = SpineSettings(
        database_url=role_url(database, "ingest"),
        kafka_bootstrap_servers=broker,
        topic_prefix=prefix,
        kafka_embedded="" if kafka else "this run",
    )
    pool = await open_pool(settings.database_url, "ingest", 6)
    drafts = []
    for number in range(EVENTS):
        id_ = vacancy_id("source", str(number % KEYS))
        payload = VacancySubmitted(vacancy_id=id_, source="source", external_id="x", status="open", title="Kokki")
        drafts.append(envelope.write(VACANCIES_SUBMITTED, str(id_), payload, number))
    async with transaction(pool) as connection:
        await outbox.add(connection, drafts)
    sabotage.remove(removed)
    relays = [Relay("ingest", settings, pool) for _ in range(2)]
    running = [asyncio.create_task(relay.run()) for relay in relays]
    try:

        async def empty() -> bool:
            return bool(await pool.fetchval("SELECT count(*) FROM outbox") == 0)

        await until(empty, 60)
    finally:
        sabotage.remove("")
        for relay in relays:
            relay.stop()
        await asyncio.gather(*running)
        await pool.close()
    return await _read(broker, topic_name(prefix, VACANCIES_SUBMITTED.name))


async def _read(broker: str, topic: str) -> dict[bytes, list[int]]:
    consumer = AIOKafkaConsumer(bootstrap_servers=broker, auto_offset_reset="earliest", enable_auto_commit=False)
    await consumer.start()
    count = partition_count(broker, topic)
    consumer.assign([TopicPartition(topic, each) for each in range(count)])
    found: dict[bytes, list[int]] = defaultdict(list)
    seen = 0
    while seen < EVENTS:
        batches = await consumer.getmany(timeout_ms=5000)
        assert batches, f"only {seen} of {EVENTS} came"
        for partition, records in batches.items():
            for record in records:
                assert partition.partition == partition_of(record.key.decode(), count)
                found[record.key].append(int(dict(record.headers)["ce_sequence"]))
                seen += 1
    await consumer.stop()
    return found


async def test_order_per_key(database: str, broker: str, kafka: str | None) -> None:
    found = await relayed(database, broker, kafka, "")
    assert len(found) == KEYS
    assert all(numbers == sorted(numbers) for numbers in found.values())


async def test_without_the_outbox_order_that_is_noticed(database: str, broker: str, kafka: str | None) -> None:
    found = await relayed(database, broker, kafka, "outbox-order")
    with pytest.raises(AssertionError):
        assert all(numbers == sorted(numbers) for numbers in found.values())
