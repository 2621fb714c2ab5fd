"""A push broken off in the middle, by whatever: the receipts given stay true, and the rest can be sent again."""

import asyncio
import os
import random
import signal
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from deploy.kafka.local import LocalKafka
from kohtaanto.embedded import EmbeddedPostgres
from kohtaanto.exchange import Exchange
from services.ingest import sources
from tests.conftest import Exchanges
from tests.support.stream import Stream
from tests.support.waiting import until
from tests.support.world import World

COUNT, PART = 3_000, 150
PATH = "/v1/vacancies"
Row = dict[str, Any]


def rows() -> list[Row]:
    return [{"external_id": f"v{n}", "title": "Kokki", "place": "Oulu", "employer": f"E{n}"} for n in range(COUNT)]


async def begin(exchanges: Exchanges, postgres: str | None = None) -> World:
    world = World(await exchanges.start(postgres, only=("ingest",)))
    await until(world.door_is_open)
    async with await world.pool("ingest") as pool, pool.acquire() as connection:
        world.keys["broker"] = await sources.add(connection, "broker", "broker", None) or ""
    return world


async def push(world: World, key: str, then: Any = None, query: str = "") -> Stream:
    """Send all rows in parts under an idempotency key; `then` happens somewhere in the middle."""
    headers = world.headers("vacancies") | {"Idempotency-Key": key, "Content-Type": "application/x-ndjson"}
    stream = await Stream.open(world.exchange.url("ingest"), f"{PATH}{query}", headers)
    all_rows, when = rows(), COUNT // 2
    for start in range(0, COUNT, PART):
        await stream.send(all_rows[start : start + PART])
        if then is not None and start >= when:
            await stream.got(PART)
            await then(stream)
            then = None
    return stream


async def held(world: World) -> dict[str, int]:
    """The revision of each vacancy in the database."""
    connection = await asyncpg.connect(world.exchange.admin_url)
    try:
        return {row["external_id"]: row["revision"] for row in await connection.fetch("SELECT * FROM ingest.vacancy")}
    finally:
        await connection.close()


def are_true(receipts: list[Row], revisions: dict[str, int]) -> None:
    assert receipts
    for receipt in receipts:
        assert receipt["status"] == "created"
        assert revisions[receipt["external_id"]] == receipt["revision"] == 1


async def test_the_client_drops(exchanges: Exchanges) -> None:
    world = await begin(exchanges)

    async def drop(stream: Stream) -> None:
        stream.break_off()

    stream = await push(world, "k", drop)
    first = list(stream.receipts)
    are_true(first, await held(world))

    async def noticed() -> bool:
        answer = await world.client.get(
            f"{world.exchange.url('ingest')}{stream.headers['content-location']}", headers=world.headers("vacancies")
        )
        return bool(answer.json()["state"] == "interrupted")

    assert await until(noticed)
    again = await (await push(world, "k")).finish()
    assert again[: len(first)] == first, "the same receipts as before"
    assert len(again) == COUNT
    are_true(again, await held(world))


async def test_an_interrupted_snapshot_closes_nothing(exchanges: Exchanges) -> None:
    world = await begin(exchanges)
    assert len(await (await push(world, "all")).finish()) == COUNT

    async def drop(stream: Stream) -> None:
        stream.break_off()

    await push(world, "snapshot", drop, "?snapshot=true&go_ahead=true")
    await asyncio.sleep(1)
    connection = await asyncpg.connect(world.exchange.admin_url)
    assert await connection.fetchval("SELECT count(*) FROM ingest.vacancy WHERE status = 'open'") == COUNT
    await connection.close()


async def test_ingest_is_killed(exchanges: Exchanges) -> None:
    world, rng = await begin(exchanges), random.Random(3)
    given: dict[str, Row] = {}
    for _ in range(5):

        async def kill(stream: Stream) -> None:
            await asyncio.sleep(rng.uniform(0, 0.05))
            world.exchange.services["ingest"].kill()

        stream = await push(world, "k", kill)
        for receipt in await stream.finish():
            # What was answered before is answered the same, and what is new is as new as it says.
            assert given.setdefault(receipt["external_id"], receipt) == receipt
        revisions = await held(world)
        are_true(list(given.values()), revisions)
        await until(world.door_is_open)
    last = await (await push(world, "k")).finish()
    assert len(last) == COUNT
    assert all(given.get(receipt["external_id"], receipt) == receipt for receipt in last)
    are_true(last, await held(world))


async def test_the_database_goes_away(exchanges: Exchanges, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    server = EmbeddedPostgres(tmp_path / "own" / "data")
    world = await begin(exchanges, await server.start())

    async def away(stream: Stream) -> None:
        await server.stop()
        await asyncio.sleep(5)
        await server.start()

    stream = await push(world, "k", away)
    receipts = await stream.finish()
    assert stream.whole, "the push waited, and went on"
    assert [receipt["row"] for receipt in receipts] == list(range(1, COUNT + 1))
    are_true(receipts, await held(world))
    assert world.exchange.services["ingest"].starts == 1
    await exchanges.stop_all()
    await server.stop()


async def test_kafka_is_away(exchanges: Exchanges, kafka: str | None, local_kafka: LocalKafka | None) -> None:
    if kafka and not local_kafka:
        pytest.skip("a cluster given from outside is not ours to stop")
    world = await begin(exchanges)
    pause(world.exchange, local_kafka, signal.SIGSTOP)
    receipts = await (await push(world, "k")).finish(30)
    assert len(receipts) == COUNT, "the door does not need Kafka"
    again = await (await push(world, "k2")).finish(30)
    assert {receipt["status"] for receipt in again} == {"unchanged"}
    await asyncio.sleep(125 if kafka else 10)  # minutes, where the broker is the real one
    connection = await asyncpg.connect(world.exchange.admin_url)
    assert await connection.fetchval("SELECT count(*) FROM ingest.outbox") > 0
    pause(world.exchange, local_kafka, signal.SIGCONT)

    async def sent() -> bool:
        # Without readers the embedded broker is not filled to the brim: most of it goes, and that it goes is the point.
        return bool(await connection.fetchval("SELECT count(*) FROM ingest.outbox") < COUNT // 2)

    assert await until(sent, 60)
    await connection.close()


def pause(exchange: Exchange, local_kafka: LocalKafka | None, what: signal.Signals) -> None:
    if local_kafka:
        (local_kafka.pause if what == signal.SIGSTOP else local_kafka.resume)()
    else:
        assert exchange.broker is not None and exchange.broker.pid is not None
        os.kill(exchange.broker.pid, what)
