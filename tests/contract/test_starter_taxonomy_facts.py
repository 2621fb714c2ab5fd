"""The URIs, codes, unit groups and labels of the starter taxonomy are ESCO's own, letter for letter.

Checked against ESCO's published files, which are not part of the checkout but may stand beside it.
"""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from shared.esco import LANGUAGES, starter_taxonomy

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "esco"
V1_0 = REFERENCE / "v1.0.8" / "occupations_fi.csv"
V1_1_0 = REFERENCE / "v1.1.0" / "occupations.fi-sv-en.json"
V1_1_1 = REFERENCE / "v1.1.1" / "occupations.json"
V1_2_1 = REFERENCE / "v1.2.1-en" / "occupations_en.csv"
UNIT_GROUP = "http://data.europa.eu/esco/isco/C"

# Concepts that v1.1.0 still publishes, but says that others have taken their place.
OBSOLETE = {"2149.7.6", "7412.12"}
# Of this unit group v1.1.0, as we have it, has occupations, but not the group itself.
UNPUBLISHED_GROUPS = {"2230"}
# Codes of v1.1.0, which are ours, that are others in later versions.
MOVED_IN_V1_1_1 = {
    "1120.2", "1120.2.1", "2133.12", "2141.7", "2142.1.10", "2263.4", "2422.4", "3111.2", "3212.1", "3212.1.1",
    "3259.6", "5164.4", "7522.4",
}  # fmt: skip
MOVED_IN_V1_2_1 = MOVED_IN_V1_1_1 | {
    "2131.4.3", "2424.3", "2659.2.2", "3213.2", "3214.2", "3214.3.1", "3251.2", "7215.4",
}  # fmt: skip
GONE_IN_V1_2_1 = OBSOLETE | {"3412.4.9", "7514.1"}


def _published(path: Path) -> dict[str, dict[str, Any]]:
    if not path.exists():
        pytest.skip(f"no ESCO reference at {path}")
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8-sig"))
    return {row["uri"]: row for row in rows}


def test_it_is_as_large_as_promised() -> None:
    occupations = starter_taxonomy().occupations
    assert len(occupations) >= 600
    for language in LANGUAGES:
        titles = {title.casefold() for occupation in occupations for title in occupation.titles[language]}
        assert len(titles) >= 1_000, language
        assert all(occupation.labels[language] for occupation in occupations)


def test_codes_and_labels_are_those_of_v1_1_0() -> None:
    published = _published(V1_1_0)
    for occupation in starter_taxonomy().occupations:
        row = published[occupation.uri]
        assert row["status"] == ("obsolete" if occupation.code in OBSOLETE else "released"), occupation.code
        assert row["notation"] == occupation.code
        assert dict(occupation.labels) == {language: row["prefLabel"][language] for language in LANGUAGES}


def test_unit_groups_are_the_ancestors_in_v1_1_0() -> None:
    published = _published(V1_1_0)
    for occupation in starter_taxonomy().occupations:
        if occupation.code in OBSOLETE or occupation.isco in UNPUBLISHED_GROUPS:
            assert not _ancestors(occupation.uri, published), "it has a place in ESCO: take it off the list"
        else:
            assert UNIT_GROUP + occupation.isco in _ancestors(occupation.uri, published), occupation.code


def test_labels_of_unit_groups_are_those_of_v1_1_0() -> None:
    published = _published(V1_1_0)
    for isco, labels in starter_taxonomy().unit_groups.items():
        if isco in UNPUBLISHED_GROUPS:
            continue
        row = published[UNIT_GROUP + isco]
        assert dict(labels) == {language: row["prefLabel"][language] for language in LANGUAGES}


def test_every_occupations_unit_group_is_labelled() -> None:
    groups = {occupation.isco for occupation in starter_taxonomy().occupations}
    assert groups - starter_taxonomy().unit_groups.keys() <= UNPUBLISHED_GROUPS


def test_every_skill_and_licence_is_labelled() -> None:
    starter = starter_taxonomy()
    for occupation in starter.occupations:
        for labels in [
            *map(starter.skill_labels, occupation.skills),
            *map(starter.licence_labels, occupation.licences),
        ]:
            assert labels is not None, occupation.code
            assert set(labels) == set(LANGUAGES), occupation.code


def test_v1_1_1_agrees() -> None:
    published = _published(V1_1_1)
    for occupation in starter_taxonomy().occupations:
        if occupation.code in OBSOLETE:
            assert occupation.uri not in published
        else:
            same = published[occupation.uri]["notation"] == occupation.code
            assert same == (occupation.code not in MOVED_IN_V1_1_1), occupation.code


def test_v1_2_1_agrees() -> None:
    codes = {row["conceptUri"]: row["code"] for row in _rows(V1_2_1)}
    for occupation in starter_taxonomy().occupations:
        assert (occupation.uri in codes) == (occupation.code not in GONE_IN_V1_2_1), occupation.code
        if occupation.uri in codes:
            same = codes[occupation.uri] == occupation.code
            assert same == (occupation.code not in MOVED_IN_V1_2_1), occupation.code


def test_nearly_every_concept_was_in_v1_0_too() -> None:
    uris = {row["conceptUri"] for row in _rows(V1_0)}
    ours = {occupation.uri for occupation in starter_taxonomy().occupations}
    assert len(ours - uris) <= 0.03 * len(ours)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        pytest.skip(f"no ESCO reference at {path}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _ancestors(uri: str, published: dict[str, dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    waiting = list(published[uri].get("broader", []))
    while waiting:
        parent = waiting.pop()
        found.add(parent)
        waiting.extend(published.get(parent, {}).get("broader", []))
    return found
