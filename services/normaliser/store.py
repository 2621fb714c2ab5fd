"""What the normaliser holds: of each vacancy and seeker what was submitted, and the state published last."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

import asyncpg
import orjson

from services.normaliser.reading import Reading
from shared.events import envelope
from shared.events.base import Payload
from shared.events.seekers import SeekerNormalised, SeekerSubmitted
from shared.events.topics import SEEKERS_NORMALISED, VACANCIES_NORMALISED, Topic
from shared.events.vacancies import VacancyNormalised, VacancySubmitted
from shared.spine import outbox
from shared.spine.database import Connection, sql
from shared.spine.guard import unguarded

S = TypeVar("S", bound=Payload)
N = TypeVar("N", bound=Payload)
PACKAGE = "services.normaliser"
_FETCHED = 500


@dataclass(frozen=True, slots=True)
class Row(Generic[S, N]):
    """One entity to be kept, under the number of its event. `reading` None: it is gone."""

    applied: int
    submitted: S | None
    reading: Reading[N] | None
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Held(Generic[S]):
    """One entity to be read again: as submitted, under the number of its event. None: it cannot be understood."""

    applied: int
    submitted: S | None


class Store(Generic[S, N]):
    """One kind of entity."""

    def __init__(self, topic: Topic, submitted: type[S], normalised: type[N], table: str) -> None:
        self.topic, self.table = topic, table
        self._submitted, self._normalised = submitted, normalised

    def sql(self, name: str) -> str:
        """The statement `entity_<name>.sql`, for the table of this kind."""
        return sql(PACKAGE, f"entity_{name}").replace("entity", self.table)

    async def apply(
        self,
        connection: Connection,
        rows: Mapping[UUID, Row[S, N]],
        states: Mapping[UUID, str | None],
        knowledge: int,
        again: bool,
    ) -> dict[UUID, int]:
        """Keep what was read by this knowledge; the new number of each state that changed.

        `states`: the rows' states in JSON. `again`: the events held already were read again; else only events newer
        than those count.
        """
        found = await connection.fetch(
            self.sql("apply"),
            list(rows),
            [row.applied for row in rows.values()],
            [states[id_] for id_ in rows],
            [None if again or row.submitted is None else envelope.json_of(row.submitted) for row in rows.values()],
            [orjson.dumps(row.reading.title_keys if row.reading else []).decode() for row in rows.values()],
            [_review(row.reading) for row in rows.values()],
            knowledge,
            again,
            unguarded(),
        )
        return {row["id"]: row["sequence"] for row in found if row["changed"]}

    async def take_outdated(self, connection: Connection, since: int, most: int) -> dict[UUID, Held[S]]:
        """Rows read by less than `since`, held for this transaction alone."""
        return self._held(await connection.fetch(self.sql("outdated"), since, most))

    async def take_answered(self, connection: Connection, after: int, to: int, most: int) -> dict[UUID, Held[S]]:
        """Rows whose titles were answered about since they were read, by answers `after`..`to`; held likewise."""
        return self._held(await connection.fetch(self.sql("answered"), after, to, most))

    async def pass_over(self, connection: Connection, ids: Sequence[UUID], knowledge: int) -> None:
        """Leave rows as they are until there is newer knowledge."""
        await connection.execute(self.sql("passed_over"), list(ids), knowledge)

    async def stale(self, connection: Connection, since: int, after: int) -> int:
        """How many rows wait to be read again: those of before `since`, and those of answers above `after`."""
        return int(await connection.fetchval(self.sql("stale"), since, after))

    async def everything(self, connection: Connection) -> AsyncIterator[tuple[S | None, N]]:
        """All that can be read again (None: it cannot be understood), with its state; within a transaction."""
        async for row in connection.cursor(self.sql("submitted"), prefetch=_FETCHED):
            yield self._understood(row["submitted"]), self._normalised.model_validate_json(row["state"])

    async def republish(self, connection: Connection, ids: Sequence[UUID] | None) -> int:
        """Put the latest states, graves included, in the outbox with their numbers. Returns how many."""
        rows = await connection.fetch(self.sql("held"), None if ids is None else list(ids))
        await outbox.add(
            connection,
            [envelope.write(self.topic, str(row["id"]), self._read(row["state"]), row["sequence"]) for row in rows],
        )
        return len(rows)

    def _read(self, state: object) -> N | None:
        return None if state is None else self._normalised.model_validate(state)

    def _held(self, rows: Sequence[asyncpg.Record]) -> dict[UUID, Held[S]]:
        return {row["id"]: Held(row["applied"], self._understood(row["submitted"])) for row in rows}

    def _understood(self, submitted: str) -> S | None:
        try:
            return self._submitted.model_validate_json(submitted)
        except ValueError:
            # Taken in by software that knew another form. It stays as it was read then.
            return None


def vacancies() -> Store[VacancySubmitted, VacancyNormalised]:
    """The store of vacancies."""
    return Store(VACANCIES_NORMALISED, VacancySubmitted, VacancyNormalised, "vacancy")


def seekers() -> Store[SeekerSubmitted, SeekerNormalised]:
    """The store of seekers."""
    return Store(SEEKERS_NORMALISED, SeekerSubmitted, SeekerNormalised, "seeker")


def _review(reading: Reading[Any] | None) -> str | None:
    return orjson.dumps(reading.review).decode() if reading and reading.review else None
