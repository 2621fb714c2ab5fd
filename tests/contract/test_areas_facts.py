"""What ships in shared/areas says what Statistics Finland's classifications say."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from shared.areas import ALAND, gazetteer

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "areas"
YEARS = {2025: date(2025, 1, 1), 2026: date(2026, 1, 1)}

pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason=f"no reference data at {REFERENCE}")


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("year", YEARS)
def test_every_municipality_stands_where_the_classification_puts_it(year: int) -> None:
    on, expected = YEARS[year], rows(f"kunta_tyollisyysalue_{year}.csv")
    assert len(expected) == len(gazetteer().municipalities(on)) == 308
    for row in expected:
        found = gazetteer().municipality(row["kunta"], on)
        assert found is not None
        names = {language: row[f"municipality_name_{language}"].strip() for language in ("fi", "sv", "en")}
        assert (found.code, dict(found.names)) == (row["kunta"], names)
        assert gazetteer().area_of(row["kunta"], on) == row["tyollisyysalue_code"]
        assert all(gazetteer().municipality(name, on) == found for name in names.values())


@pytest.mark.parametrize("year", YEARS)
def test_there_are_45_areas_and_aland(year: int) -> None:
    names = {
        row["tyollisyysalue_code"]: {
            language: row[f"tyollisyysalue_name_{language}"].strip() for language in ("fi", "sv", "en")
        }
        for row in rows(f"kunta_tyollisyysalue_{year}.csv")
    }
    assert {area.code: dict(area.names) for area in gazetteer().areas} == names
    assert sorted(names) == [f"{number:02}" for number in range(1, 47)]
    assert names[ALAND]["sv"] == "Åland"


def test_the_list_by_area_agrees() -> None:
    listed = json.loads((REFERENCE / "tyollisyysalueet_2026.json").read_text(encoding="utf-8-sig"))
    assert len(listed) in (45, 46)
    for area in listed:
        for municipality in area["municipalities"]:
            assert gazetteer().area_of(municipality["code"], YEARS[2026]) == area["code"]


def test_coordinates() -> None:
    for row in rows("kunta_coordinates.csv"):
        found = gazetteer().municipality(row["kunta"], YEARS[2026])
        assert found is not None
        assert (found.lat, found.lon) == (float(row["lat"]), float(row["lon"]))


def test_every_abolished_municipality_leads_to_its_successor() -> None:
    expected = rows("kunta_abolished.csv")
    assert len(expected) == 12
    for row in expected:
        for key in (row["old_kunta"], row["old_name_fi"]):
            found = gazetteer().municipality(key, YEARS[2025])
            assert found is not None
            assert (found.code, found.names["fi"]) == (row["successor_kunta"], row["successor_name_fi"])
