"""Which of several demands are choices: of `suomi tai ruotsi` neither is required. Pure."""

import re
from collections.abc import Sequence

from services.normaliser.requirements.stances import Span

_WORD = r"(?:tai|taikka|eller|or)\b"
# `B2 tai parempi` is no choice of something else.
_MORE = (
    r"(?!\s(?:parempi|korkeampi|ylempi|enemmän|sitä|vastaava\w*\staso|higher|above|better|more|högre|bättre|"
    r"motsvarande nivå))"
)
_AFTER = re.compile(rf"\W{{0,3}}(?:(?:ja|and|och)/)?{_WORD}{_MORE}|\s?/\s?\w")
_BEFORE = re.compile(r"(?:\b(?:tai|taikka|eller|or)\W{1,3}|\w\s?/\s?)$")
_ONLY_COMMA = re.compile(r"\s?,\s?")


def choices(text: str, spans: Sequence[Span]) -> set[int]:
    """The numbers of the spans, in the order of the text, that stand in a choice: `a tai b`, `a, b tai c`, `a/b`.

    The text comes in small letters.
    """
    found = {at for at, (start, end) in enumerate(spans) if _begins(text, end) or _ends(text, start)}
    listed = False  # whether the list whose commas we go back along ends in a choice
    for at in range(len(spans) - 2, -1, -1):
        listed = listed or _begins(text, spans[at + 1][1])
        listed = listed and _ONLY_COMMA.fullmatch(text, spans[at][1], spans[at + 1][0]) is not None
        if listed:
            found.add(at)
    return found


def _begins(text: str, end: int) -> bool:
    return _AFTER.match(text, end) is not None


def _ends(text: str, start: int) -> bool:
    return _BEFORE.search(text, max(0, start - 12), start) is not None
