"""Which municipalities one alternative of a place field comes to, when its statements agree and when they do not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.normaliser.places.pieces import Item
from shared.areas import Gazetteer

_NAMED = ("municipality", "locality", "several")
_FOREIGN = ("foreign_country", "foreign_city")


@dataclass(frozen=True, slots=True)
class Choice:
    """The codes of municipalities that hold, and the marks of what was contested or left undecided."""

    codes: frozenset[str]
    marks: frozenset[str]


def choose(items: list[Item], on: date, gazetteer: Gazetteer) -> Choice:
    """The strongest statement counts: a municipality's name, its code, a postal code, a locality.

    What says another municipality contests it. Of an address abroad, only the name of a municipality counts.
    """
    named = _municipalities(items)
    weaker = [_codes(items, kind, on, gazetteer) for kind in ("code", "postcode", "locality")]
    if not named and any(kind_of(item) in _FOREIGN for item in items):
        return Choice(named, _marked("place:contested", weaker[0] or weaker[2]))
    best = next((codes for codes in (named, *weaker) if codes), named)
    contested = _marked("place:contested", any(codes - best for codes in weaker))
    several = any(kind_of(item) == "several" for item in items)
    return Choice(best, contested | _marked("place:ambiguous", several and not best))


def before_countries(items: list[Item]) -> tuple[list[Item], bool]:
    """What is left when each country has taken what stands before it, and whether that is a name in Finland.

    `Sund, Norge` is not the Sund on Åland.
    """
    kept: list[Item] = []
    contested = False
    for item in items:
        before = kind_of(kept[-1]) if kept else "nothing"
        if kind_of(item) == "foreign_country" and before in (*_NAMED, None):
            contested = contested or before is not None
            kept.pop()
        kept.append(item)
    return kept, contested


def kind_of(item: Item) -> str | None:
    """The kind of an item's meaning; None of a postal code and of what is unknown."""
    return item.meaning.kind if item.meaning else None


def is_abroad(item: Item) -> bool:
    """Whether this names a country or a town abroad."""
    return kind_of(item) in _FOREIGN


def codes_of(item: Item, on: date, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The municipalities that one item may mean."""
    if item.postcode:
        found = gazetteer.at_postcode(item.postcode, on)
        return (found.code,) if found else ()
    return item.meaning.codes if item.meaning else ()


def _municipalities(items: Iterable[Item]) -> frozenset[str]:
    """The municipalities by name; in `Tammela, Tampere` the first is a district of the second."""
    named = [item.meaning for item in items if item.meaning and item.meaning.kind == "municipality"]
    codes = {code for meaning in named for code in meaning.codes}
    if len(codes) == 2:  # of a longer list, nobody can tell
        named = [meaning for meaning in named if codes.isdisjoint(meaning.districts)]
    return frozenset(code for meaning in named for code in meaning.codes)


def _codes(items: Iterable[Item], kind: str, on: date, gazetteer: Gazetteer) -> frozenset[str]:
    of_kind = (item for item in items if (item.postcode if kind == "postcode" else kind_of(item) == kind))
    return frozenset(code for item in of_kind for code in codes_of(item, on, gazetteer))


def _marked(mark: str, holds: object) -> frozenset[str]:
    return frozenset({mark} if holds else ())
