"""An advert's words as they stand between spaces, each looked at once for all adverts: what it tells by itself. Pure.

Adverts repeat each other's words. What takes two words (`night shift`) is read as one text of both, kept likewise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from services.normaliser.jobs.fact_patterns import NUMBER, SPEAKS_OF_CONTRACT, SPEAKS_OF_HOURS, STATED
from services.normaliser.jobs.guarded import Guarded

MOST = 50_000  # kept; 30 MB
# What `marks` says of a word. The first five are also said of two.
ASKS, FACTS, OF_HOURS, OF_CONTRACT, SECOND, ENDS, TELEPHONE, DIGIT, NUMBERS = (1 << place for place in range(9))

_WORD = re.compile(r"\d+(?:[.,:]\d+)*[^\W\d_]?(?![^\W_])|[^\W_]+(?:-[^\W_]+)*")
_DAY = re.compile(r"(\d{1,2}\.\d{1,2})\.\d{4}")
_ABBREVIATION = re.compile(r"\b(?:puh|tel|os|avd|nro)\.$")
_TELEPHONE = re.compile(r"(?:\+|\b0)\d")
_DIGIT = re.compile(r"\d")
_ASKING = Guarded(
    r"lisätie|yhteyttä|yhteyshenkilö|kysy\b|\bpuh\.|puhelimitse|@|hakemu|hakuaika|haastattelu|viimeistään|mennessä"
    r"|\bhae\b|\bhakea\b|upplysningar|kontakta\b|fråga\smer|\btel\.|ansök|intervju|\bsenast\b|\bsök\b"
    r"|\bmore\sinformation|\bcontact|\bask\b|\bapply|applica|deadline|interview"
)
_MARKING = ((ASKS, _ASKING), (OF_HOURS, SPEAKS_OF_HOURS), (OF_CONTRACT, SPEAKS_OF_CONTRACT))
_GUARDED = [pattern for _, pattern in (*_MARKING, *STATED.items())]
_SECOND = tuple({word for pattern in _GUARDED for word in pattern.second_words})
_ANY = re.compile("|".join(re.escape(letters) for pattern in _GUARDED for letters in pattern.letters))


@dataclass(frozen=True, slots=True)
class Detail:
    """A number, or a name: what has a capital (`number` is False). `place`: which of its token's words it is."""

    place: int
    number: bool
    word: str
    hash: int


@dataclass(frozen=True, slots=True)
class Token:
    """What stands between two spaces.

    `folded`: as it stands, casefolded. `words`: those in it, casefolded, in UTF-8: `b"avoin"` of `(Avoin!`, sometimes
    none. `marks`: bits, see above; 0 of most. `facts`: those that it states, those of titles too.
    """

    folded: str
    words: tuple[bytes, ...]
    details: tuple[Detail, ...]
    marks: int
    facts: tuple[str, ...]


class Tokens(dict[str, Token]):
    """Each token that was asked for; begun anew when there are too many, for memory is not endless."""

    def __missing__(self, text: str) -> Token:
        if len(self) >= MOST:
            self.clear()
        found = self[text] = _read(text)
        return found


_TOKENS = Tokens()
_known = _TOKENS.__getitem__


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text in NFKC."""
    return list(map(_known, text.split()))


def pairs_of(tokens: Sequence[Token]) -> list[Token]:
    """Two tokens as one, wherever they may state together what neither does alone."""
    return [
        _known(f"{tokens[place - 1].folded} {token.folded}")
        for place, token in enumerate(tokens)
        if token.marks & SECOND and place
    ]


def _read(text: str) -> Token:
    folded = text.casefold()
    words = [_DAY.sub(r"\1", word) if "." in word else word for word in _WORD.findall(text)]
    details = tuple(detail for place, word in enumerate(words) if (detail := _detail(word, place)))
    facts: tuple[str, ...] = ()
    marks = _shape(folded)
    if _ANY.search(folded):
        facts = tuple(fact for fact, pattern in STATED.items() if pattern.search(folded))
        marks |= sum(mark for mark, pattern in _MARKING if pattern.search(folded)) | FACTS * bool(facts)
    return Token(folded, tuple(word.casefold().encode() for word in words), details, marks, facts)


def _shape(folded: str) -> int:
    """The marks that do not depend on what is said."""
    marks = SECOND * folded.startswith(_SECOND)
    if folded[-1] in ".!?" and not _ABBREVIATION.search(folded):
        marks |= ENDS
    if _DIGIT.search(folded):
        marks |= DIGIT | NUMBERS * bool(NUMBER.match(folded)) | TELEPHONE * bool(_TELEPHONE.search(folded))
    return marks


def _detail(word: str, place: int) -> Detail | None:
    number = not word.isalpha() and any(map(str.isdigit, word))
    if not number and (not word[:1].isupper() or word == "I"):
        return None
    folded = word.casefold()
    # Names by their beginning, for Finnish inflects the rest.
    return Detail(place, number, folded, crc32((folded if folded[:1].isdigit() else folded[:5]).encode()))
