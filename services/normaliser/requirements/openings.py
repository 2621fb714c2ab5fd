"""How the words of a key begin: a word that begins otherwise need not be brought to its key, which is dear. Pure."""

import re

from services.normaliser.requirements.stems import VOWELS, WEAK

_REPEATED = re.compile(r"(.)\1+")
_STRONG = {weak: strong for strong, weak in WEAK.items()}
_LAST_WEAK = re.compile(rf"([{''.join(_STRONG)}])([{VOWELS}]{{0,2}})$")
_ENGLISH_END = re.compile(r"(?:ie|[eily])$")  # may stand for -y, or for nothing


class Openings:
    """How the words of some keys begin."""

    def __init__(self) -> None:
        self._of: dict[str, tuple[str, ...]] = {}  # by their first two letters

    def add(self, key: str, language: str) -> None:
        """Take in the words of a key."""
        for each in openings(key, language):
            known = self._of.get(each[:2], ())
            self._of[each[:2]] = known if each in known else (*known, each)

    def begin(self, spelling: str) -> bool:
        """Whether a word in plain spelling may be one of them."""
        return spelling.startswith(self._of.get(spelling[:2], ()))

    def within(self, spelling: str) -> bool:
        """Whether a word in plain spelling may end in one of them."""
        found = ((at, self._of.get(spelling[at : at + 2])) for at in range(1, len(spelling) - 2))
        return any(spelling.startswith(those, at) for at, those in found if those)


def openings(key: str, language: str) -> tuple[str, ...]:
    """How a word of a key may begin, in plain spelling: with one of these, or it is of another key."""
    if language == "fi":
        key = key.removesuffix("i") if key.endswith("ksi") else key
        return plain(key), plain(_LAST_WEAK.sub(lambda found: _STRONG[found[1]] + found[2], key))
    return (plain(_ENGLISH_END.sub("", key) if language == "en" else key),)


def plain(word: str) -> str:
    """A word with one letter for two and without the hyphen at its end: so it begins as its key does."""
    return _REPEATED.sub(r"\1", word.removesuffix("-"))
