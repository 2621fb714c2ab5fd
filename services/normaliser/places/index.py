"""Every name, form and word that a place field may hold, with what it means on a given day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from services.normaliser.places import words
from services.normaliser.places.countries import FINNISH_NAMES, FOREIGN_COUNTRIES
from services.normaliser.places.forms import inflected
from shared.areas import Gazetteer, Region, spelling, spellings

Kind = Literal[
    "municipality", "code", "locality", "several", "region", "around", "greater", "filler", "finland", "country",
    "foreign_country", "foreign_city", "remote", "full_remote", "hybrid", "on_site",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name or word means.

    `codes` are municipalities: of a name that several share, all of them. `districts` are those in which a
    municipality's name is also that of a district: Tammela, and Tammela in Tampere. `area` is the one employment
    area that a region lies in.
    """

    kind: Kind
    codes: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    area: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Phrases without capitals, their meanings, and how many words the longest has."""

    phrases: dict[str, Meaning]
    longest: int


_PLAIN = str.maketrans("äöåøéžš", "aoaoezs")
_WORDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("country", words.COUNTRY), ("finland", words.FINLAND), ("remote", words.REMOTE),
    ("full_remote", words.FULL_REMOTE), ("hybrid", words.HYBRID), ("on_site", words.ON_SITE),
    ("foreign_country", FOREIGN_COUNTRIES), ("foreign_city", words.FOREIGN_CITIES), ("greater", words.GREATER),
    ("around", words.AROUND), ("filler", words.FILLERS), ("region", words.WIDER),
)  # fmt: skip


@lru_cache(maxsize=4)
def place_index(gazetteer: Gazetteer, on: date) -> PlaceIndex:
    """All phrases of this day. What comes first here holds: a municipality's name is no other place's."""
    phrases: dict[str, Meaning] = {}
    for found in (
        _municipalities(gazetteer, on),
        _forms_of_municipalities(gazetteer, on),
        _around_municipalities(gazetteer, on),
        _regions(gazetteer, on),
        ((phrase, Meaning(kind)) for kind, group in _WORDS for phrase in group),
        _localities(gazetteer, on),
        _foreign_forms(),
    ):
        for phrase, meaning in found:
            phrases.setdefault(phrase, meaning)
    for phrase, meaning in _without_dots(phrases):
        phrases.setdefault(phrase, meaning)
    return PlaceIndex(phrases, max(phrase.count(" ") + 1 for phrase in phrases))


Found = Iterator[tuple[str, Meaning]]


def _municipalities(gazetteer: Gazetteer, on: date) -> Found:
    districts = _namesakes(gazetteer, on)
    for each in gazetteer.municipalities(on):
        yield each.code, Meaning("code", (each.code,))
        for key in {key for name in each.names.values() for key in spellings(name)}:
            yield key, Meaning("municipality", (each.code,), districts.get(each.code, ()))
    for key, code in gazetteer.abolished_names(on):
        yield key, Meaning("code" if key.isdigit() else "municipality", (code,))


def _namesakes(gazetteer: Gazetteer, on: date) -> dict[str, tuple[str, ...]]:
    """Municipalities whose name is also that of a locality elsewhere, with the municipalities where that is."""
    found: dict[str, tuple[str, ...]] = {}
    for locality in gazetteer.localities.localities:
        for name in map(spelling, locality.names):
            own = gazetteer.municipality(name, on)
            if own:
                codes = _today(locality.municipalities, gazetteer, on)
                found[own.code] = tuple(code for code in codes if code != own.code)
    return found


def _forms_of_municipalities(gazetteer: Gazetteer, on: date) -> Found:
    owners: dict[str, list[str]] = {}
    for code, form in _forms(gazetteer, on):
        owners.setdefault(form, []).append(code)
    districts = _namesakes(gazetteer, on)
    for phrase, meaning in _shared(owners, "municipality"):
        of_one = meaning.kind == "municipality"
        yield phrase, replace(meaning, districts=districts.get(meaning.codes[0], ()) if of_one else ())


def _forms(gazetteer: Gazetteer, on: date) -> Iterator[tuple[str, str]]:
    """Codes with a form of their name in any language: Pedersöressä is Pedersören kunta."""
    for each in gazetteer.municipalities(on):
        yield from ((each.code, form) for name in each.names.values() for form in inflected(name))
        yield each.code, f"{spelling(each.names['sv'])}s"
    for key, code in gazetteer.abolished_names(on):
        yield from ((code, form) for form in inflected(key) if not key.isdigit())


def _around_municipalities(gazetteer: Gazetteer, on: date) -> Found:
    for each in gazetteer.municipalities(on):
        yield from ((spelling(each.names["sv"]) + ending, Meaning("around")) for ending in words.AROUND_ENDINGS)


def _regions(gazetteer: Gazetteer, on: date) -> Found:
    for region in gazetteer.localities.regions:
        meaning = Meaning("region", area=_one_area(region, gazetteer, on))
        names = [spelling(name) for name in region.names]
        phrases = {*names, *(f"{name}s" for name in names), *(form for name in names for form in inflected(name))}
        yield from ((phrase, meaning) for phrase in phrases)


def _one_area(region: Region, gazetteer: Gazetteer, on: date) -> str | None:
    areas = {gazetteer.area_of(code, on) for code in region.municipalities}
    return areas.pop() if len(areas) == 1 else None


def _localities(gazetteer: Gazetteer, on: date) -> Found:
    """By name first, then in the forms of all names: a name is not another's form."""
    names: dict[str, list[str]] = {}
    forms: dict[str, list[str]] = {}
    for locality in gazetteer.localities.localities:
        codes = _today(locality.municipalities, gazetteer, on)
        first, *others = map(spelling, locality.names)
        for name in (first, *others):
            names.setdefault(name, []).extend(codes)
        for form in {*inflected(first), *(f"{name}s" for name in others)}:
            forms.setdefault(form, []).extend(codes)
    yield from _shared(names, "locality")
    yield from _shared(forms, "locality")


def _foreign_forms() -> Found:
    for name in sorted(FINNISH_NAMES):
        yield from ((form, Meaning("foreign_country")) for form in sorted(inflected(name)))
    for name in sorted(words.FOREIGN_CITIES):
        yield from ((form, Meaning("foreign_city")) for form in sorted(inflected(name)))


def _without_dots(phrases: dict[str, Meaning]) -> list[tuple[str, Meaning]]:
    """Jyvaskyla, Abo: the keys of some have no Finnish letters. None where two names would be one."""
    found: dict[str, set[Meaning]] = {}
    for phrase, meaning in phrases.items():
        plain = phrase.translate(_PLAIN)
        if plain != phrase:
            found.setdefault(plain, set()).add(meaning)
    return [(phrase, meanings.pop()) for phrase, meanings in found.items() if len(meanings) == 1]


def _today(codes: Iterable[str], gazetteer: Gazetteer, on: date) -> tuple[str, ...]:
    found = (gazetteer.municipality(code, on) for code in codes)
    return tuple(dict.fromkeys(each.code for each in found if each))


def _shared(owners: dict[str, list[str]], kind: Kind) -> Found:
    """Of several owners, all; before the first day, none and no meaning."""
    for phrase, every in owners.items():
        codes = tuple(dict.fromkeys(every))
        if codes:
            yield phrase, Meaning(kind if len(codes) == 1 else "several", codes)
