"""What a notice says of a vacancy, and the mark by which a changed match is known."""

import hashlib

from services.matcher.scoring import Fit
from shared.events.matches import VacancySummary
from shared.events.vacancies import VacancyNormalised


def summary(vacancy: VacancyNormalised) -> VacancySummary:
    """The vacancy in short."""
    return VacancySummary(
        title=vacancy.title,
        employer=vacancy.employer,
        url=vacancy.url,
        source=vacancy.source,
        area=vacancy.area,
        place=vacancy.place.name,
        occupation=vacancy.occupation.label if vacancy.occupation else {},
    )


def digest(vacancy: VacancyNormalised, found: Fit, rules_version: str) -> str:
    """Two matches with one digest say the same to an office."""
    said = "\n".join(
        (summary(vacancy).model_dump_json(), found.reasons.model_dump_json(), str(found.score), rules_version)
    )
    return hashlib.sha256(said.encode()).hexdigest()[:32]
