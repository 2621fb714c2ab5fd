"""Snowball's stemmers, one of each language a thread: a stemmer keeps the word it is at work on in itself."""

import threading
from typing import Any

from Stemmer import Stemmer

_NAMES = {"fi": "finnish", "sv": "swedish", "en": "english"}
_own = threading.local()


def stemmed(word: str, language: str) -> str:
    """The word as Snowball cuts it, in `fi`, `sv` or `en`."""
    found: dict[str, Any] | None = getattr(_own, "stemmers", None)
    if found is None:
        found = _own.stemmers = {code: Stemmer(name) for code, name in _NAMES.items()}
    return str(found[language].stemWord(word))
