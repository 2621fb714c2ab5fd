"""Where a vacancy or a seeker is: what sources write about places, read into municipalities and their areas.

Whole names only, in three languages, and their inflections. What is not known stays unknown and is marked: a wrong
municipality would tell the wrong office. docs/concepts/places.md says it in words and examples.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from services.normaliser.places.choice import Choice, before_countries, choose, codes_of, is_abroad, kind_of
from services.normaliser.places.countries import FOREIGN_COUNTRIES
from services.normaliser.places.index import place_index
from services.normaliser.places.pieces import UNKNOWN, Item, alternatives
from shared.areas import Gazetteer
from shared.events.base import Remote
from shared.events.places import Place

__all__ = ["FOREIGN_COUNTRIES", "MARKS", "Reading", "read_place", "read_places"]

MARKS = ("place:unknown", "place:part_unknown", "place:ambiguous", "place:contested", "place:region")
_UNKNOWN = Place(kind="unknown")
_ABROAD = Place(kind="abroad")
_REMOTE = Place(kind="remote")
_COUNTRY = Place(kind="country")
# A field is short; what is longer is not worth keeping in memory.
_LONGEST_KEPT = 120


@dataclass(frozen=True, slots=True)
class Reading:
    """What a place field says: the place that counts, the further ones in their order, remote work, and marks."""

    main: Place
    others: tuple[Place, ...] = ()
    remote: Remote = "no"
    marks: tuple[str, ...] = ()


def read_places(text: str | None, on: date, gazetteer: Gazetteer) -> Reading:
    """All that a text says about places, on this day.

    `main` is the first municipality or place abroad; else an employment area without a municipality (Åland: kind
    `unknown` with area 46); else remote work; else the whole country; else unknown. `remote` is `hybrid` where
    both remote work and a place are named. Marks, in this order:

    - `place:unknown`: there is no text, or nothing in it is recognised;
    - `place:part_unknown`: something beside what was recognised is not;
    - `place:ambiguous`: a name belongs to several municipalities and nothing decides; it is not placed;
    - `place:contested`: two statements disagree. The name of a municipality wins over a code, a postal code and a
      district: it is what people read and correct, and postal codes cross borders. A municipality's code wins over
      a postal code, and that over a district, whose name may be found elsewhere too. A country after a name wins over
      it, and a town abroad over a district and a code;
    - `place:region`: a region, or the surroundings of a place, beyond what is placed.
    """
    text = text or ""
    return (_kept if len(text) <= _LONGEST_KEPT else _read)(text, on, gazetteer)


def read_place(text: str | None, on: date, gazetteer: Gazetteer) -> Place:
    """The place that counts of those that a text names, or one of kind `unknown`."""
    return read_places(text, on, gazetteer).main


@dataclass(slots=True)
class _Notes:
    """What is found in the alternatives of one text, as it is found."""

    places: list[Place] = field(default_factory=list)
    said: set[str | None] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)


def _read(text: str, on: date, gazetteer: Gazetteer) -> Reading:
    notes = _Notes()
    for items in alternatives(text, place_index(gazetteer, on)):
        _note(items, notes, on, gazetteer)
    places = _distinct(notes.places)
    main = _main(places, notes.said)
    others = tuple(place for place in places if place != main)
    if "country" in notes.said and main.kind not in ("country", "unknown"):
        others = (*others, _COUNTRY)
    return Reading(main, others, _remote(notes.said, main), _marks(notes, main))


_kept = lru_cache(maxsize=8192)(_read)


def _note(said: list[Item], notes: _Notes, on: date, gazetteer: Gazetteer) -> None:
    """What one alternative says: an address, or a list of places."""
    items, contested = before_countries(said)
    choice = choose(items, on, gazetteer)
    notes.marks |= choice.marks | ({"place:contested"} if contested else set())
    for item in items:
        notes.places += _places(item, choice.codes, on, gazetteer)
    kinds = {kind_of(item) for item in items}
    notes.said |= kinds
    if kinds in ({"finland"}, {"finland", "hybrid"}):
        notes.said.add("country")  # not of `Atlantis, Suomi`: some place in it, and nobody knows which
    if UNKNOWN in items:
        notes.marks.add("place:part_unknown")
    if any(_is_wider(item, choice) for item in items):
        notes.marks.add("place:region")


def _places(item: Item, chosen: frozenset[str], on: date, gazetteer: Gazetteer) -> list[Place]:
    if is_abroad(item):
        return [_ABROAD]
    if item.meaning and item.meaning.area:
        return [_in_area(item.meaning.area, gazetteer)]
    return [_at(code, on, gazetteer) for code in codes_of(item, on, gazetteer) if code in chosen]


def _is_wider(item: Item, choice: Choice) -> bool:
    """A region that is not just where the municipality beside it lies; the surroundings of a place always."""
    if kind_of(item) == "around":
        return True
    return kind_of(item) == "region" and not choice.codes and not (item.meaning and item.meaning.area)


def _distinct(places: list[Place]) -> list[Place]:
    """Each once, by municipality or kind; an area only where no municipality of it is named."""
    within = {place.area for place in places if place.municipality}
    found: dict[tuple[str, str | None, str | None], Place] = {}
    for place in places:
        if place.kind != "unknown" or place.area not in within:
            found.setdefault((place.kind, place.municipality, place.area), place)
    return list(found.values())


def _main(places: list[Place], said: set[str | None]) -> Place:
    first = next((place for place in places if place.kind != "unknown"), next(iter(places), None))
    if first:
        return first
    if said & {"remote", "full_remote"}:
        return _REMOTE
    return _COUNTRY if "country" in said else _UNKNOWN


def _remote(said: set[str | None], main: Place) -> Remote:
    if "hybrid" in said:
        return "hybrid"
    if "full_remote" in said or ("remote" in said and main.kind in ("remote", "country")):
        return "full"
    return "hybrid" if "remote" in said else "no"


def _marks(notes: _Notes, main: Place) -> tuple[str, ...]:
    nothing = main.kind == "unknown" and not main.area and not notes.marks & {"place:ambiguous", "place:region"}
    found = notes.marks - {"place:part_unknown"} | {"place:unknown"} if nothing else notes.marks
    return tuple(mark for mark in MARKS if mark in found)


def _in_area(code: str, gazetteer: Gazetteer) -> Place:
    area = gazetteer.area(code)
    return Place(kind="unknown", area=code, name=dict(area.names) if area else {})


@lru_cache(maxsize=1024)
def _at(code: str, on: date, gazetteer: Gazetteer) -> Place:
    municipality = gazetteer.municipality(code, on)
    if not municipality:
        return _UNKNOWN
    return Place(
        kind="municipality",
        municipality=municipality.code,
        area=gazetteer.area_of(municipality.code, on),
        name=dict(municipality.names),
        lat=municipality.lat,
        lon=municipality.lon,
    )
