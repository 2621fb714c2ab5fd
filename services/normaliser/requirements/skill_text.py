"""Skills in running text, as terms to be found there. Pure."""

import re
from collections.abc import Iterator, Sequence

from services.normaliser.requirements.cues import Stance, cue_in
from services.normaliser.requirements.marks import EMPLOYER, SKILL
from services.normaliser.requirements.page import Page
from services.normaliser.requirements.phrases import Hit, Term
from services.normaliser.requirements.sentences import Sentence
from services.normaliser.requirements.skill_words import GENERAL, NO_HEADS, OTHER_NAMES, SHOWS_EMPLOYER, SHOWS_SKILL
from shared.esco import LANGUAGES, Taxonomy

_ASIDE = re.compile(r"\s*\([^()]*\)")
_LISTED = re.compile(r"\s?(?:[,/&]|\bja|\bsekä|\boch|\bsamt|\band|, and)\s?")
_REACH = 40  # characters on either side in which words such as experience count


def skill_terms(taxonomy: Taxonomy) -> Iterator[Term]:
    """The labels of a taxonomy's skills in each language; of two skills with one label, the first by slug."""
    for slug, labels in sorted(taxonomy.skills.items()):
        for language in LANGUAGES:
            for label in (labels.get(language, ""), *OTHER_NAMES.get(slug, {}).get(language, "").split("|")):
                if text := _ASIDE.sub("", label).casefold():
                    yield _term(slug, text, language)


def _term(slug: str, text: str, language: str) -> Term:
    general = text in GENERAL
    return Term(
        kind="skill",
        what=slug,
        text=text,
        language=language,
        needs="cue" if general else "",
        first_part=True,
        head=not general and text not in NO_HEADS,
    )


def believed(hit: Hit, page: Page, sentence: Sentence, language: str | None) -> bool:
    """Whether a skill is meant where it stands, in an advert in a language (None: not known)."""
    start, end = sentence.start, sentence.end
    if hit.term.needs == "cue":
        near = max(start, hit.start - _REACH), min(end, hit.end + _REACH)
        return language in (None, hit.term.language) and _shows_skill(page, *near)
    if not shows_employer(page, sentence):
        return True
    cue = cue_in(page, start, end)
    return cue is not None and cue.stance in (Stance.NICE, Stance.REQUIRED)


def shows_employer(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence is about the employer."""
    if not sentence.marks & EMPLOYER:
        return False
    return bool(page.matches(EMPLOYER, SHOWS_EMPLOYER, sentence.start, sentence.end))


def _shows_skill(page: Page, start: int, end: int) -> bool:
    return bool(page.marked_in(SKILL, start, end)) and SHOWS_SKILL.search(page.lower, start, end) is not None


def listed(text: str, hits: Sequence[Hit], at: int) -> bool:
    """Whether a general word stands in a list beside a skill that is one without doubt: `order picking, packing`."""
    for before, after in ((at - 1, at), (at, at + 1)):
        if before >= 0 and after < len(hits) and _LISTED.fullmatch(text, hits[before].end, hits[after].start):
            other = hits[before if after == at else after]
            if other.term.needs == "" and hits[at].term.needs == "cue":
                return True
    return False
