"""The normaliser end to end, Kafka in, Postgres, Kafka out, on Apache Kafka.

Vacancies lie in their topic before the one process starts, which is kept to one core. Then everything is read again in
the background while fresh vacancies come in, and each fresh one's way from topic to topic is timed.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from rich.console import Console

from deploy.kafka.local import LocalKafka
from examples.generator import vacancy_rows
from kohtaanto.exchange import Exchange
from services.normaliser import knowledge
from services.normaliser.keeping import VACANCIES as KIND
from shared.events import envelope
from shared.events.identity import partition_of, vacancy_id
from shared.events.topics import VACANCIES_NORMALISED, VACANCIES_SUBMITTED
from shared.events.vacancies import VacancySubmitted
from shared.spine.database import open_pool

VACANCIES, ALL = 20_000, 100_000
FRESH_PER_S = 20
PARTITIONS = 4
CORE = 0
_err = Console(stderr=True)
Figures = dict[str, Any]


def submitted(count: int, seed: int) -> Iterator[VacancySubmitted]:
    """Vacancies as ingest would publish them."""
    for item in vacancy_rows(count, seed):
        whose = {"vacancy_id": vacancy_id(item.source, item.row["external_id"]), "source": item.source}
        yield VacancySubmitted.model_validate(item.row | whose | {"status": "open"})


class Out:
    """Reads what the normaliser publishes: when each vacancy was first seen."""

    def __init__(self, bootstrap: str) -> None:
        self._consumer = AIOKafkaConsumer(
            VACANCIES_NORMALISED.name, bootstrap_servers=bootstrap, auto_offset_reset="earliest"
        )
        self.seen: dict[bytes, float] = {}
        self.events = 0

    async def run(self) -> None:
        """Read until cancelled."""
        await self._consumer.start()
        try:
            async for record in self._consumer:
                self.events += 1
                self.seen.setdefault(record.key, time.monotonic())
        finally:
            await self._consumer.stop()

    async def until(self, count: int, within_s: float) -> None:
        """Wait until so many vacancies were seen. Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while len(self.seen) < count:  # noqa: ASYNC110 - nobody tells when
                await asyncio.sleep(0.05)


async def measure(vacancies: int = VACANCIES, everything: int = ALL) -> Figures:
    """New vacancies a second; and how long a fresh one takes while `everything` is read again."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as home, LocalKafka(Path(home) / "kafka") as kafka:
        os.chmod(home, 0o755)  # noqa: S103 - the server's own user must get in
        exchange = Exchange(Path(home) / "exchange", bootstrap=kafka.bootstrap, partitions=PARTITIONS)
        await exchange.start(())
        out = Out(kafka.bootstrap)
        reading = asyncio.create_task(out.run())
        async with AIOKafkaProducer(bootstrap_servers=kafka.bootstrap, acks="all", linger_ms=5) as producer:
            try:
                return await _measured(exchange, producer, out, vacancies, everything)
            finally:
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)
                await exchange.stop()


async def _measured(
    exchange: Exchange, producer: AIOKafkaProducer, out: Out, vacancies: int, everything: int
) -> Figures:
    rows = list(submitted(everything, 1))
    _say(f"{vacancies} vacancies into the topic")
    await _publish(producer, rows[:vacancies])
    normaliser = exchange.supervised("normaliser", exchange.ports["normaliser"])
    exchange.services["normaliser"] = normaliser
    normaliser.start()
    await exchange.wait_ready(60)
    assert normaliser.pid is not None
    process = psutil.Process(normaliser.pid)
    process.cpu_affinity([CORE])
    await out.until(vacancies, 600)
    times = np.sort(np.array(list(out.seen.values())))
    rate = (vacancies * 0.9) / (times[-1] - times[int(vacancies * 0.1)])
    _say(f"{rate:.0f} new vacancies a second; the rest of {everything}")
    await _publish(producer, rows[vacancies:])
    await out.until(everything, 900)
    _say("all is read again; fresh ones come in")
    fresh = await _fresh_meanwhile(exchange, producer, out, list(submitted(60_000, 2)))
    return {"new_per_s": round(float(rate)), "rss_mb": round(process.memory_info().rss / 1e6, 1)} | fresh


async def _fresh_meanwhile(
    exchange: Exchange, producer: AIOKafkaProducer, out: Out, rows: Sequence[VacancySubmitted]
) -> Figures:
    url = exchange.env("normaliser", 0)["KOHTAANTO_DATABASE_URL"]
    sent: dict[bytes, float] = {}
    async with await open_pool(url, "normaliser", 2) as pool:
        number = await pool_renew(pool)
        started, before, waiting = time.monotonic(), out.events, iter(rows)
        while True:
            row = next(waiting)
            key = str(row.vacancy_id).encode()
            if key not in out.seen and key not in sent:
                sent[key] = time.monotonic()
                await _publish(producer, [row])
            await asyncio.sleep(1 / FRESH_PER_S)
            if len(sent) % FRESH_PER_S == 0 and await _left(pool, number) == 0:
                break
        took = time.monotonic() - started
        async with asyncio.timeout(30):
            while any(key not in out.seen for key in sent):  # noqa: ASYNC110 - nobody tells when
                await asyncio.sleep(0.05)
    delays = np.array([out.seen[key] - at for key, at in sent.items()]) * 1000
    return {
        "read_again_s": round(took, 1),
        "read_again_published": out.events - before - len(sent),
        "fresh": len(sent),
        "fresh_p50_ms": round(float(np.percentile(delays, 50)), 1),
        "fresh_p99_ms": round(float(np.percentile(delays, 99)), 1),
        "fresh_max_ms": round(float(delays.max()), 1),
    }


async def pool_renew(pool: Any) -> int:
    """Make everything out of date; the number from which on it is not."""
    async with pool.acquire() as connection, connection.transaction():
        return await knowledge.renew(connection)


async def _left(pool: Any, number: int) -> int:
    return int(await pool.fetchval(KIND.store.sql("stale"), number, number))


async def _publish(producer: AIOKafkaProducer, rows: Sequence[VacancySubmitted]) -> None:
    waiting = []
    for row in rows:
        draft = envelope.write(VACANCIES_SUBMITTED, str(row.vacancy_id), row, 1)
        headers = [(name, text.encode()) for name, text in draft.headers.items()]
        waiting.append(
            await producer.send(
                draft.topic,
                value=draft.value,
                key=draft.key.encode(),
                partition=partition_of(draft.key, PARTITIONS),
                headers=headers,
            )
        )
    await asyncio.gather(*waiting)


def _say(sentence: str) -> None:
    _err.print(sentence, highlight=False)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(*map(int, sys.argv[1:])))))
