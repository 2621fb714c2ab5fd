"""What of an advert's free text is compared: its shingles, and the words that tell one job from another. Pure.

All words are kept as 32-bit hashes only. Sentences that say whom to ask or how to apply are left out: they name
people, and they change from source to source.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from services.normaliser.jobs.guarded import Guarded
from services.normaliser.jobs.sketch import sample_of

SHINGLE = 3
LONGEST = 20_000
_TAG = re.compile(r"<[^<>]{1,200}>")
_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\bpuh\.)(?<!\btel\.)(?<!\bos\.)(?<!\bavd\.)(?<!\bnro\.)\s+|[\n•·▪]+", re.IGNORECASE
)
_WORD = re.compile(r"\d+(?:[.,:]\d+)*[^\W\d_]?(?![^\W_])|[^\W_]+(?:-[^\W_]+)*")
_DAY = re.compile(r"(\d{1,2}\.\d{1,2})\.\d{4}")
_CUT_OFF = re.compile(r"\s\S*(?:…|\.\.\.)$")
_TELEPHONE = re.compile(r"(?:\+|\b0)\d[\d\s()-]{5,}\d")
_ASKING = Guarded(
    r"""lisätie|yhteyttä|yhteyshenkilö|kysy\b|\bpuh\.|puhelimitse|@|hakemu|hakuaika|haastattelu|viimeistään|mennessä
      | \bhae\b | \bhakea\b
      | upplysningar|kontakta\b|fråga\smer|\btel\.|ansök|intervju|\bsenast\b|\bsök\b
      | \bmore\sinformation|\bcontact|\bask\b|\bapply|applica|deadline|interview""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A text as it is compared.

    `shingles`: see `sketch.sample_of`, of runs of three words. `details`: ascending hashes
    of the numbers and names in it. `statements`: for each of these, the words around it (high half) and itself (low).
    """

    shingles: bytes
    details: bytes
    statements: bytes


def sentences_of(text: str) -> list[str]:
    """The sentences of an advert, without those about contacts and applying."""
    plain = _TAG.sub(" ", unicodedata.normalize("NFKC", text[:LONGEST])).strip()
    plain = _CUT_OFF.sub("", plain)
    found = (sentence.strip() for sentence in _SENTENCE.split(plain))
    return [sentence for sentence in found if sentence and not _asks(sentence.casefold())]


def _asks(sentence: str) -> bool:
    """Whether it says whom to ask or how to apply."""
    return _ASKING.search(sentence) or (("0" in sentence or "+" in sentence) and bool(_TELEPHONE.search(sentence)))


def read_text(sentences: Collection[str], unsaid: Collection[str]) -> Told:
    """What the sentences tell. `unsaid`: casefolded words that are no detail, such as the employer's name."""
    shingles: set[int] = set()
    details: set[int] = set()
    statements: set[int] = set()
    for sentence in sentences:
        words = [_DAY.sub(r"\1", word) if "." in word else word for word in _WORD.findall(sentence)]
        folded = [word.casefold() for word in words]
        shingles.update(_shingles(folded))
        telling = {place for place, word in enumerate(words) if _tells(word, place) and folded[place] not in unsaid}
        details.update(detail(folded[place]) for place in telling)
        statements.update(_statements(folded, telling))
    return Told(sample_of(shingles), _packed(sorted(details), np.uint32), _packed(sorted(statements), np.uint64))


def detail(word: str) -> int:
    """The hash of a casefolded number or name; names by their beginning, for Finnish inflects the rest."""
    return crc32((word if word[:1].isdigit() else word[:5]).encode())


def _packed(numbers: list[int], kind: type[np.uint32] | type[np.uint64]) -> bytes:
    return np.array(numbers, dtype=kind).tobytes()


def _shingles(words: list[str]) -> Iterator[int]:
    for start in range(max(1, len(words) - SHINGLE + 1)):
        yield crc32(" ".join(words[start : start + SHINGLE]).encode())


def _tells(word: str, place: int) -> bool:
    """Numbers, and names: what stands with a capital although no sentence begins there."""
    return any(map(str.isdigit, word)) or (place > 0 and word[:1].isupper() and word != "I")


def _statements(words: list[str], telling: set[int]) -> Iterator[int]:
    """`osasto 3` states 3 of `osasto`: the two words before and the one after, and what stands between."""
    spoken = ["^", "^", *("#" if place in telling else word for place, word in enumerate(words)), "$"]
    for place in telling:
        around = " ".join((spoken[place], spoken[place + 1], spoken[place + 3]))
        yield crc32(around.encode()) << 32 | detail(words[place])
