"""Title, code and text together: which occupation a source means, how sure that is, and what a person should see."""

from collections.abc import Mapping
from copy import copy
from typing import Any

import pytest

from services.normaliser.occupations.recognising import GROUP_KNOWN, KNOWN, NONE_SURE, SURE, Occupations, Recognised
from services.normaliser.occupations.titles import Candidate, Classification
from shared.esco import Occupation, starter_taxonomy
from tests.support.titles import starter_model, starter_occupations

NURSE, SPECIALIST, CARER, COOK, BUS, TRUCK, SELLER = (
    "2221.2",
    "2221.3",
    "5321.1",
    "5120.1",
    "8331.1",
    "8332.2",
    "5223.4",
)


def _occupation(code: str) -> Occupation:
    found = starter_taxonomy().by_code(code)
    assert found is not None, code
    return found


def _recognise(title: str, code: str | None = None, text: str | None = None) -> Recognised:
    return starter_occupations().recognise(title, code, "fi", text)


def _code(found: Recognised) -> str | None:
    return found.occupation.code if found.occupation else None


def _check(found: Recognised) -> None:
    """What holds of every answer."""
    scores = [each.score for each in found.candidates]
    assert len(scores) <= 5
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) + found.no_occupation <= 1.005
    if found.occupation:
        assert (found.occupation.uri, found.occupation.confidence) == (found.candidates[0].uri, scores[0])
        assert found.occupation.confidence >= KNOWN
    else:
        marks = {"occupation:none_named", "occupation:unit_group_only", "occupation:unknown"}
        assert len(marks & set(found.marks)) == 1
    if found.unit_group:
        assert found.unit_group.confidence >= GROUP_KNOWN


NURSE_CODES = [
    "2221.2", "2221", "C2221", "http://data.europa.eu/esco/isco/C2221", "https://data.europa.eu/esco/isco/C2221",
    "http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50",
]  # fmt: skip


@pytest.mark.parametrize("code", NURSE_CODES)
def test_a_code_that_agrees_makes_the_title_surer(code: str) -> None:
    alone, found = _recognise("Sairaanhoitaja"), _recognise("Sairaanhoitaja", code)
    assert _code(found) == NURSE
    assert found.marks == ()
    assert found.review is None
    assert found.candidates[0].score >= alone.candidates[0].score
    _check(found)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Hoitaja", NURSE),
        ("Hoitaja", CARER),
        ("Kuljettaja", BUS),
        ("Työnjohtaja", "3122.4"),
        ("Opettaja", "2330.1.11"),
        ("Suunnittelija", "2164.4"),
    ],
)
def test_an_esco_code_decides_what_the_title_leaves_open(title: str, code: str) -> None:
    alone, found = _recognise(title), _recognise(title, code)
    assert alone.review is not None, "or the title is not open"
    assert _code(found) == code
    assert found.candidates[0].score > {each.code: each.score for each in alone.candidates}.get(code, 0.0)
    assert "occupation:contested" not in found.marks
    _check(found)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Kuljettaja", "8332"),
        ("Työnjohtaja", "3123"),
        ("Opettaja", "2330"),
        ("Asiantuntija", "2423"),
        ("Xyzzy", "5120"),
    ],
)
def test_a_unit_group_narrows(title: str, code: str) -> None:
    found = _recognise(title, code)
    assert found.unit_group is not None
    assert found.unit_group.isco == code
    assert found.unit_group.label == dict(starter_taxonomy().unit_groups[code])
    assert {each.isco for each in found.candidates if each.score > 0.2} <= {code}
    _check(found)


def test_within_the_unit_group_the_title_decides() -> None:
    found = _recognise("Kuljettaja", "8332")
    assert found.candidates[0].code == TRUCK, "not tank lorries or removals"
    turned = _recognise("Kuljettaja", "8331")
    assert turned.candidates[0].code == BUS


@pytest.mark.parametrize(
    "code",
    [
        "2221",
        "C8332",
        pytest.param(
            NURSE,
        ),
    ],
)
def test_a_code_against_a_certain_title_is_contested(code: str) -> None:
    found = _recognise("Kokki", code)
    assert _code(found) == COOK
    assert "occupation:contested" in found.marks
    assert found.review == "contested"
    _check(found)


@pytest.mark.parametrize(
    "code", ["0000", "9999.99", "rubbish", "2221.2.", "12", "http://data.europa.eu/esco/isco/C9999", "٢٢٢١"]
)
def test_a_code_that_nobody_knows_is_marked_and_changes_nothing(code: str) -> None:
    alone, found = _recognise("Kokki"), _recognise("Kokki", code)
    assert found.marks == ("occupation:code_unknown",)
    assert (found.occupation, found.candidates, found.review) == (alone.occupation, alone.candidates, alone.review)


