"""What a plan says, as events on the topic of matches."""

from collections.abc import Callable, Iterator, Mapping
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
# A broker takes 1 MiB a record, and a common vacancy may have thousands of matches: 500 are about 400 kB. Each match
# has a number of its own, so a reader does not care how they are shared out over events.
MOST_MATCHES = 500


def events_of(plan: Plan, held: Held, rules: Rules, traces: Mapping[UUID, str]) -> list[Draft]:
    """The events of a plan: one for each vacancy, or more where it has very many changes."""
    drafts: list[Draft] = []
    for vacancy_id, changes in plan.by_vacancy().items():
        sequence, vacancy = plan.vacancies.get(vacancy_id) or held(vacancy_id) or (0, None)
        states = [_state(change) for change in changes]
        drafts += _events(vacancy_id, sequence, vacancy, states, rules, traces.get(vacancy_id))
    return drafts


def events_of_ledger(rows: list[dict[str, Any]], rules: Rules) -> list[Draft]:
    """Everything the ledger holds, told again with the same numbers."""
    drafts: list[Draft] = []
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
        drafts += _events(vacancy_id, first["applied"], first["vacancy"], states, rules, None)
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


def _events(
    vacancy_id: UUID, sequence: int, vacancy: Vacancy, states: list[MatchState], rules: Rules, trace: str | None
) -> Iterator[Draft]:
    for start in range(0, len(states), MOST_MATCHES):
        payload = MatchesChanged(
            vacancy_id=vacancy_id,
            vacancy_sequence=sequence,
            vacancy=summary(vacancy) if vacancy else None,
            rules_version=rules.version,
            top_k=rules.top_k,
            matches=tuple(states[start : start + MOST_MATCHES]),
        )
        yield envelope.write(MATCHES, str(vacancy_id), payload, sequence, trace)
