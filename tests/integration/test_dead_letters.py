"""A record that cannot be processed goes to the dead letters, the rest goes on, and it is replayed after the fix."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.normaliser.handlers import Handlers
from services.normaliser.job_store import JobStore
from services.normaliser.knowledge import Knowing
from shared.events import envelope
from shared.events.envelope import Envelope
from shared.events.seekers import SeekerSubmitted
from shared.events.topics import SEEKERS_SUBMITTED, VACANCIES_SUBMITTED, Topic
from shared.events.vacancies import VacancySubmitted
from shared.spine import dead_letters
from shared.spine.consumer import AfterCommit, Consumer
from shared.spine.database import Connection, Pool, transaction
from shared.spine.dead_letters import Halt, Limit


@dataclass
class Arrived:
    """A record as aiokafka hands it over."""

    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes]]
    offset: int
    topic: str = "vacancies.submitted"
    partition: int = 0
    timestamp: int = 1_700_000_000_000


@dataclass
class Rig:
    """A normaliser's consumer on a database, with a fault that can be put right."""

    pool: Pool
    topic: Topic
    poison: set[str] = field(default_factory=set)
    halts: list[str] = field(default_factory=list)
    run: int = 5

    def consumer(self) -> Consumer[Any]:
        knowing = Knowing(self.pool)
        handlers = Handlers(knowing, JobStore())
        handle = handlers.vacancies if self.topic is VACANCIES_SUBMITTED else handlers.seekers

        async def faulty(connection: Connection, events: Sequence[Envelope[Any]]) -> AfterCommit:
            for event in events:
                if event.key in self.poison:
                    raise ZeroDivisionError("a fault in our code")
            return await handle(connection, events)

        @asynccontextmanager
        async def known() -> AsyncIterator[None]:
            await knowing.look()
            yield

        limit = Limit(self.run, 0.5)
        return Consumer("normaliser", self.topic, faulty, limit, self.halts.append, self.pool, known)


def arrived(id_: UUID, offset: int) -> Arrived:
    payload = VacancySubmitted(vacancy_id=id_, source="s", external_id="x", status="open", title="Kokki", place="Oulu")
    draft = envelope.write(VACANCIES_SUBMITTED, str(id_), payload, 1)
    headers = [(name, text.encode()) for name, text in draft.headers.items()]
    return Arrived(draft.key.encode(), draft.value, headers, offset)


async def test_poison_is_put_aside_and_replayed_after_the_fix(pool: Pool) -> None:
    rig, ids = Rig(pool, VACANCIES_SUBMITTED), [uuid4() for _ in range(10)]
    rig.poison = {str(ids[4])}
    records: list[Any] = [arrived(id_, offset) for offset, id_ in enumerate(ids)]
    await rig.consumer().consume(records)
    await rig.consumer().consume(records)  # the same batch again, as after a crash
    assert await pool.fetchval("SELECT count(*) FROM vacancy") == 9
    async with transaction(pool) as connection:
        (letter,) = await dead_letters.waiting(connection)
        assert (letter["key"], letter["offset"]) == (str(ids[4]), 4)
        assert "ZeroDivisionError" in str(letter["error"])
        told = await connection.fetch("SELECT value FROM outbox WHERE topic = 'normaliser.dead-letter'")
        assert [json.loads(row["value"])["offset"] for row in told] == [4]
    rig.poison.clear()
    async with transaction(pool) as connection:
        assert await dead_letters.replay(connection, None) == (1, {})
        assert await dead_letters.waiting(connection) == []
        again = await connection.fetchrow("SELECT * FROM outbox WHERE topic = 'vacancies.submitted'")
    assert again is not None
    headers = [(name, text.encode()) for name, text in again["headers"].items()]
    replayed: Any = Arrived(again["key"].encode(), again["value"], headers, 99)
    await rig.consumer().consume([replayed])
    assert await pool.fetchval("SELECT count(*) FROM vacancy") == 10


@pytest.mark.parametrize(
    "broken",
    [
        Arrived(b"k", b"{}", [], 0),
        Arrived(None, b"{}", [("ce_specversion", b"1.0")], 0),
        Arrived(b"k", b"not json", [("ce_specversion", b"1.0"), ("ce_id", b"1"), ("ce_sequence", b"1")], 0),
        Arrived(b"k", b"\xff", [("ce_specversion", b"1.0"), ("ce_id", b"\xff"), ("ce_sequence", b"x")], 0),
    ],
)
async def test_what_is_no_event_is_put_aside(pool: Pool, broken: Any) -> None:
    good: Any = arrived(uuid4(), 1)
    await Rig(pool, VACANCIES_SUBMITTED).consumer().consume([broken, good])
    assert await pool.fetchval("SELECT count(*) FROM vacancy") == 1
    assert await pool.fetchval("SELECT count(*) FROM dead_letter") == 1


async def test_a_seekers_dead_letter_never_holds_the_profile(pool: Pool) -> None:
    id_ = uuid4()
    payload = SeekerSubmitted(seeker_id=id_, source="te", status="active", place="Salaperäinen paikka")
    draft = envelope.write(SEEKERS_SUBMITTED, str(id_), payload, 1)
    headers = [(name, text.encode()) for name, text in draft.headers.items()]
    record: Any = Arrived(draft.key.encode(), draft.value, headers, 0, "seekers.submitted")
    await Rig(pool, SEEKERS_SUBMITTED, {str(id_)}).consumer().consume([record])
    row = await pool.fetchrow("SELECT * FROM dead_letter")
    told = await pool.fetchval("SELECT value FROM outbox")
    assert row is not None
    assert row["value"] is None
    assert b"Salaper" not in told
    async with transaction(pool) as connection:
        assert await dead_letters.replay(connection, None) == (0, {"seekers.submitted": [str(id_)]})


async def test_bad_records_among_good_ones_are_no_run(pool: Pool) -> None:
    rig = Rig(pool, VACANCIES_SUBMITTED)
    records: list[Any] = []
    for offset in range(0, 30, 2):
        records += [arrived(uuid4(), offset), Arrived(b"k", b"{}", [], offset + 1)]
    await rig.consumer().consume(records[:20])
    assert await pool.fetchval("SELECT count(*) FROM vacancy") == 10
    assert await pool.fetchval("SELECT count(*) FROM dead_letter") == 10
    assert rig.halts == []


async def test_past_a_limit_the_service_halts_and_says_so(pool: Pool) -> None:
    rig = Rig(pool, VACANCIES_SUBMITTED)
    records: list[Any] = [Arrived(b"k", b"{}", [], offset) for offset in range(10)]
    with pytest.raises(Halt):
        await rig.consumer().consume(records)
    assert rig.halts
    assert "Fix the cause" in rig.halts[0]
