"""FastStream: a service's topics as subscribers and publishers, and the AsyncAPI document of them.

A broker is built anew for each start: a member that the embedded broker refused once cannot be started again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiokafka import TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.specification import AsyncAPI

from shared.events.topics import TOPICS, Service, Topic
from shared.spine import sabotage
from shared.spine.consumer import Record
from shared.spine.kafka import group_id, topic_name
from shared.spine.settings import SpineSettings

Consume = Callable[[Sequence[Record]], Awaitable[None]]
GRACE_S = 6.0


@dataclass(frozen=True)
class Reading:
    """One topic a service reads, and what a batch of its records is given to."""

    topic: Topic
    consume: Consume
    listener: ConsumerRebalanceListener | None = None


@dataclass
class Streams:
    """The topics of one service as FastStream runs them; `start` may be called again after `stop`."""

    service: Service
    settings: SpineSettings
    readings: list[Reading] = field(default_factory=list)
    _broker: KafkaBroker | None = None
    _subscribers: dict[str, Any] = field(default_factory=dict)

    async def start(self) -> None:
        """Join the groups. Raises KafkaError when the broker refuses or is away."""
        self._broker, self._subscribers = self._build()
        await self._broker.start()

    async def stop(self) -> None:
        """Finish the batches in hand, commit them, and leave the groups."""
        broker, self._broker, self._subscribers = self._broker, None, {}
        if broker is not None:
            await broker.stop()

    def check(self) -> None:
        """Raises KafkaError when a member has dropped out of its group for good: only a new start helps."""
        for subscriber in self._subscribers.values():
            if subscriber.consumer is not None:
                # No public call tells this without waiting for records.
                subscriber.consumer._coordinator.check_errors()

    def assigned(self, topic: Topic) -> frozenset[TopicPartition]:
        """The partitions of a topic this process reads now."""
        consumer = self._consumer(topic)
        return frozenset() if consumer is None else frozenset(consumer.assignment())

    def owns(self, record: Record) -> bool:
        """Whether a record's partition is still this process's to read."""
        return any(
            TopicPartition(record.topic, record.partition) in subscriber.consumer.assignment()
            for subscriber in self._subscribers.values()
            if subscriber.consumer is not None
        )

    def partitions(self, topic: Topic) -> int:
        """How many partitions a topic has that this process reads."""
        return len(self._consumer(topic).partitions_for_topic(topic_name(self.settings.topic_prefix, topic.name)))

    async def lag(self, topic: Topic) -> int:
        """How many records of the assigned partitions have not been read, as far as the broker has told."""
        consumer, behind = self._consumer(topic), 0
        if consumer is None:
            return 0
        for partition in consumer.assignment():
            end = consumer.highwater(partition)
            if end is not None:
                # Known at once, or not before a broker that is away comes back: nobody waits here for that.
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.2):
                        behind += max(0, end - await consumer.position(partition))
        return behind

    def document(self) -> str:
        """The AsyncAPI 3 document of this service, as JSON."""
        broker, _ = self._build()
        text = AsyncAPI(
            broker,
            schema_version="3.0.0",
            title=f"Kohtaanto {self.service}",
            description="Events are CloudEvents 1.0 in Kafka binary mode; the key is the entity's id.",
        ).to_specification()
        return text.to_json()

    def _consumer(self, topic: Topic) -> Any:
        subscriber = self._subscribers.get(topic.name)
        return None if subscriber is None else subscriber.consumer

    def _build(self) -> tuple[KafkaBroker, dict[str, Any]]:
        settings = self.settings
        broker = KafkaBroker(
            settings.kafka_bootstrap_servers.split(","),
            apply_types=False,
            logger=None,
            allow_auto_create_topics=bool(settings.kafka_embedded),
            graceful_timeout=GRACE_S,
        )
        subscribers = {reading.topic.name: self._subscriber(broker, reading) for reading in self.readings}
        for topic in TOPICS:
            if topic.writer == self.service:
                # Documented only: events leave by the relay.
                broker.publisher(topic_name(settings.topic_prefix, topic.name), schema=topic.payload, title=topic.name)
        return broker, subscribers

    def _subscriber(self, broker: KafkaBroker, reading: Reading) -> Any:
        settings, topic = self.settings, reading.topic
        subscriber = broker.subscriber(
            topic_name(settings.topic_prefix, topic.name),
            group_id=group_id(settings.topic_prefix, self.service, topic),
            batch=True,
            max_records=settings.batch_records,
            batch_timeout_ms=100,
            ack_policy=AckPolicy.NACK_ON_ERROR if sabotage.stands("offset-after-commit") else AckPolicy.ACK_FIRST,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            session_timeout_ms=settings.kafka_session_timeout_ms,
            heartbeat_interval_ms=min(3_000, settings.kafka_session_timeout_ms // 3),
            max_poll_interval_ms=300_000,
            no_reply=True,
            listener=reading.listener,
            decoder=_undecoded,
            title=topic.name,
        )

        async def handle(records: Any) -> None:
            await reading.consume(records)

        # Records are parsed one by one in the batch; the annotation is for the AsyncAPI document only.
        handle.__annotations__ = {"records": topic.payload, "return": None}
        handle.__doc__ = f"Reads {topic.name}."
        subscriber(handle)
        return subscriber


async def _undecoded(message: Any) -> Any:
    return message.raw_message


__all__ = ["KafkaError", "Reading", "Streams"]
