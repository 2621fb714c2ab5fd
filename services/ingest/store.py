"""What ingest holds: the latest state of each vacancy and seeker with its revision, and who was erased."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from services.ingest.rows import SeekerRow, VacancyRow
from shared.events import envelope
from shared.events.base import utcnow
from shared.events.envelope import Draft
from shared.events.identity import vacancy_id
from shared.events.seekers import SeekerSubmitted
from shared.events.topics import SEEKERS_SUBMITTED, VACANCIES_SUBMITTED
from shared.events.vacancies import VacancySubmitted
from shared.spine import outbox
from shared.spine.database import Connection, sql
from shared.spine.trace import current_traceparent

PACKAGE = "services.ingest"


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one row that was taken in."""

    id: UUID
    revision: int
    created: bool
    changed: bool


@dataclass(frozen=True)
class Fate:
    """What is known of a vacancy: its state here, and what offices answered. Numbers and reasons, never who."""

    id: UUID
    revision: int
    status: str
    outcomes: list[dict[str, Any]]


class Vacancies:
    """The vacancies of all sources."""

    async def put(self, connection: Connection, source: str, rows: Sequence[VacancyRow]) -> list[Kept]:
        """Keep new states of vacancies (no external_id twice) and tell of those that changed."""
        now, ids = utcnow(), [vacancy_id(source, row.external_id) for row in rows]
        contents = [row.model_dump_json(exclude={"external_id", "status"}, exclude_defaults=True) for row in rows]
        statuses = [_status(row, now) for row in rows]
        found = await connection.fetch(
            sql(PACKAGE, "vacancy_put"),
            source,
            ids,
            [row.external_id for row in rows],
            statuses,
            contents,
            [hashlib.sha256(content.encode()).digest() for content in contents],
            [row.expires_at for row in rows],
        )
        changed = {row["id"]: row for row in found}
        drafts = [
            _vacancy_event(id_, source, row.external_id, status, row.model_dump(mode="json"), changed[id_]["revision"])
            for id_, row, status in zip(ids, rows, statuses, strict=True)
            if id_ in changed
        ]
        await outbox.add(connection, drafts)
        rest = await connection.fetch(sql(PACKAGE, "vacancy_revisions"), [id_ for id_ in ids if id_ not in changed])
        held = {row["id"]: row["revision"] for row in rest}
        return [_kept(id_, changed.get(id_), held.get(id_)) for id_ in ids]

    async def end(self, connection: Connection, source: str, external_id: str, status: str) -> tuple[UUID, int] | None:
        """Close or delete one vacancy and tell of it; None where there was nothing to end."""
        id_ = vacancy_id(source, external_id)
        row = await connection.fetchrow(sql(PACKAGE, "vacancy_end"), id_, status)
        if row is None:
            return None
        await outbox.add(connection, [_vacancy_state_event(row)])
        return row["id"], row["revision"]

    async def expire(self, connection: Connection, most: int) -> int:
        """Close vacancies whose last day has passed; how many."""
        rows = await connection.fetch(sql(PACKAGE, "vacancy_expire"), most)
        await outbox.add(connection, [_vacancy_state_event(row) for row in rows])
        return len(rows)

    async def fate(self, connection: Connection, source: str, external_id: str) -> Fate | None:
        """What became of a vacancy."""
        row = await connection.fetchrow(sql(PACKAGE, "vacancy_fate"), vacancy_id(source, external_id))
        if row is None:
            return None
        outcomes = await connection.fetch(sql(PACKAGE, "outcomes_of"), row["id"])
        return Fate(row["id"], row["revision"], row["status"], [dict(outcome) for outcome in outcomes])

    async def republish(self, connection: Connection, ids: Sequence[UUID] | None) -> int:
        """Put the latest states, graves included, in the outbox with their revisions. Returns how many."""
        rows = await connection.fetch(sql(PACKAGE, "vacancy_held"), None if ids is None else list(ids))
        await outbox.add(connection, [_vacancy_state_event(row) for row in rows])
        return len(rows)


