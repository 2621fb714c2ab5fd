"""The generator: the same seed gives the same bytes, and the skew is that of real life."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from examples.generator import seeker_rows, vacancy_rows, write_feeds
from services.ingest.rows import SeekerRow, VacancyRow
from services.normaliser.places import read_place
from services.normaliser.titles import TitleIndex
from shared.areas import gazetteer
from shared.esco import starter_taxonomy

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
    index, today = TitleIndex(starter_taxonomy()), date(2026, 6, 1)
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
        pairs = [
            json.loads(line)["same_job"] for line in (tmp_path / day / "duplicates.ndjson").read_text().splitlines()
        ]
        assert len(pairs) > 5
        assert all(tuple(each) in rows and pair[0][0] != pair[1][0] for pair in pairs for each in pair)

    def statuses(day: str) -> dict[str, str]:
        lines = [line for path in (tmp_path / day).glob("vacancies-*") for line in path.read_text().splitlines()]
        return {row["external_id"]: row.get("status", "open") for row in map(json.loads, lines)}

    first, second, third = (statuses(f"day-0{n}") for n in (1, 2, 3))
    closed = {key for key, status in second.items() if status == "closed"}
    assert closed
    assert closed <= first.keys()
    assert not closed & third.keys()
    assert second.keys() - first.keys()


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
    assert sum(source["broken"] for source in sources) == 8
