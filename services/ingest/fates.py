"""What became of a vacancy further on: kept as its events come, shown to its source, and sent to its webhook."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from shared import webhooks
from shared.events.base import utcnow
from shared.events.matches import VacancyTold
from shared.events.vacancies import VacancyNormalised
from shared.spine.database import Connection, sql
from shared.spine.guard import unguarded

PACKAGE = "services.ingest"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a vacancy: whose it is, the number of this record, and what its source may see of it."""

    source: str
    revision: int
    said: dict[str, Any]


async def normalised(connection: Connection, states: Mapping[UUID, tuple[int, VacancyNormalised | None]]) -> set[UUID]:
    """Keep how vacancies were read; which ones that is news of."""
    rows = await connection.fetch(
        sql(PACKAGE, "fate_normalised"),
        list(states),
        [number for number, _ in states.values()],
        [_occupation(state) for _, state in states.values()],
        [_place(state) for _, state in states.values()],
        [json.dumps(state.marks if state else []) for _, state in states.values()],
        [_same_job(state) for _, state in states.values()],
        [state.same_job.job_id if state and state.same_job else None for _, state in states.values()],
        unguarded(),
    )
    return {row["vacancy_id"] for row in rows}


async def told(connection: Connection, sequence: int, said: VacancyTold) -> bool:
    """Keep what offices were told of a vacancy; whether that is news."""
    return bool(
        await connection.fetchval(
            sql(PACKAGE, "fate_told"),
            said.vacancy_id,
            sequence,
            said.matches,
            said.seekers_by_area,
            list(said.offices),
            said.first_told_at,
            unguarded(),
        )
    )


async def others_of_jobs(connection: Connection, vacancies: Collection[UUID]) -> list[UUID]:
    """The other adverts of the jobs that these vacancies stand for: what was told of these is news of those."""
    rows = await connection.fetch(sql(PACKAGE, "fate_job_told"), list(vacancies)) if vacancies else []
    return [row["vacancy_id"] for row in rows]


async def touch(connection: Connection, vacancies: Collection[UUID]) -> None:
    """Something else about these vacancies is news: an outcome, their end."""
    if vacancies:
        await connection.execute(sql(PACKAGE, "fate_touch"), sorted(vacancies))


async def of(connection: Connection, vacancies: Sequence[UUID]) -> list[Fate]:
    """The fates of vacancies, as their source may see them. Numbers, never who."""
    found, outcomes = [], dict[UUID, list[dict[str, Any]]]()
    for row in await connection.fetch(sql(PACKAGE, "outcomes_of"), list(vacancies)):
        said = dict(row)
        outcomes.setdefault(said.pop("vacancy_id"), []).append(said)
    for row in await connection.fetch(sql(PACKAGE, "fate_of"), list(vacancies)):
        occupation, place = row["occupation"], row["place"]
        read = {"at": row["normalised_at"], "occupation": occupation, "place": place, "marks": row["marks"] or []}
        read["same_job"] = row["same_job"]
        said = {
            **{name: row[name] for name in ("external_id", "id", "status", "revision", "matches", "seekers_by_area")},
            "received_at": row["created_at"],
            "changed_at": row["changed_at"],
            "normalised": read if row["normalised_at"] else None,
            "offices_told": row["offices"],
            "first_told_at": row["first_told_at"],
            "outcomes": outcomes.get(row["id"], []),
        }
        found.append(Fate(row["source"], row["fate_revision"], said))
    return found


async def tell_sources(connection: Connection, vacancies: Collection[UUID]) -> None:
    """Queue the new state of these vacancies for the webhooks of their sources."""
    if not vacancies:
        return
    receivers = {row["name"] for row in await connection.fetch(sql(PACKAGE, "receivers"))}
    if not receivers:
        return
    for fate in await of(connection, list(vacancies)):
        if fate.source in receivers:
            data = fate.said | {"fate_revision": fate.revision}
            body = orjson.dumps({"type": "vacancy.status", "timestamp": utcnow(), "data": data}, default=str).decode()
            await webhooks.put(connection, fate.source, fate.said["id"], fate.revision, body)


def _occupation(state: VacancyNormalised | None) -> str | None:
    if state is None or state.occupation is None:
        return None
    said = state.occupation
    return json.dumps({"uri": said.uri, "code": said.code, "label": said.label, "confidence": said.confidence})


def _same_job(state: VacancyNormalised | None) -> str | None:
    """What a source may know of it: how many advertise the job, and whether its own advert is the one that is told."""
    if state is None or state.same_job is None:
        return None
    job = state.same_job
    stands = job.job_id == state.vacancy_id
    return json.dumps({"vacancies": job.vacancies, "stands": stands, "because": job.because})


def _place(state: VacancyNormalised | None) -> str | None:
    if state is None:
        return None
    place = state.place
    return json.dumps({"kind": place.kind, "municipality": place.municipality, "area": place.area, "name": place.name})
