"""Driving licences in running text: `C/CE-luokan ajokortti`, `körkort B`, `driver's licence (class B)`. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from services.normaliser.requirements.licence_words import CLASSES, RUNS
from services.normaliser.requirements.licences import implied
from services.normaliser.requirements.marks import DRIVING
from services.normaliser.requirements.page import Page

_CLASS = rf"(?:{'|'.join(sorted((*CLASSES, *RUNS), key=len, reverse=True))})"
_OR = r"\b(?:tai|taikka|eller|or)\b|/"
_BETWEEN = r"-?(?:\s?[,/&+]\s?|\s(?:ja|tai|sekä|och|eller|and|or|,)\s)"
_SOME = rf"{_CLASS}(?:{_BETWEEN}{_CLASS}){{0,7}}"
_NAMED = r"(?:luok(?:an|kien|ka|at|kaa)|klass|class|category|kategori)"

_LICENCE = re.compile(
    r"(?<![^\W_])(?:ajo-?kort|ajo-?oikeu|körkort|körrätt|driv(?:ing|er['’]?s?)[\s-]licen[cs]e)\w{0,14}"
)
_CARD = re.compile(rf"(?<![^\W_])(?P<classes>{_CLASS.upper()})-kort(?:ti\w*|in|ill\w+|it|et)?(?![^\W_])")
_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<named>{_NAMED}\s)?(?P<classes>{_SOME})(?P<joint>\s?-?\s?{_NAMED}\s?|-\s?|\s-?)-?$", re.IGNORECASE
)
_AFTER = re.compile(
    rf"[\s(:-]{{1,3}}(?:,?\s?(?:med|av|för|of|with|in)?\s?{_NAMED}[\s:]{{1,2}})?(?P<classes>{_SOME})"
    rf"(?:[-\s]?(?:behörighet|{_NAMED})\w*)?(?![^\W_]|-)"
    rf"|,\s?{_NAMED}[\s:]{{1,2}}(?P<named>{_SOME})(?![^\W_])",
    re.IGNORECASE,
)
# A driving licence for these is no class B, and its class is not said.
_OTHER_VEHICLE = re.compile(
    r"(?:truk(?:in|ki)|truck|mopo|moped|mopedi|traktor\w*|moottoripyörä\w*|motorcykel|motorcycle|veneen|"
    r"kuorma-?auto\w*|lastbils|lorry|rekka\w*|linja-?auto\w*|bussi\w*|bus|taksi\w*|taxi)[\s-]?$",
    re.IGNORECASE,
)
_REACH = 40  # characters before the word licence in which its classes stand


class Driving(NamedTuple):
    """The licences that one passage names, and where it stands."""

    slugs: tuple[str, ...]
    start: int
    end: int


def driving_licences(page: Page) -> Iterator[Driving]:
    """The driving licences that a page names. Without a class it is the car licence, class B."""
    free = 0
    for at in page.marked(DRIVING):
        start = page.starts[at]
        if start >= free and (found := _LICENCE.match(page.lower, start)):
            free = found.end()
            yield from _with_classes(page.text, found)
        elif card := _card(page, start):
            yield Driving(_slugs(card["classes"]), card.start(), card.end())


def _card(page: Page, start: int) -> re.Match[str] | None:
    """The card whose second part begins there: `BC-kortti`."""
    if page.lower[start - 1 : start] != "-":
        return None
    begin = start - 1
    while begin and page.lower[begin - 1].isalnum():
        begin -= 1
    return _CARD.match(page.text, begin)


def _with_classes(text: str, found: re.Match[str]) -> Iterator[Driving]:
    before = text[max(0, found.start() - _REACH) : found.start()]
    if (classes := _BEFORE.search(before)) and _meant(classes):
        yield Driving(_slugs(classes["classes"]), found.start() - len(before) + classes.start(), found.end())
    elif (after := _AFTER.match(text, found.end())) and _capital(after["classes"] or after["named"]):
        yield Driving(_slugs(after["classes"] or after["named"]), found.start(), after.end())
    elif not _OTHER_VEHICLE.search(before):
        yield Driving(("driving-b",), found.start(), found.end())


def _meant(classes: re.Match[str]) -> bool:
    """`A driver's licence` names no class, and neither does a small letter that stands by itself."""
    joined = "-" in classes["joint"] or classes["named"] is not None or len(classes["joint"].strip()) > 1
    return joined or (classes["classes"] != "A" and _capital(classes["classes"]))


def _capital(classes: str) -> bool:
    return classes[0].isupper()


def _slugs(classes: str) -> tuple[str, ...]:
    """All the classes, or of alternatives (`C/CE`) that which any of them is worth."""
    names = [name for each in re.findall(rf"\b{_CLASS}\b", classes, re.IGNORECASE) for name in _split(each.lower())]
    slugs = tuple(f"driving-{name}" for name in dict.fromkeys(names))
    if not re.search(_OR, classes, re.IGNORECASE):
        return slugs
    common = frozenset.intersection(*(implied([slug]) for slug in slugs))
    return tuple(slug for slug in slugs if slug in common) or tuple({"driving-b"} & common)


def _split(run: str) -> tuple[str, ...]:
    return RUNS.get(run, (run,))