class Seekers:
    """The seekers of all sources. `erasure_key` keys the hashes of erased references."""

    def __init__(self, erasure_key: str) -> None:
        self._erasure_key = erasure_key.encode()

    async def put(self, connection: Connection, source: str, rows: Sequence[SeekerRow]) -> list[Kept | None]:
        """Keep new states of seekers (no reference twice) and tell of those that changed; None for the erased."""
        # An erasure waits for pushes in hand, and pushes for it: none brings back a person in between.
        await connection.execute("SELECT pg_advisory_xact_lock_shared(hashtext($1))", f"erasure {source}")
        hashes = {row.reference: self._hash(source, row.reference) for row in rows}
        gone = {
            row["reference_hash"]
            for row in await connection.fetch(sql(PACKAGE, "erased_among"), source, list(hashes.values()))
        }
        known = await self._put(connection, source, [row for row in rows if hashes[row.reference] not in gone])
        return [known.get(row.reference) for row in rows]

    async def _put(self, connection: Connection, source: str, rows: Sequence[SeekerRow]) -> dict[str, Kept]:
        contents = [row.model_dump_json(exclude={"reference", "status"}, exclude_defaults=True) for row in rows]
        found = await connection.fetch(
            sql(PACKAGE, "seeker_put"),
            source,
            [uuid4() for _ in rows],
            [row.reference for row in rows],
            [row.status for row in rows],
            contents,
            [hashlib.sha256(content.encode()).digest() for content in contents],
        )
        changed = {row["reference"]: row for row in found}
        drafts = []
        for row in rows:
            if kept := changed.get(row.reference):
                drafts.append(
                    _seeker_event(kept["id"], source, row.status, row.model_dump(mode="json"), kept["revision"])
                )
        await outbox.add(connection, drafts)
        rest = [row.reference for row in rows if row.reference not in changed]
        held = {row["reference"]: row for row in await connection.fetch(sql(PACKAGE, "seeker_revisions"), source, rest)}
        return {
            row.reference: _kept(
                (changed.get(row.reference) or held[row.reference])["id"],
                changed.get(row.reference),
                held[row.reference]["revision"] if row.reference in held else None,
            )
            for row in rows
        }

    async def close(self, connection: Connection, source: str, reference: str) -> tuple[UUID, int] | None:
        """A seeker who seeks no longer; None where there was nobody to close."""
        row = await connection.fetchrow(sql(PACKAGE, "seeker_close"), source, reference)
        if row is None:
            return None
        await outbox.add(connection, [_seeker_state_event(row)])
        return row["id"], row["revision"]

    async def erase(self, connection: Connection, source: str, reference: str) -> UUID | None:
        """Forget a person: mapping, profile and unsent events. A tombstone goes out, and a keyed hash stays."""
        await connection.execute("SELECT pg_advisory_xact_lock(hashtext($1))", f"erasure {source}")
        row = await connection.fetchrow(sql(PACKAGE, "seeker_erase"), source, reference)
        await connection.execute(
            sql(PACKAGE, "erased_add"),
            source,
            self._hash(source, reference),
        )
        if row is None:
            return None
        await outbox.forget(connection, [str(row["id"])])
        trace = current_traceparent()
        await outbox.add(connection, [envelope.write(SEEKERS_SUBMITTED, str(row["id"]), None, row["revision"], trace)])
        id_: UUID = row["id"]
        return id_

    async def republish(self, connection: Connection, ids: Sequence[UUID] | None) -> int:
        """Put the latest states, graves included, in the outbox with their revisions. Returns how many."""
        rows = await connection.fetch(sql(PACKAGE, "seeker_held"), None if ids is None else list(ids))
        await outbox.add(connection, [_seeker_state_event(row) for row in rows])
        return len(rows)

    def _hash(self, source: str, reference: str) -> bytes:
        return hmac.digest(self._erasure_key, f"{source}\0{reference}".encode(), "sha256")


def _status(row: VacancyRow, now: datetime) -> str:
    if row.status == "open" and row.expires_at is not None and row.expires_at <= now:
        return "expired"
    return row.status


def _kept(id_: UUID, changed: asyncpg.Record | None, held: int | None) -> Kept:
    if changed is not None:
        return Kept(id_, changed["revision"], changed["created"], True)
    assert held is not None
    return Kept(id_, held, False, False)


def _vacancy_state_event(row: asyncpg.Record) -> Draft:
    return _vacancy_event(row["id"], row["source"], row["external_id"], row["status"], row["state"], row["revision"])


def _vacancy_event(
    id_: UUID, source: str, external_id: str, status: str, content: dict[str, Any] | None, revision: int
) -> Draft:
    payload = None
    if content is not None:
        fixed = {"vacancy_id": id_, "source": source, "external_id": external_id, "status": status}
        payload = VacancySubmitted.model_validate(content | fixed)
    return envelope.write(VACANCIES_SUBMITTED, str(id_), payload, revision, current_traceparent())


def _seeker_state_event(row: asyncpg.Record) -> Draft:
    return _seeker_event(row["id"], row["source"], row["status"], row["state"], row["revision"])


def _seeker_event(id_: UUID, source: str, status: str, content: dict[str, Any] | None, revision: int) -> Draft:
    payload = None
    if content is not None:
        fixed = {"seeker_id": id_, "source": source, "status": status}
        payload = SeekerSubmitted.model_validate(content | fixed)
    return envelope.write(SEEKERS_SUBMITTED, str(id_), payload, revision, current_traceparent())
