"""What ingest holds: the latest state of each vacancy and seeker with its revision, and who was erased."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID, uuid4

import asyncpg

from services.ingest.problems import Problem, erased
from services.ingest.rows import Row, SeekerRow, VacancyRow
from shared import webhooks
from shared.events import envelope
from shared.events.base import utcnow
from shared.events.envelope import Draft
from shared.events.identity import vacancy_id
from shared.events.seekers import SeekerSubmitted
from shared.events.topics import SEEKERS_SUBMITTED, VACANCIES_SUBMITTED, Topic
from shared.events.vacancies import Origin, VacancySubmitted
from shared.spine import outbox
from shared.spine.database import Connection, sql
from shared.spine.trace import current_traceparent

PACKAGE = "services.ingest"
_VACANCY_FIELDS = tuple(VacancyRow.model_fields)
_SEEKER_FIELDS = tuple(name for name in SeekerRow.model_fields if name != "reference")
R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Given(Generic[R]):
    """A row to keep, and the hash of it as it came."""

    row: R
    as_given: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one row that was taken in."""

    id: UUID
    revision: int
    status: str
    created: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Known:
    """An entity as it was last given."""

    id: UUID
    revision: int
    status: str
    as_given: bytes | None


class Store(Protocol[R]):
    """Entities of one kind."""

    has_public_keys: bool

    async def known(self, connection: Connection, source: str, keys: Sequence[str]) -> Mapping[str, Known]:
        """Of these keys the entities held, as far as the same row again may be no news."""

    async def put(self, connection: Connection, source: str, rows: Sequence[Given[R]]) -> Sequence[Kept | Problem]:
        """Keep new states (no key twice) and tell of those that changed; a Problem for what may not come in."""

    async def count_open(self, connection: Connection, source: str) -> int:
        """How many are open."""

    async def missing(self, connection: Connection, source: str, push: UUID, since: datetime) -> list[UUID]:
        """The open ones that a push does not hold and that have not changed since then, locked."""

    async def close_all(self, connection: Connection, ids: Sequence[UUID]) -> list[tuple[str, UUID, int]]:
        """Close these and tell of it: key, id and revision of each."""


