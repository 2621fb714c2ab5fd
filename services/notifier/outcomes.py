"""What an office answers: kept, and told to the source through the topic of outcomes."""

from uuid import UUID

from services.notifier.metrics import ANSWERS
from services.notifier.store import PACKAGE
from shared.events import envelope
from shared.events.base import utcnow
from shared.events.identity import outcome_id
from shared.events.matches import OutcomeGiven, OutcomeKind
from shared.events.topics import OUTCOMES
from shared.spine import outbox
from shared.spine.database import Connection, sql
from shared.spine.trace import current_traceparent


async def give(
    connection: Connection, area: str, notice: UUID, outcome: OutcomeKind, reason: str | None, seeker: UUID | None
) -> UUID | None:
    """Keep an answer and tell of it; None where the office has no such notice, or no such candidate in it."""
    row = await connection.fetchrow(sql(PACKAGE, "notice_of_office"), notice, area)
    if row is None or (seeker is not None and not await _candidate(connection, row["vacancy_id"], area, seeker)):
        return None
    given = OutcomeGiven(
        outcome_id=outcome_id(notice, seeker),
        vacancy_id=row["vacancy_id"],
        area=area,
        role=row["role"],
        outcome=outcome,
        reason=reason,
        seeker_id=seeker,
        given_at=utcnow(),
    )
    sequence = await connection.fetchval(
        sql(PACKAGE, "outcome_put"), given.outcome_id, notice, given.model_dump_json(exclude_none=True)
    )
    event = envelope.write(OUTCOMES, str(given.vacancy_id), given, sequence, current_traceparent())
    await outbox.add(connection, [event])
    ANSWERS.labels(outcome).inc()
    return given.outcome_id


async def _candidate(connection: Connection, vacancy: UUID, area: str, seeker: UUID) -> bool:
    """Whether a seeker of this very area was proposed for the vacancy, even if no longer."""
    query = sql(PACKAGE, "is_candidate")
    return bool(await connection.fetchval(query, vacancy, seeker, area))
