"""What an operator does from the command line, against a running exchange."""

import asyncio
import json
import os
import sys
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from aiokafka import AIOKafkaProducer

from kohtaanto.exchange import Exchange
from kohtaanto.settled import wait_settled
from shared.events.topics import Service
from shared.spine.kafka import topic_name
from tests.support.replays import records_of
from tests.support.waiting import until


class Cli:
    """`kohtaanto ...` as a process, told of one service by its environment."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def __call__(self, service: Service, *arguments: str) -> tuple[int, str]:
        environment = {
            "KOHTAANTO_DATABASE_URL": self._exchange.env(service, 0)["KOHTAANTO_DATABASE_URL"],
            "KOHTAANTO_INGEST_URL": self._exchange.url("ingest"),
        }
        return await command(environment, *arguments)


async def command(environment: dict[str, str], *arguments: str) -> tuple[int, str]:
    """`kohtaanto ...` with no other settings than these; its status and what it said."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("KOHTAANTO_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "kohtaanto", *arguments, env=inherited | {"COLUMNS": "200"} | environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    assert process.returncode is not None
    assert b"Traceback" not in said, said.decode()
    return process.returncode, said.decode()


@pytest.fixture(scope="module")
def cli(exchange: Exchange) -> Cli:
    return Cli(exchange)


async def test_source_office_and_push(cli: Cli, exchange: Exchange, tmp_path: Path) -> None:
    status, key = await cli("ingest", "source", "add", "firm", "--kind", "broker")
    assert status == 0
    assert (await cli("ingest", "source", "add", "firm", "--kind", "broker"))[0] == 2
    _, newer = await cli("ingest", "source", "rotate-key", "firm", "--overlap-hours", "0")
    assert "firm" in (await cli("ingest", "source", "list"))[1]
    status, said = await cli("notifier", "office", "add", "39", "--locale", "sv", "--webhook", "https://example.org/x")
    assert (status, "whsec_" in said) == (0, True)
    assert "https://example.org/x" in (await cli("notifier", "office", "list"))[1]
    feed = tmp_path / "feed.ndjson"
    rows = [{"external_id": f"v{n}", "title": "Kokki", "place": "Oulu"} for n in range(3)]
    feed.write_text("\n".join([*map(json.dumps, rows), "{broken"]))
    status, said = await cli("ingest", "push", str(feed), "--source", "firm", "--key", newer.strip())
    assert status == 0
    assert "3 created" in said
    assert "1 refused" in said
    assert "This is not JSON" in said
    status, said = await cli("ingest", "push", str(feed), "--source", "firm", "--key", key.strip())
    assert (status, "No source has this key" in said) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("source", "add", "x", "--kind", "authority", "--area", "99"), "there is no employment area"),
        (("source", "add", "no spaces!", "--kind", "broker"), "letters, digits and hyphens"),
        (("office", "add", "47"), "there is no employment area"),
        (("office", "add", "01", "--webhook", "ftp://x"), "http:// or https://"),
        (("push", "/no/such/file", "--source", "x", "--key", "y"), "does not exist"),
        (("run", "nothing"), "is not one of"),
        (("republish", "matcher", "no-uuid"), "Invalid value"),
    ],
)
async def test_a_wrong_argument_gets_one_clear_sentence(cli: Cli, arguments: tuple[str, ...], said: str) -> None:
    status, answer = await cli("ingest", *arguments)
    assert status == 2
    assert said in answer


NOWHERE = "postgresql://nobody@127.0.0.1:1/none"
BROKER = {"KOHTAANTO_KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1"}


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (("source", "list"), {"KOHTAANTO_DATABASE_URL": NOWHERE}, "cannot be reached"),
        (("source", "list"), {"KOHTAANTO_DATABASE_URL": "nonsense"}, "no address of a Postgres"),
        (("migrate",), {}, "KOHTAANTO_ADMIN_DATABASE_URL (Field required)"),
        (("migrate",), {"KOHTAANTO_ADMIN_DATABASE_URL": NOWHERE, **BROKER}, "cannot be migrated"),
        (("run", "ingest"), {"KOHTAANTO_DATABASE_URL": NOWHERE}, "KOHTAANTO_ERASURE_KEY (Field required)"),
        (("run", "matcher"), {"KOHTAANTO_DATABASE_URL": "nonsense", **BROKER}, "KOHTAANTO_DATABASE_URL"),
        (
            ("run", "matcher"),
            {"KOHTAANTO_DATABASE_URL": NOWHERE, "KOHTAANTO_RULES_FILE": "/no/such/file", **BROKER},
            "the rules file /no/such/file cannot be read",
        ),
        (
            ("push", __file__, "--source", "x", "--key", "y"),
            {"KOHTAANTO_INGEST_URL": "http://127.0.0.1:1"},
            "nothing answers at",
        ),
        (("push", __file__, "--source", "x", "--key", "y"), {"KOHTAANTO_INGEST_URL": "nonsense"}, "is no address"),
    ],
)
async def test_a_wrong_environment_gets_one_clear_sentence(
    arguments: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    status, answer = await command(environment, *arguments)
    assert status == 2
    assert said in answer


async def test_poison_on_the_topic(cli: Cli, exchange: Exchange) -> None:
    """Garbage on a topic is put aside and told of; what comes after it goes on; republish repairs."""
    producer = AIOKafkaProducer(bootstrap_servers=exchange.address)
    await producer.start()
    secret = f"garbage {uuid4()}"
    topic = topic_name(exchange.topic_prefix, "vacancies.submitted")
    for _ in range(3):
        await producer.send_and_wait(topic, secret.encode(), key=b"poison", headers=[("ce_specversion", b"1.0")])
    await producer.stop()

    async def listed() -> bool:
        return (await cli("normaliser", "dead-letters", "list", "normaliser"))[1].count("poison") == 3

    assert await until(listed, 30)
    assert len(await records_of(exchange, "normaliser.dead-letter")) == 3
    status, said = await cli("ingest", "republish", "ingest")
    assert (status, "events put in the outbox" in said) == (0, True)
    await wait_settled(exchange.admin_url, 30)
    status, said = await cli("normaliser", "dead-letters", "replay", "normaliser")
    assert (status, "3 events sent again" in said) == (0, True)
    assert await until(listed, 30), "still poison, it is put aside again"
    logs = "".join(path.read_text() for path in exchange.home.glob("*.log"))
    assert secret not in logs


async def test_a_service_reaches_its_own_schema_only(exchange: Exchange) -> None:
    connection = await asyncpg.connect(exchange.env("ingest", 0)["KOHTAANTO_DATABASE_URL"])
    try:
        assert await connection.fetchval("SELECT count(*) FROM ingest.vacancy") >= 0
        for table in ("normaliser.vacancy", "matcher.ledger", "notifier.match"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.fetchval(f"SELECT count(*) FROM {table}")
    finally:
        await connection.close()
