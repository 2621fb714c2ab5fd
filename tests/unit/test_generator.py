"""The generator: the same seed gives the same bytes, and the skew is that of real life."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from examples.generator import Labelled, seeker_rows, vacancy_rows, write_feeds
from examples.generator.copies import COPIES
from services.ingest.rows import SeekerRow, VacancyRow
from services.normaliser.places.reading import read_place
from shared.areas import gazetteer
from tests.support.titles import starter_index

FEEDS = Path(__file__).resolve().parents[2] / "examples" / "feeds"


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two, other = (write_feeds(tmp_path / name, 100, 200, seed, 2) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert [path.read_bytes() for path in one] != [path.read_bytes() for path in other]


def test_rows_are_good_and_everywhere() -> None:
    vacancies = [item.row for item in vacancy_rows(600, 3)]
    for row in vacancies:
        VacancyRow.model_validate(row)
    areas = Counter()
    for area, row in seeker_rows(1500, 3):
        SeekerRow.model_validate(row)
        areas[area] += 1
    assert len(areas) == 46
    assert areas["08"] > 10 * areas["46"] / 4
    index, today = starter_index(), date(2026, 6, 1)
    known = [index.classify(row["title"], row["language"]).candidates for row in vacancies]
    assert sum(bool(found) and found[0].score >= 0.6 for found in known) > 0.9 * len(vacancies)
    assert all(read_place(row["place"], today, gazetteer()).area for row in vacancies)
    assert {read_place(row["place"], today, gazetteer()).area for row in vacancies} == {
        f"{n:02d}" for n in range(1, 47)
    }


def test_duplicates_are_labelled_and_days_churn(tmp_path: Path) -> None:
    write_feeds(tmp_path, 400, 10, 4, days=3)
    for day in ("day-01", "day-02", "day-03"):
        rows = {
            (path.stem.removeprefix("vacancies-"), json.loads(line)["external_id"])
            for path in (tmp_path / day).glob("vacancies-*")
            for line in path.read_text().splitlines()
        }
        pairs = _labels(tmp_path / day / "duplicates.ndjson", "same_job")
        assert len(pairs) > 5
        assert all(tuple(each) in rows and pair[0][0] != pair[1][0] for pair in pairs for each in pair)
        near = _labels(tmp_path / day / "near-misses.ndjson", "other_job")
        assert len(near) > 2
        assert all(tuple(each) in rows for pair in near for each in pair)

    def statuses(day: str) -> dict[str, str]:
        lines = [line for path in (tmp_path / day).glob("vacancies-*") for line in path.read_text().splitlines()]
        return {row["external_id"]: row.get("status", "open") for row in map(json.loads, lines)}

    first, second, third = (statuses(f"day-0{n}") for n in (1, 2, 3))
    closed = {key for key, status in second.items() if status == "closed"}
    assert closed
    assert closed <= first.keys()
    assert not closed & third.keys()
    assert second.keys() - first.keys()


def _labels(path: Path, name: str) -> list[Any]:
    return [json.loads(line)[name] for line in path.read_text().splitlines()]


@pytest.fixture(scope="module")
def told() -> list[Labelled]:
    return list(vacancy_rows(4000, 8))


def _copies(told: list[Labelled], kind: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The rows of that kind, each with its employer's own."""
    own = {item.job: item.row for item in told if item.kind == "own"}
    return [(own[item.job], item.row) for item in told if item.kind == kind]


def test_copies_come_in_four_kinds_and_say_the_same(told: list[Labelled]) -> None:
    kinds = Counter(item.kind for item in told)
    assert min(kinds[kind] for kind in COPIES) >= 30
    for own, copy in (pair for kind in COPIES for pair in _copies(told, kind)):
        where = [read_place(row["place"], date(2026, 6, 1), gazetteer()).municipality for row in (own, copy)]
        assert where[0] == where[1]
        for field in ("work_time", "starts_on", "licences", "experience_years"):
            assert field not in copy or own.get(field, copy[field]) == copy[field]


def test_a_republished_row_names_its_origin(told: list[Labelled]) -> None:
    sources = {(item.source, item.row["external_id"]) for item in told if item.kind == "own"}
    for own, copy in _copies(told, "republished"):
        assert (copy["origin"]["system"], copy["origin"]["id"]) in sources
        assert copy.get("description") == own.get("description")


