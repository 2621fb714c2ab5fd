"""Real Postgres for all, and the broker asked for: the embedded one, or Apache Kafka with `--broker kafka`."""

import os
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from deploy.kafka.local import LocalKafka
from kohtaanto.embedded import EmbeddedBroker, EmbeddedPostgres
from kohtaanto.exchange import Exchange
from shared.events.topics import SERVICES, Service


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--broker", choices=("embedded", "kafka"), default="embedded", help="Which Kafka to test on")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--broker") == "kafka":
        return
    skip = pytest.mark.skip(reason="needs real Apache Kafka: make test-kafka")
    for item in items:
        if item.get_closest_marker("kafka"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
async def postgres(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """A PostgreSQL of the tests' own; the administrator's URL."""
    home = tmp_path_factory.mktemp("pg")
    for parent in (home, *home.parents[:2]):
        parent.chmod(0o755)
    server = EmbeddedPostgres(home / "data")
    yield await server.start()
    await server.stop()


@pytest.fixture
async def database(postgres: str) -> str:
    """An empty database; the administrator's URL."""
    return await new_database(postgres)


async def new_database(postgres: str) -> str:
    name = f"t_{uuid4().hex[:12]}"
    admin = await asyncpg.connect(postgres)
    await admin.execute(f'CREATE DATABASE "{name}"')
    await admin.close()
    before, after = postgres.split("/postgres?", 1)
    return f"{before}/{name}?{after}"


@pytest.fixture(scope="session")
def local_kafka(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LocalKafka | None]:
    """Apache Kafka as a process of the tests', where they run on it and no cluster is given."""
    if request.config.getoption("--broker") == "embedded" or os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        yield None
    else:
        with LocalKafka(tmp_path_factory.mktemp("kafka")) as running:
            yield running


@pytest.fixture(scope="session")
def kafka(request: pytest.FixtureRequest, local_kafka: LocalKafka | None) -> str | None:
    """The address of real Kafka, or None on the embedded broker (each exchange then starts its own)."""
    if local_kafka is not None:
        return local_kafka.bootstrap
    return os.environ.get("KAFKA_BOOTSTRAP_SERVERS") if request.config.getoption("--broker") == "kafka" else None


@pytest.fixture
async def broker(kafka: str | None) -> AsyncIterator[str]:
    """The address of a broker for a test without an exchange."""
    if kafka:
        yield kafka
        return
    embedded = EmbeddedBroker()
    yield await embedded.start()
    await embedded.stop()


class Exchanges:
    """Starts exchanges, each with a database and topics of its own, and stops what a test has left."""

    def __init__(self, postgres: str, kafka: str | None, home: Path) -> None:
        self._postgres, self._kafka, self._home = postgres, kafka, home
        self._started: list[Exchange] = []

    async def start(
        self, postgres: str | None = None, only: Sequence[Service] = SERVICES, **environment: str
    ) -> Exchange:
        exchange = Exchange(
            self._home / uuid4().hex[:8],
            postgres=postgres or await new_database(self._postgres),
            bootstrap=self._kafka,
            topic_prefix=f"t{uuid4().hex[:8]}." if self._kafka else "",
            environment={
                "KOHTAANTO_EXPIRY_POLL_S": "0.5",
                "KOHTAANTO_WEBHOOK_FIRST_RETRY_S": "0.2",
                **environment,
            },
        )
        self._started.append(exchange)
        await exchange.start(only)
        if only == SERVICES:
            await exchange.wait_ready(90)
        return exchange

    async def stop_all(self) -> None:
        for exchange in self._started:
            await exchange.stop()
        self._started.clear()


@pytest.fixture
async def exchanges(postgres: str, kafka: str | None, tmp_path: Path) -> AsyncIterator[Exchanges]:
    found = Exchanges(postgres, kafka, tmp_path)
    yield found
    await found.stop_all()


@pytest.fixture(scope="module")
async def exchange(
    postgres: str, kafka: str | None, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Exchange]:
    """One exchange for all tests of a module."""
    found = Exchanges(postgres, kafka, tmp_path_factory.mktemp("exchange"))
    yield await found.start()
    await found.stop_all()
