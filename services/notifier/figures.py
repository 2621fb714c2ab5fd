"""What a vacancy's source may know of it: how many, in which areas, which offices were told. Numbers, never who."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from services.notifier import store
from services.notifier.notices import Match
from services.notifier.store import Notice
from shared.events import envelope
from shared.events.envelope import Draft
from shared.events.matches import Role, VacancyTold
from shared.events.topics import VACANCIES_TOLD
from shared.spine import outbox
from shared.spine.database import Connection
from shared.spine.trace import current_traceparent


async def tell(
    connection: Connection, vacancy_id: UUID, matches: Sequence[Match], notices: Mapping[tuple[str, Role], Notice]
) -> None:
    """Say the figures of a vacancy if they are others than before."""
    figures = {
        "matches": len(matches),
        "seekers_by_area": dict(sorted(Counter(match.seeker_area for match in matches).items())),
        "offices": sorted({area for (area, _), notice in notices.items() if notice.content is not None}),
    }
    row = await store.put_figures(connection, vacancy_id, figures)
    if row is not None:
        await outbox.add(connection, [_event(row, current_traceparent())])


async def republish(connection: Connection, ids: Sequence[UUID] | None) -> int:
    """Put the latest figures, of all or some vacancies, in the outbox again. Returns how many."""
    rows = await store.figures(connection, ids)
    await outbox.add(connection, [_event(row, None) for row in rows])
    return len(rows)


def _event(row: store.Figures, trace: str | None) -> Draft:
    payload = VacancyTold(
        vacancy_id=row.vacancy_id, told_at=row.told_at, first_told_at=row.first_told_at, **row.figures
    )
    return envelope.write(VACANCIES_TOLD, str(row.vacancy_id), payload, row.sequence, trace)
