"""How a state is kept and told: the one way, whether an event brought it or better knowledge read it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, Literal, TypeVar, cast
from uuid import UUID

from services.normaliser import store
from services.normaliser.job_store import Arrived, JobStore
from services.normaliser.metrics import MARKED, NORMALISED
from services.normaliser.normalise import Normaliser
from services.normaliser.reading import Reading
from services.normaliser.store import Row, Store
from shared.events import envelope
from shared.events.seekers import SeekerNormalised, SeekerSubmitted
from shared.events.vacancies import VacancyNormalised, VacancySubmitted
from shared.spine import outbox
from shared.spine.database import Connection
from shared.spine.trace import child_of

S = TypeVar("S", VacancySubmitted, SeekerSubmitted)
N = TypeVar("N", VacancyNormalised, SeekerNormalised)


@dataclass(frozen=True)
class Kind(Generic[S, N]):
    """One kind of entity: where it is kept and how it is read."""

    name: Literal["vacancy", "seeker"]
    store: Store[S, N]
    read: Callable[[Normaliser, S, date], Reading[N]]


@dataclass(frozen=True, slots=True)
class Kept:
    """Which states changed, and what to do once the transaction is committed."""

    changed: frozenset[UUID]
    after_commit: Callable[[], None]


VACANCIES: Kind[VacancySubmitted, VacancyNormalised] = Kind("vacancy", store.vacancies(), Normaliser.vacancy)
SEEKERS: Kind[SeekerSubmitted, SeekerNormalised] = Kind("seeker", store.seekers(), Normaliser.seeker)


async def keep(
    connection: Connection,
    kind: Kind[S, N],
    rows: Mapping[UUID, Row[S, N]],
    knowledge: int,
    jobs: JobStore,
    *,
    again: bool = False,
) -> Kept:
    """Keep states, and put those that changed in the outbox under their new numbers.

    `knowledge` is the number that they were read by; `again` that these are no events but held ones read anew.
    """
    ordered = dict(sorted(rows.items()))  # one order of locking
    paired = None
    if kind.name == "vacancy":
        ordered, paired = await _paired(connection, ordered, jobs)
    readings = {id_: row.reading for id_, row in ordered.items()}
    states = {id_: envelope.json_of(reading.state) if reading else None for id_, reading in readings.items()}
    changed = await kind.store.apply(connection, ordered, states, knowledge, again)
    # The outbox must not hold what was to be forgotten.
    await outbox.forget(connection, [str(id_) for id_ in changed if states[id_] is None])
    topic = kind.store.topic
    await outbox.add(
        connection,
        [
            envelope.write(topic, str(id_), states[id_], sequence, child_of(ordered[id_].traceparent))
            for id_, sequence in changed.items()
        ],
    )
    marks = [mark for id_ in changed if (reading := readings[id_]) for mark in reading.state.marks]

    def after_commit() -> None:
        if paired:
            paired()
        _count(topic.name, len(changed), marks)

    return Kept(frozenset(changed), after_commit)


async def _paired(
    connection: Connection, rows: dict[UUID, Row[Any, Any]], jobs: JobStore
) -> tuple[dict[UUID, Row[Any, Any]], Callable[[], None]]:
    """The rows with the jobs that their vacancies belong to."""
    arrived = {
        id_: Arrived(row.applied, row.submitted, row.reading.state if row.reading else None)
        for id_, row in rows.items()
    }
    paired = await jobs.pair(connection, arrived)
    found = dict(rows)
    for id_, job in paired.jobs.items():
        reading = rows[id_].reading
        if reading and job:
            state = cast(VacancyNormalised, reading.state).model_copy(update={"same_job": job})
            found[id_] = replace(rows[id_], reading=replace(reading, state=state))
    return found, paired.after_commit


def _count(topic: str, changed: int, marks: list[str]) -> None:
    NORMALISED.labels(topic).inc(changed)
    for mark in marks:
        MARKED.labels(topic, mark).inc()
