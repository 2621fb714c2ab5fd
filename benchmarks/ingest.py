"""`make bench-ingest`: rows a second through the door, against the straightforward way and against COPY alone.

Real HTTP on loopback, a real Postgres, one ingest process. Server and client are each kept to one core; Postgres has
what they leave. The last line is one JSON object.
"""

import asyncio
import json
import os
import random
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import psutil

from benchmarks.door_client import Client
from examples.generator import vacancy_rows
from kohtaanto.exchange import Exchange
from services.ingest import sources
from services.ingest.rows import VacancyRow
from shared.events.identity import vacancy_id
from shared.spine.database import open_pool

ROWS, TENTH, ONES, PEER_ROWS, PEER_CLIENTS = 100_000, 10_000, 300, 4_000, 16
PIECE = 65_536
PATH = "/v1/vacancies"
SERVER_CORE, CLIENT_CORE = 0, 1


def rows(count: int) -> list[dict[str, Any]]:
    """Rows of one source, each with an id of its own."""
    return [
        item.row | {"external_id": f"{item.source}-{item.row['external_id']}"}
        for item in vacancy_rows(count, 1, described=False)
    ]


def lines(of: Sequence[dict[str, Any]]) -> bytes:
    """Rows as NDJSON."""
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in of).encode()


def pieces(body: bytes) -> Iterator[bytes]:
    """A body as it is sent."""
    for start in range(0, len(body), PIECE):
        yield body[start : start + PIECE]


def pin(pid: int, core: int) -> None:
    """Keep a process to one core, where the machine has more than one."""
    if (psutil.cpu_count() or 1) > 1:
        psutil.Process(pid).cpu_affinity([core])


class Watch:
    """The largest memory of a process while something goes on, in MB."""

    def __init__(self, pid: int) -> None:
        self._process, self.most = psutil.Process(pid), 0.0
        self._looking = asyncio.create_task(self._look())

    async def _look(self) -> None:
        while True:
            self.most = max(self.most, self._process.memory_info().rss / 2**20)
            await asyncio.sleep(0.02)

    def end(self) -> float:
        """Stop looking."""
        self._looking.cancel()
        return round(self.most, 1)


