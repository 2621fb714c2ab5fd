"""What of an advert's free text is compared: its shingles, and the words that tell one job from another. Pure.

All words are kept as 32-bit hashes only.
"""

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import compress
from zlib import crc32

from services.normaliser.jobs.sentences import Sentence
from services.normaliser.jobs.sketch import sample_of
from services.normaliser.jobs.tokens import Detail, Token

SHINGLE = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A text as it is compared.

    `shingles`: see `sketch.sample_of`, of runs of three words. `details`: ascending hashes
    of the numbers and names in it. `statements`: for each of these, the words around it (high half) and itself (low).
    """

    shingles: bytes
    details: bytes
    statements: bytes


def read_text(sentences: Iterable[Sentence], unsaid: Collection[str]) -> Told:
    """What the sentences tell. `unsaid`: casefolded words that are no detail, such as the employer's name."""
    shingles = _Shingles()
    details: set[int] = set()
    statements: set[int] = set()
    for sentence in sentences:
        words, telling = _read(sentence.tokens, unsaid)
        shingles.add(words)
        if telling:
            details.update([detail.hash for detail in telling.values()])
            statements.update(_statements(words, telling))
    return Told(shingles.sample(), array("I", sorted(details)).tobytes(), array("Q", sorted(statements)).tobytes())


def _read(tokens: list[Token], unsaid: Collection[str]) -> tuple[list[bytes], dict[int, Detail]]:
    """A sentence's words, and which of them tell something: numbers, and names where no sentence begins."""
    words: list[bytes] = []
    telling: dict[int, Detail] = {}
    for token in tokens:
        if token.details:
            for detail in token.details:
                place = len(words) + detail.place
                if (place or detail.number) and detail.word not in unsaid:
                    telling[place] = detail
        words += token.words
    return words, telling


class _Shingles:
    """Runs of three words in one sentence. All of a text are made at once: that is done in C."""

    def __init__(self) -> None:
        self._short: set[int] = set()
        self._words: list[bytes] = []
        self._begins = bytearray()  # 1 for each word that a run begins with

    def add(self, words: list[bytes]) -> None:
        """A sentence; one of fewer words is a run itself."""
        if len(words) < SHINGLE:
            self._short.add(crc32(b" ".join(words)))
        else:
            self._words += words
            self._begins += b"\1" * (len(words) - 2) + b"\0\0"

    def sample(self) -> bytes:
        """See `sketch.sample_of`."""
        words = self._words
        runs = compress(zip(words, words[1:], words[2:], strict=False), self._begins)
        return sample_of(self._short.union(map(crc32, map(b" ".join, runs))))


def _statements(words: list[bytes], telling: dict[int, Detail]) -> list[int]:
    """`osasto 3` states 3 of `osasto`: the two words before and the one after, and what stands between."""
    spoken = [b"^", b"^", *words, b"$"]
    for place in telling:
        spoken[place + 2] = b"#"
    around = [b" ".join((spoken[place], spoken[place + 1], spoken[place + 3])) for place in telling]
    return [crc32(each) << 32 | detail.hash for each, detail in zip(around, telling.values(), strict=True)]
