"""What adverts say of a job in few words and many ways: shift, share of hours, contract, unit, openings. Pure.

A fact is a slug such as `shift:night`, `share:80` or `unit:3b`, the same in Finnish, Swedish and English.
"""

import re
from collections.abc import Iterable

from services.normaliser.jobs.fact_patterns import HOURS, MONTHS, NUMBER, NUMBER_WORDS, OPENINGS, SHARE, STATED, UNIT
from services.normaliser.jobs.sentences import Sentence
from services.normaliser.jobs.tokens import DIGIT, FACTS, NUMBERS, OF_CONTRACT, OF_HOURS, Token

# Whole words, whatever of them is recognised by: `vakituinen` by `vakitui`.
_MARKED = re.compile(r"\w*\0[\w\0]*")
_LAST_WORD = re.compile(r"\w+\.?$")
KINDS = ("shift", "share", "hours", "months", "contract", "openings", "level", "unit")


def facts_of(title: Sentence, sentences: Iterable[Sentence]) -> frozenset[str]:
    """The facts that a title and the sentences of a text state. Of what the title says, the text is not asked."""
    of_title = _facts(title, title.marks | OF_HOURS | OF_CONTRACT)
    # Whose experience, whose responsibility: a text speaks of many.
    settled = {"level", *map(_kind, of_title)}
    of_text = set[str]().union(*[_facts(each, each.marks) for each in sentences if each.marks & (FACTS | DIGIT)])
    return frozenset(of_title.union([fact for fact in of_text if _kind(fact) not in settled]))


def _facts(said: Sentence, marks: int) -> set[str]:
    """`marks`: the sentence's, and what else is known to be its matter."""
    found = _stated(said) if marks & FACTS else set()
    if marks & DIGIT:
        found.update(_numbers(said, marks))
    return found


def _stated(said: Sentence) -> set[str]:
    return {fact for token in (*said.tokens, *said.pairs) for fact in token.facts}


def _numbers(said: Sentence, marks: int) -> list[str]:
    text = said.text()
    found = [f"openings:{int(number)}" for number in OPENINGS.findall(text)]
    if marks & NUMBERS:
        found += [f"unit:{number}" for number, _ in _units(said.tokens)]
    if "/" in text:
        found += [f"hours:{number.replace(',', '.')}" for number in HOURS.findall(text)]
    if marks & OF_HOURS:
        found += [f"share:{int(share)}" for share in SHARE.findall(text)]
    if marks & OF_CONTRACT:
        found += [f"months:{int(number)}" for number in MONTHS.findall(text)]
    return found


def _units(tokens: list[Token]) -> list[tuple[str, range]]:
    """The numbers of wards, teams, shops and the like, with the places of the words that say so."""
    found = []
    for place, token in enumerate(tokens):
        if token.marks & NUMBERS and place:
            first = place - 2 if tokens[place - 1].folded in NUMBER_WORDS and place > 1 else place - 1
            before, number = _LAST_WORD.search(tokens[first].folded), NUMBER.match(token.folded)
            if number and before and UNIT.fullmatch(before[0]):
                found.append((number[1], range(first, place + 1)))
    return found


def without_facts(title: Sentence) -> str:
    """A title, casefolded, without the words and numbers that state facts."""
    text = _without_numbers(title) if title.marks & DIGIT else title.text()
    if title.marks & FACTS:
        for fact in sorted(_stated(title)):
            text = STATED[fact].pattern.sub("\0", text)
        text = _MARKED.sub(" ", text)
    return text


def _without_numbers(title: Sentence) -> str:
    words = [token.folded for token in title.tokens]
    if title.marks & NUMBERS:
        for _, places in _units(title.tokens):
            for place in places:
                words[place] = ""
    text = " ".join(filter(None, words))
    for numbers in (SHARE, HOURS, MONTHS, OPENINGS) if "/" in text else (SHARE, MONTHS, OPENINGS):
        text = numbers.sub(" ", text)
    return text


def contradicting(a: frozenset[str], b: frozenset[str]) -> str | None:
    """The kind of fact of which both say something and nothing the same, if there is any."""
    if not a or not b:
        return None
    for kind in KINDS:
        one, other = _of(kind, a), _of(kind, b)
        if one and other and one.isdisjoint(other):
            return kind
    return None


def _of(kind: str, facts: frozenset[str]) -> frozenset[str]:
    return frozenset(fact for fact in facts if _kind(fact) == kind)


def _kind(fact: str) -> str:
    return fact.partition(":")[0]