class Vacancies:
    """The vacancies of all sources."""

    has_public_keys = True

    async def known(self, connection: Connection, source: str, keys: Sequence[str]) -> Mapping[str, Known]:
        """Vacancies by external id."""
        rows = await connection.fetch(sql(PACKAGE, "vacancies_known"), [vacancy_id(source, key) for key in keys])
        return {row["key"]: Known(row["id"], row["revision"], row["status"], row["as_given"]) for row in rows}

    async def put(
        self, connection: Connection, source: str, rows: Sequence[Given[VacancyRow]]
    ) -> Sequence[Kept | Problem]:
        """Keep new states of vacancies."""
        refused = await self._loops(connection, source, [each.row for each in rows])
        kept = await self._put(connection, source, [each for each in rows if each.row.external_id not in refused])
        return [refused.get(each.row.external_id) or kept[each.row.external_id] for each in rows]

    async def _put(
        self, connection: Connection, source: str, rows: Sequence[Given[VacancyRow]]
    ) -> dict[str, Kept | Problem]:
        now, ids = utcnow(), [vacancy_id(source, each.row.external_id) for each in rows]
        contents = [each.row.model_dump_json(exclude={"external_id", "status"}, exclude_defaults=True) for each in rows]
        statuses = [_status(each.row, now) for each in rows]
        found = await connection.fetch(
            sql(PACKAGE, "vacancy_put"),
            source,
            ids,
            [each.row.external_id for each in rows],
            statuses,
            contents,
            [hashlib.sha256(content.encode()).digest() for content in contents],
            [each.as_given for each in rows],
            [each.row.expires_at for each in rows],
        )
        by_id = {row["id"]: row for row in found}
        drafts = [
            _write(VACANCIES_SUBMITTED, id_, _submitted(id_, source, each.row, status), by_id[id_]["revision"])
            for id_, each, status in zip(ids, rows, statuses, strict=True)
            if by_id[id_]["changed"]
        ]
        await outbox.add(connection, drafts)
        return {each.row.external_id: _kept(by_id[id_]) for id_, each in zip(ids, rows, strict=True)}

    async def _loops(self, connection: Connection, source: str, rows: Sequence[VacancyRow]) -> dict[str, Problem]:
        """Rows that came out of this exchange, or that another source brought in from the same origin."""
        ids = {row.external_id: _ids_named(row) for row in rows}
        named = [id_ for each in ids.values() for id_ in each]
        ours = (
            {row["id"] for row in await connection.fetch(sql(PACKAGE, "vacancies_of_others"), named, source)}
            if named
            else set()
        )
        refused = {
            row.external_id: _loop(row)
            for row in rows
            if (row.origin and row.origin.system == "kohtaanto") or not ours.isdisjoint(ids[row.external_id])
        }
        claims = {
            (row.origin.system, row.origin.id): vacancy_id(source, row.external_id)
            for row in rows
            if row.origin and row.status == "open" and row.external_id not in refused
        }
        if not claims:
            return refused
        systems, origin_ids = zip(*claims, strict=True)
        claimed = await connection.fetch(
            sql(PACKAGE, "origin_claim"), list(systems), list(origin_ids), list(claims.values()), source
        )
        lost = claims.keys() - {(row["system"], row["id"]) for row in claimed}
        for row in rows:
            if row.origin and row.status == "open" and (row.origin.system, row.origin.id) in lost:
                refused[row.external_id] = _same_origin()
        return refused

    async def count_open(self, connection: Connection, source: str) -> int:
        """How many are open."""
        return int(await connection.fetchval(sql(PACKAGE, "vacancies_open"), source))

    async def missing(self, connection: Connection, source: str, push: UUID, since: datetime) -> list[UUID]:
        """The open ones that a push does not hold."""
        rows = await connection.fetch(sql(PACKAGE, "vacancies_missing"), source, push, since)
        return [row["id"] for row in rows]

    async def close_all(self, connection: Connection, ids: Sequence[UUID]) -> list[tuple[str, UUID, int]]:
        """Close these."""
        rows = await connection.fetch(sql(PACKAGE, "vacancies_close"), list(ids))
        await outbox.add(connection, [_vacancy_state_event(row) for row in rows])
        return [(row["key"], row["id"], row["revision"]) for row in rows]

    async def end(self, connection: Connection, source: str, external_id: str, status: str) -> tuple[UUID, int] | None:
        """Close or delete one vacancy and tell of it; None where there was nothing to end."""
        id_ = vacancy_id(source, external_id)
        row = await connection.fetchrow(sql(PACKAGE, "vacancy_end"), id_, status)
        if row is None:
            return None
        if status == "deleted":
            await connection.execute(sql(PACKAGE, "fate_forget"), id_)
            await webhooks.forget(connection, id_, source)
        await outbox.add(connection, [_vacancy_state_event(row)])
        return row["id"], row["revision"]

    async def expire(self, connection: Connection, most: int) -> list[UUID]:
        """Close vacancies whose last day has passed; which they are."""
        rows = await connection.fetch(sql(PACKAGE, "vacancy_expire"), most)
        await outbox.add(connection, [_vacancy_state_event(row) for row in rows])
        return [row["id"] for row in rows]

    async def republish(self, connection: Connection, ids: Sequence[UUID] | None) -> int:
        """Put the latest states, graves included, in the outbox with their revisions. Returns how many."""
        rows = await connection.fetch(sql(PACKAGE, "vacancy_held"), None if ids is None else list(ids))
        await outbox.add(connection, [_vacancy_state_event(row) for row in rows])
        return len(rows)


