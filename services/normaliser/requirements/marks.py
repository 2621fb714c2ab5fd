"""What a word may be a part of. Each distinct word is looked at once: most words of an advert are a part of nothing.

A mark is a necessary condition, checked before the pattern proper runs: a word too many costs time, a word too few
would change what is read. Words come in small letters, maybe with a sign at the end (`tulityö-`).
"""

import re
from collections.abc import Callable

from services.normaliser.requirements.cue_words import NEGATED, NICE, OFFER_BEGINS, OFFERED, REQUIRED, first_words
from services.normaliser.requirements.experience_words import EXPERIENCE_BEGINS, YEARS_BEGIN
from services.normaliser.requirements.language_words import ENGLISH, FINNISH, GENITIVES, LEVEL, LEVEL_BEGINS, SWEDISH
from services.normaliser.requirements.licence_words import DRIVING_BEGINS
from services.normaliser.requirements.memo import Memo
from services.normaliser.requirements.skill_words import EMPLOYER_BEGINS, SKILL_BEGINS
from services.normaliser.requirements.words import WORD

# A word of the mark begins what the mark is of; SKILL and EXPERIENCE may stand anywhere in it.
CUE, NEGATION, OFFER, SKILL, EMPLOYER = (1 << place for place in range(5))
LANGUAGE, LEVELS, DRIVING, YEARS, EXPERIENCE = (1 << place for place in range(5, 10))
TERM, OF_TERM = 1 << 10, 1 << 11  # begins a term of a vocabulary (or holds one); is a word of one

Marked = tuple[int, int, int]
"""Where a word begins and ends, and its marks as one number."""
Marks = Memo[tuple[Marked, ...]]
"""The marked words of what stands between two spaces."""

_LANGUAGES = frozenset((*GENITIVES, *FINNISH, *SWEDISH, *ENGLISH))
_FINDS = {
    CUE: re.compile(rf"(?:{first_words('|'.join((NEGATED, OFFERED, NICE, REQUIRED)))})(?![^\W_])").match,
    NEGATION: re.compile(rf"(?:{first_words(NEGATED)})(?![^\W_])").match,
    OFFER: re.compile(rf"(?:{first_words(OFFERED)})(?![^\W_])|{OFFER_BEGINS}").match,
    SKILL: re.compile(SKILL_BEGINS).search,
    EMPLOYER: re.compile(EMPLOYER_BEGINS).match,
    LEVELS: re.compile(rf"{LEVEL_BEGINS}|{LEVEL.pattern}").match,
    DRIVING: re.compile(DRIVING_BEGINS).match,
    YEARS: re.compile(YEARS_BEGIN).match,
    EXPERIENCE: re.compile(EXPERIENCE_BEGINS).search,
}


def _marks_of(word: str) -> int:
    found = sum(mark for mark, finds in _FINDS.items() if finds(word))
    return found | LANGUAGE if word.removesuffix("-") in _LANGUAGES or "kiel" in word else found


_OF_WORDS = Memo(_marks_of)


def marks_with(more: Callable[[str], int]) -> Marks:
    """The marks of words, with those that only a vocabulary can give."""

    def marked(piece: str) -> tuple[Marked, ...]:
        words = ((each, _OF_WORDS[each[0]] | more(each[0])) for each in WORD.finditer(piece))
        return tuple((each.start(), each.end(), marks) for each, marks in words if marks)

    return Memo(marked)


PLAIN = marks_with(lambda _word: 0)
