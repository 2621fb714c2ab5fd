"""An advert's sentences, as tokens. Pure.

Those that say whom to ask or how to apply are left out: they name people, and they change from source to source.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.normaliser.jobs.tokens import ASKS, ENDS, SECOND, TELEPHONE, Token, pairs_of, tokens_of

LONGEST = 20_000
_TAG = re.compile(r"<[^<>]{1,200}>")
_TELEPHONE = re.compile(r"(?:\+|\b0)\d[\d\s()-]{5,}\d")


@dataclass(slots=True)
class Sentence:
    """Its tokens, those that two of them make together, and all that is marked in either (see `tokens`)."""

    tokens: list[Token]
    marks: int
    pairs: Sequence[Token] = ()

    def __post_init__(self) -> None:
        if self.marks & SECOND:
            self.pairs = pairs_of(self.tokens)
            for pair in self.pairs:
                self.marks |= pair.marks

    def text(self) -> str:
        """As it stands, casefolded."""
        return " ".join([token.folded for token in self.tokens])


def one_sentence(text: str) -> Sentence:
    """All of a text, such as a title, as one sentence."""
    tokens = tokens_of(unicodedata.normalize("NFKC", text))
    marks = 0
    for token in tokens:
        marks |= token.marks
    return Sentence(tokens, marks)


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of an advert, without those about contacts and applying."""
    return [sentence for line in _lines(text) for sentence in _split(tokens_of(line)) if not _asks(sentence)]


def _lines(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    plain = (_TAG.sub(" ", plain) if "<" in plain else plain).strip()
    # A board's cut goes through a word (NFKC has made three dots of `…`).
    if plain.endswith("..."):
        plain = plain.rsplit(maxsplit=1)[0]
    return plain.replace("•", "\n").replace("·", "\n").replace("▪", "\n").split("\n")


def _split(tokens: list[Token]) -> Iterator[Sentence]:
    start = marks = 0
    for end, token in enumerate(tokens, 1):
        if token.marks:
            marks |= token.marks
            if token.marks & ENDS:
                yield Sentence(tokens[start:end], marks)
                start, marks = end, 0
    if start < len(tokens):
        yield Sentence(tokens[start:], marks)


def _asks(sentence: Sentence) -> bool:
    """Whether it says whom to ask or how to apply."""
    return bool(sentence.marks & ASKS or (sentence.marks & TELEPHONE and _TELEPHONE.search(sentence.text())))
