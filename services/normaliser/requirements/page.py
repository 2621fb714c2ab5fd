"""A text ready to be read: in small letters, in words, and what each word may be a part of. Pure."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

from services.normaliser.requirements.marks import marks_of

# A hyphen at the end of a word stays with it: `tulityö- ja työturvallisuuskortti`.
_WORD = re.compile(r"([^\W_]+(?:\+\+|#|-(?=[\s,]|$))?)")


def words_of(text: str) -> list[str]:
    """The words of a text in their order."""
    return _WORD.findall(text)


def any_word(words: str) -> str:
    r"""A pattern for any of these words; it does not begin with \b, so that they are told apart by their letters."""
    return "|".join(rf"{word}(?<!\w{word})\b" for word in words.split())


class Page:
    """A text and its words; `lower` is the text, and `between[n]` what stands before word n, in small letters."""

    __slots__ = ("_marked", "_noted", "between", "ends", "lower", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        # Composed characters, and none that grows longer in small letters.
        self.text = unicodedata.normalize("NFC", text).replace("İ", "I")
        self.lower = self.text.lower()
        pieces: list[str] = _WORD.split(self.lower)  # between, word, between, ..., word, between
        places = list(accumulate(map(len, pieces)))
        self.between, self.words = pieces[::2], pieces[1::2]
        self.starts, self.ends = places[:-1:2], places[1::2]
        self._noted = [(at, marks) for at, marks in enumerate(marks_of(self.words)) if marks]
        self._marked: dict[int, list[int]] = {}

    def marked(self, mark: int) -> list[int]:
        """The numbers of the words with a mark."""
        if (found := self._marked.get(mark)) is None:
            found = self._marked[mark] = [at for at, marks in self._noted if marks & mark]
        return found

    def marked_in(self, mark: int, start: int, end: int) -> list[int]:
        """The same of those that reach into text[start:end]."""
        marked = self.marked(mark)
        if not marked:
            return marked
        first = bisect_right(marked, start, key=self.ends.__getitem__)
        return marked[first : bisect_left(marked, end, first, key=self.starts.__getitem__)]

    def matches(self, mark: int, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        """Where a pattern matches in lower[start:end], if it begins with a word that has the mark."""
        for at in self.marked_in(mark, start, end):
            if self.starts[at] >= start and (found := pattern.match(self.lower, self.starts[at], end)):
                start = found.end()
                yield found

    def has(self, mark: int, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether it matches there."""
        return next(self.matches(mark, pattern, start, end), None) is not None