class Seekers:
    """The seekers of all sources. `erasure_key` keys the hashes of erased references."""

    has_public_keys = False

    def __init__(self, erasure_key: str) -> None:
        self._erasure_key = erasure_key.encode()

    async def known(self, connection: Connection, source: str, keys: Sequence[str]) -> Mapping[str, Known]:
        """Seekers by reference."""
        rows = await connection.fetch(sql(PACKAGE, "seekers_known"), source, list(keys))
        return {row["key"]: Known(row["id"], row["revision"], row["status"], row["as_given"]) for row in rows}

    async def put(
        self, connection: Connection, source: str, rows: Sequence[Given[SeekerRow]]
    ) -> Sequence[Kept | Problem]:
        """Keep new states of seekers; a Problem for the erased."""
        # An erasure waits for pushes in hand, and pushes for it: none brings back a person in between.
        await connection.execute("SELECT pg_advisory_xact_lock_shared(hashtext($1))", f"erasure {source}")
        hashes = {each.row.reference: self._hash(source, each.row.reference) for each in rows}
        gone = {
            row["reference_hash"]
            for row in await connection.fetch(sql(PACKAGE, "erased_among"), source, list(hashes.values()))
        }
        known = await self._put(connection, source, [each for each in rows if hashes[each.row.reference] not in gone])
        return [known.get(each.row.reference) or erased() for each in rows]

    async def _put(self, connection: Connection, source: str, rows: Sequence[Given[SeekerRow]]) -> dict[str, Kept]:
        contents = [each.row.model_dump_json(exclude={"reference", "status"}, exclude_defaults=True) for each in rows]
        found = await connection.fetch(
            sql(PACKAGE, "seeker_put"),
            source,
            [uuid4() for _ in rows],
            [each.row.reference for each in rows],
            [each.row.status for each in rows],
            contents,
            [hashlib.sha256(content.encode()).digest() for content in contents],
            [each.as_given for each in rows],
        )
        by_key = {row["reference"]: row for row in found}
        drafts = []
        for each in rows:
            kept = by_key[each.row.reference]
            if kept["changed"]:
                state = _sought(kept["id"], source, each.row)
                drafts.append(_write(SEEKERS_SUBMITTED, kept["id"], state, kept["revision"]))
        await outbox.add(connection, drafts)
        return {key: _kept(row) for key, row in by_key.items()}

    async def count_open(self, connection: Connection, source: str) -> int:
        """How many are active."""
        return int(await connection.fetchval(sql(PACKAGE, "seekers_open"), source))

    async def missing(self, connection: Connection, source: str, push: UUID, since: datetime) -> list[UUID]:
        """The active ones that a push does not hold."""
        rows = await connection.fetch(sql(PACKAGE, "seekers_missing"), source, push, since)
        return [row["id"] for row in rows]

    async def close_all(self, connection: Connection, ids: Sequence[UUID]) -> list[tuple[str, UUID, int]]:
        """They seek no longer."""
        rows = await connection.fetch(sql(PACKAGE, "seekers_close"), list(ids))
        await outbox.add(connection, [_seeker_state_event(row) for row in rows])
        return [(row["key"], row["id"], row["revision"]) for row in rows]

    async def close(self, connection: Connection, source: str, reference: str) -> tuple[UUID, int] | None:
        """A seeker who seeks no longer; None where there was nobody to close."""
        row = await connection.fetchrow(sql(PACKAGE, "seeker_close"), source, reference)
        if row is None:
            return None
        await outbox.add(connection, [_seeker_state_event(row)])
        return row["id"], row["revision"]

    async def fate(self, connection: Connection, source: str, reference: str) -> tuple[UUID, int, str] | None:
        """A seeker's id, revision and status."""
        row = await connection.fetchrow(sql(PACKAGE, "seeker_fate"), source, reference)
        return None if row is None else (row["id"], row["revision"], row["status"])

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
        await outbox.add(connection, [_write(SEEKERS_SUBMITTED, row["id"], None, row["revision"])])
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


def _ids_named(row: VacancyRow) -> list[UUID]:
    """The ids of the exchange that a row might name as its own or its origin's."""
    found = []
    for text in (row.external_id, row.origin.id if row.origin else ""):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _loop(row: VacancyRow) -> Problem:
    field = "origin" if row.origin else "external_id"
    return Problem(
        field, "LOOP", "This vacancy came out of this exchange.", "Send only vacancies that you have from elsewhere."
    )


def _same_origin() -> Problem:
    return Problem(
        "origin",
        "SAME_ORIGIN",
        "Another source has brought in the vacancy of this origin, and it is open.",
        "Nothing: it is in the exchange. If you publish it and they copy it, tell the operator.",
    )


def _kept(row: asyncpg.Record) -> Kept:
    return Kept(row["id"], row["revision"], row["status"], row["created"], row["changed"])


def _submitted(id_: UUID, source: str, row: VacancyRow, status: str) -> VacancySubmitted:
    """The state to publish. The row was checked: the event's bounds are the row's, so it need not be checked again."""
    fields = {name: getattr(row, name) for name in _VACANCY_FIELDS}
    fields["url"] = None if row.url is None else str(row.url)
    fields["origin"] = None if row.origin is None else Origin.model_construct(**dict(row.origin))
    return VacancySubmitted.model_construct(vacancy_id=id_, source=source, **{**fields, "status": status})


def _sought(id_: UUID, source: str, row: SeekerRow) -> SeekerSubmitted:
    fields = {name: getattr(row, name) for name in _SEEKER_FIELDS}
    return SeekerSubmitted.model_construct(seeker_id=id_, source=source, **fields)


def _write(topic: Topic, id_: UUID, state: VacancySubmitted | SeekerSubmitted | None, revision: int) -> Draft:
    return envelope.write(topic, str(id_), state, revision, current_traceparent())


def _vacancy_state_event(row: asyncpg.Record) -> Draft:
    state = None
    if row["state"] is not None:
        fixed = {"vacancy_id": row["id"], **{name: row[name] for name in ("source", "external_id", "status")}}
        state = VacancySubmitted.model_validate(row["state"] | fixed)
    return _write(VACANCIES_SUBMITTED, row["id"], state, row["revision"])


def _seeker_state_event(row: asyncpg.Record) -> Draft:
    state = None
    if row["state"] is not None:
        fixed = {"seeker_id": row["id"], "source": row["source"], "status": row["status"]}
        state = SeekerSubmitted.model_validate(row["state"] | fixed)
    return _write(SEEKERS_SUBMITTED, row["id"], state, row["revision"])
