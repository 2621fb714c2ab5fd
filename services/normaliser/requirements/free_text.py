"""Skills, licences and languages in an advert's free text, with the words that show them. Pure.

Skills are soft: they are read wherever they are not negated. Licences and languages become conditions, so only those
that the text requires are read.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import NamedTuple

from services.normaliser.requirements import licence_text, skill_text
from services.normaliser.requirements.alternatives import choices
from services.normaliser.requirements.cues import Stance, negation_in
from services.normaliser.requirements.driving_text import driving_licences
from services.normaliser.requirements.experience import experience_years, years_in
from services.normaliser.requirements.languages import languages
from services.normaliser.requirements.marks import NEGATION
from services.normaliser.requirements.page import Page
from services.normaliser.requirements.phrases import Hit, Vocabulary
from services.normaliser.requirements.sentences import Sentence, Sentences
from services.normaliser.requirements.stances import Span, stances
from shared.esco import Taxonomy
from shared.events.base import LanguageSkill
from shared.events.vacancies import Evidence

__all__ = ["TextReader", "experience_years", "language_skill", "years_in"]

_MOST_SKILLS = 15
_LONGEST_WORDS = 80
_MAYBE_PERSONAL = re.compile(r"[@\d]")
_PERSONAL = re.compile(r"\S*@\S*|\d{5,}|\+?\d[\d\s()-]{6,}\d")
_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


class _Mention(NamedTuple):
    """A licence or a language (`what`) in the text; `said` is false for a language without a level in words."""

    kind: str
    what: tuple[str, ...]
    span: Span
    shown: Span
    said: bool = True


class TextReader:
    """Reads free text by the labels of one taxonomy; built once, then used for every advert."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._licences = frozenset(taxonomy.licences)
        self._vocabulary = Vocabulary((*licence_text.licence_terms(taxonomy), *skill_text.skill_terms(taxonomy)))

    def read(self, text: str, language: str | None) -> tuple[Evidence, ...]:
        """What the text shows, in its order, each thing once; `language` is the advert's (`fi`, `sv`, `en`)."""
        return self.shown_in(self.sentences(text), language)

    def sentences(self, text: str) -> Sentences:
        """A text, ready to be read: for what it shows, and for its years of experience."""
        return Sentences(Page(text, self._vocabulary.marks))

    def shown_in(self, sentences: Sentences, language: str | None) -> tuple[Evidence, ...]:
        """What a text that this reader made ready shows."""
        hits = self._vocabulary.find(sentences.page, language)
        skills = [hit for hit in hits if hit.term.kind == "skill"]
        mentions = sorted(self._mentions(sentences, hits), key=attrgetter("span"))
        found = [*_skills(sentences, skills, language), *_required(sentences, mentions)]
        return tuple([evidence for _, evidence in sorted(found, key=itemgetter(0))])

    def _mentions(self, sentences: Sentences, hits: list[Hit]) -> Iterator[_Mention]:
        page = sentences.page
        driving = [each for each in driving_licences(page) if self._licences.issuperset(each.slugs)]
        drives = [sentences.at(each.start) for each in driving]
        for each in driving:
            yield _Mention("licence", each.slugs, (each.start, each.end), (each.start, each.end))
        for hit in hits:
            if hit.term.kind != "licence" or not licence_text.believed(hit, page.text):
                continue
            if hit.term.needs != "driving" or sentences.at(hit.start) in drives:
                yield _Mention("licence", (hit.term.what,), (hit.start, hit.end), (hit.start, hit.end))
        for named in languages(sentences):
            yield _Mention("language", (f"{named.code} {named.level}",), named.span, named.shown, named.said)


@lru_cache(maxsize=1_000)
def language_skill(what: str) -> LanguageSkill:
    """The language of an Evidence of that kind: `sv B1`."""
    code, level = what.split()
    return LanguageSkill.model_validate({"code": code, "level": level})


def _skills(sentences: Sentences, hits: list[Hit], language: str | None) -> Iterator[tuple[int, Evidence]]:
    """The skills that are not negated, the first so many of them."""
    text = sentences.page.text
    seen: set[str] = set()
    for at, hit in enumerate(hits):
        if hit.term.what in seen or len(seen) == _MOST_SKILLS:
            continue
        sentence = sentences.at(hit.start)
        meant = skill_text.believed(hit, sentences.page, sentence, language) or skill_text.listed(text, hits, at)
        if meant and not _negated(hit, sentences, sentence):
            seen.add(hit.term.what)
            yield hit.start, _evidence("skill", hit.term.what, text, (hit.start, hit.end))


def _negated(hit: Hit, sentences: Sentences, sentence: Sentence) -> bool:
    said = sentence.marks & NEGATION and negation_in(sentences.page, sentence.start, sentence.end)
    if sentence.heading is not Stance.NEGATED and not said:
        return False
    return stances(sentences, [(hit.start, hit.end)])[0] is Stance.NEGATED


def _required(sentences: Sentences, mentions: list[_Mention]) -> Iterator[tuple[int, Evidence]]:
    """What is required in one place, and in no other place offered or declared unnecessary."""
    if not mentions:
        return
    text = sentences.page.text
    said = list(zip(mentions, stances(sentences, [mention.span for mention in mentions]), strict=True))
    needless = {
        _name(what) for mention, stance in said if stance in (Stance.NEGATED, Stance.OFFERED) for what in mention.what
    }
    for kind in ("licence", "language"):
        firm = [mention for mention, stance in said if mention.kind == kind and stance is Stance.REQUIRED]
        if not firm:
            continue
        chosen = choices(sentences.page.lower, [mention.span for mention in firm])
        yield from _once(text, kind, (each for at, each in enumerate(firm) if at not in chosen), needless)


def _once(text: str, kind: str, mentions: Iterable[_Mention], needless: set[str]) -> Iterator[tuple[int, Evidence]]:
    """Each licence, and each language at one level: one that is said before the one assumed, then the lowest."""
    best: dict[str, tuple[tuple[bool, int, int], str, Span]] = {}
    for mention in mentions:
        for what in mention.what:
            level = _LEVELS.index(what[-2:]) if kind == "language" else 0
            rank = (not mention.said, level, mention.span[0])
            if _name(what) not in needless and (_name(what) not in best or rank < best[_name(what)][0]):
                best[_name(what)] = rank, what, mention.shown
    for _, what, span in best.values():
        yield span[0], _evidence(kind, what, text, span)


def _name(what: str) -> str:
    """A language without its level; a licence as it is."""
    return what.split(maxsplit=1)[0]


def _evidence(kind: str, what: str, text: str, span: Span) -> Evidence:
    start, end = span
    shown = text[start:end]
    if text[end : end + 1] == ")" and shown.count("(") > shown.count(")"):
        shown += ")"
    return _told(kind, what, shown)


# An advert says what others have said, in their words.
@lru_cache(maxsize=10_000)
def _told(kind: str, what: str, shown: str) -> Evidence:
    return Evidence.model_validate({"kind": kind, "what": what, "words": _words(shown)})


def _words(shown: str) -> str:
    """The words themselves, without what could be an address or a number of a person."""
    if _MAYBE_PERSONAL.search(shown):
        shown = _PERSONAL.sub(" ", shown)
    return " ".join(shown.split())[:_LONGEST_WORDS].strip()
