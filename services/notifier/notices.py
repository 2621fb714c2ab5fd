"""What each office is told about one vacancy. Pure.

The seekers' own area knows its people: it is given candidates. The vacancy's area is given counts and reasons only.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.events.matches import Role

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Match:
    """A match that holds, as an office may be told of it."""

    seeker_id: UUID
    seeker_area: str
    score: float
    reasons: dict[str, Any]


def compose(vacancy: dict[str, Any], matches: Sequence[Match], top_k: int) -> dict[tuple[str, Role], Content]:
    """The notices of one vacancy by (area, role). `matches` are those that hold, the best first."""
    notices: dict[tuple[str, Role], Content] = {}
    areas = Counter(match.seeker_area for match in matches)
    for area in areas:
        of_area = [match for match in matches if match.seeker_area == area]
        notices[area, "seeker_area"] = {
            "vacancy": vacancy,
            "candidates": [
                {"seeker_id": str(match.seeker_id), "score": match.score, "reasons": match.reasons}
                for match in of_area[:top_k]
            ],
            "more": max(0, len(of_area) - top_k),
        }
    if matches and vacancy.get("area"):
        notices[vacancy["area"], "vacancy_area"] = {
            "vacancy": vacancy,
            "seekers_by_area": dict(sorted(areas.items())),
            "relations": dict(sorted(Counter(match.reasons["relation"] for match in matches).items())),
        }
    return notices
