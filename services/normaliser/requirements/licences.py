"""Licences, cards and passes as people write them, read into the taxonomy's slugs. Pure."""

import re
import unicodedata
from collections.abc import Iterable

from services.normaliser.requirements.licence_words import CLASSES, HEALTH, RUNS, SPELLINGS

_DRIVING_WORDS = re.compile(
    r"\b(?:ajokort\w*|ajokorttiluokka|ajo-?oikeu\w*|kortti|kortin|luokan|luokka|körkort\w*|körrätt\w*|klass"
    r"|driving|driver'?s?|licen[cs]e|class|category|eu)\b"
)
_BETWEEN_CLASSES = re.compile(r"[\s,;/+&-]+|\b(?:ja|och|and|tai|eller|or)\b")
_BETWEEN_VALUES = re.compile(r"[,;+&\n]+|\s(?:ja|och|and|sekä|samt)\s")
_SPACES = re.compile(r"[\s_]+")

_HEALTH_MARKS = re.compile(
    r"\bvalvira\w*\b|\b(?:laillistet\w+|laillistus|nimikesuoja\w*|rekisteröi\w+|legitim\w+)\b"
    r"|\b(?:licensed|registered|oikeus)\b|\b(?:med )?skyddad yrkesbeteckning\b|[():]"
)


def _table(spellings: dict[str, str]) -> dict[str, str]:
    return {_key(spelling): slug for slug, listed in spellings.items() for spelling in (slug, *listed.split("|"))}


def _key(value: str) -> str:
    """One spelling of a value: case, hyphens, underscores and runs of spaces make no difference."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", value).casefold().replace("-", " ")).strip(" .,;:")


_KNOWN = _table(SPELLINGS) | {_key(f"driving-{name}"): f"driving-{name}" for name in CLASSES}
_KNOWN |= {_key(slug): slug for slug in HEALTH}
_TITLES = _table(HEALTH)

# What each licence is worth besides itself: by the Finnish driving licence act, and the steps of others.
_NEXT: dict[str, tuple[str, ...]] = {
    "driving-a": ("driving-a2",),
    "driving-a2": ("driving-a1",),
    "driving-a1": ("driving-am",),
    "driving-b": ("driving-am", "driving-t"),
    "driving-be": ("driving-b",),
    "driving-c1": ("driving-b",),
    "driving-c1e": ("driving-c1", "driving-be"),
    "driving-c": ("driving-c1",),
    "driving-ce": ("driving-c", "driving-c1e"),
    "driving-d1": ("driving-b",),
    "driving-d1e": ("driving-d1", "driving-be"),
    "driving-d": ("driving-d1",),
    "driving-de": ("driving-d", "driving-d1e"),
    "driving-lt": ("driving-t",),
    "driving-t": ("driving-am",),
    "electrical-s1": ("electrical-s2",),
    "electrical-s2": ("electrical-s3",),
    "first-aid-2": ("first-aid-1",),
}


def read_licences(values: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The slugs that the values name, and the values that name none; each once, in the order given."""
    known: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for value in values:
        whole = _read(value)
        for part in (value,) if whole else _BETWEEN_VALUES.split(value):
            slugs = whole or _read(part)
            known.update(dict.fromkeys(slugs))
            if not slugs and _key(part):
                unknown.setdefault(_SPACES.sub(" ", part).strip().casefold())
    return tuple(known), tuple(unknown)


def implied(licences: Iterable[str]) -> frozenset[str]:
    """The licences with all that they are worth: who may drive CE may drive C, C1, BE and B."""
    held: set[str] = set()
    waiting = list(licences)
    while waiting:
        licence = waiting.pop()
        if licence not in held:
            held.add(licence)
            waiting.extend(_NEXT.get(licence, ()))
            if licence.startswith("valvira-"):
                waiting.append("valvira-registered")
    return frozenset(held)


def _read(value: str) -> tuple[str, ...]:
    """The slugs that one whole value names: a known spelling, driving classes, or a protected title."""
    key = _key(value)
    if slug := _KNOWN.get(key):
        return (slug,)
    return _driving(key) or _health(key)


def _driving(key: str) -> tuple[str, ...]:
    rest = _DRIVING_WORDS.sub(" ", key)
    tokens = [token for token in _BETWEEN_CLASSES.split(rest) if token]
    if not tokens:
        # "Ajokortti" alone means the common car licence, in adverts and in profiles.
        return ("driving-b",) if re.search(r"ajokort|ajo oikeu|körkort|körrätt|driv", key) else ()
    classes: list[str] = []
    for token in tokens:
        found = (token,) if token in CLASSES else RUNS.get(token)
        if found is None:
            return ()
        classes.extend(found)
    return tuple(f"driving-{name}" for name in dict.fromkeys(classes))


def _health(key: str) -> tuple[str, ...]:
    rest = " ".join(_HEALTH_MARKS.sub(" ", key).split())
    slug = _TITLES.get(rest) or _TITLES.get(rest.removesuffix("n"))
    return (slug,) if slug else ()
