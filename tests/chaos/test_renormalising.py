"""A new taxonomy, two processes that read everything again, `kill -9` of both at random: each change is told once."""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest

from kohtaanto.exchange import Exchange
from kohtaanto.settled import wait_settled
from services.normaliser import taxonomies
from services.normaliser.occupations.title_model import digest
from shared.esco.release import Release
from shared.spine.database import transaction
from tests.chaos.test_scaling import free_port
from tests.conftest import Exchanges
from tests.support.replays import records_of
from tests.support.versions import BILLING, BOOKKEEPER, CODES, merged, release, trained
from tests.support.waiting import until
from tests.support.world import World

TITLES = ("Laskuttaja", "Kokki", "Lähihoitaja", "Siivooja")
BEFORE = release("9.1")
AFTER = release("9.2", [code for code in CODES if code != BILLING], {BILLING: BOOKKEEPER})


@asynccontextmanager
async def admin(exchange: Exchange) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(exchange.admin_url)
    try:
        yield connection
    finally:
        await connection.close()


async def use(world: World, version: Release) -> None:
    """Import a version with its model and make it current, as `kohtaanto esco import` does."""
    taxonomy = merged(version)
    async with await world.pool("normaliser") as pool, transaction(pool) as connection:
        await taxonomies.put(connection, version)
        await taxonomies.keep_model(connection, digest(taxonomy), await asyncio.to_thread(trained, taxonomy))
        await taxonomies.make_current(connection, version.version)


async def all_read(exchange: Exchange) -> None:
    """Wait until every row is read by the newest taxonomy."""

    async def none_left() -> bool:
        async with admin(exchange) as found:
            left: int = await found.fetchval(
                """SELECT (SELECT count(*) FROM normaliser.vacancy WHERE knowledge < since)
                        + (SELECT count(*) FROM normaliser.seeker WHERE knowledge < since)
                   FROM normaliser.knowledge_head"""
            )
        return left == 0

    await until(none_left, 120)


async def sequences(exchange: Exchange, table: str) -> dict[str, int]:
    async with admin(exchange) as found:
        return {str(row["id"]): row["sequence"] for row in await found.fetch(f"SELECT * FROM normaliser.{table}")}


async def told(exchange: Exchange, topic: str) -> dict[str, dict[int, set[str]]]:
    """By key and number the ids of the events told: one that comes twice has one id."""
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for record in await records_of(exchange, topic):
        headers = {name: raw.decode() for name, raw in record.headers}
        found[record.key.decode()][int(headers["ce_sequence"])].add(headers["ce_id"])
    return found


def rows(numbers: range) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    vacancies = [
        {"external_id": f"v{n}", "title": TITLES[n % 4], "place": ("Kokkola", "Oulu")[n % 2], "employer": f"E{n % 7}"}
        for n in numbers
    ]
    seekers = [
        {"reference": f"s{n}", "place": "Tampere", "occupations": [{"title": TITLES[n % 4]}, {"title": "muurari"}]}
        for n in numbers
    ]
    return vacancies, seekers


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.kafka)])
async def test_kill_9_while_everything_is_read_again(exchanges: Exchanges, processes: int) -> None:
    world = World(await exchanges.start(KOHTAANTO_RENORMALISE_PER_S="60"))
    exchange = world.exchange
    await world.register(("12", "39"))
    await use(world, BEFORE)
    vacancies, seekers = rows(range(400))
    await world.push("vacancies", vacancies)
    await world.push("seekers", seekers)
    await wait_settled(exchange.admin_url, 120)
    await all_read(exchange)
    await wait_settled(exchange.admin_url, 60)
    before = {table: await sequences(exchange, table) for table in ("vacancy", "seeker")}

    running = [exchange.services["normaliser"]]
    if processes == 2:
        running.append(exchange.supervised("normaliser", free_port(), "normaliser-2"))
        running[1].start()
    try:
        await use(world, AFTER)
        rng, fresh = random.Random(11), range(400, 440)
        for _ in range(3):
            for process in running:
                await asyncio.sleep(rng.uniform(1.0, 4.0))
                process.kill()
        await world.push("vacancies", rows(fresh)[0])
        await all_read(exchange)
        await wait_settled(exchange.admin_url, 120)
        assert all(process.starts >= 3 for process in running), "they were killed"
        for table, topic in (("vacancy", "vacancies.normalised"), ("seeker", "seekers.normalised")):
            await told_once(exchange, table, topic, before[table])
        await right_at_the_end(exchange)
    finally:
        for process in running[1:]:
            await process.stop()


async def told_once(exchange: Exchange, table: str, topic: str, before: dict[str, int]) -> None:
    """Each state that changed is told under one higher number, by one event; nothing else is told."""
    after, events = await sequences(exchange, table), await told(exchange, topic)
    assert all(after[key] - number in (0, 1) for key, number in before.items())
    changed = [key for key, number in before.items() if after[key] > number]
    assert len(changed) >= len(before) / 4, "the billing clerks at least"
    for key, number in after.items():
        assert sorted(events[key]) == list(range(1, number + 1)), "every number, and none beyond"
        assert all(len(ids) == 1 for ids in events[key].values()), "told once"


async def right_at_the_end(exchange: Exchange) -> None:
    async with admin(exchange) as found:
        for table in ("vacancy", "seeker"):
            differ = await found.fetchval(
                f"""SELECT count(*) FROM normaliser.{table} AS a FULL JOIN matcher.{table} AS b USING (id)
                    WHERE a.state IS DISTINCT FROM b.state OR a.sequence IS DISTINCT FROM b.applied"""
            )
            assert differ == 0, f"{differ} of the matcher's copies differ"
        codes = await found.fetch(
            """SELECT DISTINCT state->'occupation'->>'code' AS code FROM normaliser.vacancy
               WHERE state->>'title' = 'Laskuttaja'"""
        )
        assert [row["code"] for row in codes] == [BOOKKEEPER]
        assert await found.fetchval("SELECT count(*) FROM normaliser.vacancy WHERE review IS NOT NULL") == 0
