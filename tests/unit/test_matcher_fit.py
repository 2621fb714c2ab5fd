"""Each hard condition, and scores worked out by hand."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.matcher.rules import default_rules
from services.matcher.scoring import Fit, fit
from shared.events.seekers import SeekerNormalised
from shared.events.vacancies import VacancyNormalised

RULES = default_rules()
COOK = {
    "uri": "u:cook",
    "code": "5120.1",
    "isco": "5120",
    "label": {"fi": "kokki"},
    "confidence": 1,
    "essential_skills": ("a", "b"),
}
GRILL = COOK | {"uri": "u:grill", "code": "5120.2"}
MINOR = COOK | {"uri": "u:other", "isco": "5129", "essential_skills": ("c",)}
SKILLED = COOK | {"uri": "u:skilled", "isco": "9411", "essential_skills": ("a", "b", "z")}
BAKER = COOK | {"uri": "u:baker", "isco": "7512", "essential_skills": ("a",)}
TAMPERE = {"kind": "municipality", "area": "39", "lat": 61.4978, "lon": 23.761}
NEAR = {"kind": "municipality", "area": "31", "lat": 61.2, "lon": 23.761}  # 33 km south
FAR = {"kind": "municipality", "area": "12", "lat": 63.8385, "lon": 23.1307}
ALAND = {"kind": "municipality", "area": "46", "lat": 60.1, "lon": 19.94}


def vacancy(place: dict[str, Any] = FAR, **more: Any) -> VacancyNormalised:
    row = {"vacancy_id": UUID(int=1), "source": "s", "status": "open", "title": "Kokki", "occupation": COOK}
    return VacancyNormalised.model_validate(row | {"place": place, "area": place.get("area")} | more)


def seeker(
    place: dict[str, Any] = TAMPERE, occupation: dict[str, Any] = COOK, years: float = 0, **more: Any
) -> SeekerNormalised:
    row = {"seeker_id": UUID(int=2), "source": "te", "status": "active", "mobility": {"whole_country": True}}
    known = [{"occupation": occupation, "experience_years": years}]
    return SeekerNormalised.model_validate(
        row | {"place": place, "area": place.get("area"), "occupations": known} | more
    )


def found(v: VacancyNormalised, s: SeekerNormalised) -> Fit:
    match = fit(v, s, RULES)
    assert match is not None
    return match


@pytest.mark.parametrize(
    ("v", "s", "holds"),
    [
        (vacancy(), seeker(), True),
        (vacancy(status="closed"), seeker(), False),
        (vacancy(status="expired"), seeker(), False),
        (vacancy(), seeker(status="inactive"), False),
        (vacancy(TAMPERE), seeker(), False),
        (vacancy({"kind": "abroad"}), seeker(mobility={"remote": True}), False),
        (vacancy({"kind": "abroad"}, remote="full"), seeker(mobility={"remote": True}), False),
        (vacancy({"kind": "unknown"}), seeker(), False),
        (vacancy({"kind": "remote"}, remote="full"), seeker(mobility={"remote": True}), True),
        (vacancy({"kind": "remote"}, remote="full"), seeker(), False),
        (vacancy(), seeker({"kind": "unknown"}), False),
        (vacancy(occupation=None), seeker(), False),
        (vacancy(occupation=COOK | {"confidence": 0.5}), seeker(), False),
        (vacancy(), seeker(occupation=COOK | {"confidence": 0.5}), False),
        (vacancy(), seeker(mobility={}), False),
        (vacancy(), seeker(mobility={"areas": ["12"]}), True),
        (vacancy(NEAR), seeker(mobility={}), True),
        (vacancy(NEAR), seeker(mobility={"commute_km": 20}), False),
        (vacancy(NEAR), seeker(mobility={"commute_km": 0}), False),
        (vacancy(ALAND), seeker(), False),
        (vacancy(ALAND), seeker(mobility={"areas": ["46"]}), True),
        (vacancy(ALAND), seeker(mobility={"commute_km": 500}), False),
        (vacancy(TAMPERE), seeker(ALAND), True),
        (vacancy(licences=["driving-b"]), seeker(), False),
        (vacancy(licences=["driving-b"]), seeker(licences=["driving-b", "driving-c"]), True),
        (vacancy(languages=[{"code": "fi", "level": "B2"}]), seeker(), False),
        (vacancy(languages=[{"code": "fi", "level": "B2"}]), seeker(languages=[{"code": "fi", "level": "B1"}]), False),
        (vacancy(languages=[{"code": "fi", "level": "B2"}]), seeker(languages=[{"code": "fi", "level": "C1"}]), True),
        (vacancy(work_time="full_time"), seeker(work_time="part_time"), False),
        (vacancy(work_time="full_time"), seeker(), True),
        (vacancy(starts_on=date(2026, 1, 1)), seeker(available_from=date(2026, 1, 15)), True),
        (vacancy(starts_on=date(2026, 1, 1)), seeker(available_from=date(2026, 1, 16)), False),
        (vacancy(), seeker(occupation=BAKER), False),
    ],
)
def test_hard_conditions(v: VacancyNormalised, s: SeekerNormalised, holds: bool) -> None:
    assert (fit(v, s, RULES) is not None) is holds


@pytest.mark.parametrize(
    ("occupation", "relation", "worth"),
    [
        (COOK, "same_occupation", 1.0),
        (GRILL, "same_unit_group", 0.75),
        (SKILLED, "shared_skills", 0.55),
        (MINOR, "same_minor_group", 0.35),
    ],
)
def test_relations(occupation: dict[str, Any], relation: str, worth: float) -> None:
    match = found(vacancy(NEAR), seeker(occupation=occupation))
    assert match.reasons.relation == relation
    nearness = 1 - match.reasons.distance_km / 200  # type: ignore[operator]
    assert match.score == pytest.approx(0.55 * worth + 0.2 + 0.1 + 0.15 * nearness, abs=1e-3)


def test_a_score_by_hand() -> None:
    """Half the skills, a fifth of the years, remote: 0.55 + 0.2 * 0.5 + 0.1 * 0.2 + 0.15."""
    v = vacancy(remote="full", skills=["x", "y"], experience_years=5)
    s = seeker(years=1, skills=["y", "q"], mobility={"remote": True})
    match = found(v, s)
    assert match.score == 0.82
    assert (match.reasons.shared_skills, match.reasons.missing_skills) == (("y",), ("x",))
    assert (match.reasons.mobility, match.reasons.distance_km) == ("remote", None)


def test_the_occupation_worth_most_counts() -> None:
    s = seeker(occupations=[{"occupation": MINOR, "experience_years": 9}, {"occupation": COOK, "experience_years": 1}])
    assert found(vacancy(experience_years=2), s).reasons.relation == "same_occupation"
