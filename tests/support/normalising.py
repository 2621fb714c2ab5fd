"""A process of the normaliser on a database, without its topics: it is handed events, the outbox says what it told."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from services.normaliser import taxonomies
from services.normaliser.handlers import Handlers
from services.normaliser.job_store import JobStore
from services.normaliser.keeping import SEEKERS, VACANCIES
from services.normaliser.knowledge import Knowing
from services.normaliser.occupations.recognising import Occupations, Recognised
from services.normaliser.renormalising import Renormalising
from shared.esco.release import Release
from shared.events.envelope import Envelope
from shared.events.seekers import SeekerSubmitted, SoughtOccupation
from shared.events.vacancies import VacancySubmitted
from shared.spine.database import Pool, transaction
from tests.support.versions import trained

Event = Envelope[Any]


UNKNOWN = frozenset({"tähtiluotsi", "månvandrare", "majakanvartijan perintöprinssi"})


class Doubtful(Occupations):
    """The classifier, made to know nothing of some titles that nobody has: what it guesses is not tested here."""

    def recognise(
        self, title: str, code: str | None, language: str | None = None, text: str | None = None
    ) -> Recognised:
        found = super().recognise(title, code, language, text)
        if not any(found.title_key.startswith(each) for each in UNKNOWN) or self.titles.classify(title).answered:
            return found
        return replace(found, occupation=None, review="unknown", marks=("occupation:unknown",))


async def _never() -> bool:
    return False


@dataclass
class Process:
    """What one process holds in memory."""

    pool: Pool
    knowing: Knowing
    handlers: Handlers
    renormalising: Renormalising

    @classmethod
    async def start(cls, pool: Pool) -> "Process":
        knowing = Knowing(pool, trained)
        await knowing.look()
        jobs = JobStore()
        renormalising = Renormalising(knowing, jobs, pool, 10_000, _never)
        renormalising.begin()
        return cls(pool, knowing, Handlers(knowing, jobs), renormalising)

    async def take(self, *events: Event) -> None:
        """One batch of events of one kind, in a transaction."""
        vacancies = events[0].payload is None or isinstance(events[0].payload, VacancySubmitted)
        handle: Any = self.handlers.vacancies if vacancies else self.handlers.seekers
        async with transaction(self.pool) as connection:
            await handle(connection, events)

    async def settle(self) -> int:
        """Learn what is new, and read again until nothing is left; how many rows were read."""
        await self.knowing.look()
        done = 0
        while read := await self.renormalising.step():
            done += read
        return done


def vacancy(title: str, id_: UUID | None = None, sequence: int = 1, **more: Any) -> Event:
    """An event of a vacancy in Oulu."""
    said: dict[str, Any] = {"source": "firma", "status": "open", "place": "Oulu", "language": "fi"}
    named = id_ or uuid4()
    payload = VacancySubmitted(vacancy_id=named, external_id=str(named), title=title, **{**said, **more})
    return Envelope(str(payload.vacancy_id), sequence, payload, uuid4().hex, None)


def seeker(*titles: str, id_: UUID | None = None, sequence: int = 1, **more: Any) -> Event:
    """An event of a seeker in Tampere."""
    sought = tuple(SoughtOccupation(title=title) for title in titles)
    said: dict[str, Any] = {"source": "te-toimisto", "status": "active", "place": "Tampere", "occupations": sought}
    payload = SeekerSubmitted(seeker_id=id_ or uuid4(), **{**said, **more})
    return Envelope(str(payload.seeker_id), sequence, payload, uuid4().hex, None)


def tombstone(of: Event) -> Event:
    """The event that says that it is gone."""
    return Envelope(of.key, of.sequence + 1, None, uuid4().hex, None)


async def use(pool: Pool, release: Release) -> int:
    """Import a version, and make it current; the number of that knowledge."""
    async with transaction(pool) as connection:
        await taxonomies.put(connection, release)
        return await taxonomies.make_current(connection, release.version)


@asynccontextmanager
async def told(pool: Pool) -> AsyncIterator[dict[str, list[tuple[int, Any]]]]:
    """What is put in the outbox meanwhile: by key each number with its state (None: a tombstone)."""
    await pool.execute("DELETE FROM outbox")
    found: dict[str, list[tuple[int, Any]]] = {}
    yield found
    for row in await pool.fetch("SELECT key, headers, value FROM outbox ORDER BY id"):
        state = None if row["value"] is None else json.loads(row["value"])
        found.setdefault(row["key"], []).append((int(row["headers"]["ce_sequence"]), state))


async def row_of(pool: Pool, event: Event) -> Any:
    """What is held of an event's entity."""
    table = "seeker" if isinstance(event.payload, SeekerSubmitted) else "vacancy"
    return await pool.fetchrow(f"SELECT * FROM {table} WHERE id = $1", UUID(event.key))


async def stale(pool: Pool) -> int:
    """How many rows are not read by the newest knowledge."""
    async with pool.acquire() as connection:
        since = await connection.fetchval("SELECT since FROM knowledge_head")
        return sum([await kind.store.stale(connection, since, 0) for kind in (VACANCIES, SEEKERS)])


def code_of(state: Any) -> str | None:
    """The code of a state's occupation, or None."""
    return state["occupation"]["code"] if state.get("occupation") else None
