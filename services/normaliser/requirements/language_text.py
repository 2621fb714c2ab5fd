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
_LONGEST_LIST = 12  # words
_WITHOUT_CAPITAL = frozenset({"polish"})  # another word


class Mention(NamedTuple):
    """A language and where it is named; `bare` where only the context can show that it is not the country."""

    code: str
    start: int
    end: int
    bare: bool


def mentions(page: Page) -> Iterator[Mention]:
    """The languages that a page names, in its order."""
    for at in page.marked(LANGUAGE):
        name, start, end = page.words[at].removesuffix("-"), page.starts[at], page.ends[at]
        if name in GENITIVES or "kiel" in name:
            yield from _genitive(page, at)
        if name in FINNISH and not _begins_compound(page.text, end):
            yield Mention(FINNISH[name], start, end, bare=True)
        for language, names in _NAMES.items():
            if name in names and _stands_alone(page, at, language):
                yield Mention(names[name], start, end, bare=page.text[start].islower())


def _genitive(page: Page, at: int) -> Iterator[Mention]:
    """`suomen kielen taito`, `suomen ja ruotsin kielen taito`, `suomenkielen taito`; no `suomen kielen opettaja`."""
    name, _, joined = page.words[at].removesuffix("-").partition("kiel")
    code = GENITIVES.get(name)
    if code is None:
        return
    end = at if joined else at + 1
    while not joined and end < min(len(page.words), at + _LONGEST_LIST) and _in_list(page.words[end]):
        end += 1
    if end < len(page.words) and (last := _of_language(page, end)) is not None:
        alone = end <= at + 1
        yield Mention(code, page.starts[at], page.ends[last if alone else at], bare=False)


def _in_list(word: str) -> bool:
    return word in _CONNECTORS or word.removesuffix("-") in GENITIVES


def _of_language(page: Page, at: int) -> int | None:
    """The place of the last word of `kielen taito` that begins here, or None where something else is meant."""
    name, _, joined = page.words[at].partition("kiel")
    noun = f"kiel{joined}" if name in GENITIVES else page.words[at]
    if _LANGUAGE_NOUN.fullmatch(noun):
        return at
    if noun != "kielen":
        return None
    if at + 1 == len(page.words) or _ends_after(page, at):
        return at
    following = page.words[at + 1]
    if _AFTER_KIELEN.match(following):
        return at + 1
    listed = following in _CONNECTORS and at + 2 < len(page.words)
    another = listed and page.words[at + 2].partition("kiel")[0] in GENITIVES
    return at if another or LEVEL.match(following) else None


def _begins_compound(text: str, end: int) -> bool:
    """`thai-ravintola`, but not `suomi-`."""
    rest = text[end : end + 2]
    return len(rest) == 2 and rest[0] == "-" and rest[1].isalpha()


def _stands_alone(page: Page, at: int, language: str) -> bool:
    """Whether a name that is an adjective too is the language: `svenska i tal`, but no `svenska företag`."""
    if page.words[at] in _WITHOUT_CAPITAL and page.text[page.starts[at]].islower():
        return False
    before = page.words[at - 1] if at else ""
    while (another := _next_in_list(page, at, language)) is not None:
        at = another
    if at + 1 == len(page.words) or _ends_after(page, at):
        return True
    following = page.words[at + 1]
    if following == "language":
        return at + 2 == len(page.words) or _ends_after(page, at + 1) or _goes_on(page.words[at + 2], language)
    if following in _CONNECTORS:
        after = page.words[at + 2] if at + 2 < len(page.words) else ""
        return before in _BEFORE[language] or bool(LEVEL.fullmatch(before) or LEVEL.fullmatch(after))
    return _goes_on(following, language)


def _next_in_list(page: Page, at: int, language: str) -> int | None:
    """The place of the language that `and` joins to this one: of `svenska och finska företag` neither is meant."""
    joined = at + 2 < len(page.words) and page.words[at + 1] in _CONNECTORS and page.words[at + 2] in _NAMES[language]
    return at + 2 if joined else None


def _goes_on(word: str, language: str) -> bool:
    return word in _AFTER[language] or LEVEL.fullmatch(word) is not None or word in {"and", "or"}


def _ends_after(page: Page, at: int) -> bool:
    return _ENDS.search(page.text, page.ends[at], page.starts[at + 1]) is not None