async def door(exchange: Exchange, found: list[dict[str, Any]]) -> dict[str, float]:
    """The door's figures."""
    url = exchange.env("ingest", 0)["KOHTAANTO_DATABASE_URL"]
    async with await open_pool(url, "ingest", 1) as pool, pool.acquire() as connection:
        key = await sources.add(connection, "bench", "broker", None)
        await sources.configure(connection, "bench", None, 10**9, 10**12, 10**9)
    assert key is not None
    pid = exchange.services["ingest"].pid
    assert pid is not None
    pin(pid, SERVER_CORE)
    client, body = Client(exchange.url("ingest"), key), lines(found)
    await client.push(PATH, pieces(lines(found[:500])))  # warm: connections, prepared statements
    watch = Watch(pid)
    await client.push(PATH, pieces(lines(found[500:TENTH])))
    rss = watch.end()
    watch = Watch(pid)
    count, seconds = await client.push(PATH, pieces(lines(found[TENTH:])))
    rss_10x = watch.end()
    new = count / seconds
    say(f"new: {count} rows, {new:.0f}/s; memory {rss} MB at {TENTH} rows, {rss_10x} MB at {count}")
    count, seconds = await client.push(PATH, pieces(body))
    unchanged = count / seconds
    say(f"unchanged: {unchanged:.0f}/s")
    changed_rows = [row | {"employer": f"{row['employer']} Oy"} for row in found[: ROWS // 2]]
    changed_body = lines(changed_rows)
    count, seconds = await client.push(PATH, pieces(changed_body))
    changed = count / seconds
    say(f"changed: {changed:.0f}/s")
    single = await one_row(exchange.url("ingest"), key, changed_rows, client, pieces(lines(found)))
    await client.close()
    return {
        "new_per_s": round(new),
        "changed_per_s": round(changed),
        "unchanged_per_s": round(unchanged),
        "rss_mb": rss,
        "rss_mb_10x": rss_10x,
        "one_row_p99_ms": round(single * 1000, 1),
    }


async def one_row(url: str, key: str, of: Sequence[dict[str, Any]], load: Client, body: Iterator[bytes]) -> float:
    """The 99th percentile of a single row's push while a feed goes in, in seconds."""
    loading = asyncio.create_task(load.push(PATH, body))
    client, rng, times = Client(url, key), random.Random(1), list[float]()
    while not loading.done() and len(times) < ONES:
        row = dict(rng.choice(of))
        name = row.pop("external_id")
        row["experience_years"] = rng.randrange(30)
        status, seconds = await client.send("PUT", f"{PATH}/{name}", json.dumps(row).encode())
        assert status == 200, status
        times.append(seconds)
        await asyncio.sleep(0.005)
    await loading
    await client.close()
    p99 = statistics.quantiles(times, n=100)[98]
    half = statistics.median(times)
    say(f"one row under load: {len(times)} pushes, median {half * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms")
    return p99


async def peer(admin_url: str, found: Sequence[dict[str, Any]]) -> float:
    """Rows a second the straightforward way: one a request, over as many connections as it likes."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    database = admin_url.replace("postgresql://", "postgresql+asyncpg://", 1)
    environment = {**os.environ, "PEER_DATABASE_URL": database, "PEER_PORT": str(port)}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "benchmarks.peer_ingest", env=environment)
    try:
        pin(process.pid, SERVER_CORE)
        async with httpx.AsyncClient() as client:
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                try:
                    await client.get(f"http://127.0.0.1:{port}/ready")
                    break
                except httpx.HTTPError:
                    await asyncio.sleep(0.1)
        waiting = iter(found)

        async def some() -> None:
            one = Client(f"http://127.0.0.1:{port}", "-")
            for row in waiting:
                status, _ = await one.send("POST", "/vacancies", json.dumps(row).encode())
                assert status == 200, status
            await one.close()

        began = time.monotonic()
        await asyncio.gather(*(some() for _ in range(PEER_CLIENTS)))
        return len(found) / (time.monotonic() - began)
    finally:
        process.terminate()
        await process.wait()


async def copy(admin_url: str, found: Sequence[dict[str, Any]]) -> float:
    """Rows a second by COPY alone: the floor under whatever stores them."""
    connection = await asyncpg.connect(admin_url)
    await connection.execute("CREATE TABLE floor (id uuid PRIMARY KEY, external_id text, state text)")
    records = [
        (vacancy_id("floor", row["external_id"]), row["external_id"], VacancyRow.model_validate(row).model_dump_json())
        for row in found
    ]
    began = time.monotonic()
    await connection.copy_records_to_table("floor", records=records)
    seconds = time.monotonic() - began
    await connection.close()
    return len(records) / seconds


def say(text: str) -> None:
    """Tell what was measured, beside the result."""
    print(text, file=sys.stderr, flush=True)


async def main() -> None:
    """Measure, and print one JSON object."""
    pin(os.getpid(), CLIENT_CORE)
    found = rows(ROWS)
    with tempfile.TemporaryDirectory(prefix="kohtaanto-bench-") as directory:
        exchange = Exchange(Path(directory) / "bench")
        try:
            await exchange.start(only=("ingest",))
            await exchange.wait_ready()
            figures = await door(exchange, found)
            figures["peer_per_s"] = round(await peer(exchange.admin_url, found[:PEER_ROWS]))
            say(f"peer: {figures['peer_per_s']}/s")
            figures["copy_per_s"] = round(await copy(exchange.admin_url, found))
        finally:
            await exchange.stop()
    print(json.dumps(figures))


if __name__ == "__main__":
    asyncio.run(main())
