"""The four services by name: their settings, and how each is built and run."""

import asyncio
import gc
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, Protocol, cast
from uuid import UUID

import uvloop

from shared.events.topics import SERVICES
from shared.events.topics import Service as ServiceName
from shared.spine.database import Connection, Pool, open_pool
from shared.spine.service import Service, open_service_pool
from shared.spine.settings import SpineSettings

FAILED, HALTED = 1, 3
# A batch makes hundreds of thousands of objects, few of which ever hold each other in a circle: to look for circles
# after every 700 of them, as Python does unless told otherwise, took a tenth of the normaliser's time.
OBJECTS_BETWEEN_LOOKS = 20_000


class _App(Protocol):
    def build(self, settings: SpineSettings, pool: Pool) -> Service:
        """The service, ready to run."""


def settings_of(name: ServiceName) -> type[SpineSettings]:
    """The settings class of a service."""
    return cast(type[SpineSettings], importlib.import_module(f"services.{name}.settings").Settings)


def build(name: ServiceName, settings: SpineSettings, pool: Pool) -> Service:
    """A service, ready to run."""
    return cast(_App, importlib.import_module(f"services.{name}.app")).build(settings, pool)


async def republish(name: ServiceName, connection: Connection, ids: Sequence[UUID] | None) -> int:
    """Put the latest state of what a service holds in its outbox; how many events."""
    pool = await open_pool("postgresql://nowhere", name, 3)  # never connected to
    return await build(name, unconnected(name), pool).republish(connection, ids)


def unconnected(name: ServiceName) -> SpineSettings:
    """Settings for what needs a service's wiring, but neither database nor broker."""
    given = {"database_url": "postgresql://nowhere", "kafka_bootstrap_servers": "kafka:9092"}
    if name == "ingest":
        given["erasure_key"] = "not used without a database"
    return settings_of(name).model_validate(given)


def run(name: ServiceName, while_stdin: bool = False) -> int:
    """Run one service, configured by its environment, until it is told to stop. Its exit status."""
    settings = settings_of(name)()
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)
    # Not asyncio.run: it would wait for good for a client that does not hear its cancel while the broker is gone.
    return uvloop.new_event_loop().run_until_complete(_run(name, settings, while_stdin))


def leave(status: int) -> NoReturn:
    """End the process now: what had to be finished is, and threads in the middle of a wait are not worth one."""
    logging.shutdown()
    sys.stdout.flush()
    os._exit(status)


async def _run(name: ServiceName, settings: SpineSettings, while_stdin: bool) -> int:
    pool = await open_service_pool(name, settings)
    service = build(name, settings, pool)
    if while_stdin:
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), service.stop)
    failure = await service.run()
    if failure is None:
        return 0
    return HALTED if service.halted else FAILED


__all__ = [
    "FAILED",
    "HALTED",
    "SERVICES",
    "ServiceName",
    "build",
    "leave",
    "republish",
    "run",
    "settings_of",
    "unconnected",
]
