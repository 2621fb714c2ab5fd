"""A text ready to be read: in small letters, and what its words may be a part of. Pure."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import reduce
from operator import or_

from services.normaliser.requirements.marks import PLAIN, Marks
from services.normaliser.requirements.words import WORD

_LOOK_BACK = 100  # characters; no word that anything asks about is so long


class Page:
    """A text and its marked words; `lower` is the text in small letters.

    Of marked word n, `starts[n]` and `ends[n]` say where it stands, and `marks[n]` what it may be a part of.
    """

    __slots__ = ("_any", "ends", "lower", "marks", "starts", "text")

    def __init__(self, text: str, marks_in: Marks = PLAIN) -> None:
        # Composed characters, and none that grows longer in small letters.
        self.text = unicodedata.normalize("NFC", text).replace("İ", "I")
        self.lower = self.text.lower()
        self._note(marks_in)
        self._any = reduce(or_, self.marks, 0)

    def _note(self, marks_in: Marks) -> None:
        starts, ends, noted = list[int](), list[int](), list[int]()
        at = 0
        for piece in self.lower.replace("\n", " ").split(" "):
            if found := marks_in[piece]:
                for start, end, marks in found:
                    starts.append(at + start)
                    ends.append(at + end)
                    noted.append(marks)
            at += len(piece) + 1
        self.starts, self.ends, self.marks = starts, ends, noted

    def marked(self, mark: int) -> Sequence[int]:
        """The numbers of the words with a mark."""
        return [at for at, marks in enumerate(self.marks) if marks & mark] if self._any & mark else ()

    def marked_in(self, mark: int, start: int, end: int) -> Sequence[int]:
        """The same of those that reach into text[start:end]."""
        if not self._any & mark:
            return ()
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end, first)
        return [at for at, marks in enumerate(self.marks[first:last], first) if marks & mark]

    def marks_in(self, start: int, end: int) -> int:
        """The marks that any word has which reaches into text[start:end], as one number."""
        first = bisect_right(self.ends, start)
        return reduce(or_, self.marks[first : bisect_left(self.starts, end, first)], 0)

    def matches(self, mark: int, pattern: re.Pattern[str], start: int, end: int) -> list[re.Match[str]]:
        """Where a pattern matches in lower[start:end], if it begins with a word that has the mark."""
        found: list[re.Match[str]] = []
        for at in self.marked_in(mark, start, end):
            if self.starts[at] >= start and (match := pattern.match(self.lower, self.starts[at], end)):
                start = match.end()
                found.append(match)
        return found

    def word(self, at: int) -> str:
        """Marked word n, in small letters."""
        return self.lower[self.starts[at] : self.ends[at]]

    def word_after(self, place: int) -> re.Match[str] | None:
        """The first word from a place on, marked or not."""
        return WORD.search(self.lower, place)

    def word_before(self, start: int, end: int) -> str:
        """The word before the one that stands there, or nothing."""
        # With that one, by which a hyphen is no end of the text.
        words: list[str] = WORD.findall(self.lower, max(0, start - _LOOK_BACK), end)
        return words[-2] if len(words) > 1 else ""
