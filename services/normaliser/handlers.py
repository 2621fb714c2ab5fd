"""One batch, one transaction: read each newest state by what is known now, keep it, tell what changed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.normaliser.job_store import JobStore
from services.normaliser.keeping import SEEKERS, VACANCIES, Kind, N, S, keep
from services.normaliser.knowledge import Knowing, Knowledge
from services.normaliser.store import Row
from shared.events.base import utcnow
from shared.events.envelope import Envelope
from shared.events.seekers import SeekerSubmitted
from shared.events.vacancies import VacancySubmitted
from shared.spine.consumer import AfterCommit
from shared.spine.database import Connection
from shared.spine.guard import newest


@dataclass
class Handlers:
    """What happens to a batch of vacancies, and to one of seekers. `in_hand`: how many batches there are at work."""

    knowing: Knowing
    jobs: JobStore
    in_hand: int = 0

    async def vacancies(self, connection: Connection, events: Sequence[Envelope[VacancySubmitted]]) -> AfterCommit:
        """Normalise vacancies."""
        return await self._normalise(connection, VACANCIES, events)

    async def seekers(self, connection: Connection, events: Sequence[Envelope[SeekerSubmitted]]) -> AfterCommit:
        """Normalise seekers."""
        return await self._normalise(connection, SEEKERS, events)

    async def republish(self, connection: Connection, ids: Sequence[UUID] | None) -> int:
        """Put the latest state of everything held, or of some entities, in the outbox again."""
        vacancies = await VACANCIES.store.republish(connection, ids)
        return vacancies + await SEEKERS.store.republish(connection, ids)

    async def _normalise(self, connection: Connection, kind: Kind[S, N], events: Sequence[Envelope[S]]) -> AfterCommit:
        self.in_hand += 1
        try:
            knowledge = self.knowing.knowledge
            # Reading takes the processor: the loop has heartbeats to send meanwhile.
            rows = await asyncio.to_thread(_read, kind, newest(events), knowledge)
            kept = await keep(connection, kind, rows, knowledge.number, self.jobs)
            return kept.after_commit
        finally:
            self.in_hand -= 1


def _read(kind: Kind[S, N], events: Sequence[Envelope[S]], knowledge: Knowledge) -> dict[UUID, Row[S, N]]:
    today = utcnow().date()
    return {
        UUID(event.key): Row(
            event.sequence,
            event.payload,
            kind.read(knowledge.normaliser, event.payload, today) if event.payload else None,
            event.traceparent,
        )
        for event in events
    }
