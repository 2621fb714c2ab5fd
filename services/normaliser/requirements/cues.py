"""Whether an advert demands what it mentions, only welcomes it, offers it, or does without it. Pure.

Where one part of a sentence says several of these, the one that demands least counts: what is not surely demanded must
not shut anybody out.
"""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from services.normaliser.requirements.cue_words import NEGATED, NICE, OFFERED, REQUIRED, pattern_of
from services.normaliser.requirements.marks import CUE, NEGATION
from services.normaliser.requirements.page import Page


class Stance(Enum):
    """How an advert stands to what it mentions; the first four from the least demanding on."""

    NEGATED = "negated"
    OFFERED = "offered"
    NICE = "nice"
    REQUIRED = "required"
    UNSAID = "unsaid"


class Cue(NamedTuple):
    """What a part of a text says, and where the first and the last words that say it stand."""

    stance: Stance
    start: int
    end: int


_LISTS = {
    Stance.NEGATED: NEGATED,
    Stance.OFFERED: OFFERED,
    Stance.NICE: NICE,
    Stance.REQUIRED: REQUIRED,
}
_STANCES = {stance.value: stance for stance in _LISTS}

# Over a list in which everything is what the seeker is to be.
_PROFILE = re.compile(
    r"\b(?:kuka (?:sinä )?olet|millainen (?:sinä )?olet|sinä olet|osaamisprofiili|profiili\w*|hakuehdot|kriteerit|"
    r"vem är du|om dig|din profil|kvalifikation\w*|din bakgrund|kompetensprofil|behörighet\w*|"
    r"who (?:you are|are you)|about you|your profile|qualifications|what you bring|you have)\b",
)
# Over an advert: whom it is for, and not what they must have.
_SEARCHES = re.compile(
    r"\b(?:haemme|haetaan|etsimme|etsitään|vi söker|söker vi|sökes|söks|"
    r"(?:we are |we['’]re )?looking for|we seek|we are seeking|wanted)\b",
)
# Text comes in small letters: without IGNORECASE the many alternatives are told apart by their first letter.
_GROUPS = (f"(?P<{stance.value}>{pattern_of(listed)})" for stance, listed in _LISTS.items())
_CUES = re.compile(rf"(?<![^\W_])(?:{'|'.join(_GROUPS)})(?![^\W_])")
_NEGATION = re.compile(rf"\b(?:{pattern_of(NEGATED)})\b")


def negation_in(page: Page, start: int, end: int) -> bool:
    """Whether anything in a part of a page is negated."""
    return bool(page.matches(NEGATION, _NEGATION, start, end))


def cue_in(page: Page, start: int, end: int) -> Cue | None:
    """What a part of a page says, or None where it has no cue."""
    found = [
        Cue(_STANCES[each.lastgroup or ""], each.start(), each.end()) for each in page.matches(CUE, _CUES, start, end)
    ]
    if len(found) < 2:
        return found[0] if found else None
    least = next(stance for stance in _LISTS if any(each.stance is stance for each in found))
    of_least = [each for each in found if each.stance is least]
    return _doubly_negated(of_least, page.lower) or Cue(least, of_least[0].start, of_least[-1].end)


# Headings come back from advert to advert.
@lru_cache(maxsize=10_000)
def heading_stance(heading: str) -> Stance:
    """What a heading, in small letters, says of all that stands under it."""
    page = Page(_SEARCHES.sub(" ", heading))
    cue = cue_in(page, 0, len(page.lower))
    if cue is None:
        return Stance.REQUIRED if _PROFILE.search(page.lower) else Stance.UNSAID
    return cue.stance


def opens_with_cue(line: str) -> bool:
    """Whether a short line, in small letters, is a heading by its first words: `eduksi katsotaan`, `we offer`."""
    if len(line.split()) > 3:
        return False
    cue = cue_in(Page(line), 0, len(line))
    return cue is not None and cue.start == 0


def _doubly_negated(found: list[Cue], text: str) -> Cue | None:
    """`Ei onnistu ilman ajokorttia` says neither that it is needed in so many words nor that it is not."""
    said = {text[each.start : each.end] for each in found}
    if len(said) > 1 and said & {"ilman", "utan", "without"}:
        return Cue(Stance.UNSAID, found[0].start, found[-1].end)
    return None
