"""Whether what stands in a sentence is required: by the cues in its own part, else in the parts around it. Pure."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from services.normaliser.requirements.cues import Cue, Stance, cue_in
from services.normaliser.requirements.marks import CUE, OFFER
from services.normaliser.requirements.page import Page
from services.normaliser.requirements.sentences import Sentence, Sentences
from services.normaliser.requirements.words import any_word

_JOINTS = "ja sekä mutta vaan eikä och samt men and but while"
# Where one part of a sentence ends and the next begins; a clause that hangs on the one before it stays with it.
_PARTS = re.compile(
    rf"(?:,|;|-(?<=\s-)(?=\s)|–(?<=\s–)(?=\s)|—(?<=\s—)(?=\s)|{any_word(_JOINTS)})"
    r"(?!\s{0,3}(?:(?:ja|mutta|och|men|and|but)\s)?"
    r"(?:että|ettei|jos|mikäli|jolla|jolta|joka|jotka|att|om|som|that|if|who|which)\b)",
)
# `English is our working language, and Finnish is a must`: what has its own verb says something of its own.
_OWN_VERB = re.compile(r"\b(?:on|ovat|ajetaan|käytetään|käytämme|är|används|använder vi|is|are|will|we use)\b")
_OF_DEMAND = re.compile(
    r"edelly|vaadi|vaati|tarvi|välttämät|pakolli|kräv|krav|behöv|nödvänd|obligator|requir|need|necess|mandator|must"
)
_WORDS = re.compile(r"\w+")
# What goes back to the last thing before it, or to all of them.
_BACK = re.compile(
    r"\b(?:(?P<every>ne|niitä|nämä|kortit|passit|luvat|them|these|dem|dessa|korten|passen)|sen|sitä|kortin|passin|luvan|"
    r"it|one|the (?:card|pass|permit|licen[cs]e)|den|det|kortet|passet|detta)\b"
)
_GAINED = re.compile(
    r"suorit|hanki|hankki|järjest|kustan|maks|koulut|tarjo|anna|"
    r"avlägg|skaff|ordna|bekost|betal|obtain|acqui|complet|arrang|get|pay|cover|train|provid|organi"
)
_TO_BE_HAD = re.compile(
    r"\b(?:(?:voit?|voidaan|valmi\w*|mahdol\w*)\s(?:\w+\s){0,2}(?:suoritta|hankki)\w*|avlägga|avläggas|avläggs|skaffas|"
    r"be (?:obtained|acquired|completed|arranged))\b"
)

Span = tuple[int, int]
_ORDER = tuple(Stance)


class _Part(NamedTuple):
    """A part of a sentence, and what it says of what stands in it."""

    text: str
    start: int
    end: int
    cue: Cue | None


def stances(sentences: Sentences, spans: Sequence[Span]) -> list[Stance]:
    """The stance of each of the spans, which come in the order of the text."""
    found: dict[Span, Stance] = {}
    for sentence, inside in groupby(spans, key=lambda span: sentences.at(span[0])):
        found.update(_in_sentence(sentences, sentence, list(inside)))
    return [found[span] for span in spans]


def _in_sentence(sentences: Sentences, sentence: Sentence, spans: Sequence[Span]) -> dict[Span, Stance]:
    page = sentences.page
    parts = _parts(page, sentence)
    starts = [part.start for part in parts]
    said = {span: _stance(parts, bisect_right(starts, span[0]) - 1, spans, sentence.heading) for span in spans}
    for span in _offered(sentences, sentence, parts, spans):
        said[span] = min(said[span], Stance.OFFERED, key=_ORDER.index)
    if page.lower[sentence.start : sentence.end].rstrip().endswith("?"):
        # Who asks whether you have it has not yet said that you must.
        return {span: Stance.UNSAID if stance is Stance.REQUIRED else stance for span, stance in said.items()}
    return said


def _parts(page: Page, sentence: Sentence) -> list[_Part]:
    cuts = [cut.span() for cut in _PARTS.finditer(page.lower, sentence.start, sentence.end)]
    starts = [sentence.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), sentence.end]
    return [_part(page, sentence, *span) for span in zip(starts, ends, strict=True)]


def _part(page: Page, sentence: Sentence, start: int, end: int) -> _Part:
    return _Part(page.lower, start, end, cue_in(page, start, end) if sentence.marks & CUE else None)


def _stance(parts: list[_Part], at: int, spans: Sequence[Span], heading: Stance) -> Stance:
    """Of what the part itself, the parts around it and the heading say, that which demands least."""
    own = parts[at].cue
    if own is not None:
        said = [own.stance]
    elif _OWN_VERB.search(parts[at].text, parts[at].start, parts[at].end):
        said = []
    else:
        before = next((part for part in reversed(parts[:at]) if part.cue), None)
        after = next((part for part in parts[at + 1 :] if part.cue), None)
        said = [before.cue.stance] if before and before.cue and _leads(before, spans) else []
        said += [after.cue.stance] if after and after.cue and _trails(after, spans) else []
    if heading is not Stance.UNSAID:
        said = [*said, heading]
    return min(said, key=_ORDER.index, default=Stance.UNSAID)


def _leads(part: _Part, spans: Sequence[Span]) -> bool:
    """Whether a part's cue stands before what it is about, so that it holds for what follows: `Edellytämme ...`."""
    if part.cue is None or not _reaches(part, part.cue):
        return False
    inside = [end for start, end in spans if part.start <= start < part.end]
    if inside:
        return part.cue.start < inside[0]
    begins = not _WORDS.search(part.text, part.start, part.cue.start)
    return begins or _WORDS.search(part.text, part.cue.end, part.end) is not None


