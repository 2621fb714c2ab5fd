"""Licences in running text, as terms to be found there. Pure."""

import re
from collections.abc import Iterator

from services.normaliser.requirements.licence_words import (
    HEALTH,
    HEALTH_FORMS,
    MORE_IN_TEXT,
    NOT_IN_TEXT,
    ONLY_LISTED,
    SPELLINGS,
    WITH_DRIVING,
)
from services.normaliser.requirements.phrases import Hit, Term
from shared.esco import LANGUAGES, Taxonomy

_CARD = re.compile(r"(?P<first>[^\W\d_]{4,})(?:kortti|passi|kort|pass)")
_CARD_AHEAD = re.compile(r"[-\w\s,/]{0,40}?\w{3}(?:kort|pass)", re.IGNORECASE)
_LOVE_AHEAD = re.compile(r"[\s-]{1,2}(?:lupa|luva|lääke|koulut|osaam|kokonais|suorit|teori|tent|todist)", re.IGNORECASE)


def licence_terms(taxonomy: Taxonomy) -> Iterator[Term]:
    """How people write the licences of a taxonomy, in text: no spelling there that means much else."""
    for slug, spelling in _spellings(taxonomy):
        for language in LANGUAGES:
            yield Term("licence", slug, spelling, language)
        if card := _CARD.fullmatch(spelling):
            yield Term("licence", slug, f"{card['first']}-", "fi", needs="head")
    for spelling in WITH_DRIVING:
        for language in LANGUAGES:
            yield Term("licence", "driver-cpc", spelling, language, needs="driving")
    yield Term("licence", "medication-permit", "love", "fi", needs="love")
    yield from _health_terms(taxonomy)


def believed(hit: Hit, text: str) -> bool:
    """Whether what stands around a licence's word shows that it is the licence."""
    match hit.term.needs:
        case "head":  # `tulityö- ja työturvallisuuskortti`
            return bool(_CARD_AHEAD.match(text, hit.end))
        case "love":
            return text[hit.start : hit.end] in {"LOVe", "LoVe"} or bool(_LOVE_AHEAD.match(text, hit.end))
    return True


def _spellings(taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    for slug, labels in taxonomy.licences.items():
        if slug.startswith("driving-") or slug in ONLY_LISTED:
            continue  # the driving licences are read by their classes
        listed = f"{SPELLINGS.get(slug, '')}|{MORE_IN_TEXT.get(slug, '')}".split("|")
        for spelling in dict.fromkeys((*listed, *(label.casefold() for label in labels.values()))):
            if spelling and spelling not in NOT_IN_TEXT:
                yield slug, spelling


def _health_terms(taxonomy: Taxonomy) -> Iterator[Term]:
    for slug in sorted(HEALTH.keys() & taxonomy.licences.keys()):
        for language, forms in HEALTH_FORMS.items():
            for form in forms.split("|"):
                for title in HEALTH[slug].split("|"):
                    yield Term("licence", slug, form.replace("*", title), language)
