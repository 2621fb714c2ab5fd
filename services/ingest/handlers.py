"""One batch, one transaction: what offices answered is kept for the source to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.ingest.metrics import OUTCOMES
from services.ingest.store import PACKAGE, Seekers, Vacancies
from shared.events.envelope import Envelope
from shared.events.matches import OutcomeGiven
from shared.spine.database import Connection, rows_touched, sql
from shared.spine.guard import unguarded


@dataclass(frozen=True)
class Handlers:
    """What happens to a batch of outcomes, and to a republish."""

    vacancy_store: Vacancies
    seeker_store: Seekers

    async def outcomes(self, connection: Connection, events: Sequence[Envelope[OutcomeGiven]]) -> None:
        """Keep outcomes; of each (notice, seeker) the latest."""
        for event in events:
            outcome = event.payload
            if outcome is None:
                continue
            status = await connection.execute(
                sql(PACKAGE, "outcome_apply"),
                outcome.outcome_id,
                outcome.vacancy_id,
                event.sequence,
                outcome.area,
                outcome.role,
                outcome.outcome,
                outcome.reason,
                outcome.given_at,
                unguarded(),
            )
            if rows_touched(status):
                OUTCOMES.labels(outcome.outcome).inc()

    async def republish(self, connection: Connection, ids: Sequence[UUID] | None) -> int:
        """Put the latest state of everything held, or of some entities, in the outbox again."""
        vacancies = await self.vacancy_store.republish(connection, ids)
        return vacancies + await self.seeker_store.republish(connection, ids)