@pytest.mark.parametrize("code", [None, ""])
def test_no_code_is_no_mark(code: str | None) -> None:
    assert _recognise("Kokki", code).marks == ()


@pytest.mark.parametrize("title", ["", "Avoin hakemus", "!!!", "Tule meille töihin!"])
def test_a_code_with_a_title_that_names_nothing_brings_its_occupation(title: str) -> None:
    assert _recognise(title).marks == ("occupation:none_named",)
    found = _recognise(title, NURSE)
    assert _code(found) == NURSE
    assert found.unit_group is not None
    assert found.unit_group.isco == "2221"
    assert "occupation:contested" not in found.marks
    _check(found)


@pytest.mark.parametrize("title", ["", "Avoin hakemus", "!!!", "Tule meille töihin!"])
def test_a_unit_group_with_a_title_that_names_nothing_brings_the_group(title: str) -> None:
    found = _recognise(title, "2221")
    assert found.occupation is None
    assert found.unit_group is not None
    assert found.unit_group.isco == "2221"
    assert found.marks == ("occupation:unit_group_only",)
    assert found.review == "unsure"
    assert {each.isco for each in found.candidates} == {"2221"}
    _check(found)


BUS_TEXT = "Etsimme linja-autonkuljettajaa Tampereen kaupunkiliikenteeseen. Bussikuskin työ on vuorotyötä."


def test_the_text_says_what_the_title_leaves_open() -> None:
    alone, found = _recognise("Kuljettaja"), _recognise("Kuljettaja", text=BUS_TEXT)
    assert alone.candidates[0].code == TRUCK
    assert found.candidates[0].code == BUS
    assert found.candidates[0].score > 3 * {each.code: each.score for each in alone.candidates}[BUS]
    _check(found)


def test_text_and_unit_group_together_decide() -> None:
    assert _code(_recognise("Kuljettaja", "8331", BUS_TEXT)) == BUS
    found = _recognise("Huippuosaaja", "5120", "Haemme kokkia koulun keittiöön.")
    assert _code(found) == COOK


def test_a_title_that_is_sure_does_not_need_the_text() -> None:
    text = "Keittiössämme syövät sairaanhoitaja ja lähihoitaja, ja sairaanhoitaja tilaa."
    assert _recognise("Kokki", text=text) == _recognise("Kokki")


def test_a_text_that_names_no_occupation_changes_nothing() -> None:
    assert _recognise("Kuljettaja", text="Tarjoamme mukavan työyhteisön ja hyvän palkan.") == _recognise("Kuljettaja")


class _Says:
    """Stands where the title index stands, and says the same whatever the title."""

    def __init__(self, none: float, chances: Mapping[str, float], mentioned: Mapping[str, int], answered: bool) -> None:
        candidates = [
            Candidate(each.uri, each.code, each.isco, each.label(), chances[each.code])
            for each in map(_occupation, chances)
        ]
        self._said = Classification(tuple(candidates), none, (), ("sana",), answered)
        self._mentioned = {_occupation(code).uri: count for code, count in mentioned.items()}

    def classify(self, title: str, language: str | None) -> Classification:
        return self._said

    def mentioned(self, text: str, language: str | None) -> Mapping[str, int]:
        return self._mentioned


def _told(chances: Mapping[str, float], none: float = 0.0, *, answered: bool = False, **asked: Any) -> Recognised:
    """What is made of a title that means these codes with these chances."""
    occupations = copy(starter_occupations())
    occupations.titles = _Says(none, chances, asked.pop("mentioned", {}), answered)  # type: ignore[assignment]
    return occupations.recognise("mitä vain", asked.get("code"), "fi", asked.get("text"))


@pytest.mark.parametrize(
    ("chances", "none", "known", "group", "marks", "review"),
    [
        ({COOK: 0.95}, 0.0, COOK, "5120", (), None),
        ({COOK: SURE}, 0.0, COOK, "5120", (), None),
        ({COOK: SURE - 0.001}, 0.0, COOK, "5120", ("occupation:unsure",), "unsure"),
        ({COOK: KNOWN}, 0.0, COOK, None, ("occupation:unsure",), "unsure"),
        ({COOK: KNOWN - 0.001}, 0.0, None, None, ("occupation:unknown",), "unknown"),
        ({NURSE: 0.45, SPECIALIST: 0.3}, 0.0, None, "2221", ("occupation:unit_group_only",), "unsure"),
        ({NURSE: 0.55, SPECIALIST: 0.3}, 0.0, NURSE, "2221", ("occupation:unsure",), "unsure"),
        ({NURSE: 0.4, SPECIALIST: GROUP_KNOWN - 0.401}, 0.0, None, None, ("occupation:unknown",), "unknown"),
        ({NURSE: 0.4, CARER: 0.4}, 0.0, None, None, ("occupation:unknown",), "unknown"),
        ({COOK: 0.1}, NONE_SURE, None, None, ("occupation:none_named",), None),
        ({COOK: 0.1}, NONE_SURE - 0.001, None, None, ("occupation:unknown",), "unknown"),
        ({}, 0.95, None, None, ("occupation:none_named",), None),
        ({}, 0.1, None, None, ("occupation:unknown",), "unknown"),
    ],
)
def test_what_is_told_as_known(
    chances: dict[str, float],
    none: float,
    known: str | None,
    group: str | None,
    marks: tuple[str, ...],
    review: str | None,
) -> None:
    found = _told(chances, none)
    assert _code(found) == known
    assert (found.unit_group.isco if found.unit_group else None) == group
    assert (found.marks, found.review) == (marks, review)
    assert [each.code for each in found.candidates] == list(chances), "told for the person who looks at it"
    _check(found)


