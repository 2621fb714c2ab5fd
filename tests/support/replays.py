"""Events that come again: everything on a topic sent once more, late and in another order."""

import random
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from kohtaanto.exchange import Exchange
from shared.spine.kafka import partition_count, topic_name

TOPICS = ("vacancies.submitted", "seekers.submitted", "vacancies.normalised", "seekers.normalised", "matches")


async def records_of(exchange: Exchange, topic: str) -> list[Any]:
    """All records of a topic, each partition in its order."""
    address, name = exchange.address, topic_name(exchange.topic_prefix, topic)
    partitions = [TopicPartition(name, each) for each in range(partition_count(address, name))]
    consumer = AIOKafkaConsumer(bootstrap_servers=address, auto_offset_reset="earliest", enable_auto_commit=False)
    await consumer.start()
    try:
        consumer.assign(partitions)
        ends = await consumer.end_offsets(partitions)
        await consumer.seek_to_beginning(*partitions)
        found: list[Any] = []
        while any([await consumer.position(tp) < end for tp, end in ends.items()]):
            for records in (await consumer.getmany(timeout_ms=500)).values():
                found += records
        return found
    finally:
        await consumer.stop()


async def send_again(exchange: Exchange, seed: int) -> int:
    """Every record of every topic once more, shuffled; how many."""
    producer = AIOKafkaProducer(bootstrap_servers=exchange.address, acks="all")
    await producer.start()
    sent = 0
    try:
        for topic in TOPICS:
            records = await records_of(exchange, topic)
            random.Random(seed).shuffle(records)
            for record in records:
                await producer.send(
                    record.topic,
                    value=record.value,
                    key=record.key,
                    partition=record.partition,
                    headers=list(record.headers),
                )
                sent += 1
            await producer.flush()
    finally:
        await producer.stop()
    return sent
