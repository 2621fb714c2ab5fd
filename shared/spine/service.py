"""One process of one service: its HTTP side, its topics, its relay and its other work, started and stopped together."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from fastapi import APIRouter, FastAPI

from shared.events.topics import Service as ServiceName
from shared.events.topics import Topic
from shared.spine import sabotage
from shared.spine.backoff import until_it_passes
from shared.spine.consumer import Consumer, Handle, Record, Scope
from shared.spine.database import Connection, Pool, open_pool, sql, transaction
from shared.spine.dead_letters import Limit
from shared.spine.health import health_routes
from shared.spine.http import HttpServer, web_app
from shared.spine.logs import configure_logs, logger
from shared.spine.relay import Relay
from shared.spine.settings import SpineSettings
from shared.spine.streams import KafkaError, Reading, Streams

Republish = Callable[[Connection, Sequence[UUID] | None], Awaitable[int]]
Work = Callable[[], Awaitable[None]]
_BROKER_RUN = "embedded broker run"
_log = logger(__name__)


@dataclass
class Service:
    """What app.py of each service fills in, and what runs it.

    `republish` puts the latest state of everything held (or of some entities) into the outbox, with its numbers.
    """

    name: ServiceName
    settings: SpineSettings
    pool: Pool
    republish: Republish
    consumers: list[Consumer[Any]] = field(default_factory=list)
    work: list[tuple[str, Work]] = field(default_factory=list)
    ready: list[Callable[[], str | None]] = field(default_factory=list)
    routers: list[APIRouter] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.streams = Streams(self.name, self.settings)
        self.relay = Relay(self.name, self.settings, self.pool)
        self._stopping = asyncio.Event()
        self._failure: str | None = None
        self.halted = False

    def reads(
        self,
        topic: Topic,
        handle: Handle[Any],
        *,
        scope: Scope | None = None,
        keep: Callable[[Record], bool] | None = None,
        listener: Any = None,
    ) -> None:
        """Consume a topic: `handle` gets each batch inside a transaction."""
        limit = Limit(self.settings.dead_letter_run, self.settings.dead_letter_ratio)
        consumer = Consumer(self.name, topic, handle, limit, self._halt, self.pool, scope, keep)
        self.consumers.append(consumer)
        self.streams.readings.append(Reading(topic, consumer.consume, listener))

    def works(self, name: str, work: Work) -> None:
        """Something to do all the time beside consuming; it waits out transient faults itself or fails the service."""
        self.work.append((name, work))

    def web(self) -> FastAPI:
        """The HTTP side, with the service's own routes."""
        app = web_app(f"Kohtaanto {self.name}")
        app.include_router(health_routes(self.settings, self.streams, self.consumers, self.ready))
        for router in self.routers:
            app.include_router(router)
        return app

    @property
    def stopping(self) -> asyncio.Event:
        """Set once the service is to stop."""
        return self._stopping

    def stop(self) -> None:
        """Stop gracefully."""
        self._stopping.set()

    def fail(self, reason: str) -> None:
        """Stop, and say why in the exit status: whoever runs the process decides what next."""
        self._failure = self._failure or reason
        self._stopping.set()

    def _halt(self, reason: str) -> None:
        self.halted = True
        self.fail(reason)

    async def run(self) -> str | None:
        """Run until stopped. Returns why it failed, or None."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        http = HttpServer(self.web(), self.settings.host, self.settings.port)
        named: list[tuple[str, Work]] = [
            ("http", http.serve),
            ("relay", self.relay.run),
            ("streams", self._stream),
            *self.work,
        ]
        tasks = {asyncio.create_task(self._guarded(name, work), name=name) for name, work in named}
        _log.info("started", port=self.settings.port)
        await self._stopping.wait()
        await self._wind_down(http, tasks)
        _log.info("stopped", failure=self._failure)
        return self._failure

    async def _guarded(self, name: str, work: Work) -> None:
        try:
            await work()
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001 - told, and the process ends
            _log.exception("work_failed", work=name)
            self.fail(f"{name}: {type(error).__name__}")
            return
        if not self._stopping.is_set():
            self.fail(f"{name} ended by itself")

    async def _wind_down(self, http: HttpServer, tasks: set["asyncio.Task[None]"]) -> None:
        """Batches first, then what they put in the outbox, then the rest. Bounded: a stop takes less than 10 s."""
        await _within(6, self.streams.stop())
        self.relay.stop()
        http.stop()
        _, late = await asyncio.wait(tasks, timeout=1.5)
        for task in late:
            task.cancel()
        if late:
            # A client of a broker that is gone may not even hear a cancel: it is left behind.
            _, deaf = await asyncio.wait(late, timeout=0.5)
            _log.warning("left_behind", work=sorted(task.get_name() for task in deaf))
        if not await _within(1, self.pool.close()):
            self.pool.terminate()

    async def _stream(self) -> None:
        """Keep the topics running: start them, and start them anew when a member has dropped out for good."""
        if self.settings.kafka_embedded:
            await until_it_passes(self._republish_to_a_new_broker)
        while not self._stopping.is_set():
            try:
                await self.streams.start()
                _log.info("streams_started")
                while not await _set_within(self._stopping, 1.0):
                    self.streams.check()
                return  # _wind_down stops them
            except (KafkaError, OSError) as error:
                _log.warning("streams_restart", error=type(error).__name__)
                await self.streams.stop()
                await _set_within(self._stopping, 0.5)

    async def _republish_to_a_new_broker(self) -> None:
        """The embedded broker keeps nothing across a restart: bring it back to what this service holds."""
        async with transaction(self.pool) as connection:
            known = await connection.fetchval(sql("shared.spine", "fact_get"), _BROKER_RUN)
            if known == self.settings.kafka_embedded:
                return
            await connection.execute(
                sql("shared.spine", "fact_put"),
                _BROKER_RUN,
                self.settings.kafka_embedded,
            )
            if known is not None:
                _log.info("republished", events=await self.republish(connection, None))


async def open_service_pool(name: ServiceName, settings: SpineSettings) -> Pool:
    """What every process does first: logs, the tests' switches, and a pool that connects when it is needed."""
    configure_logs(name, settings.log_level)
    sabotage.remove(settings.sabotage)
    return await open_pool(settings.database_url, name, settings.database_pool)


async def _within(seconds: float, work: Awaitable[Any]) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await work
    except TimeoutError:
        return False
    return True


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