def test_text_is_asked_below_a_certainty_only() -> None:
    assert _code(_told({NURSE: 0.4, CARER: 0.3}, text="...", mentioned={CARER: 2})) == CARER
    sure = _told({NURSE: 0.9, CARER: 0.05}, text="...", mentioned={CARER: 2})
    assert (_code(sure), sure.candidates[0].score) == (NURSE, 0.9)


@pytest.mark.parametrize(
    "chance",
    [
        0.97,
        0.9,
    ],
)
def test_what_a_code_contests_goes_before_being_unsure(chance: float) -> None:
    found = _told({COOK: chance}, code="2221")
    assert _code(found) == COOK
    assert "occupation:contested" in found.marks
    assert found.review == "contested"


def test_an_unknown_code_is_no_reason_to_look() -> None:
    found = _told({COOK: 0.9}, code="rubbish")
    assert (found.marks, found.review) == (("occupation:code_unknown",), None)


@pytest.fixture(scope="module")
def answered() -> Occupations:
    answers = {"kippari": _occupation(SELLER).uri, "remmi": None}
    return Occupations(starter_taxonomy(), starter_model(), answers)


@pytest.mark.parametrize("code", [None, NURSE, "2221", "rubbish"])
@pytest.mark.parametrize("text", [None, BUS_TEXT])
def test_what_a_person_answered_is_not_asked_again(answered: Occupations, code: str | None, text: str | None) -> None:
    found = answered.recognise("Kippari, Turku", code, "fi", text)
    assert (_code(found), found.review, found.title_key) == (SELLER, None, "kippari")
    assert found.candidates[0].score >= 0.99
    assert "occupation:contested" not in found.marks
    nothing = answered.recognise("Remmi 80 %", code, "fi", text)
    assert (nothing.occupation, nothing.unit_group, nothing.review) == (None, None, None)
    assert "occupation:none_named" in nothing.marks
    assert nothing.no_occupation >= 0.99


def test_what_travels_with_the_guess() -> None:
    nurse, found = _occupation(NURSE), _recognise("Sairaanhoitaja, Turku")
    assert found.occupation is not None
    assert found.occupation.uri == nurse.uri
    assert found.occupation.isco == "2221"
    assert found.occupation.label == {
        "fi": "sairaanhoitaja",
        "sv": "sjuksköterska, grundutbildad",
        "en": nurse.labels["en"],
    }
    assert found.occupation.essential_skills == tuple(sorted(nurse.skills))
    assert (found.decided_by, found.title_key) == (("sairaanhoitaja",), "sairaanhoitaja")


@pytest.mark.parametrize(("language", "label"), [("fi", "kokki"), ("sv", "kokerska"), ("en", "cook"), ("ru", "kokki")])
def test_candidates_are_labelled_in_the_adverts_language(language: str, label: str) -> None:
    found = starter_occupations().recognise("Kokki", "5120.1", language)
    assert found.candidates[0].label == label


@pytest.mark.parametrize(
    ("title", "key", "code"),
    [
        ("Sairaanhoitaja, yövuoro, Kokkola (sij. 6 kk)", "sairaanhoitaja", NURSE),
        ("Barnskötare till Solgläntan 80 %", "barnskötare solgläntan", "5311.1"),
        ("Senior Full Stack Dev (m/f/d) – remote", "full stack dev", "2513.5"),
    ],
)
def test_the_examples_of_the_issue(title: str, key: str, code: str) -> None:
    found = _recognise(title)
    assert (_code(found), found.title_key) == (code, key)
    _check(found)


def test_whatever_is_asked_adds_up() -> None:
    for title in ("Kokki", "Hoitaja", "Avoin hakemus", "", "Kuljettaja", "Ompelija"):
        for code in (None, NURSE, "2221", "rubbish", "5120.1", "7533"):
            for text in (None, BUS_TEXT):
                _check(_recognise(title, code, text))
