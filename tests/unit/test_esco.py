"""The starter taxonomy is whole, and look-ups find what they should."""

import itertools
import re

import pytest

from shared.esco import LANGUAGES, Occupation, Taxonomy, starter_taxonomy

# Where Finnish adverts mean another occupation by a word than the one ESCO labels with it: ours on purpose.
CORRECTIONS = {("sv", word) for word in ("barnskötare", "kock", "revisor", "socionom", "städare", "vaktmästare")}


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return starter_taxonomy()


def test_it_holds_the_common_occupations_once_each(taxonomy: Taxonomy) -> None:
    codes = [occupation.code for occupation in taxonomy.occupations]
    assert 160 <= len(codes) <= 200
    assert codes == sorted(set(codes))
    assert len({occupation.uri for occupation in taxonomy.occupations}) == len(codes)
    assert taxonomy.version == "starter-1"


def test_looking_up(taxonomy: Taxonomy) -> None:
    nurse = taxonomy.by_code("2221.2")
    assert nurse is not None
    assert nurse.isco == "2221"
    assert nurse.label("fi") == nurse.label("xx") == nurse.label() == "sairaanhoitaja"
    assert taxonomy.by_uri(nurse.uri) is nurse
    assert nurse in taxonomy.in_unit_group("2221")
    assert taxonomy.by_uri("nothing") is None
    assert taxonomy.by_code("0") is None
    assert taxonomy.in_unit_group("0000") == ()
    skill, licence = taxonomy.skill_labels("patient-care"), taxonomy.licence_labels("driving-b")
    assert skill is not None and skill["fi"] == "potilaan hoito"
    assert licence is not None and licence["sv"] == "B-körkort"
    assert taxonomy.skill_labels("nothing") is None


def test_it_is_read_once_and_cannot_be_changed(taxonomy: Taxonomy) -> None:
    assert starter_taxonomy() is taxonomy
    with pytest.raises(TypeError):
        taxonomy.skills["new"] = {}  # type: ignore[index]


def test_every_occupation_is_complete(taxonomy: Taxonomy) -> None:
    for occupation in taxonomy.occupations:
        assert re.fullmatch(r"\d{4}", occupation.isco)
        assert occupation.code.split(".")[0] == occupation.isco
        assert occupation.isco in taxonomy.unit_groups
        assert set(occupation.labels) == set(occupation.titles) == set(LANGUAGES)
        assert all(2 <= len(titles) <= 8 for titles in occupation.titles.values()), occupation.code
        assert 2 <= len(occupation.skills) == len(set(occupation.skills)) <= 6, occupation.code


def test_every_slug_is_labelled_in_three_languages(taxonomy: Taxonomy) -> None:
    skills = {slug for occupation in taxonomy.occupations for slug in occupation.skills}
    assert skills == set(taxonomy.skills)
    licences = {slug for occupation in taxonomy.occupations for slug in occupation.licences}
    assert licences <= set(taxonomy.licences)
    for slug, labels in itertools.chain(taxonomy.skills.items(), taxonomy.licences.items()):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert set(labels) == set(LANGUAGES) and all(labels.values())


def test_most_skills_tie_occupations_together(taxonomy: Taxonomy) -> None:
    shared = [one for one in taxonomy.occupations if _related(taxonomy, one)]
    assert len(shared) >= 0.95 * len(taxonomy.occupations)


def _related(taxonomy: Taxonomy, one: Occupation) -> bool:
    others = (other for other in taxonomy.occupations if other is not one)
    return any(set(one.skills) & set(other.skills) for other in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_belongs_to_two_occupations(taxonomy: Taxonomy, language: str) -> None:
    owners: dict[str, str] = {}
    labels = {o.labels[language].casefold(): o.code for o in taxonomy.occupations}
    for occupation in taxonomy.occupations:
        for title in occupation.titles[language]:
            key = title.casefold()
            assert owners.setdefault(key, occupation.code) == occupation.code, title
            assert labels.get(key) is None or (language, key) in CORRECTIONS, title
        assert len(set(map(str.casefold, occupation.titles[language]))) == len(occupation.titles[language])


@pytest.mark.parametrize(
    "title",
    [
        "lähihoitaja",
        "hoiva-avustaja",
        "laitoshuoltaja",
        "varhaiskasvatuksen opettaja",
        "yhdistelmäajoneuvonkuljettaja",
    ],
)
def test_common_finnish_titles_are_there(taxonomy: Taxonomy, title: str) -> None:
    assert any(title in (o.labels["fi"], *o.titles["fi"]) for o in taxonomy.occupations)
