"""Regular expressions of many alternatives that are seldom met: looked for only where one of their letters stands.

Python tries every alternative at every place. That a text holds none of a few plain strings is known a hundred times
sooner. Pure.
"""

import re

_GROUP = re.compile(r"\((?:\?:)?[^()]*\)[?*+]?")
_OPTIONAL = re.compile(r"\\?.[?*]")
_ESCAPED = re.compile(r"\\[a-zA-Z][*+]?|\\(.)|[\[\]^$.{}+]")
_TIMES = re.compile(r"\{[^{}]*\}")
_RUNS = re.compile(r"[^\0]+")
_SECOND_WORD = re.compile(r"(?: |\\s)(\w+)")


class Guarded:
    """A pattern of alternatives between bars, each with letters that must stand in a text for it to match."""

    def __init__(self, alternatives: str) -> None:
        self.pattern = re.compile(alternatives)
        self._alternatives = _split(alternatives)
        self.letters = tuple(map(_letters, self._alternatives))
        if not all(self.letters):
            raise ValueError(f"an alternative without letters: {alternatives}")
        self._guarded = tuple(
            (letters, None if letters == each else re.compile(each))
            for letters, each in zip(self.letters, self._alternatives, strict=True)
        )

    @property
    def second_words(self) -> set[str]:
        """How the second word begins in those alternatives that are of two words."""
        return {found[1] for each in self._alternatives if (found := _SECOND_WORD.search(each))}

    def search(self, text: str) -> bool:
        """Whether the pattern is somewhere in the text."""
        for letters, alternative in self._guarded:
            if letters in text and (alternative is None or alternative.search(text)):
                return True
        return False


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
