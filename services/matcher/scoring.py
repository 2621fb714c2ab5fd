"""How well a seeker fits a vacancy, and why. Pure."""

from dataclasses import dataclass

from services.matcher.conditions import distance, mobility, offered, requirements_met, seeking
from services.matcher.rules import Rules
from shared.events.matches import MobilityReason, Reasons, Relation
from shared.events.occupations import OccupationGuess
from shared.events.seekers import KnownOccupation, SeekerNormalised
from shared.events.vacancies import VacancyNormalised


@dataclass(frozen=True, slots=True)
class Fit:
    """A valid match: its score (0..1, four decimals) and its reasons."""

    score: float
    reasons: Reasons


def fit(vacancy: VacancyNormalised, seeker: SeekerNormalised, rules: Rules) -> Fit | None:
    """The match of a vacancy and a seeker under the rules, or None where there is none."""
    if not offered(vacancy, rules) or not seeking(seeker):
        return None
    accepted = mobility(vacancy, seeker, rules)
    if accepted is None or not requirements_met(vacancy, seeker, rules):
        return None
    assert vacancy.occupation is not None
    best = _best_occupation(vacancy, vacancy.occupation, seeker, rules)
    if best is None:
        return None
    relation, known, occupation_worth = best
    shared = sorted(set(vacancy.skills) & set(seeker.skills))
    skills = len(shared) / len(set(vacancy.skills)) if vacancy.skills else 1.0
    kilometres = None if accepted == "remote" else distance(vacancy.place, seeker.place)
    weights = rules.weights
    nearness = _nearness(accepted, kilometres, rules)
    score = round(occupation_worth + weights.skills * skills + weights.distance * nearness, 4)
    if score < rules.threshold:
        return None
    return Fit(
        score,
        Reasons(
            relation=relation,
            vacancy_occupation=vacancy.occupation.label,
            seeker_occupation=known.occupation.label,
            shared_skills=tuple(shared),
            missing_skills=tuple(sorted(set(vacancy.skills) - set(seeker.skills))),
            languages=tuple(f"{language.code} {language.level}" for language in vacancy.languages),
            licences=tuple(sorted(vacancy.licences)),
            experience_years=known.experience_years,
            distance_km=None if kilometres is None else round(kilometres, 1),
            mobility=accepted,
        ),
    )


def relation_of(a: OccupationGuess, b: OccupationGuess, rules: Rules) -> tuple[Relation, float] | None:
    """How two occupations are related in ESCO, and what that is worth."""
    if a.uri == b.uri:
        return "same_occupation", rules.relation.same_occupation
    if a.isco == b.isco:
        return "same_unit_group", rules.relation.same_unit_group
    if len(set(a.essential_skills) & set(b.essential_skills)) >= rules.relation.shared_skills_needed:
        return "shared_skills", rules.relation.shared_skills
    if a.isco[:3] == b.isco[:3]:
        return "same_minor_group", rules.relation.same_minor_group
    return None


def _best_occupation(
    vacancy: VacancyNormalised, wanted: OccupationGuess, seeker: SeekerNormalised, rules: Rules
) -> tuple[Relation, KnownOccupation, float] | None:
    """Of a seeker's occupations the one worth most, relation and experience together; of equals the first by URI."""
    found = []
    for known in seeker.occupations:
        related = relation_of(wanted, known.occupation, rules)
        if related is None or known.occupation.confidence < rules.lowest_confidence:
            continue
        required = vacancy.experience_years or 0
        experience = min(1.0, known.experience_years / required) if required else 1.0
        worth = rules.weights.relation * related[1] + rules.weights.experience * experience
        found.append((-worth, known.occupation.uri, related[0], known))
    if not found:
        return None
    worth, _, relation, known = min(found, key=lambda each: each[:2])
    return relation, known, -worth


def _nearness(accepted: MobilityReason, kilometres: float | None, rules: Rules) -> float:
    if accepted == "remote":
        return 1.0
    if kilometres is None:
        return 0.5
    return max(0.0, 1 - kilometres / rules.distance.nearness_km)
