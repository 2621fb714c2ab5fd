"""Codes that several formats share: languages and their levels, driving licences, working time."""

import re
from typing import get_args

from shared.events.base import Level

LEVELS: tuple[str, ...] = get_args(Level)
DRIVING_CLASSES = tuple("am a1 a2 a b be c1 c c1e ce d1 d d1e de t lt".split())
WORK_TIMES = {"fulltime": "full_time", "parttime": "part_time"}

_ALPHA_2 = re.compile(r"[a-z]{2}")
_ALPHA_3 = {
    "fin": "fi", "swe": "sv", "eng": "en", "est": "et", "rus": "ru", "deu": "de", "ger": "de", "fra": "fr",
    "fre": "fr", "spa": "es", "ita": "it", "pol": "pl", "ukr": "uk", "ara": "ar", "nor": "no", "dan": "da",
}  # fmt: skip


def is_language_code(text: str) -> bool:
    """Whether this is the two letters of ISO 639-1."""
    return bool(_ALPHA_2.fullmatch(text))


def language_code(text: str) -> str | None:
    """The two letters of a language tag: `sv` of `sv-FI` and of `swe`."""
    first = re.split(r"[-_\s]", text.strip().casefold(), maxsplit=1)[0]
    code = _ALPHA_3.get(first, first)
    return code if is_language_code(code) else None


def driving_licence(driving_class: str) -> str:
    """The licence for a class, by the name that the exchange has for it."""
    return f"driving-{driving_class}"
