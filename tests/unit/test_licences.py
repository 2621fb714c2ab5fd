"""Licences and skills are read from the spellings that people use."""

import pytest

from services.normaliser.licences import implied, read_licences
from services.normaliser.skills import read_skills
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
    from services.normaliser import licences

    read = set(licences._KNOWN.values()) | set(licences._TITLES.values()) | implied(licences._KNOWN.values())
    assert read <= set(starter_taxonomy().licences)


def test_what_a_licence_is_worth() -> None:
    assert {"driving-ce", "driving-c", "driving-c1", "driving-be", "driving-b"} <= implied(["driving-ce"])
    assert "driving-b" in implied(["driving-c"]) and "driving-b" in implied(["driving-d"])
    assert "driving-ce" not in implied(["driving-c"]) and "driving-c" not in implied(["driving-b", "driving-d"])
    assert implied(["valvira-nurse"]) == {"valvira-nurse", "valvira-registered"}
    assert implied(["hygiene-passport"]) == {"hygiene-passport"}
    assert implied([]) == frozenset()


def test_skills_by_slug_and_by_label_in_any_language() -> None:
    values = [
        "patient-care",
        "Hitsaus",
        "svetsning",
        " Customer  service ",
        "Origami",
        "origami",
        "• siivous",
        "",
    ]
    known, unknown = read_skills(values, starter_taxonomy())
    assert known == ("patient-care", "welding", "customer-service", "cleaning")
    assert unknown == ("origami",)
