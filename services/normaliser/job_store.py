"""Which adverts are one job, kept in Postgres: one process at a time works it out, and all learn of it.

Whoever pairs holds one lock until its transaction ends. It first learns what others have written since it looked last,
then works out what changes in memory, writes that, and takes it as done once it is committed. A process that misses
the commit (because it went away in between, or somebody else was at work) reads its own changes as it reads others'.
"""

import asyncio
import gc
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import asyncpg
import orjson

from services.normaliser.jobs.clusters import Pair, pair_of
from services.normaliser.jobs.jobs import Changes, JobPlan, Jobs
from services.normaliser.jobs.likeness import VERSION, Likeness, likeness_of
from services.normaliser.jobs.same_job import Verdict
from shared.events import envelope
from shared.events.envelope import Draft
from shared.events.topics import VACANCIES_NORMALISED
from shared.events.vacancies import SameJob, VacancyNormalised, VacancySubmitted
from shared.spine import outbox
from shared.spine.consumer import AfterCommit
from shared.spine.database import Connection, Pool, sql
from shared.spine.guard import unguarded

T = TypeVar("T")
Rows = Sequence[asyncpg.Record]
PACKAGE = "services.normaliser"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A vacancy as its event has it, under the event's number. None: it is gone."""

    applied: int
    submitted: VacancySubmitted | None
    state: VacancyNormalised | None


@dataclass(frozen=True, slots=True)
class Paired:
    """The job of each vacancy that was given (None: it has no others), and what to call once that is committed.

    A vacancy that is not in `jobs` came late: a newer state of it is held.
    """

    jobs: Mapping[UUID, SameJob | None]
    after_commit: AfterCommit


@dataclass(frozen=True, slots=True)
class Explained:
    """A pair of adverts: how sure it is that they are one job, why, and who has set them apart, if anybody."""

    a: UUID
    b: UUID
    score: float
    because: tuple[str, ...]
    set_apart_by: str | None


