"""Municipalities and employment areas by code and name, as they stand on a given day.

Everything here holds between dates, and nothing before FIRST_DAY, when the employment areas began. The area
comes from the municipality's own line and never from its region: four areas cross a regional border.
Only `gazetteer` reads files, and only those that ship with the package.
"""

import csv
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

ALAND = "46"
FIRST_DAY = date(2025, 1, 1)
LANGUAGES = ("fi", "sv", "en")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality (*kunta*): a code of three digits, and where its central locality is."""

    code: str
    names: Mapping[str, str] = field(hash=False)
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Area:
    """An employment area (*työllisyysalue*), 01..45, or Åland, 46."""

    code: str
    names: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """One municipality in one area, from a day up to, but not on, another."""

    municipality: Municipality
    area: str
    valid_from: date
    valid_to: date | None

    def holds(self, on: date) -> bool:
        """Whether it is so on this day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class Abolished:
    """A municipality that is part of another from a day on. Its code and name keep arriving."""

    code: str
    name: str
    abolished_from: date
    successor: str


class Gazetteer:
    """One set of municipalities and areas; never changed once made."""

    def __init__(self, areas: Iterable[Area], standings: Iterable[Standing], abolished: Iterable[Abolished]) -> None:
        self.areas: tuple[Area, ...] = tuple(sorted(areas, key=lambda area: area.code))
        self._areas = {area.code: area for area in self.areas}
        self._standings: dict[str, list[Standing]] = {}
        self._codes: dict[str, list[str]] = {}
        for standing in standings:
            self._standings.setdefault(standing.municipality.code, []).append(standing)
            for name in standing.municipality.names.values():
                self._remember(name, standing.municipality.code)
        self._abolished: dict[str, list[Abolished]] = {}
        for old in abolished:
            for key in (old.code, *_spellings(old.name)):
                self._abolished.setdefault(key, []).append(old)

    def municipality(self, text_or_code: str, on: date) -> Municipality | None:
        """The municipality with this code or whole name, in any language; old ones lead to the successor."""
        key = spelling(text_or_code)
        for code in (key, *self._codes.get(key, ())):
            standing = self._standing(code, on)
            if standing and (key == code or key in _keys(standing.municipality)):
                return standing.municipality
        for old in self._abolished.get(key, ()):
            if old.abolished_from <= on:
                return self.municipality(old.successor, on)
        return None

    def area_of(self, municipality_code: str, on: date) -> str | None:
        """The code of the area this municipality belongs to on this day; None before FIRST_DAY."""
        found = self.municipality(municipality_code, on) if municipality_code.isdigit() else None
        standing = self._standing(found.code, on) if found else None
        return standing.area if standing else None

    def area(self, code: str) -> Area | None:
        """The area with this code."""
        return self._areas.get(code)

    def municipalities(self, on: date) -> tuple[Municipality, ...]:
        """All municipalities of this day in the order of their codes; none before FIRST_DAY."""
        standings = (self._standing(code, on) for code in sorted(self._standings))
        return tuple(standing.municipality for standing in standings if standing)

    def _remember(self, name: str, code: str) -> None:
        for key in _spellings(name):
            codes = self._codes.setdefault(key, [])
            if code not in codes:
                codes.append(code)

    def _standing(self, code: str, on: date) -> Standing | None:
        return next((each for each in self._standings.get(code, ()) if each.holds(on)), None)


def spelling(text: str) -> str:
    """A name as it is compared: one Unicode form, no capitals, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _spellings(name: str) -> tuple[str, ...]:
    """Swedish writes its saints in several ways: S:t Karins, Sankt Karins, S:ta, St. Michel."""
    key = spelling(name)
    if not key.startswith("s:t "):
        return (key,)
    rest = key.removeprefix("s:t ")
    return (key, *(f"{saint} {rest}" for saint in ("sankt", "st", "st.")))


@cache
def _keys(municipality: Municipality) -> frozenset[str]:
    return frozenset(key for name in municipality.names.values() for key in _spellings(name))


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
