"""One batch, one transaction: what became of vacancies further on is kept for their sources to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.ingest import fates
from services.ingest.metrics import OUTCOMES
from services.ingest.store import PACKAGE, Seekers, Vacancies
from shared.events.envelope import Envelope
from shared.events.matches import OutcomeGiven, VacancyTold
from shared.events.vacancies import VacancyNormalised
from shared.spine.database import Connection, rows_touched, sql
from shared.spine.guard import newest, unguarded


@dataclass(frozen=True)
class Handlers:
    """What happens to batches of what the services further on say, and to a republish."""

    vacancy_store: Vacancies
    seeker_store: Seekers

    async def normalised(self, connection: Connection, events: Sequence[Envelope[VacancyNormalised]]) -> None:
        """Keep how vacancies were read."""
        states = {UUID(event.key): (event.sequence, event.payload) for event in newest(events)}
        await fates.tell_sources(connection, await fates.normalised(connection, states))

    async def told(self, connection: Connection, events: Sequence[Envelope[VacancyTold]]) -> None:
        """Keep what offices were told of vacancies, in numbers."""
        said = [(event.sequence, event.payload) for event in newest(events) if event.payload is not None]
        said.sort(key=lambda each: each[1].vacancy_id)  # one order of locking
        news = [told.vacancy_id for number, told in said if await fates.told(connection, number, told)]
        news += await fates.others_of_jobs(connection, news)
        await fates.tell_sources(connection, news)

    async def outcomes(self, connection: Connection, events: Sequence[Envelope[OutcomeGiven]]) -> None:
        """Keep outcomes; of each (notice, seeker) the latest."""
        news = set()
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
                news.add(outcome.vacancy_id)
        await fates.touch(connection, news)
        await fates.tell_sources(connection, news)

    async def republish(self, connection: Connection, ids: Sequence[UUID] | None) -> int:
        """Put the latest state of everything held, or of some entities, in the outbox again."""
        vacancies = await self.vacancy_store.republish(connection, ids)
        return vacancies + await self.seeker_store.republish(connection, ids)