class JobStore:
    """One process's part in it. Each of its methods is to be called once in a transaction."""

    def __init__(self) -> None:
        self._jobs = Jobs()
        self._seen = 0
        self._memory = asyncio.Lock()

    async def warm(self, pool: Pool) -> None:
        """Learn everything before the first batch, so that nobody waits for it under the lock."""
        async with (
            self._memory,
            pool.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            await self._catch_up(connection)
        # What is kept for good is not to be looked through again and again: with 100,000 adverts each time takes half
        # a second, and nothing else goes on meanwhile.
        gc.collect()
        gc.freeze()

    async def lock(self, connection: Connection) -> None:
        """Be the only one to pair until this transaction ends. To be taken before any row of a vacancy is."""
        await connection.execute(sql(PACKAGE, "job_lock"))

    async def pair(self, connection: Connection, arrived: Mapping[UUID, Arrived]) -> Paired:
        """Work out which jobs these vacancies belong to, and tell the other vacancies whose job that changes."""
        adverts = await _in_thread(lambda: {id_: _likeness(each) for id_, each in arrived.items()})
        await self.lock(connection)
        fresh = await self._fresh(connection, arrived)
        plan, _, after = await self._change(connection, {id_: adverts[id_] for id_ in fresh}, {})
        return Paired({id_: plan.told[id_] for id_ in fresh}, after)

    async def split(
        self, connection: Connection, vacancy: UUID, others: Collection[UUID] | None, by_whom: str
    ) -> AfterCommit:
        """A person says that a vacancy is not one job with these others; None: with any that it is one with now."""
        await self.lock(connection)
        if others is None:
            async with self._memory:
                await self._catch_up(connection)
                others = self._jobs.members(vacancy) - {vacancy}
        pairs = {pair_of(vacancy, other): True for other in others}
        return await self._by_hand(connection, "job_split", pairs, by_whom)

    async def rejoin(self, connection: Connection, a: UUID, b: UUID, by_whom: str) -> AfterCommit:
        """A person takes back that two vacancies are not one job. What speaks for and against it decides again."""
        await self.lock(connection)
        return await self._by_hand(connection, "job_rejoin", {pair_of(a, b): False}, by_whom)

    async def explained(self, connection: Connection, vacancy: UUID) -> list[Explained]:
        """The pairs that a vacancy and the others of its job make, the surest first."""
        rows = await connection.fetch(sql(PACKAGE, "job_explained"), vacancy)
        return [Explained(row["a"], row["b"], row["score"], tuple(row["because"]), row["by_whom"]) for row in rows]

    async def outdated(self, connection: Connection, most: int) -> list[UUID]:
        """Open vacancies that are not compared yet as this software does it: what was submitted is to be read again."""
        return [row["id"] for row in await connection.fetch(sql(PACKAGE, "job_outdated"), VERSION, most)]

    async def _by_hand(self, connection: Connection, how: str, pairs: Mapping[Pair, bool], by_whom: str) -> AfterCommit:
        _, change, after = await self._change(connection, {}, pairs)
        await connection.execute(sql(PACKAGE, how), [a for a, _ in pairs], [b for _, b in pairs], by_whom, change)
        return after

    async def _change(
        self, connection: Connection, adverts: Mapping[UUID, Likeness | None], by_hand: Mapping[Pair, bool]
    ) -> tuple[JobPlan, int, AfterCommit]:
        async with self._memory:
            await self._catch_up(connection)
            seen = self._seen
            plan = await _in_thread(lambda: self._jobs.plan(adverts, by_hand))
            stood = {id_: self._jobs.standing(id_) for id_ in plan.changes.adverts}
        change = int(await connection.fetchval(sql(PACKAGE, "job_next_change")))
        await _write(connection, plan.changes, stood, change)
        await _tell(connection, {id_: job for id_, job in plan.told.items() if id_ not in adverts})
        return plan, change, lambda: self._accept(plan, seen, change)

    def _accept(self, plan: JobPlan, seen: int, change: int) -> None:
        """Take a plan as done, unless somebody has looked at the tables in between: then it is read from there."""
        if self._seen == seen and not self._memory.locked():
            self._jobs.apply(plan.changes)
            self._seen = change

    async def _fresh(self, connection: Connection, arrived: Mapping[UUID, Arrived]) -> list[UUID]:
        numbers = [each.applied for each in arrived.values()]
        return [
            row["id"] for row in await connection.fetch(sql(PACKAGE, "job_fresh"), list(arrived), numbers, unguarded())
        ]

    async def _catch_up(self, connection: Connection) -> None:
        """Learn what has been written since. It must be read at one moment: under the lock, or in a snapshot."""
        adverts, pairs, apart = [
            await connection.fetch(sql(PACKAGE, f"job_{what}_since"), self._seen)
            for what in ("adverts", "pairs", "apart")
        ]
        if adverts or pairs or apart:
            await _in_thread(lambda: self._jobs.apply(_changes(adverts, pairs, apart)))
            self._seen = max(row["change"] for row in (*adverts, *pairs, *apart))


def _likeness(arrived: Arrived) -> Likeness | None:
    return likeness_of(arrived.submitted, arrived.state) if arrived.submitted and arrived.state else None


def _changes(adverts: Rows, pairs: Rows, apart: Rows) -> Changes:
    """What the tables tell. What other software has made of an advert is not compared until it is read again."""
    return Changes(
        adverts={row["vacancy_id"]: _advert(row) for row in adverts},
        pairs={
            (row["a"], row["b"]): None if row["gone"] else Verdict(row["score"], tuple(row["because"])) for row in pairs
        },
        apart={(row["a"], row["b"]): row["holds"] for row in apart},
        jobs={row["vacancy_id"]: row["job_id"] for row in adverts},
    )


def _advert(row: asyncpg.Record) -> Likeness | None:
    readable = row["content"] is not None and row["made_by"] == VERSION
    return Likeness.from_bytes(row["vacancy_id"], row["content"]) if readable else None


async def _write(connection: Connection, changes: Changes, stood: Mapping[UUID, UUID | None], change: int) -> None:
    adverts, others = changes.adverts, {id_: job for id_, job in changes.jobs.items() if id_ not in changes.adverts}
    await connection.execute(
        sql(PACKAGE, "job_adverts_put"),
        list(adverts),
        [advert and advert.to_bytes() for advert in adverts.values()],
        [changes.jobs.get(id_, stood[id_]) for id_ in adverts],
        change,
        VERSION,
    )
    await connection.execute(sql(PACKAGE, "job_standing_put"), list(others), list(others.values()), change)
    pairs, verdicts = changes.pairs, changes.pairs.values()
    await connection.execute(
        sql(PACKAGE, "job_pairs_put"),
        [a for a, _ in pairs],
        [b for _, b in pairs],
        [verdict.score if verdict else 0 for verdict in verdicts],
        [orjson.dumps(verdict.because if verdict else ()).decode() for verdict in verdicts],
        [verdict is None for verdict in verdicts],
        change,
    )


async def _tell(connection: Connection, jobs: Mapping[UUID, SameJob | None]) -> None:
    """Tell vacancies that did not change themselves of their jobs, under new numbers."""
    told = dict(sorted(jobs.items()))  # one order of locking
    texts = [job and job.model_dump_json(exclude_none=True) for job in told.values()]
    rows = await connection.fetch(sql(PACKAGE, "job_tell"), list(told), texts)
    await outbox.add(connection, [_event(row) for row in sorted(rows, key=lambda row: row["id"])])


def _event(row: asyncpg.Record) -> Draft:
    state = VacancyNormalised.model_validate(row["state"])
    return envelope.write(VACANCIES_NORMALISED, str(row["id"]), state, row["sequence"])


async def _in_thread(work: Callable[[], T]) -> T:
    """Off the event loop, which has heartbeats to send. Not left alone when cancelled: it works on what is shared."""
    working = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.wait((working,))
        raise
