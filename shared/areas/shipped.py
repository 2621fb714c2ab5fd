"""The municipalities, areas, localities and postal codes that ship with the package. Reads its files, once."""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from shared.areas.gazetteer import Abolished, Area, Gazetteer, Municipality, Standing
from shared.areas.localities import Localities, Locality, Region

LANGUAGES = ("fi", "sv", "en")

Row = Mapping[str, str]


@cache
def gazetteer() -> Gazetteer:
    """The municipalities and areas that ship with the package."""
    return Gazetteer(
        [Area(row["code"], _names(row)) for row in _rows("areas.csv")],
        [_standing(row) for row in _rows("municipalities.csv")],
        [
            Abolished(row["code"], row["name"], date.fromisoformat(row["abolished_from"]), row["successor"])
            for row in _rows("abolished.csv")
        ],
        Localities(
            tuple(_locality(row) for row in _rows("localities.csv")),
            tuple(_region(row) for row in _rows("regions.csv")),
            MappingProxyType({row["postcode"]: row["municipality"] for row in _rows("postcodes.csv")}),
        ),
    )


def _rows(name: str) -> list[Row]:
    text = files("shared.areas").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _names(row: Row) -> Mapping[str, str]:
    return MappingProxyType({language: row[f"name_{language}"] for language in LANGUAGES})


def _standing(row: Row) -> Standing:
    lat, lon, until = row["lat"], row["lon"], row["valid_to"]
    return Standing(
        Municipality(row["code"], _names(row), float(lat) if lat else None, float(lon) if lon else None),
        row["area"],
        date.fromisoformat(row["valid_from"]),
        date.fromisoformat(until) if until else None,
    )


def _locality(row: Row) -> Locality:
    return Locality(_all_names(row), tuple(row["municipalities"].split()), row["kind"])


def _region(row: Row) -> Region:
    return Region(_all_names(row), tuple(row["municipalities"].split()))


def _all_names(row: Row) -> tuple[str, ...]:
    """The Finnish names first."""
    named = (name for language in LANGUAGES for name in row[f"name_{language}"].split("|"))
    return tuple(dict.fromkeys(filter(None, named)))
