"""The languages that a text names, each with the level that it says. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from services.normaliser.requirements.language_text import Mention, mentions
from services.normaliser.requirements.language_words import LEVEL, level_of
from services.normaliser.requirements.marks import LEVELS
from services.normaliser.requirements.page import Page
from services.normaliser.requirements.sentences import Sentence, Sentences
from services.normaliser.requirements.words import any_word

_CUT = re.compile(rf",|;|{any_word('ja sekä mutta och samt men and but tai taikka eller or')}")
# Nothing but how well, and in what way.
_MANNER = re.compile(
    r"(?:suulli|kirjalli|tait|taid|kiel|puhut|kirjoitet|taso|vähintään|tal$|tala$|skri|muntlig|i$|på$|både|nivå|minst|spoken|"
    r"written|verbal|oral|level|skills?$|in$|speech|writing|at$|least|command|of$|knowledge|kunskap|förmåga|hallit|osaat)\w*",
)
_WORDS = re.compile(r"[^\W_]+")
_OF_LANGUAGES = re.compile(
    r"kiel|puhu|osaa|tait|taid|ymmärr|viesti|kommunik|språk|kunskap|talar?\b|\btal\b|skriv|skrift|förstå|behärska|"
    r"language|speak|spoken|written|fluen|skill|understand|proficien|command of|communicat",
)
# The language is taught or translated: that is the work, and its level is not said.
_TAUGHT = re.compile(
    r"opett|opeta[tn]|opetu|kääntä|käännö|kurss|lärare|lektor|undervis|kurs(?<!\wkurs)|översätt|teach|translat|course|lesson",
)
_TAIL = re.compile(
    r"(?:\s(?:suulli\w+|kirjalli\w+|tait\w+|taid\w+|osaami\w+)|\s(?:ja|sekä)(?=\s(?:suulli|kirjalli|tait|taid)))+"
    r"|\si\s(?:tal|skrift)(?:\soch\s(?:tal|skrift))?|\s(?:language\s)?(?:skills|proficiency)|\sspråket",
)
_REACH = 45  # characters between a language and how well it is to be known
_LONGEST = 80
_ORDER = ("A1", "A2", "B1", "B2", "C1", "C2")
DEFAULT_LEVEL = "B1"


class Named(NamedTuple):
    """A language in a text; `said` where its level is there in words, which `shown` holds too."""

    code: str
    level: str
    said: bool
    span: tuple[int, int]
    shown: tuple[int, int]


class _Level(NamedTuple):
    level: str
    explicit: bool
    start: int
    end: int


class _Part:
    """A part of a sentence: its languages and its level."""

    def __init__(self, page: Page, start: int, end: int, named: list[Mention]) -> None:
        self._text, self._start, self._end = page.lower, start, end
        self.named = named
        self.level = _level(page, start, end, named)

    @cached_property
    def only_manner(self) -> bool:
        """Whether it says nothing but how well; seldom asked."""
        return not self.named and _only_manner(self._text, self._start, self._end)


def languages(sentences: Sentences) -> list[Named]:
    """The languages of a text in its order; no requirement yet: that is for the stances."""
    found: list[Named] = []
    page = sentences.page
    for sentence, group in groupby(mentions(page), key=lambda mention: sentences.at(mention.start)):
        found.extend(_in_sentence(page, sentence, list(group)))
    return found


def _in_sentence(page: Page, sentence: Sentence, named: list[Mention]) -> Iterator[Named]:
    parts = list(_parts(page, sentence, named))
    for at, part in enumerate(parts):
        for mention in part.named:
            level = part.level or _before(parts[:at]) or _after(parts[at + 1 :])
            if level or not mention.bare or _of_languages(page, sentence, mention):
                yield _named(page.lower, mention, level, own=part.level is not None)


def _of_languages(page: Page, sentence: Sentence, mention: Mention) -> bool:
    """Whether a name without a level may be the language: in a sentence about languages, and not as countries are."""
    if page.text[mention.start].isupper():
        return False
    return _OF_LANGUAGES.search(page.lower, sentence.start, sentence.end) is not None


def _parts(page: Page, sentence: Sentence, named: list[Mention]) -> Iterator[_Part]:
    start = sentence.start
    for end in (*(cut.start() for cut in _CUT.finditer(page.lower, start, sentence.end)), sentence.end):
        inside = [each for each in named if start <= each.start < end]
        if inside and _TAUGHT.search(page.lower, start, end):
            inside = []
        yield _Part(page, start, end, inside)
        start = end


def _level(page: Page, start: int, end: int, named: list[Mention]) -> _Level | None:
    """A level in so many words first (B1, YKI 3), the lowest of several; else the word nearest to the language."""
    found = [each for each in _levels(page, start, end) if not named or _apart(each, named[0]) <= _REACH]
    explicit = [each for each in found if each.explicit]
    if explicit:
        return min(explicit, key=lambda each: _ORDER.index(each.level))
    return min(found, key=lambda each: abs(each.start - named[0].start) if named else 0, default=None)


def _levels(page: Page, start: int, end: int) -> Iterator[_Level]:
    for each in page.matches(LEVELS, LEVEL, start, end):
        yield _Level(level_of(each), bool(each["cefr"] or each["exam"]), each.start(), each.end())


def _apart(level: _Level, mention: Mention) -> int:
    return max(level.start - mention.end, mention.start - level.end)


def _only_manner(text: str, start: int, end: int) -> bool:
    rest = LEVEL.sub(" ", text[max(start, text.rfind(":", start, end)) : end])
    return all(_MANNER.match(word) or _CUT.fullmatch(word) for word in _WORDS.findall(rest))


def _before(parts: Sequence[_Part]) -> _Level | None:
    """The level that a part before gave for the languages after it: `sujuvasti suomea ja ...`."""
    for part in reversed(parts):
        if part.level is not None:
            leads = part.only_manner or (bool(part.named) and part.level.start < part.named[0].start)
            return part.level if leads else None
        if not (part.named or part.only_manner):
            return None
    return None


def _after(parts: Sequence[_Part]) -> _Level | None:
    """The level that a part after gives for the languages before it: `suomi ja englanti sujuvasti`."""
    for at, part in enumerate(parts):
        if part.level is not None:
            if part.only_manner:
                following = next((each for each in parts[at + 1 :] if each.named), None)
                return part.level if following is None or following.level is not None else None
            return part.level if part.named and part.level.start > part.named[-1].start else None
        if not (part.named or part.only_manner):
            return None
    return None


def _named(text: str, mention: Mention, level: _Level | None, own: bool) -> Named:
    end = _end(text, mention.end)
    if level is None:
        return Named(mention.code, DEFAULT_LEVEL, False, (mention.start, end), (mention.start, end))
    whole = min(mention.start, level.start), max(end, _end(text, level.end))
    near = whole if own else (mention.start, end)
    return Named(mention.code, level.level, True, near, whole if whole[1] - whole[0] <= _LONGEST else near)


def _end(text: str, end: int) -> int:
    tail = _TAIL.match(text, end)
    return tail.end() if tail else end
