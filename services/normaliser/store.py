"""What the normaliser holds: the latest published state of each vacancy and seeker, with its numbers."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar
from uuid import UUID

from shared.events import envelope
from shared.events.base import Payload
from shared.events.seekers import SeekerNormalised
from shared.events.topics import SEEKERS_NORMALISED, VACANCIES_NORMALISED, Topic
from shared.events.vacancies import VacancyNormalised
from shared.spine import outbox
from shared.spine.database import Connection, sql
from shared.spine.guard import unguarded

P = TypeVar("P", bound=Payload)
PACKAGE = "services.normaliser"


class Store(Generic[P]):
    """One kind of entity."""

    def __init__(self, topic: Topic, model: type[P], table: str) -> None:
        self.topic, self._model, self._table = topic, model, table

    async def apply(self, connection: Connection, states: Mapping[UUID, tuple[int, P | None]]) -> dict[UUID, int]:
        """Keep new states under the numbers of the events they come from; the new number of each that changed."""
        rows = await connection.fetch(
            sql(PACKAGE, f"{self._table}_apply"),
            list(states),
            [number for number, _ in states.values()],
            [None if state is None else state.model_dump_json(exclude_none=True) for _, state in states.values()],
            unguarded(),
        )
        return {row["id"]: row["sequence"] for row in rows if row["changed"]}

    async def republish(self, connection: Connection, ids: Sequence[UUID] | None) -> int:
        """Put the latest states, graves included, in the outbox with their numbers. Returns how many."""
        rows = await connection.fetch(sql(PACKAGE, f"{self._table}_held"), None if ids is None else list(ids))
        await outbox.add(
            connection,
            [envelope.write(self.topic, str(row["id"]), self._read(row["state"]), row["sequence"]) for row in rows],
        )
        return len(rows)

    def _read(self, state: object) -> P | None:
        return None if state is None else self._model.model_validate(state)


def vacancies() -> Store[VacancyNormalised]:
    """The store of vacancies."""
    return Store(VACANCIES_NORMALISED, VacancyNormalised, "vacancy")


def seekers() -> Store[SeekerNormalised]:
    """The store of seekers."""
    return Store(SEEKERS_NORMALISED, SeekerNormalised, "seeker")
