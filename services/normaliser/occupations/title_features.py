"""A title as a bag of hashed features: its words, the pairs of words that may be one compound, their letter sequences.

The model is trained on these bags and asked by them, so both sides take them from here.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 17
_LAST = BUCKETS - 1
SHORTEST, LONGEST = 3, 5
Ids = NDArray[np.int32]
Weighted = Sequence[tuple[str, float]]


def word_features(word: str) -> Ids:
    """The buckets of a word: itself, and its runs of three to five letters with its ends marked."""
    padded = f"<{word}>"
    found = [f"w{word}"]
    for size in range(SHORTEST, LONGEST + 1):
        found += [padded[start : start + size] for start in range(len(padded) - size + 1)]
    return np.array([crc32(each.encode()) & _LAST for each in found], dtype=np.int32)


# Training meets the same words again and again; the model keeps the sums of theirs.
_remembered = lru_cache(maxsize=100_000)(word_features)


def pair_feature(first: str, second: str) -> int:
    """The bucket of two neighbours as if they were one word: `varhais kasvatuksen` is `varhaiskasvatuksen`."""
    return crc32(f"w{first}{second}".encode()) & _LAST


def bag(words: Weighted) -> tuple[Ids, NDArray[np.float32]]:
    """The buckets of weighted words, and their values; the bag has length 1 however many words there are."""
    ids = [_remembered(word) for word, _ in words]
    values = [np.full(len(each), weight, dtype=np.float32) for each, (_, weight) in zip(ids, words, strict=True)]
    pairs = list(pairwise(words))
    if pairs:
        ids.append(np.array([pair_feature(a, b) for (a, _), (b, _) in pairs], dtype=np.int32))
        values.append(np.array([min(a, b) for (_, a), (_, b) in pairs], dtype=np.float32))
    if not ids:
        return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32)
    value = np.concatenate(values)
    return np.concatenate(ids), value / np.sqrt(np.dot(value, value))
