"""ESCO as the Commission publishes it is read whole, of an old version and of a new one.

Checked against ESCO's own files, which are not part of the checkout but may stand beside it.
"""

import csv
from functools import cache
from pathlib import Path

import pytest

from services.normaliser import taxonomy_content
from shared.esco import LANGUAGES, starter_taxonomy
from shared.esco.merging import Merged, merge
from shared.esco.official import Read, read_release
from shared.esco.successors import successors

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "esco"
V1_0, V1_2 = "v1.0.8", "v1.2.1-en"
BOTH = pytest.mark.parametrize("name", [V1_0, V1_2])


@cache
def _read(name: str) -> Read:
    return read_release(REFERENCE / name)


@cache
def _merged(name: str) -> Merged:
    return merge(_read(name).release, starter_taxonomy())


@pytest.fixture(autouse=True)
def _there() -> None:
    if not REFERENCE.is_dir():
        pytest.skip(f"no ESCO reference at {REFERENCE}")


@pytest.mark.parametrize(
    ("name", "version", "languages", "occupations"), [(V1_0, "1.0.8", LANGUAGES, 2942), (V1_2, "1.2.1", ("en",), 3039)]
)
def test_every_occupation_and_unit_group_is_there(
    name: str, version: str, languages: tuple[str, ...], occupations: int
) -> None:
    release = _read(name).release
    assert (release.version, release.languages, len(release.concepts)) == (version, languages, occupations)
    assert len(release.unit_groups) == 436, "the unit groups of ISCO-08"
    assert all(set(concept.labels) == set(languages) for concept in release.concepts)
    assert all(concept.isco in release.unit_groups for concept in release.concepts)
    assert _read(name).notes == ()


@BOTH
def test_labels_and_codes_are_those_of_the_files(name: str) -> None:
    release = _read(name).release
    found = {concept.uri: concept for concept in release.concepts}
    for language in release.languages:
        with (REFERENCE / name / f"occupations_{language}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                concept = found[row["conceptUri"]]
                assert (concept.code, concept.isco) == (row["code"], row["iscoGroup"])
                assert concept.labels[language] == " ".join(row["preferredLabel"].split())
                said = {" ".join(label.split()) for label in row["altLabels"].splitlines()}
                assert said - {"", concept.labels[language]} <= set(concept.alternatives.get(language, ()))


@BOTH
def test_nearly_all_of_our_own_titles_find_their_occupation(name: str) -> None:
    merged, ours = _merged(name), starter_taxonomy()
    assert len(merged.lost) < 0.03 * len(ours.occupations)
    for occupation in ours.occupations:
        now = merged.taxonomy.by_uri(occupation.uri)
        assert (now is None) == (occupation in merged.lost)
        if now:
            assert set(occupation.titles.get("fi", ())) - {now.labels.get("fi")} <= set(now.titles.get("fi", ()))
            assert set(occupation.skills) <= set(now.skills)


@BOTH
def test_every_occupation_can_be_named_in_every_language(name: str) -> None:
    taxonomy = _merged(name).taxonomy
    for language in LANGUAGES:
        assert all(occupation.label(language) for occupation in taxonomy.occupations)


def test_the_new_version_follows_what_the_old_one_had() -> None:
    """Of five concepts that are gone, those whose label goes on somewhere are followed there."""
    new, old = _read(V1_2).release, _read(V1_0).release
    gone = {concept.uri for concept in old.concepts} - {concept.uri for concept in new.concepts}
    followed = successors(old.concepts, new.concepts, {})
    assert len(gone) == 5
    assert set(followed) <= gone
    names = {concept.uri: concept.labels["en"] for concept in (*old.concepts, *new.concepts)}
    assert {names[uri]: names[successor] for uri, successor in followed.items()} == FOLLOWED


FOLLOWED = {"residential care home worker": "care home worker"}


@BOTH
def test_it_fits_a_table(name: str) -> None:
    release = _read(name).release
    content = taxonomy_content.dump(release)
    assert len(content) < 2_000_000
    assert taxonomy_content.load(content) == release
