"""Which adverts are one job, in Postgres: several processes at once, commits that fail, and people who know better."""

import asyncio
import random
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from services.normaliser.job_store import Arrived, JobStore, Paired
from services.normaliser.jobs.jobs import Jobs
from services.normaliser.jobs.likeness import likeness_of
from shared.events.identity import vacancy_id
from shared.events.vacancies import VacancyNormalised, VacancySubmitted
from shared.spine.database import Connection, Pool, transaction
from tests.unit.test_same_jobs import BY_AGENCY, OTHER_JOBS, SAME, SWEDISH, vacancy

SOURCES = ("employers-own", "board", "agency")
VARIANTS = [*SAME.values(), OTHER_JOBS["another ward"], OTHER_JOBS["another shift"], OTHER_JOBS["another employer"]]
Told = tuple[VacancySubmitted, VacancyNormalised]
KEEP = """
    INSERT INTO vacancy AS held (id, applied, sequence, state)
    SELECT id, applied, 1, state::jsonb FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS new (id, applied, state)
    ON CONFLICT (id) DO UPDATE SET applied = excluded.applied, sequence = held.sequence + 1, state = excluded.state
    WHERE held.applied < excluded.applied
"""


class Process:
    """One normaliser process: it pairs a batch and keeps the states in one transaction, as the handlers do."""

    def __init__(self, pool: Pool) -> None:
        self.pool, self.store = pool, JobStore()

    async def takes(
        self, batch: Mapping[UUID, Told | None], applied: int, *, fails: bool = False, misses_commit: bool = False
    ) -> Paired:
        async with transaction(self.pool) as connection:
            paired = await self._work(connection, batch, applied)
            if fails:
                raise ZeroDivisionError
        if not misses_commit:
            paired.after_commit()
        return paired

    async def _work(self, connection: Connection, batch: Mapping[UUID, Told | None], applied: int) -> Paired:
        arrived = {id_: Arrived(applied, *(told or (None, None))) for id_, told in batch.items()}
        paired = await self.store.pair(connection, arrived)
        states = [
            told and told[1].model_copy(update={"same_job": paired.jobs.get(id_)}).model_dump_json(exclude_none=True)
            for id_, told in batch.items()
        ]
        await connection.execute(KEEP, list(batch), [applied] * len(batch), states)
        return paired

    async def split(self, a: UUID, others: list[UUID] | None) -> None:
        async with transaction(self.pool) as connection:
            after = await self.store.split(connection, a, others, "Virkailija 7")
        after()

    async def rejoin(self, a: UUID, b: UUID) -> None:
        async with transaction(self.pool) as connection:
            after = await self.store.rejoin(connection, a, b, "Virkailija 7")
        after()


def told(source: str, key: str = "1", **fields: Any) -> dict[UUID, Told | None]:
    return {vacancy_id(source, key): vacancy(source, key, **fields)}


async def partition(pool: Pool) -> set[frozenset[UUID]]:
    rows = await pool.fetch(
        "SELECT array_agg(vacancy_id) AS ids FROM likeness WHERE job_id IS NOT NULL GROUP BY job_id"
    )
    return {frozenset(row["ids"]) for row in rows}


async def states(pool: Pool) -> dict[UUID, dict[str, Any] | None]:
    """What each vacancy's published state says of its job."""
    rows = await pool.fetch("SELECT id, state -> 'same_job' AS job FROM vacancy WHERE state IS NOT NULL")
    return {row["id"]: row["job"] for row in rows}