def test_an_agency_keeps_its_client_to_itself(told: list[Labelled]) -> None:
    for own, copy in _copies(told, "agency"):
        assert own["employer"] not in json.dumps(copy, ensure_ascii=False)
        if "description" in copy and "description" in own:
            said, again = (set(row["description"].split(". ")) for row in (own, copy))
            assert said & again, "parts of the text are kept"
            assert again - said, "and parts are not"


def test_a_board_cuts_and_reorders_but_adds_nothing(told: list[Labelled]) -> None:
    for own, copy in _copies(told, "board"):
        words = copy.get("description", "").removesuffix("…").split()
        assert set(words[:-1]) <= set(own.get("description", "").split())


def test_a_translation_has_the_same_facts_in_another_language(told: list[Labelled]) -> None:
    for own, copy in _copies(told, "translated"):
        assert {own["language"], copy["language"]} in ({"fi", "sv"}, {"fi", "en"})
        assert own["employer"] == copy["employer"]


def test_a_near_miss_is_the_same_but_for_one_thing(told: list[Labelled]) -> None:
    groups: dict[int, list[Labelled]] = {}
    for item in told:
        if item.kind == "own":
            groups.setdefault(item.twin, []).append(item)
    near = [group for group in groups.values() if len(group) == 2]
    assert len(near) > 80
    differ = 0
    for one, other in near:
        assert one.job != other.job
        assert one.row["employer"] == other.row["employer"]
        differ += any(one.row.get(field) != other.row.get(field) for field in ("title", "description", "starts_on"))
        if "description" in one.row:
            said, again = (one.row["description"].split(), other.row["description"].split())
            assert len(set(said) & set(again)) > 0.8 * len(set(said))
    # Where nobody wrote a text, two jobs may look the same: so it is in life.
    assert differ > 0.9 * len(near)


def test_texts_are_of_a_length_and_share_their_stock_phrases(told: list[Labelled]) -> None:
    texts = [item.row["description"] for item in told if item.kind == "own" and "description" in item.row]
    lengths = sorted(len(text.split()) for text in texts)
    assert 45 < lengths[len(lengths) // 20] < lengths[-len(lengths) // 20] < 150
    said = Counter(sentence for text in texts for sentence in set(text.replace("\n\n", " ").split(". ")))
    assert said.most_common(1)[0][1] > 200, "different employers say the same"
    assert len(set(texts)) > 0.97 * len(texts)
    assert {item.row["language"] for item in told} == {"fi", "sv", "en"}
    assert any("3 kpl" in item.row["title"] for item in told), "some jobs have several openings"


def test_rows_without_texts_for_those_who_want_them_small() -> None:
    bare, full = list(vacancy_rows(300, 8, described=False)), list(vacancy_rows(300, 8))
    assert not any("description" in item.row for item in bare)
    assert [item.row["external_id"] for item in bare] == [item.row["external_id"] for item in full]


def test_seekers_come_and_go(tmp_path: Path) -> None:
    write_feeds(tmp_path, 10, 400, 4, days=3)

    def seekers(day: str) -> dict[str, dict[str, Any]]:
        lines = (tmp_path / day / "seekers.ndjson").read_text().splitlines()
        return {row["reference"]: row for row in map(json.loads, lines)}

    first, second, third = (seekers(f"day-0{n}") for n in (1, 2, 3))
    gone = {key for key, row in second.items() if row.get("status") == "inactive"}
    assert gone
    assert gone <= first.keys()
    assert not gone & third.keys()
    assert second.keys() - first.keys()
    assert any(second[key] != first[key] for key in (first.keys() & second.keys()) - gone)


def test_the_committed_feeds_are_what_the_generator_makes() -> None:
    sources = json.loads((FEEDS / "sources.json").read_text())
    good = {item.row["external_id"] for item in vacancy_rows(320, 20250101)}
    seen = "".join((FEEDS / source["file"]).read_text() for source in sources)
    assert all(f'"{key}"' in seen for key in good)
    for name, label in (("duplicates", "same_job"), ("near-misses", "other_job")):
        pairs = _labels(FEEDS / f"{name}.ndjson", label)
        assert len(pairs) > 5
        assert {key for pair in pairs for _, key in pair} <= good
    assert sum(source["broken"] for source in sources) == 8
