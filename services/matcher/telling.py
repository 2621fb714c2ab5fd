"""What a plan says, as events on the topic of matches."""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any
from uuid import UUID

from services.matcher.engine import Change, Plan, Vacancy
from services.matcher.rules import Rules
from services.matcher.summary import summary
from shared.events import envelope
from shared.events.envelope import Draft
from shared.events.matches import MatchesChanged, MatchState, Reasons
from shared.events.topics import MATCHES

Held = Callable[[UUID], tuple[int, Vacancy] | None]


def events_of(plan: Plan, held: Held, rules: Rules, traces: Mapping[UUID, str]) -> list[Draft]:
    """One event for each vacancy of a plan."""
    drafts = []
    for vacancy_id, changes in plan.by_vacancy().items():
        sequence, vacancy = plan.vacancies.get(vacancy_id) or held(vacancy_id) or (0, None)
        states = [_state(change) for change in changes]
        drafts.append(_event(vacancy_id, sequence, vacancy, states, rules, traces.get(vacancy_id)))
    return drafts


def events_of_ledger(rows: list[dict[str, Any]], rules: Rules) -> list[Draft]:
    """Everything the ledger holds, told again with the same numbers."""
    drafts = []
    for vacancy_id, group in groupby(rows, key=lambda row: row["vacancy_id"]):
        of_vacancy = list(group)
        states = [
            MatchState(
                seeker_id=row["seeker_id"],
                seeker_area=row["seeker_area"],
                number=row["number"],
                holds=row["told"],
                score=row["score"],
                reasons=Reasons.model_validate(row["reasons"]) if row["reasons"] else None,
            )
            for row in of_vacancy
        ]
        first = of_vacancy[0]
        drafts.append(_event(vacancy_id, first["applied"], first["vacancy"], states, rules, None))
    return drafts


def _state(change: Change) -> MatchState:
    row = change.row
    return MatchState(
        seeker_id=row.seeker_id,
        seeker_area=row.seeker_area,
        number=row.number,
        holds=row.told,
        score=row.score,
        reasons=change.fit.reasons if change.fit else None,
    )


def _event(
    vacancy_id: UUID, sequence: int, vacancy: Vacancy, states: list[MatchState], rules: Rules, trace: str | None
) -> Draft:
    payload = MatchesChanged(
        vacancy_id=vacancy_id,
        vacancy_sequence=sequence,
        vacancy=summary(vacancy) if vacancy else None,
        rules_version=rules.version,
        top_k=rules.top_k,
        matches=tuple(states),
    )
    return envelope.write(MATCHES, str(vacancy_id), payload, sequence, trace)
