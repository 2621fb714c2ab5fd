"""A text in sentences, each with what the heading over it says. Pure.

Lines are told apart for the whole text, and only those that are asked about are cut into sentences.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from services.normaliser.requirements.cues import Stance, heading_stance, opens_with_cue
from services.normaliser.requirements.page import Page

_BULLET = re.compile(r"\s*(?:[-–—•·*+▪●○◦‣✓✔➢>]|\d{1,2}[.)]\s)")
_MARKS = " \t*_#=•·-–—"
_SENTENCE_END = re.compile(
    r"[.!?][.!?]{0,2}[)\"”]?\s(?<!\b[a-zåäö]\.\s)(?<!\besim\.\s)(?<!\bmm\.\s)(?<!\bns\.\s)(?<!\bym\.\s)(?<!\bmin\.\s)"
    r"(?<!\bca\.\s)"
)
_LONGEST_HEADING = 90  # characters
_BROKEN_OFF = 50  # characters at least of a line whose sentence goes on in the next
_LONGEST = 800  # a longer sentence is cut, so that the work grows with the text and not with its square
_MOST_WORDS = 9  # in a heading without a colon


class Sentence(NamedTuple):
    """Where a sentence stands in its text, the stance of the heading over it, and the marks that its words have."""

    start: int
    end: int
    heading: Stance
    marks: int


class _Line:
    """A line, or several of a sentence broken off; `heading` is the line over it that holds for it, if any."""

    __slots__ = ("_asked", "_cuts", "_page", "_stance", "end", "heading", "is_heading", "start")

    def __init__(self, page: Page, start: int, end: int, heading: "_Line | None", is_heading: bool) -> None:
        self._page, self.start, self.end = page, start, end
        self.heading, self.is_heading = heading, is_heading
        self._cuts: list[int] = []
        self._asked: dict[int, Sentence] = {}
        self._stance: Stance | None = None

    def stance(self) -> Stance:
        """What a heading says of all that stands under it."""
        self._stance = self._stance or heading_stance(self._page.text[self.start : self.end].strip().lower())
        return self._stance

    def sentence(self, place: int) -> Sentence:
        """The sentence in which a place stands; a heading is one."""
        if not self._cuts:
            whole = [self.start, self.end]
            self._cuts = whole if self.is_heading else _cuts(self._page.text, self.start, self.end)
        after = bisect_right(self._cuts, place, 1, len(self._cuts) - 1)
        if (found := self._asked.get(after)) is None:
            found = self._asked[after] = self._sentence(self._cuts[after - 1], self._cuts[after])
        return found

    def _sentence(self, start: int, end: int) -> Sentence:
        stance = self.heading.stance() if self.heading and not self.is_heading else Stance.UNSAID
        return Sentence(start, end, stance, self._page.marks_in(start, end))


class Sentences:
    """The sentences of one page, by their places in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._lines = list(_lines(page))
        self._starts = [line.start for line in self._lines]
        self._last = Sentence(0, 0, Stance.UNSAID, 0)

    def at(self, place: int) -> Sentence:
        """The sentence in which a place of the text stands."""
        last = self._last  # most ask about the same again
        if not last.start <= place < last.end:
            self._last = last = self._lines[self._line(place)].sentence(place)
        return last

    def after(self, sentence: Sentence) -> Sentence | None:
        """The sentence that follows."""
        line = self._line(sentence.start)
        if sentence.end < self._lines[line].end:
            return self._lines[line].sentence(sentence.end)
        return self._lines[line + 1].sentence(self._starts[line + 1]) if line + 1 < len(self._lines) else None

    def _line(self, place: int) -> int:
        return bisect_right(self._starts, place, 1) - 1  # what stands before the first line counts as in it


def _lines(page: Page) -> Iterator[_Line]:
    """Line by line: a heading holds for the block or list after it, until an empty line and no bullet."""
    text = page.text
    heading: _Line | None = None
    first, last_end = False, 0
    for start, end in _spans(text):
        bullet = not text[start].isalpha() and _BULLET.match(text, start, end) is not None
        new_block = last_end == 0 or text.count("\n", last_end, start) > 1
        last_end = end
        # The first line under a heading is no second one.
        above = heading if first else None
        if _is_heading(text[start:end], bullet, new_block, above):
            heading, first = _Line(page, start, end, None, True), True
            yield heading
            continue
        if new_block and not first and not bullet:
            heading = None
        first = False
        yield _Line(page, start, end, heading, False)


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the lines are that say something; a long one that is broken off goes on in the next."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.replace("\r", "\n").split("\n"):
        end = start + len(line)
        if spans and line and _goes_on(text, spans[-1], start):
            spans[-1] = spans[-1][0], end
        elif line and not line.isspace():
            spans.append((start, end))
        start = end + 1
    return spans


def _goes_on(text: str, last: tuple[int, int], start: int) -> bool:
    if not text[start].islower() or last[1] - last[0] < _BROKEN_OFF:
        return False
    return text[last[1] - 1] not in ".:;!?" and text.count("\n", last[1], start) == 1


def _is_heading(line: str, bullet: bool, new_block: bool, above: _Line | None) -> bool:
    bare = line.strip().strip(_MARKS)
    if not bare or len(bare) > _LONGEST_HEADING:
        return False
    if bare.endswith(":"):
        return True
    if bullet or not bare[0].isupper() or bare[-1] in ".,;!":
        return False
    if len(bare.split()) > _MOST_WORDS or _SENTENCE_END.search(bare):
        return False
    opens_block = new_block and not (above and above.stance() is not Stance.UNSAID)
    return opens_block or bare.endswith("?") or opens_with_cue(bare.lower())


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Where the sentences of a line begin, and where the last one ends."""
    cuts = [start, *[found.end() for found in _SENTENCE_END.finditer(text, start, end)]]
    if len(cuts) == 1 or cuts[-1] < end:
        cuts.append(end)
    if end - start <= _LONGEST:
        return cuts
    return [*(place for at, stop in pairwise(cuts) for place in range(at, stop, _LONGEST)), end]
