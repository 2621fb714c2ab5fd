"""One batch, one transaction: normalise each newest state, keep it, tell what changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from services.normaliser.metrics import MARKED, NORMALISED
from services.normaliser.normalise import Normaliser
from services.normaliser.store import Store
from shared.events import envelope
from shared.events.base import Payload, utcnow
from shared.events.envelope import Envelope
from shared.events.seekers import SeekerNormalised, SeekerSubmitted
from shared.events.vacancies import VacancyNormalised, VacancySubmitted
from shared.spine import outbox
from shared.spine.database import Connection
from shared.spine.guard import newest
from shared.spine.trace import child_of

Submitted = TypeVar("Submitted", bound=Payload)
Normalised = TypeVar("Normalised", VacancyNormalised, SeekerNormalised)


@dataclass(frozen=True)
class Handlers:
    """What happens to a batch of vacancies, and to one of seekers."""

    normaliser: Normaliser
    vacancy_store: Store[VacancyNormalised]
    seeker_store: Store[SeekerNormalised]

    async def vacancies(self, connection: Connection, events: Sequence[Envelope[VacancySubmitted]]) -> None:
        """Normalise vacancies."""
        await _normalise(connection, events, self.normaliser.vacancy, self.vacancy_store)

    async def seekers(self, connection: Connection, events: Sequence[Envelope[SeekerSubmitted]]) -> None:
        """Normalise seekers."""
        await _normalise(connection, events, self.normaliser.seeker, self.seeker_store)

    async def republish(self, connection: Connection, ids: Sequence[UUID] | None) -> int:
        """Put the latest state of everything held, or of some entities, in the outbox again."""
        vacancies = await self.vacancy_store.republish(connection, ids)
        return vacancies + await self.seeker_store.republish(connection, ids)


async def _normalise(
    connection: Connection,
    events: Sequence[Envelope[Submitted]],
    normalise: Callable[[Submitted, date], Normalised],
    store: Store[Normalised],
) -> None:
    today, fresh = utcnow().date(), {UUID(event.key): event for event in newest(events)}
    states = {id_: normalise(event.payload, today) if event.payload else None for id_, event in fresh.items()}
    changed = await store.apply(connection, {id_: (fresh[id_].sequence, state) for id_, state in states.items()})
    # The outbox must not hold what was to be forgotten.
    await outbox.forget(connection, [str(id_) for id_ in changed if states[id_] is None])
    drafts = []
    for id_, number in changed.items():
        state = states[id_]
        drafts.append(envelope.write(store.topic, str(id_), state, number, child_of(fresh[id_].traceparent)))
        NORMALISED.labels(store.topic.name).inc()
        for mark in state.marks if state else ():
            MARKED.labels(store.topic.name, mark).inc()
    await outbox.add(connection, drafts)