def _trails(part: _Part, spans: Sequence[Span]) -> bool:
    """Whether a part's cue stands after what it is about, so that it held for what came before: `... vaaditaan`."""
    if part.cue is None or not _reaches(part, part.cue):
        return False
    inside = [end for start, end in spans if part.start <= start < part.end]
    if inside:
        return part.cue.end > inside[-1]
    return len(_WORDS.findall(part.text, part.cue.end, part.end)) <= 1


def _reaches(part: _Part, cue: Cue) -> bool:
    """Whether a cue can hold outside its part: not in brackets (`ruotsi (eduksi)`), and no negation of other things."""
    if part.text.rfind("(", part.start, cue.start) > part.text.rfind(")", part.start, cue.start):
        return False
    return cue.stance is not Stance.NEGATED or _OF_DEMAND.search(part.text, part.start, part.end) is not None


def _offered(sentences: Sentences, sentence: Sentence, parts: list[_Part], spans: Sequence[Span]) -> set[Span]:
    """What is offered after all, later in the sentence or at the beginning of the one that follows."""
    page, after = sentences.page, sentences.after(sentence)
    following = [_first_part(page, after)] if after and after.marks & OFFER else []
    if not following and not sentence.marks & OFFER:
        return set()
    return _taken_back([*parts, *following], spans) | _to_be_had(parts, spans, page)


def _first_part(page: Page, sentence: Sentence) -> _Part:
    cut = _PARTS.search(page.lower, sentence.start, sentence.end)
    return _part(page, sentence, sentence.start, cut.start() if cut else sentence.end)


def _taken_back(parts: Sequence[_Part], spans: Sequence[Span]) -> set[Span]:
    """What a later part offers after all: `..., mutta voit suorittaa sen meillä`."""
    taken: set[Span] = set()
    for part in parts:
        before = [span for span in spans if span[0] < part.start]
        if before and part.cue is not None and part.cue.stance is Stance.OFFERED:
            back = _BACK.search(part.text, part.start, part.end)
            if back and _GAINED.search(part.text, part.start, part.end):
                taken.update(before if back["every"] else before[-1:])
    return taken


def _to_be_had(parts: Sequence[_Part], spans: Sequence[Span], page: Page) -> set[Span]:
    """The same without a word that goes back, within one sentence: `krävs, men kan avläggas hos oss`."""
    taken: set[Span] = set()
    for part in parts:
        empty = not any(part.start <= start < part.end for start, _ in spans)
        if empty and page.marked_in(OFFER, part.start, part.end) and _TO_BE_HAD.search(part.text, part.start, part.end):
            taken.update([span for span in spans if span[0] < part.start][-1:])
    return taken
