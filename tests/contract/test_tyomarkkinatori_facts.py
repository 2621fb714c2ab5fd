"""What the national formats are said to hold is what the national descriptions of them hold."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.ingest.formats.base import Format
from services.ingest.formats.national_codes import DRIVING, LEVELS, PERMITS, WORK_TIMES
from services.ingest.formats.p51 import P51
from services.ingest.formats.tyomarkkinatori_v1 import TYOMARKKINATORI_V1
from services.ingest.formats.tyomarkkinatori_v2 import TYOMARKKINATORI_V2

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "tyomarkkinatori"
V1 = ("job-posting-openapi.yaml", "Tyopaikkailmoitus")
PROFILE = ("P51-tmt-profile-tuonti-V1.yaml", "FullProfileDto_ExternalPut")
OURS = frozenset({"reference", "municipality"})  # what a source adds to a profile

pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason=f"no reference data at {REFERENCE}")


def schemas(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((REFERENCE / name).read_text(encoding="utf-8"))["components"]["schemas"])


def properties(known: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The members of an object, or of the objects of a list."""
    while "$ref" in schema or "items" in schema:
        schema = known[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema["items"]
    return dict(schema.get("properties", {}))


def holds(known: dict[str, Any], root: str, path: str) -> bool:
    schema = known[root]
    for step in path.split("."):
        members = properties(known, schema)
        if step not in members:
            return False
        schema = members[step]
    return True


@pytest.mark.parametrize(("feed", "where"), [(TYOMARKKINATORI_V1, V1), (P51, PROFILE)])
def test_every_path_is_in_the_description(feed: Format, where: tuple[str, str]) -> None:
    known = schemas(where[0])
    paths = {*feed.reads, *feed.leaves} - OURS
    assert [path for path in paths if not holds(known, where[1], path)] == []


@pytest.mark.parametrize(("feed", "where"), [(TYOMARKKINATORI_V1, V1), (P51, PROFILE)])
def test_every_member_is_read_or_left_knowingly(feed: Format, where: tuple[str, str]) -> None:
    known = schemas(where[0])
    named = {*feed.reads, *feed.leaves}
    missing = []

    def walk(schema: dict[str, Any], path: str) -> None:
        for name, member in properties(known, schema).items():
            inner = f"{path}{name}"
            if inner in named:
                continue
            if any(each.startswith(f"{inner}.") for each in named):
                walk(member, f"{inner}.")
            else:
                missing.append(inner)

    walk(known[where[1]], "")
    assert missing == []


def test_version_2_is_named_as_the_notes_name_it() -> None:
    notes = (REFERENCE / "p66-p67-contract-notes.md").read_text(encoding="utf-8")
    for path in (*TYOMARKKINATORI_V2.reads, *TYOMARKKINATORI_V2.leaves):
        assert all(step in notes for step in path.split(".")), path


def test_the_codes_are_those_of_the_national_lists() -> None:
    lists = json.loads((REFERENCE / "code-lists-v1.json").read_text(encoding="utf-8"))
    assert set(PERMITS) == set(lists["kortit_ja_luvat"])
    assert set(lists["ajokortti"]) <= set(DRIVING)
    assert set(WORK_TIMES) == set(lists["tyoaika"])
    assert {code for code in lists["kielitaidon_taso"] if code[0] != "_"} <= set(LEVELS)


def test_the_permits_mean_what_the_national_list_says() -> None:
    from services.normaliser.requirements.licences import read_licences

    lists = json.loads((REFERENCE / "code-lists-v1.json").read_text(encoding="utf-8"))["kortit_ja_luvat"]
    for code, licence in PERMITS.items():
        slugs, _ = read_licences([lists[code]])
        assert not slugs or slugs == (licence,), code


def test_every_driving_group_is_met_by_its_least_class() -> None:
    lists = json.loads((REFERENCE / "code-lists-v1.json").read_text(encoding="utf-8"))["ajokortti"]
    for code, text in lists.items():
        least = text.split(",")[0].split()[0].lower()
        assert DRIVING[code] == least.removesuffix("96"), code
