"""A place field taken apart: alternatives, the pieces of each, and the meanings of a piece's words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.normaliser.places.countries import COUNTRY_CODES
from services.normaliser.places.index import Meaning, PlaceIndex
from shared.areas import spelling

# How the adapters call a country that they do not know by name. It may be anything, so nothing in it is read.
_SOME_COUNTRY = re.compile(r"\babroad \(.*?(?:\)(?=\s*(?:[/,;]|$))|$)", re.IGNORECASE | re.DOTALL)
_ALTERNATIVES = re.compile(r"[/;|&+\n•·–—]|\s-\s|,?\s+\b(?:ja|tai|sekä|och|eller|samt|and|or)\b\s+", re.IGNORECASE)
_ALTERNATIVES_BUT_WORDS = re.compile(r"[/;|&+\n•·–—]|\s-\s")
_PIECES = re.compile(r"[,()\[\]]|:\s|(?<!\bst)\.(?:\s|$)", re.IGNORECASE)
_POSTCODE = re.compile(r"\b(?:(fi|fin|sf|ax)\s?-?\s?)?(\d{5})\b")
_FOREIGN_POSTCODE = re.compile(
    r"\b(?:[adfns]|at|be|bg|ch|cz|de|dk|ee|es|fr|hu|it|lt|lv|nl|no|pl|ru|se)-(?:\d{3}\s\d{2}|\d{4,6})\b"
)
# 111 22 Stockholm, 0150 Oslo: the other countries' postal codes say nothing here.
_OTHER_POSTCODE = re.compile(r"(?:^|(?<=\s))(?:\d{3}\s\d{2}|\d{4})(?=\s|$)")
_HOUSE = re.compile(r"^\D{2,}\s\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s?[a-z])?(?:\s(?:as|lh|bst)?\.?\s?\d{1,4})?$")
_STREET = re.compile(
    r"(?:katu|tie|kuja|polku|väylä|raitti|kaari|aukio|tori|bulevardi|gatan|vägen|gränden|gränd|stigen|street|road)$"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a piece says: a meaning, or a postal code, or (neither) something that is not known."""

    meaning: Meaning | None = None
    postcode: str | None = None


UNKNOWN = Item()
_FOREIGN = Item(Meaning("foreign_country"))


def alternatives(text: str, index: PlaceIndex) -> Iterator[list[Item]]:
    """The items of each alternative; of one that only holds words that say nothing, none."""
    for part in _ALTERNATIVES_BUT_WORDS.split(_SOME_COUNTRY.sub("abroad", text)):
        # Bosnia and Herzegovina is one.
        whole = index.phrases.get(spelling(part))
        for alternative in [part] if whole else _ALTERNATIVES.split(part):
            items = _items(alternative, index)
            if items:
                yield items


def _items(alternative: str, index: PlaceIndex) -> list[Item]:
    if alternative.strip() in COUNTRY_CODES:  # in capitals only: `in` and `no` are words
        return [_FOREIGN]
    return [item for piece in _PIECES.split(alternative) for item in _of_piece(_tidy(piece), index)]


def _tidy(piece: str) -> str:
    return spelling(piece).strip(" .:;!?\"'*-")


def _of_piece(piece: str, index: PlaceIndex) -> list[Item]:
    if not piece:
        return []
    if _FOREIGN_POSTCODE.search(piece):
        return [_FOREIGN]
    postcode = _POSTCODE.search(piece)
    if postcode and piece not in index.phrases:
        before, after = _tidy(piece[: postcode.start()]), _tidy(piece[postcode.end() :])
        return [*_words(before, index), Item(postcode=postcode[2]), *_words(after, index)]
    return _words(piece, index)


def _words(piece: str, index: PlaceIndex) -> list[Item]:
    """The meanings of a piece if all of it is known, else one unknown item; none of an address or of fillers."""
    if not piece:
        return []
    found = _meanings(_tidy(_OTHER_POSTCODE.sub(" ", piece)), index)
    if found is None:
        return [] if _HOUSE.match(piece) or _STREET.search(piece) else [UNKNOWN]
    return [Item(meaning) for meaning in _around(found) if meaning.kind not in ("filler", "on_site")]


def _meanings(piece: str, index: PlaceIndex) -> list[Meaning] | None:
    """The longest known phrases from the left; None if a word is left over."""
    words, start, found = piece.split(), 0, list[Meaning]()
    while start < len(words):
        for end in range(min(len(words), start + index.longest), start, -1):
            meaning = index.phrases.get(" ".join(words[start:end]))
            if meaning and (meaning.kind != "code" or start == 0):
                found.append(meaning)
                start = end
                break
        else:
            parts = _hyphened(words[start], index)
            if parts is None:
                return None
            found += parts
            start += 1
    return found


def _hyphened(word: str, index: PlaceIndex) -> list[Meaning] | None:
    """Helsinki-Espoo-Vantaa: each part, if all are known."""
    parts = word.split("-")
    found = [index.phrases.get(part) for part in parts]
    return [meaning for meaning in found if meaning] if len(parts) > 1 and all(found) else None


def _around(found: list[Meaning]) -> list[Meaning]:
    """Tampereen seutu, Greater Helsinki: what lies around a place is not the place."""
    kinds = {meaning.kind for meaning in found}
    if kinds.isdisjoint({"around", "greater"}):
        return found
    named = {"municipality", "locality", "several"}
    rest = [meaning for meaning in found if meaning.kind not in named | {"around", "greater"}]
    return [*rest, Meaning("around")] if "around" in kinds or kinds & named else rest