async def all_agree(pool: Pool, open_: Mapping[UUID, Told | None], apart: Mapping[Any, bool]) -> None:
    """The tables, the published states, and somebody who works it all out from nothing say the same."""
    jobs = Jobs()
    adverts = {id_: likeness_of(*each) for id_, each in open_.items() if each}
    jobs.apply(jobs.plan(adverts, apart).changes)
    expected = {members for id_ in adverts if len(members := jobs.members(id_)) > 1}
    assert await partition(pool) == expected
    published = {id_: job for id_, job in (await states(pool)).items() if job}
    assert {id_ for members in expected for id_ in members} == published.keys()
    for members in expected:
        assert {published[id_]["job_id"] for id_ in members} <= {str(id_) for id_ in members}
        assert len({published[id_]["job_id"] for id_ in members}) == 1
        assert all(published[id_]["vacancies"] == len(members) for id_ in members)


async def test_the_one_that_was_there_is_told_of_the_one_that_comes(pool: Pool) -> None:
    process = Process(pool)
    await process.takes(told("employers-own"), 1)
    own, copy = vacancy_id("employers-own", "1"), vacancy_id("agency", "1")
    assert await states(pool) == {own: None}
    paired = await process.takes(told("agency", **SAME["by an agency"]), 1)
    job = paired.jobs[copy]
    assert job is not None and (job.job_id, job.vacancies) == (own, 2)
    events = await pool.fetch("SELECT topic, key, headers, value FROM outbox")
    assert [(event["topic"], event["key"]) for event in events] == [("vacancies.normalised", str(own))]
    event = VacancyNormalised.model_validate_json(events[0]["value"])
    assert event.same_job is not None and event.same_job.job_id == own
    assert events[0]["headers"]["ce_sequence"] == "2"
    assert await pool.fetchval("SELECT sequence FROM vacancy WHERE id = $1", own) == 2
    await process.takes({copy: None}, 2)
    assert await states(pool) == {own: None}
    assert await pool.fetchval("SELECT content FROM likeness WHERE vacancy_id = $1", copy) is None, (
        "what is gone is gone"
    )


async def test_what_stands_for_a_job_hands_over_when_it_closes(pool: Pool) -> None:
    process = Process(pool)
    await process.takes(told("board"), 1)
    await process.takes(told("employers-own") | told("agency"), 1)
    ids = {source: vacancy_id(source, "1") for source in SOURCES}
    assert {job["job_id"] for job in (await states(pool)).values() if job} == {str(ids["board"])}
    await process.takes({ids["board"]: None}, 2)
    left = await states(pool)
    assert {job["job_id"] for job in left.values() if job} == {str(min(left))}


async def test_a_late_event_changes_nothing(pool: Pool) -> None:
    process = Process(pool)
    await process.takes(told("employers-own") | told("board", **OTHER_JOBS["another ward"]), 5)
    paired = await process.takes(told("board"), 4)
    assert paired.jobs == {}
    assert await partition(pool) == set()


async def test_a_transaction_that_fails_leaves_nothing_in_memory(pool: Pool) -> None:
    process = Process(pool)
    await process.takes(told("employers-own"), 1)
    with pytest.raises(ZeroDivisionError):
        await process.takes(told("board"), 1, fails=True)
    assert (await process.takes(told("agency", description=SWEDISH, language="sv", title="Sjukskötare"), 1)).jobs
    await all_agree(
        pool, told("employers-own") | told("agency", description=SWEDISH, language="sv", title="Sjukskötare"), {}
    )


async def test_a_process_that_misses_its_own_commit_reads_it_from_the_tables(pool: Pool) -> None:
    process = Process(pool)
    await process.takes(told("employers-own"), 1, misses_commit=True)
    paired = await process.takes(told("board"), 1)
    assert paired.jobs[vacancy_id("board", "1")] is not None


async def test_a_commit_that_is_heard_of_late_does_not_undo_what_came_after_it(pool: Pool) -> None:
    process = Process(pool)
    await process.takes(told("employers-own"), 1)
    heard_late = await process.takes(told("board"), 1, misses_commit=True)
    await process.takes({vacancy_id("board", "1"): None}, 2)
    heard_late.after_commit()
    paired = await process.takes(told("agency"), 1)
    job = paired.jobs[vacancy_id("agency", "1")]
    assert job is not None and job.vacancies == 2


