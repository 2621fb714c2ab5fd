"""What an office is told about a vacancy, and in what words."""

from typing import Any
from uuid import UUID

import pytest

from services.notifier.notices import Match, compose
from services.notifier.wording import words

VACANCY = {"title": "Kokki", "employer": "Merituuli Oy", "area": "25", "place": {"fi": "Oulu", "sv": "Uleåborg"}}


def match(number: int, area: str, score: float = 0.8) -> Match:
    reasons: dict[str, Any] = {
        "relation": "same_occupation",
        "seeker_occupation": {"fi": "kokki", "sv": "kock", "en": "cook"},
        "mobility": "whole_country",
        "distance_km": 391.7,
    }
    return Match(UUID(int=number), area, score, reasons)


def test_the_own_area_sees_candidates_and_the_other_counts() -> None:
    found = compose(VACANCY, [match(1, "39"), match(2, "39"), match(3, "12")], 1)
    assert set(found) == {("39", "seeker_area"), ("12", "seeker_area"), ("25", "vacancy_area")}
    own, other = found["39", "seeker_area"], found["25", "vacancy_area"]
    assert [each["seeker_id"] for each in own["candidates"]] == [str(UUID(int=1))]
    assert own["more"] == 1
    assert other["seekers_by_area"] == {"12": 1, "39": 2}
    assert "candidates" not in other
    assert str(UUID(int=1)) not in str(other), "the other area sees counts, not people"


def test_without_a_match_there_is_no_notice() -> None:
    assert compose(VACANCY, [], 5) == {}


@pytest.mark.parametrize(
    ("locale", "count", "headline", "line"),
    [
        ("fi", 1, "1 sopiva hakija alueeltanne", "Hakija 00000000: kokki (sama ammatti), sopivuus 80 %"),
        ("fi", 2, "2 sopivaa hakijaa alueeltanne", "hakee koko maasta, matkaa 392 km"),
        ("sv", 1, "Kokki, Merituuli Oy (Uleåborg): 1 lämplig sökande", "Sökande 00000000: kock (samma yrke)"),
        ("sv", 2, "2 lämpliga sökande från ert område", "lämplighet 80 %"),
        ("en", 1, "1 fitting seeker from your area", "Seeker 00000000: cook (same occupation), fit 80 %"),
        ("en", 3, "3 fitting seekers from your area", "seeks in the whole country, 392 km away"),
    ],
)
def test_words_of_the_seekers_area(locale: str, count: int, headline: str, line: str) -> None:
    found = compose(VACANCY, [match(number, "39") for number in range(count)], 5)
    first, *rest = words(found["39", "seeker_area"], "seeker_area", locale)
    assert headline in first
    assert line in rest[0]
    assert len(rest) == count


@pytest.mark.parametrize("locale", ["fi", "sv", "en"])
def test_every_language_says_everything(locale: str) -> None:
    for relation in ("same_occupation", "same_unit_group", "shared_skills", "same_minor_group"):
        for mobility in ("whole_country", "listed_area", "commute", "remote"):
            for distance in (None, 12.0):
                one = match(1, "39")
                one.reasons.update(relation=relation, mobility=mobility, distance_km=distance)
                found = compose({"title": "Kokki", "area": "25"}, [one, match(2, "39"), match(3, "12")], 1)
                for (_, role), content in found.items():
                    said = words(content, role, locale)
                    assert all(said)
                    assert "{" not in " ".join(said)
    assert words(None, "seeker_area", locale) != words(
        None, "seeker_area", {"fi": "sv", "sv": "en", "en": "fi"}[locale]
    )
