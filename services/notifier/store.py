"""What the notifier holds: matches as they stand, the notices made of them, and what is to be delivered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.notifier.notices import Content, Match
from shared.events.matches import MatchesChanged, MatchState, Role
from shared.spine.database import Connection, sql
from shared.spine.guard import unguarded

PACKAGE = "services.notifier"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it stands; without content it is withdrawn."""

    id: UUID
    vacancy_id: UUID
    area: str
    role: Role
    revision: int
    content: Content | None
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """All that stands about one vacancy."""

    vacancy: dict[str, Any]
    top_k: int
    matches: list[Match]
    notices: dict[tuple[str, Role], Notice]


async def apply(connection: Connection, changes: Sequence[MatchesChanged]) -> dict[UUID, Told]:
    """Keep what is newer than the held, each match by its number; all that now stands about these vacancies."""
    ids = list({change.vacancy_id for change in changes})
    newest = {change.vacancy_id: change for change in sorted(changes, key=lambda each: each.vacancy_sequence)}
    await connection.execute(
        sql(PACKAGE, "vacancy_apply"),
        list(newest),
        [change.vacancy_sequence for change in newest.values()],
        [change.vacancy.model_dump_json() if change.vacancy else None for change in newest.values()],
        [change.top_k for change in newest.values()],
        unguarded(),
    )
    locked = await connection.fetch(sql(PACKAGE, "vacancy_lock"), ids)
    await _apply_matches(connection, changes)
    told = {row["id"]: Told(row["summary"] or {"title": "-"}, row["top_k"], [], {}) for row in locked}
    for row in await connection.fetch(sql(PACKAGE, "matches_of"), ids):
        match = Match(row["seeker_id"], row["seeker_area"], row["score"], row["reasons"])
        told[row["vacancy_id"]].matches.append(match)
    for row in await connection.fetch(sql(PACKAGE, "notices_of"), ids):
        notice = Notice(**dict(row))
        told[notice.vacancy_id].notices[notice.area, notice.role] = notice
    return told


async def _apply_matches(connection: Connection, changes: Sequence[MatchesChanged]) -> None:
    states: dict[tuple[UUID, UUID], MatchState] = {}
    for change in changes:
        for match in change.matches:
            held = states.get((change.vacancy_id, match.seeker_id))
            if held is None or match.number > held.number or unguarded():
                states[change.vacancy_id, match.seeker_id] = match
    await connection.execute(
        sql(PACKAGE, "match_apply"),
        [vacancy_id for vacancy_id, _ in states],
        [seeker_id for _, seeker_id in states],
        [match.seeker_area for match in states.values()],
        [match.number for match in states.values()],
        [match.holds for match in states.values()],
        [match.score for match in states.values()],
        [match.reasons.model_dump_json(exclude_none=True) if match.reasons else None for match in states.values()],
        unguarded(),
    )


async def put_notice(connection: Connection, notice: Notice) -> None:
    """Keep a notice's new state."""
    content = None if notice.content is None else json.dumps(notice.content, ensure_ascii=False)
    await connection.execute(
        sql(PACKAGE, "notice_put"),
        notice.id, notice.vacancy_id, notice.area, notice.role, notice.revision, content,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """What was said of a vacancy in numbers, and when."""

    vacancy_id: UUID
    figures: dict[str, Any]
    sequence: int
    told_at: datetime
    first_told_at: datetime | None


async def put_figures(connection: Connection, vacancy_id: UUID, figures: dict[str, Any]) -> Figures | None:
    """Keep the figures of a vacancy; None where they are what they were."""
    row = await connection.fetchrow(
        sql(PACKAGE, "vacancy_told"), vacancy_id, json.dumps(figures), figures["matches"] > 0
    )
    return None if row is None else Figures(*row)


async def figures(connection: Connection, ids: Sequence[UUID] | None) -> list[Figures]:
    """The figures of all or some vacancies."""
    rows = await connection.fetch(sql(PACKAGE, "vacancies_told"), None if ids is None else list(ids))
    return [Figures(*row) for row in rows]


async def locales(connection: Connection) -> dict[str, str]:
    """The language of each office that has a webhook, by area."""
    rows = await connection.fetch(sql(PACKAGE, "locales"))
    return {row["area"]: row["locale"] for row in rows}


async def note_sent(connection: Connection, notice_id: UUID) -> None:
    """From here on the office may have heard of the notice."""
    await connection.execute(sql(PACKAGE, "notice_sent"), notice_id)