async def test_what_a_person_splits_stays_split_for_every_process(pool: Pool) -> None:
    one, other = Process(pool), Process(pool)
    batch = told("employers-own") | told("board") | told("agency", description=BY_AGENCY, employer=None)
    await one.takes(batch, 1)
    own, board, agency = (vacancy_id(source, "1") for source in SOURCES)
    await other.split(board, None)
    assert await partition(pool) == {frozenset((own, agency))}
    async with pool.acquire() as connection:
        shown = await one.store.explained(connection, board)
    assert {(each.set_apart_by, board in (each.a, each.b)) for each in shown} == {("Virkailija 7", True)}
    for applied, again in ((2, told("board", **SAME["cut by a board"])), (3, {board: None}), (4, told("board"))):
        await (one if applied % 2 else other).takes(again, applied)
        assert await partition(pool) == {frozenset((own, agency))}
    assert (await states(pool))[board] is None
    await one.rejoin(board, own)
    await one.rejoin(agency, board)
    assert await partition(pool) == {frozenset((own, board, agency))}
    await all_agree(pool, batch | told("board"), {})


async def test_what_other_software_has_read_is_read_again(pool: Pool) -> None:
    process = Process(pool)
    await process.takes(told("employers-own"), 1)
    id_ = vacancy_id("employers-own", "1")
    await pool.execute("UPDATE vacancy SET submitted = '{}'")
    await pool.execute("UPDATE likeness SET made_by = 0, content = 'of an older form'")
    newer = Process(pool)
    async with transaction(pool) as connection:
        assert await newer.store.outdated(connection, 10) == [id_]
    await newer.store.warm(pool)
    paired = await newer.takes(told("board"), 1)
    assert paired.jobs == {vacancy_id("board", "1"): None}, "it is not compared until it is read again"
    paired = await newer.takes(told("employers-own"), 2)
    assert paired.jobs[id_] is not None
    async with transaction(pool) as connection:
        assert await newer.store.outdated(connection, 10) == []


@pytest.mark.parametrize("seed", range(4))
async def test_processes_side_by_side_agree_with_one_alone(pool: Pool, seed: int) -> None:
    rng = random.Random(seed)
    processes, late = [Process(pool), Process(pool)], Process(pool)
    ids = [(source, key) for source in SOURCES for key in ("1", "2", "3")]
    open_: dict[UUID, Told | None] = {}
    apart: dict[tuple[UUID, UUID], bool] = {}
    for applied in range(1, 16):
        # Two processes have each a part of the vacancies, as they have each some partitions, and work at one time.
        rng.shuffle(ids)
        batches: list[dict[UUID, Told | None]] = [{}, {}]
        for place, (source, key) in enumerate(ids[:6]):
            batches[place % 2] |= (
                {vacancy_id(source, key): None} if rng.random() < 0.3 else told(source, key, **rng.choice(VARIANTS))
            )
        outcomes = await asyncio.gather(
            *(
                process.takes(batch, applied, fails=rng.random() < 0.15, misses_commit=rng.random() < 0.2)
                for process, batch in zip(processes, batches, strict=True)
            ),
            return_exceptions=True,
        )
        for batch, outcome in zip(batches, outcomes, strict=True):
            if isinstance(outcome, Paired):
                open_ |= batch
            else:
                assert isinstance(outcome, ZeroDivisionError)
        a, b = sorted(vacancy_id(*id_) for id_ in rng.sample(ids, 2))
        apart[a, b] = rng.random() < 0.6
        by = rng.choice(processes)
        await (by.split(a, [b]) if apart[a, b] else by.rejoin(a, b))
        await all_agree(pool, open_, apart)
    await late.store.warm(pool)
    paired = await late.takes(told("board", "9"), 99)
    await all_agree(pool, open_ | told("board", "9"), apart)
    assert paired.jobs.keys() == {vacancy_id("board", "9")}
