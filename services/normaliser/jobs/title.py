"""What in an advert's title is compared beside the occupation: which words, and which of them name something. Pure."""

import re
from collections.abc import Collection

from rapidfuzz import fuzz

from services.normaliser.jobs.facts import without_facts
from services.normaliser.jobs.sentences import Sentence

_BREAK = re.compile(r"\s+[-–—]+\s+|[–—,;:|•()\[\]\n!?]+|\s/\s")
_WORD = re.compile(r"[^\W_]+(?:[-/+#]+[^\W_]+)*")
_NOISE = frozenset(
    """heti asap nyt haetaan haemme etsitään etsimme tarvitaan avoin avoinna työpaikka töihin töitä uusi kiireellinen
    alkaen saakka asti osa-aikainen kokoaikainen osa-aikatyö kokoaikatyö vuorotyö sökes söker vi nu genast omgående
    deltid heltid skiftarbete wanted hiring urgent immediate immediately start full-time part-time job position
    vacancy m/f/d m/w/d f/m/d ja tai sekä och eller and or the a an in for to of på i till med with we are looking
    mån kk months vik sij shift shifts work""".split()
)


def title_parts(title: Sentence) -> list[list[str]]:
    """The casefolded words of each part of a title, without noise and facts."""
    parts = [_WORD.findall(part) for part in _BREAK.split(without_facts(title))]
    return [told for part in parts if (told := [word for word in part if word not in _NOISE])]


def title_words(parts: list[list[str]], unsaid: Collection[str]) -> tuple[str, ...]:
    """All the words of a title's parts, but for what is `unsaid`, such as the town."""
    return tuple(word for part in parts for word in part if word not in unsaid)


def naming_words(parts: list[list[str]], unsaid: Collection[str], of_occupation: frozenset[str]) -> frozenset[str]:
    """The words of those parts that do not name the occupation: a ward, a district, a speciality."""
    named = [_names_any(part, of_occupation) for part in parts]
    if True not in named and named:
        named[0] = True
    found = (word for part, occupation in zip(parts, named, strict=True) if not occupation for word in part)
    return frozenset(word for word in found if word not in unsaid)


def _names_any(part: list[str], words: frozenset[str]) -> bool:
    if not words.isdisjoint(part):
        return True
    beginnings = {word[:5] for word in words}
    return any(_alike(word, other) for word in part if word[:5] in beginnings for other in words)


def swapped(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether each of two titles names something that the other does not."""
    return bool(_only(a, b)) and bool(_only(b, a))


def _only(a: frozenset[str], b: frozenset[str]) -> list[str]:
    return [word for word in a if not any(_alike(word, other) for other in b)]


def _alike(word: str, other: str) -> bool:
    """The same word, inflected or misspelt; numbers only if they are the same."""
    if word == other:
        return True
    if word[:5] != other[:5] or len(word) < 5 or len(other) < 5:
        return False
    return not any(map(str.isdigit, word + other))


def likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How alike two titles' words are, 0..1, in whatever order."""
    return fuzz.token_sort_ratio(" ".join(a), " ".join(b)) / 100
