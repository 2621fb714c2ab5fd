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
UNIT_GROUP = "http://data.europa.eu/esco/isco/C"

# v1.1.1 as we have it puts this concept under natural scientists; v1.0, v1.1.0 and v1.2.1 keep it in health.
MOVED_IN_V1_1_1 = {"3212.1"}


def _published(path: Path) -> dict[str, dict[str, Any]]:
    if not path.exists():
        pytest.skip(f"no ESCO reference at {path}")
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8-sig"))
    return {row["uri"]: row for row in rows}


def test_codes_and_labels_are_those_of_v1_1_0() -> None:
    published = _published(V1_1_0)
    for occupation in starter_taxonomy().occupations:
        row = published[occupation.uri]
        assert row["status"] == "released"
        assert row["notation"] == occupation.code
        assert dict(occupation.labels) == {language: row["prefLabel"][language] for language in LANGUAGES}


def test_unit_groups_are_the_ancestors_in_v1_1_0() -> None:
    published = _published(V1_1_0)
    for occupation in starter_taxonomy().occupations:
        assert UNIT_GROUP + occupation.isco in _ancestors(occupation.uri, published), occupation.code


def test_labels_of_unit_groups_are_those_of_v1_1_0() -> None:
    published = _published(V1_1_0)
    for isco, labels in starter_taxonomy().unit_groups.items():
        row = published[UNIT_GROUP + isco]
        assert dict(labels) == {language: row["prefLabel"][language] for language in LANGUAGES}


def test_v1_1_1_agrees() -> None:
    published = _published(V1_1_1)
    for occupation in starter_taxonomy().occupations:
        if occupation.code not in MOVED_IN_V1_1_1:
            assert published[occupation.uri]["notation"] == occupation.code


def test_every_concept_was_in_v1_0_too() -> None:
    if not V1_0.exists():
        pytest.skip(f"no ESCO reference at {V1_0}")
    with V1_0.open(encoding="utf-8-sig", newline="") as file:
        uris = {row["conceptUri"] for row in csv.DictReader(file)}
    assert {occupation.uri for occupation in starter_taxonomy().occupations} <= uris


def _ancestors(uri: str, published: dict[str, dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    waiting = list(published[uri].get("broader", []))
    while waiting:
        parent = waiting.pop()
        found.add(parent)
        waiting.extend(published.get(parent, {}).get("broader", []))
    return found
