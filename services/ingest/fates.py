"""What became of a vacancy further on: kept as its events come, shown to its source, and sent to its webhook."""

import json
from collections.abc import Iterable, Mapping, Sequence
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
Fate = dict[str, Any]


async def normalised(connection: Connection, states: Mapping[UUID, tuple[int, VacancyNormalised | None]]) -> set[UUID]:
    """Keep how vacancies were read; which ones that is news of."""
    rows = await connection.fetch(
        sql(PACKAGE, "fate_normalised"),
        list(states),
        [number for number, _ in states.values()],
        [_occupation(state) for _, state in states.values()],
        [_place(state) for _, state in states.values()],
        [json.dumps(state.marks if state else []) for _, state in states.values()],
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


async def touch(connection: Connection, vacancies: Iterable[UUID]) -> None:
    """Something else about these vacancies is news: an outcome, their end."""
    await connection.execute(sql(PACKAGE, "fate_touch"), list(vacancies))


async def of(connection: Connection, vacancies: Sequence[UUID]) -> list[Fate]:
    """The fates of vacancies, as their source may see them. Numbers, never who."""
    found, outcomes = [], dict[UUID, list[dict[str, Any]]]()
    for row in await connection.fetch(sql(PACKAGE, "outcomes_of"), list(vacancies)):
        said = dict(row)
        outcomes.setdefault(said.pop("vacancy_id"), []).append(said)
    for row in await connection.fetch(sql(PACKAGE, "fate_of"), list(vacancies)):
        occupation, place = row["occupation"], row["place"]
        normalised_ = {
            "at": row["normalised_at"],
            "occupation": occupation,
            "place": place,
            "marks": row["marks"] or [],
        }
        found.append(
            {
                "external_id": row["external_id"],
                "id": row["id"],
                "status": row["status"],
                "revision": row["revision"],
                "received_at": row["created_at"],
                "changed_at": row["changed_at"],
                "normalised": normalised_ if row["normalised_at"] else None,
                "matches": row["matches"],
                "seekers_by_area": row["seekers_by_area"],
                "offices_told": row["offices"],
                "first_told_at": row["first_told_at"],
                "outcomes": outcomes.get(row["id"], []),
                "_source": row["source"],
                "_revision": row["fate_revision"],
            }
        )
    return found


async def tell_sources(connection: Connection, vacancies: Iterable[UUID]) -> None:
    """Queue the new state of these vacancies for the webhooks of their sources."""
    receivers = {row["name"] for row in await connection.fetch(sql(PACKAGE, "receivers"))}
    if not receivers:
        return
    for fate in await of(connection, list(vacancies)):
        source, revision = fate.pop("_source"), fate.pop("_revision")
        if source in receivers:
            body = {"type": "vacancy.status", "timestamp": utcnow(), "data": fate | {"fate_revision": revision}}
            await webhooks.put(connection, source, fate["id"], revision, orjson.dumps(body, default=str).decode())


def _occupation(state: VacancyNormalised | None) -> str | None:
    if state is None or state.occupation is None:
        return None
    said = state.occupation
    return json.dumps({"uri": said.uri, "code": said.code, "label": said.label, "confidence": said.confidence})


def _place(state: VacancyNormalised | None) -> str | None:
    if state is None:
        return None
    place = state.place
    return json.dumps({"kind": place.kind, "municipality": place.municipality, "area": place.area, "name": place.name})
