"""Consuming a batch: each record parsed by itself, one transaction for all, the offset committed after it.

FastStream calls `Consumer.consume` under NACK_ON_ERROR: it commits the offsets once that returns, and rewinds if
it raises. Transient faults are waited out here, because a NACK has no backoff.
"""

import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from aiokafka import ConsumerRecord

from shared.events import envelope
from shared.events.base import Payload, utcnow
from shared.events.envelope import Envelope, InvalidEvent
from shared.events.topics import Service, Topic
from shared.spine import dead_letters
from shared.spine.backoff import until_it_passes
from shared.spine.database import TRANSIENT, Connection, Pool, transaction
from shared.spine.dead_letters import Halt, Limit, Refused
from shared.spine.logs import logger
from shared.spine.metrics import BATCH_SECONDS, CONSUMED, EVENT_AGE, HALTED
from shared.spine.trace import span

P = TypeVar("P", bound=Payload)
Record: TypeAlias = "ConsumerRecord[bytes, bytes]"
AfterCommit = Callable[[], None]
Handle = Callable[[Connection, Sequence[Envelope[P]]], Awaitable[AfterCommit | None]]
Scope = Callable[[], AbstractAsyncContextManager[None]]
_log = logger(__name__)


@dataclass
class Consumer(Generic[P]):
    """Reads one topic for one service. `scope`, where given, is held around each attempt at a transaction."""

    service: Service
    topic: Topic
    handle: Handle[P]
    limit: Limit
    halt: Callable[[str], None]
    pool: Pool
    scope: Scope | None = None
    keep: Callable[[Record], bool] | None = None
    last_batch: float = field(default_factory=time.monotonic)

    async def consume(self, records: Sequence[Record]) -> None:
        """Process a batch. When it returns, all of it is in Postgres."""
        started = time.monotonic()
        kept = [record for record in records if self.keep is None or self.keep(record)]
        good, refused = self._parse(kept)
        try:
            with span(good[0][1].traceparent if len(good) == 1 else None):
                await self._process(good, refused)
            self._note(kept, refused)
        except Halt as halt:
            HALTED.labels(self.topic.name).set(1)
            _log.critical("halted", topic=self.topic.name, reason=str(halt))
            self.halt(f"{self.topic.name}: {halt}. Fix the cause, then start the service again.")
            raise
        self.last_batch = time.monotonic()
        BATCH_SECONDS.labels(self.topic.name).observe(self.last_batch - started)
        self._count(kept, refused)

    def _parse(self, records: Sequence[Record]) -> tuple[list[tuple[Record, Envelope[P]]], list[Refused]]:
        good: list[tuple[Record, Envelope[P]]] = []
        refused: list[Refused] = []
        for record in records:
            try:
                event: Envelope[Any] = envelope.read(self.topic.payload, record.key, record.headers, record.value)
                good.append((record, event))
            except InvalidEvent as error:
                refused.append(Refused(record, str(error)))
        return good, refused

    async def _process(self, good: list[tuple[Record, Envelope[P]]], refused: list[Refused]) -> None:
        try:
            await until_it_passes(lambda: self._attempt(good, refused))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is found out and dead-lettered
            # Something in the batch cannot be processed: find out what, one record a transaction.
            _log.warning("batch_failed", topic=self.topic.name, error=type(error).__name__, records=len(good))
            await until_it_passes(lambda: self._attempt([], refused))
            for record, event in good:
                await self._one(record, event, refused)

    def _note(self, records: Sequence[Record], refused: Sequence[Refused]) -> None:
        """Tell the limit of each record, in the order they came: a run is a run of neighbours."""
        invalid = {id(item.record) for item in refused}
        for record in records:
            self.limit.note(valid=id(record) not in invalid)

    async def _one(self, record: Record, event: Envelope[P], refused: list[Refused]) -> None:
        try:
            await until_it_passes(lambda: self._attempt([(record, event)], []))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is found out and dead-lettered
            # Only the error's type: its text may quote the profile.
            _log.exception("event_failed", topic=self.topic.name, key=event.key, error=type(error).__name__)
            found = Refused(record, f"{type(error).__name__} while processing")
            await until_it_passes(lambda: self._attempt([], [found]))
            refused.append(found)

    async def _attempt(self, good: list[tuple[Record, Envelope[P]]], refused: list[Refused]) -> None:
        async with self.scope() if self.scope else nullcontext():
            after: AfterCommit | None = None
            async with transaction(self.pool) as connection:
                if good:
                    after = await self.handle(connection, [event for _, event in good])
                await dead_letters.put(connection, self.service, self.topic, refused)
            if after:
                after()

    def _count(self, records: Sequence[Record], refused: Sequence[Refused]) -> None:
        CONSUMED.labels(self.topic.name, "processed").inc(len(records) - len(refused))
        CONSUMED.labels(self.topic.name, "refused").inc(len(refused))
        now = utcnow().timestamp() * 1000
        for record in records:
            EVENT_AGE.labels(self.topic.name).observe(max(0.0, now - record.timestamp) / 1000)


__all__ = ["TRANSIENT", "AfterCommit", "Consumer", "Handle", "Record"]
