"""Where a text names a language that somebody is to know: no country, no `svenska företag`, no teacher of it. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from services.normaliser.requirements.language_words import ENGLISH, FINNISH, GENITIVES, LEVEL, SWEDISH
from services.normaliser.requirements.marks import LANGUAGE
from services.normaliser.requirements.page import Page

_CONNECTORS = frozenset("ja sekä tai och samt eller and or plus".split())
_LANGUAGE_NOUN = re.compile(
    r"kiel(?:i|tä|ellä|essä|estä|eksi|itai\w*|entai\w*)|(?:kieli|perus)?(?:tait|taid)\w*|(?:osaami|hallin|alkei)\w*|alkeet"
)
_AFTER_KIELEN = re.compile(
    r"(?:tait|taid|osaam|osaat|hallin|suulli|kirjalli|puhu|ymmärt|lukemi|kirjoit|viestin|käyt|vähint|taso|yki|edelly|"
    r"vaadi|on$|ei$)"
)
_AFTER = {
    "sv": frozenset("i på som är krävs behövs språket både minst skriftligt muntligt med".split()),
    "en": frozenset("at on as is are both speaker speakers level skills skill proficiency fluency required".split()),
}
_BEFORE = {
    "sv": frozenset("talar tala kan behärskar behärska i på skriver förstår pratar använder flytande god goda".split()),
    "en": frozenset(
        "speak speaks in of written spoken understand know fluent good excellent basic native level".split()
    ),
}
_NAMES = {"sv": SWEDISH, "en": ENGLISH}
_ENDS = re.compile(r"[^\w\s'’-]|\n|\s[-–]\s")  # what ends a name: a comma, a bracket, a new line
_LONGEST_LIST = 11  # words
_WITHOUT_CAPITAL = frozenset({"polish"})  # another word

Word = re.Match[str]


class Mention(NamedTuple):
    """A language and where it is named; `bare` where only the context can show that it is not the country."""

    code: str
    start: int
    end: int
    bare: bool


def mentions(page: Page) -> Iterator[Mention]:
    """The languages that a page names, in its order."""
    for at in page.marked(LANGUAGE):
        name, start, end = page.word(at).removesuffix("-"), page.starts[at], page.ends[at]
        if name in GENITIVES or "kiel" in name:
            yield from _genitive(page, name, start, end)
        if name in FINNISH and not _begins_compound(page.text, end):
            yield Mention(FINNISH[name], start, end, bare=True)
        for language, names in _NAMES.items():
            if name in names and _stands_alone(page, start, end, language):
                yield Mention(names[name], start, end, bare=page.text[start].islower())


def _genitive(page: Page, word: str, start: int, end: int) -> Iterator[Mention]:
    """`suomen kielen taito`, `suomen ja ruotsin kielen taito`, `suomenkielen taito`; no `suomen kielen opettaja`."""
    name, _, joined = word.partition("kiel")
    code = GENITIVES.get(name)
    if code is None:
        return
    listed = 0
    noun = page.word_after(start if joined else end)
    while noun and not joined and listed < _LONGEST_LIST and _in_list(noun[0]):
        noun, listed = page.word_after(noun.end()), listed + 1
    if noun and (last := _of_language(page, noun)) is not None:
        yield Mention(code, start, end if listed else last.end(), bare=False)


def _in_list(word: str) -> bool:
    return word in _CONNECTORS or word.removesuffix("-") in GENITIVES


def _of_language(page: Page, word: Word) -> Word | None:
    """The last word of `kielen taito` that begins with this one, or None where something else is meant."""
    name, _, joined = word[0].partition("kiel")
    noun = f"kiel{joined}" if name in GENITIVES else word[0]
    if _LANGUAGE_NOUN.fullmatch(noun):
        return word
    if noun != "kielen":
        return None
    following = page.word_after(word.end())
    if following is None or _ends_between(page, word.end(), following):
        return word
    if _AFTER_KIELEN.match(following[0]):
        return following
    another = page.word_after(following.end()) if following[0] in _CONNECTORS else None
    if another and another[0].partition("kiel")[0] in GENITIVES:
        return word
    return word if LEVEL.match(following[0]) else None


def _begins_compound(text: str, end: int) -> bool:
    """`thai-ravintola`, but not `suomi-`."""
    rest = text[end : end + 2]
    return len(rest) == 2 and rest[0] == "-" and rest[1].isalpha()


def _stands_alone(page: Page, start: int, end: int, language: str) -> bool:
    """Whether a name that is an adjective too is the language: `svenska i tal`, but no `svenska företag`."""
    if page.lower[start:end] in _WITHOUT_CAPITAL and page.text[start].islower():
        return False
    last = _last_of_list(page, end, language)
    following = page.word_after(last)
    if following is None or _ends_between(page, last, following):
        return True
    after = page.word_after(following.end())
    if following[0] == "language":
        return after is None or _ends_between(page, following.end(), after) or _goes_on(after[0], language)
    if following[0] in _CONNECTORS:
        before = page.word_before(start, end)
        level = LEVEL.fullmatch(before) or LEVEL.fullmatch(after[0] if after else "")
        return before in _BEFORE[language] or level is not None
    return _goes_on(following[0], language)


def _last_of_list(page: Page, end: int, language: str) -> int:
    """Where the last of the languages ends that `and` joins: of `svenska och finska företag` neither is meant."""
    for _ in range(_LONGEST_LIST):
        joint = page.word_after(end)
        another = page.word_after(joint.end()) if joint and joint[0] in _CONNECTORS else None
        if another is None or another[0] not in _NAMES[language]:
            break
        end = another.end()
    return end


def _goes_on(word: str, language: str) -> bool:
    return word in _AFTER[language] or LEVEL.fullmatch(word) is not None or word in {"and", "or"}


def _ends_between(page: Page, end: int, following: Word) -> bool:
    return _ENDS.search(page.text, end, following.start()) is not None
