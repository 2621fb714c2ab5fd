"""The starter taxonomy is whole, and look-ups find what they should."""

import itertools
import json
import re
from importlib.resources import files

import pytest

from services.normaliser.occupations.title_lookup import Lookup
from services.normaliser.occupations.title_text import plain_words
from shared.esco import LANGUAGES, Occupation, Taxonomy, starter_taxonomy

# Where Finnish adverts mean another occupation by a word than the one that ESCO labels with it: ours on purpose, each
# with the occupation that it means here.
CORRECTIONS = {
    "fi": {
        "elokuvateatterityöntekijä": "5230.3", "konemestari": "3151.4", "kuljetussuunnittelija": "4323.6",
        "myyntiassistentti": "4311.2", "purkutyöntekijä": "7119.2", "puutarhuri": "6113.5",
        "rakennussiivooja": "9313.1", "taittaja": "2166.4", "tekstinkäsittelijä": "3344.3", "ylikonstaapeli": "5412.1",
    },
    "sv": {
        "byggmästare": "3123.1", "ekonom": "2411.1", "elkonstruktör": "2151.1", "farmaceut": "3213.2",
        "företagssäljare": "3322.1", "försäljningschef": "1221.3.2.1", "interaktionsdesigner": "2513.3",
        "kaplan": "2636.2", "kemiingenjör": "2145.1", "kock": "5120.1", "konditor": "3434.1.2", "konservator": "2621.3",
        "kvalitetsansvarig": "3119.16", "kvalitetskontrollant": "7543.9", "köttstyckare": "7511.4",
        "miljö- och hälsoskyddsinspektör": "3257.1", "packare": "9321.2", "personlig assistent": "5322.1",
        "produktionsledare": "3122.4", "redaktör": "2642.1", "revisor": "2411.1.7", "slaktare": "7511.6",
        "socionom": "3412.4", "städare": "9112.2", "sågverksarbetare": "8172.5", "tunnplåtslagare": "7213.4",
        "underhållsingenjör": "2141.8", "vaktmästare": "4226.1", "veterinär": "2250.6", "va-ingenjör": "2142.1.11",
        "vvs-ingenjör": "2144.1.8", "vvs-montör": "7126.8", "vårdbiträde": "5321.1.1",
    },
    "en": {"transport planner": "4323.6"},
}  # fmt: skip
# Of this group ESCO v1.1.0 publishes an occupation, but no label of its own.
UNLABELLED_GROUPS = {"2230"}


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return starter_taxonomy()


def test_it_holds_the_common_occupations_once_each(taxonomy: Taxonomy) -> None:
    codes = [occupation.code for occupation in taxonomy.occupations]
    assert len(codes) >= 600
    assert codes == sorted(set(codes))
    assert len({occupation.uri for occupation in taxonomy.occupations}) == len(codes)
    assert taxonomy.version == "starter-3"


def test_each_file_holds_one_major_group() -> None:
    for major in "0123456789":
        text = (files("shared.esco") / "starter" / f"occupations-{major}.jsonl").read_text(encoding="utf-8")
        rows = [json.loads(line) for line in text.splitlines()]
        assert rows
        assert {row["isco"][0] for row in rows} == {major}


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
        assert occupation.isco in taxonomy.unit_groups or occupation.isco in UNLABELLED_GROUPS
        assert set(occupation.labels) == set(occupation.titles) == set(LANGUAGES)
        assert all(occupation.labels.values())
        assert all(titles for titles in occupation.titles.values()), occupation.code
        assert 2 <= len(occupation.skills) == len(set(occupation.skills)) <= 6, occupation.code
        assert len(occupation.licences) == len(set(occupation.licences))


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_written_as_adverts_write_them(taxonomy: Taxonomy, language: str) -> None:
    for occupation in taxonomy.occupations:
        titles = occupation.titles[language]
        assert occupation.labels[language].casefold() not in map(str.casefold, titles), occupation.code
        for title in titles:
            assert " ".join(title.split()) == title, title
            assert 2 <= len(title) <= 80, title
            assert any(map(str.isalpha, title)), title
            assert plain_words(title), title


def test_texts_that_name_no_occupation_name_none(taxonomy: Taxonomy) -> None:
    assert set(taxonomy.no_titles) == set(LANGUAGES)
    for language, texts in taxonomy.no_titles.items():
        assert len(texts) == len(set(map(str.casefold, texts))) >= 40
        named = {text.casefold() for o in taxonomy.occupations for text in (o.labels[language], *o.titles[language])}
        assert not named & set(map(str.casefold, texts))


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
    for occupation in taxonomy.occupations:
        for title in occupation.titles[language]:
            assert owners.setdefault(title.casefold(), occupation.code) == occupation.code, title
        assert len(set(map(str.casefold, occupation.titles[language]))) == len(occupation.titles[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_repeats_another_occupations_label_on_purpose_only(taxonomy: Taxonomy, language: str) -> None:
    labelled = {occupation.labels[language].casefold() for occupation in taxonomy.occupations}
    found = {
        title.casefold(): occupation.code
        for occupation in taxonomy.occupations
        for title in occupation.titles[language]
        if title.casefold() in labelled
    }
    assert found == CORRECTIONS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_was_corrected_means_what_adverts_mean(taxonomy: Taxonomy, language: str) -> None:
    lookup = Lookup(taxonomy)
    for word, code in CORRECTIONS[language].items():
        found = lookup.find(plain_words(word), [language])
        assert [(taxonomy.occupations[find.known.occupation].code, find.known.kind) for find in found] == [
            (code, "title")
        ]


@pytest.mark.parametrize(
    "title",
    [
        "lähihoitaja",
        "hoiva-avustaja",
        "laitoshuoltaja",
        "varhaiskasvatuksen opettaja",
        "yhdistelmäajoneuvonkuljettaja",
        "sairaalahuoltaja",
        "kirvesmies",
        "bussikuski",
    ],
)
def test_common_finnish_titles_are_there(taxonomy: Taxonomy, title: str) -> None:
    assert any(title in (o.labels["fi"], *o.titles["fi"]) for o in taxonomy.occupations)
