"""The relay: sends what the outbox holds, in its order, and takes out what the broker has acknowledged.

One relay a service is active, the one that holds the service's advisory lock, on the same connection it reads and
deletes by: losing the connection is losing the lock. A crash between acknowledgement and deletion sends again, and
the readers' guards make that harmless.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import asyncpg
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from shared.events.identity import partition_of
from shared.events.topics import Service
from shared.spine import sabotage
from shared.spine.backoff import until_it_passes
from shared.spine.database import Connection, Pool, sql
from shared.spine.hold_back import HoldBack
from shared.spine.kafka import topic_name
from shared.spine.logs import logger
from shared.spine.metrics import OUTBOX_OLDEST, OUTBOX_WAITING, RELAY_ACTIVE, RELAYED
from shared.spine.settings import SpineSettings

BATCH = 1000
STOP_S = 3
HELD_BACK = 5
_log = logger(__name__)


class Relay:
    """The relay of one service in one process; it may be waiting for the lock."""

    def __init__(self, service: Service, settings: SpineSettings, pool: Pool) -> None:
        self._service, self._settings, self._pool = service, settings, pool
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Relay until told to stop; faults of database and broker are waited out."""
        while not self._stopping.is_set():
            await until_it_passes(self._hold_lock_and_relay, also=(KafkaError,), longest_s=2)

    def stop(self) -> None:
        """Finish what is being sent, then end."""
        self._stopping.set()

    async def _hold_lock_and_relay(self) -> None:
        async with self._pool.acquire() as connection:
            while not await connection.fetchval("SELECT pg_try_advisory_lock(hashtext($1))", f"relay {self._service}"):
                if await self._pause(1.0):
                    return
            try:
                await self._relay(connection)
            finally:
                RELAY_ACTIVE.set(0)
                if not connection.is_closed():
                    await connection.execute("SELECT pg_advisory_unlock_all()")

    async def _relay(self, connection: Connection) -> None:
        producer = AIOKafkaProducer(
            bootstrap_servers=self._settings.kafka_bootstrap_servers,
            enable_idempotence=True,
            acks="all",
            linger_ms=2,
            max_batch_size=131_072,
            max_request_size=4 * 1024 * 1024,
            request_timeout_ms=15_000,
        )
        hold_back = HoldBack(self._settings) if self._settings.kafka_embedded else None
        await producer.start()
        try:
            RELAY_ACTIVE.set(1)
            _log.info("relay_active")
            while not self._stopping.is_set():
                rows = await connection.fetch(sql("shared.spine", "outbox_next"), BATCH)
                OUTBOX_WAITING.set(len(rows))
                OUTBOX_OLDEST.set(rows[0]["age"] if rows else 0)
                sent = await self._send(producer, rows, hold_back)
                await connection.execute(sql("shared.spine", "outbox_sent"), sent)
                if len(sent) < BATCH:
                    # Held back, there is no use in looking again at once.
                    patience = HELD_BACK if rows and not sent else 1
                    await self._pause(self._settings.relay_poll_ms * patience / 1000)
        finally:
            # Bounded: it would wait for good for the answers of a broker that is gone. What it had sent is sent again.
            with suppress(TimeoutError):
                async with asyncio.timeout(STOP_S):
                    if hold_back:
                        await hold_back.close()
                    await producer.stop()

    async def _send(
        self, producer: AIOKafkaProducer, rows: Sequence[asyncpg.Record], hold_back: HoldBack | None
    ) -> list[int]:
        """Send rows in order; the ids the broker acknowledged. Raises KafkaError if any was not."""
        sent, waiting = [], []
        for row in rows if sabotage.stands("outbox-order") else reversed(rows):
            topic = topic_name(self._settings.topic_prefix, row["topic"])
            partition = partition_of(row["key"], len(await producer.partitions_for(topic)))
            if hold_back and not await hold_back.room(row["topic"], partition, len(row["value"] or b"")):
                break
            future = await producer.send(
                topic,
                value=row["value"],
                key=row["key"].encode(),
                partition=partition,
                headers=[(name, text.encode()) for name, text in row["headers"].items()],
            )
            waiting.append(future)
            sent.append(row["id"])
            RELAYED.labels(row["topic"]).inc()
        for result in await asyncio.gather(*waiting, return_exceptions=True):
            if isinstance(result, BaseException):
                raise result
        return sent

    async def _pause(self, seconds: float) -> bool:
        """Wait, but not past a stop; whether it is time to stop."""
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return False
        return True
