"""Regular expressions of many alternatives that are seldom met: looked for only where one of their letters stands.

Python tries every alternative at every place. That a text holds none of a few plain strings is known a hundred times
sooner. Pure.
"""

import re
from collections.abc import Sequence

_GROUP = re.compile(r"\((?:\?:)?[^()]*\)[?*+]?")
_OPTIONAL = re.compile(r"\\?.[?*]")
_ESCAPED = re.compile(r"\\[a-zA-Z][*+]?|\\(.)|[\[\]^$.{}]")
_TIMES = re.compile(r"\{[^{}]*\}")
_RUNS = re.compile(r"[^\0]+")


class Guarded:
    """A pattern of alternatives between bars, each with letters that must stand in a text for it to match."""

    def __init__(self, alternatives: str, flags: int = 0) -> None:
        self.pattern = re.compile(alternatives, flags)
        bare = re.sub(r"\s+", "", alternatives) if flags & re.VERBOSE else alternatives
        self._needed = tuple(dict.fromkeys(_letters(each) for each in _split(bare)))
        if not all(self._needed):
            raise ValueError(f"an alternative without letters: {alternatives}")

    def search(self, text: str) -> bool:
        """Whether the pattern is somewhere in the text."""
        for letters in self._needed:
            if letters in text:
                return self.pattern.search(text) is not None
        return False

    def among(self, text: str, parts: Sequence[str]) -> bool:
        """Whether the pattern is in one of the parts of a text: looked for only in those where its letters stand."""
        for letters in self._needed:
            if letters in text:
                return any(self.search(part) for part in parts)
        return False

    def sub(self, instead: str, text: str) -> str:
        """The text with something else in place of each match."""
        return self.pattern.sub(instead, text) if self.search(text) else text


def _split(alternatives: str) -> list[str]:
    """At the bars that stand in no group."""
    found, depth = [""], 0
    for sign in alternatives:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return found


def _letters(alternative: str) -> str:
    """The longest run of signs that every text which the alternative matches has in it."""
    bare = _TIMES.sub("\0", _GROUP.sub("\0", alternative))
    bare = _ESCAPED.sub(lambda found: found[1] or "\0", _OPTIONAL.sub("\0", bare))
    return max(_RUNS.findall(bare), key=len, default="")
