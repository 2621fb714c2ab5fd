"""Licences are read from the spellings that people use."""

import pytest

from services.normaliser.requirements.licences import implied, read_licences
from shared.esco import LANGUAGES, starter_taxonomy


@pytest.mark.parametrize(
    ("value", "slugs"),
    [
        ("B-ajokortti", ("driving-b",)),
        ("körkort B", ("driving-b",)),
        ("B-körkort", ("driving-b",)),
        ("ajokortti", ("driving-b",)),
        ("Driving licence, class B", ("driving-b",)),
        ("BE", ("driving-be",)),
        ("ce", ("driving-ce",)),
        ("C1E", ("driving-c1e",)),
        ("BECE-kortti", ("driving-be", "driving-ce")),
        ("B, C ja CE", ("driving-b", "driving-c", "driving-ce")),
        ("C/CE-ajokortti", ("driving-c", "driving-ce")),
        ("ajokortti B + hygieniapassi", ("driving-b", "hygiene-passport")),
        ("Hygieniapassi", ("hygiene-passport",)),
        ("hygienpass", ("hygiene-passport",)),
        ("Työturvallisuuskortti.", ("occupational-safety-card",)),
        ("tulityö-kortti", ()),
        ("TULITYÖKORTTI", ("hot-work-card",)),
        ("anniskelupassi", ("alcohol-passport",)),
        ("EA1", ("first-aid-1",)),
        ("LOVe", ("medication-permit",)),
        ("Valvira", ("valvira-registered",)),
        ("laillistettu sairaanhoitaja", ("valvira-nurse",)),
        ("Valvira: lähihoitaja", ("valvira-practical-nurse",)),
        ("sairaanhoitajan laillistus (Valvira)", ("valvira-nurse",)),
        ("legitimerad läkare", ("valvira-physician",)),
        ("kuljettajan ammattipätevyys", ("driver-cpc",)),
        ("order_keeper", ("order-keeper",)),
        ("Rikosrekisteriote", ("criminal-record-extract",)),
    ],
)
def test_spellings(value: str, slugs: tuple[str, ...]) -> None:
    assert read_licences([value])[0] == slugs


def test_what_is_not_known_is_kept_and_nothing_twice() -> None:
    known, unknown = read_licences(["CE", "  Ratatyö  Kortti ", "ce-kortti", "", "ratatyö kortti", "bad", "add"])
    assert known == ("driving-ce",)
    assert unknown == ("ratatyö kortti", "bad", "add")


def test_every_slug_and_label_of_the_taxonomy_is_read() -> None:
    for slug, labels in starter_taxonomy().licences.items():
        for spelling in (slug, *(labels[language] for language in LANGUAGES)):
            assert read_licences([spelling]) == ((slug,), ()), spelling


def test_no_slug_is_read_that_the_taxonomy_does_not_hold() -> None:
    from services.normaliser.requirements import licences

    read = set(licences._KNOWN.values()) | set(licences._TITLES.values()) | implied(licences._KNOWN.values())
    assert read <= set(starter_taxonomy().licences)


def test_every_spelling_for_text_is_of_a_licence_that_the_taxonomy_holds() -> None:
    from services.normaliser.requirements.licence_words import HEALTH, MORE_IN_TEXT, NOT_IN_TEXT, ONLY_LISTED, SPELLINGS

    assert set(SPELLINGS) | set(MORE_IN_TEXT) | set(HEALTH) | ONLY_LISTED <= set(starter_taxonomy().licences)
    listed = {spelling for spellings in SPELLINGS.values() for spelling in spellings.split("|")}
    assert listed >= NOT_IN_TEXT


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("B-ajokortti", ("driving-b",)),
        ("ajokorttia", ("driving-b",)),
        ("B -luokan ajokortti", ("driving-b",)),
        ("ajokortti (B)", ("driving-b",)),
        ("C- ja CE-ajokortit", ("driving-c", "driving-ce")),
        ("C/CE-ajokortti", ("driving-c",)),
        ("B- tai BE-ajokortti", ("driving-b",)),
        ("BC-kortti", ("driving-b", "driving-c")),
        ("ajokortti luokka C1E", ("driving-c1e",)),
        ("ajokortti, luokka D", ("driving-d",)),
        ("ajokortti, B1-tason suomi", ("driving-b",)),
        ("b-ajokortti", ("driving-b",)),
        ("körkort B", ("driving-b",)),
        ("körkort av klass CE", ("driving-ce",)),
        ("A-körkort", ("driving-a",)),
        ("driver's licence (class B)", ("driving-b",)),
        ("driving licence category C", ("driving-c",)),
        ("A driver's license", ("driving-b",)),
        ("class A driving licence", ("driving-a",)),
        ("trukin ajokortti", ()),
        ("kuorma-auton ajokortti", ()),
        ("ea-kortti", ()),
    ],
)
def test_driving_licences_in_text(text: str, slugs: tuple[str, ...]) -> None:
    from services.normaliser.requirements.driving_text import driving_licences
    from services.normaliser.requirements.page import Page

    assert tuple(slug for each in driving_licences(Page(text)) for slug in each.slugs) == slugs


def test_what_a_licence_is_worth() -> None:
    assert {"driving-ce", "driving-c", "driving-c1", "driving-be", "driving-b"} <= implied(["driving-ce"])
    assert "driving-b" in implied(["driving-c"]) and "driving-b" in implied(["driving-d"])
    assert "driving-ce" not in implied(["driving-c"]) and "driving-c" not in implied(["driving-b", "driving-d"])
    assert implied(["valvira-nurse"]) == {"valvira-nurse", "valvira-registered"}
    assert implied(["hygiene-passport"]) == {"hygiene-passport"}
    assert implied([]) == frozenset()
