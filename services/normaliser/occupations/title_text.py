"""What an advert's title says once hours, dates and exclamations are gone: its words, and how much each one counts.

The first segment that is no place names the occupation; what follows a comma, a dash or a preposition says where,
for whom and how. Those words still help, so they are kept with less weight.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from services.normaliser.occupations.title_words import NOISE, PLACES, PREPOSITIONS, without_trailers
from services.normaliser.stemmers import stemmed

# What stands further on in an endless title is not the occupation, and must not hold up the titles behind it.
LONGEST_TITLE = 200
MOST_WORDS = 24
LATER, ASIDE, OF_WHAT, PLACE = 0.5, 0.35, 0.55, 0.1

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BREAKS = re.compile(r"\s+[-–—]+\s+|[–—,;:|/•·\n!?>»]+|\s(?:ja|tai|sekä|och|eller|samt|and|or|&|\+)\s|[.]\s+(?=\w{4})")
_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")

Words = tuple[str, ...]


class Segment(NamedTuple):
    """Words that stand together, and how much they count beside the first segment (0..1)."""

    words: Words
    weight: float


def read_title(title: str) -> tuple[Segment, ...]:
    """The segments of a title in the order in which to believe them; brackets come last.

    They hold a place or a speciality far more often than the occupation.
    """
    text = without_trailers(unicodedata.normalize("NFKC", title[:LONGEST_TITLE]).casefold())
    asides = _BRACKETS.findall(text)
    if asides:
        pieces = [*_pieces(_BRACKETS.sub(" ", text), 1.0, LATER), *_pieces(" , ".join(asides), ASIDE, ASIDE)]
    else:
        pieces = list(_pieces(text, 1.0, LATER))
    if pieces and max(piece.weight for piece in pieces) < 1.0:
        # Nothing but asides: then they are the title.
        pieces[0] = Segment(pieces[0].words, 1.0)
    return tuple(pieces)


def title_key(title: str) -> str:
    """Under which titles are one in the review queue: their words without places, noise and numbers."""
    return key_of(read_title(title))


def key_of(segments: Sequence[Segment]) -> str:
    """The same of a title that is read already."""
    words = [word for segment in segments for word in segment.words if word not in PLACES]
    return " ".join(dict.fromkeys(words[:MOST_WORDS]))


def words_of(text: str) -> Words:
    """Casefolded words that may name an occupation: no noise, no numbers, no emoji."""
    return tuple([word for word in _WORD.findall(text.casefold()) if word not in NOISE and not word.isdigit()])


def plain_words(text: str) -> Words:
    """All the words of a taxonomy text, as `words_of` would spell them."""
    return words_of(text) or tuple(_WORD.findall(text.casefold()))


def loses_words(text: str) -> bool:
    """Whether `plain_words` leaves any of a taxonomy text's words out, taking them for noise."""
    return len(plain_words(text)) < len(_WORD.findall(text.casefold()))


def _pieces(text: str, first: float, later: float) -> Iterator[Segment]:
    weight = first
    for piece in _BREAKS.split(text):
        words = words_of(piece)
        if not words:
            continue
        if PLACES.issuperset(words):
            yield Segment(words, PLACE)
            continue
        yield from _by_prepositions(words, weight)
        weight = later


def _by_prepositions(words: Words, weight: float) -> Iterator[Segment]:
    """`Närvårdare till hemvården`: what stands before the preposition counts in full."""
    if PREPOSITIONS.isdisjoint(words):
        yield Segment(words, weight)
        return
    start = 0
    for place, word in enumerate(words):
        if word in PREPOSITIONS:
            if place > start:
                yield Segment(words[start:place], weight)
                weight *= OF_WHAT if start == 0 else 1.0
            start = place + 1
    if start < len(words):
        yield Segment(words[start:], weight)


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem under which the inflected forms of a word meet, such as lähihoitajia and lähihoitaja."""
    found = stemmed(word, language)
    return _finnish_repairs(found) if language == "fi" else found


def _finnish_repairs(found: str) -> str:
    """Bring together what the Finnish stemmer leaves apart: -jä/-jiä/-jöitä, kokki/kokkeja, -mies/-miehiä."""
    if found.endswith(("jä", "ja", "jö", "jo")):
        return found[:-1]
    if found.endswith("ej"):
        found = found[:-2]
        return found[:-1] if found[-1:] == found[-2:-1] else found
    if found.endswith(("mies", "mieh")):
        return found[:-1]
    return found
