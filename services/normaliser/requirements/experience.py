"""The years of experience that an advert demands. Pure."""

import re
from collections.abc import Iterator

from services.normaliser.requirements.cues import Stance
from services.normaliser.requirements.experience_words import NUMBERS, SHOWS_EXPERIENCE, TIME
from services.normaliser.requirements.marks import EXPERIENCE, YEARS
from services.normaliser.requirements.page import Page
from services.normaliser.requirements.sentences import Sentence, Sentences
from services.normaliser.requirements.skill_text import shows_employer
from services.normaliser.requirements.stances import Span, stances

_PART = re.compile(r"[,;()]|[.!?]\s|\s[-–—]\s|\b(?:ja|sekä|mutta|och|samt|men|and|but)\b|\n")
_AT_LEAST = re.compile(r"\W*(?:vähintään|minimissään|minst|at least|min\b|minimum)")
_MOST_YEARS = 60
_REACH = 60  # characters between the years and the word experience


def experience_years(text: str) -> float | None:
    """The fewest years of experience that a text demands, or None; what it wishes for or boasts of is no demand."""
    return years_in(Sentences(Page(text)))


def years_in(sentences: Sentences) -> float | None:
    """The same of a text ready to be read."""
    times = [found for found in _times(sentences.page) if _of_experience(sentences, found)]
    if not times:
        return None
    spans: list[Span] = [found.span() for found in times]
    said = zip(times, stances(sentences, spans), strict=True)
    return min((years for found, stance in said if (years := _demanded(found, stance)) is not None), default=None)


def _times(page: Page) -> Iterator[re.Match[str]]:
    """The times that a text names in the surroundings of experience."""
    near = [(page.starts[at] - 2 * _REACH, page.ends[at] + 2 * _REACH) for at in page.marked(EXPERIENCE)]
    free = 0
    for at in page.marked(YEARS) if near else ():
        start = page.starts[at]
        if start < free or not [after for before, after in near if before < start < after]:
            continue
        if found := TIME.match(page.lower, start):
            free = found.end()
            yield found


def _of_experience(sentences: Sentences, found: re.Match[str]) -> bool:
    """Whether the same part of the sentence speaks of experience, and the sentence is not about the employer."""
    page, near = sentences.page, (found.start() - _REACH, found.end() + _REACH)
    sentence = sentences.at(found.start())
    if not sentence.marks & EXPERIENCE or shows_employer(page, sentence):
        return False
    start, end = _part(page.lower, sentence, found.start())
    return SHOWS_EXPERIENCE.search(page.lower, max(start, near[0]), min(end, near[1])) is not None


def _part(text: str, sentence: Sentence, place: int) -> Span:
    """The part of a sentence in which a place stands, with the one before if it only says `at least`."""
    parts = list(_parts(text, sentence.start, sentence.end))
    at = max(number for number, (start, _) in enumerate(parts) if start <= place)
    start, end = parts[at]
    return (parts[at - 1][0], end) if at and _AT_LEAST.match(text[start + 1 : end]) else (start, end)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for cut in (*(each.start() for each in _PART.finditer(text, start, end)), end):
        yield at, cut
        at = cut


def _demanded(found: re.Match[str], stance: Stance) -> float | None:
    """The years that a passage demands: by its cue, or by a plus (`3+ years`) where nothing says otherwise."""
    if stance is not Stance.REQUIRED and not (found["more"] and stance is Stance.UNSAID):
        return None
    years = 1.0 if found["one"] else _number(found["digits"] or found["word"])
    years = round(years / 12, 2) if found["month"] else years
    return years if 0 < years <= _MOST_YEARS else None


def _number(text: str) -> float:
    spoken = NUMBERS.get(text)
    return float(text.replace(",", ".")) if spoken is None else float(spoken)
