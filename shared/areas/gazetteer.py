"""Municipalities and employment areas by code and name, as they stand on a given day.

Everything here holds between dates, and nothing before FIRST_DAY, when the employment areas began. The area
comes from the municipality's own line and never from its region: four areas cross a regional border.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from shared.areas.localities import Localities

ALAND = "46"
FIRST_DAY = date(2025, 1, 1)


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


NO_LOCALITIES = Localities()


class Gazetteer:
    """One set of municipalities and areas, and of what places in them are called; never changed once made."""

    def __init__(
        self,
        areas: Iterable[Area],
        standings: Iterable[Standing],
        abolished: Iterable[Abolished],
        localities: Localities = NO_LOCALITIES,
    ) -> None:
        self.localities = localities
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
            for key in (old.code, *spellings(old.name)):
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

    def at_postcode(self, postcode: str, on: date) -> Municipality | None:
        """The municipality of a postal code of five digits; None where it is not known, or crosses a border."""
        code = self.localities.postcodes.get(postcode)
        return self.municipality(code, on) if code else None

    def abolished_names(self, on: date) -> tuple[tuple[str, str], ...]:
        """The codes and names that lead elsewhere on this day, each with the code they lead to."""
        gone = (key for key, every in self._abolished.items() if any(old.abolished_from <= on for old in every))
        found = ((key, self.municipality(key, on)) for key in gone)
        return tuple((key, successor.code) for key, successor in found if successor)

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

    def all_municipalities(self) -> tuple[Municipality, ...]:
        """Every municipality of any day, by code and then by day; one whose name or area changed is there again."""
        return tuple(each.municipality for code in sorted(self._standings) for each in self._standings[code])

    def _remember(self, name: str, code: str) -> None:
        for key in spellings(name):
            codes = self._codes.setdefault(key, [])
            if code not in codes:
                codes.append(code)

    def _standing(self, code: str, on: date) -> Standing | None:
        return next((each for each in self._standings.get(code, ()) if each.holds(on)), None)


def spelling(text: str) -> str:
    """A name as it is compared: one Unicode form, no capitals, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def spellings(name: str) -> tuple[str, ...]:
    """Swedish writes its saints in several ways: S:t Karins, Sankt Karins, S:ta, St. Michel."""
    key = spelling(name)
    if not key.startswith("s:t "):
        return (key,)
    rest = key.removeprefix("s:t ")
    return (key, *(f"{saint} {rest}" for saint in ("sankt", "st", "st.")))


@cache
def _keys(municipality: Municipality) -> frozenset[str]:
    return frozenset(key for name in municipality.names.values() for key in spellings(name))
