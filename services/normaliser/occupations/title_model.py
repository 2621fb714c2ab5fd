"""A small model of how titles are put together: hashed features, one layer, one output for each occupation.

It knows nothing but the labels and everyday titles of one taxonomy (see `title_training`), has a few megabytes, and
answers in some ten microseconds. Where a title is new, it says which known titles it is made like.
"""

import hashlib
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
import orjson
from backports import zstd
from numpy.typing import NDArray

from services.normaliser.occupations.title_features import BUCKETS, Weighted, pair_feature, word_features
from shared.esco import Taxonomy

Floats = NDArray[np.float32]
# What is trained, and how: part of the digest, so that a model of older making is not taken for a new one.
MAKING = "3"
_MAGIC = b"kohtaanto titles 1\n"
_LONGEST_REMEMBERED = 50_000


class TitleModel:
    """Scores of all occupations for a bag of words. Safe to share between threads: nothing changes after loading."""

    def __init__(self, made_of: str, uris: Sequence[str], features: NDArray[Any], output: Floats, bias: Floats) -> None:
        self.made_of, self.uris = made_of, tuple(uris)
        self._features, self._output, self._bias = features, output, bias
        self._word = lru_cache(maxsize=_LONGEST_REMEMBERED)(self._sum_of_word)

    def log_probabilities(self, words: Weighted) -> Floats:
        """For a bag of weighted words the logarithm of each class's probability; the last class is *none*."""
        scores: Floats = self._bias + self._hidden(words) @ self._output if words else self._bias.copy()
        scores -= scores[scores.argmax()]
        scores -= math.log(np.exp(scores).sum())
        return scores

    def _hidden(self, words: Weighted) -> Floats:
        """The sum of the bag's features, as if the bag had length 1. All of it 32 bits wide: twice that takes six
        times as long."""
        rows, weights, length = [], [], 0.0
        for word, weight in words:
            row, count = self._word(word)
            rows.append(row)
            weights.append(weight)
            length += weight * weight * count
        for (a, weight_a), (b, weight_b) in pairwise(words):
            weight = min(weight_a, weight_b)
            rows.append(self._features[pair_feature(a, b)])
            weights.append(weight)
            length += weight * weight
        total: Floats = np.array(weights, dtype=np.float32) @ np.array(rows, dtype=np.float32)
        return total / np.float32(math.sqrt(length))

    def _sum_of_word(self, word: str) -> tuple[Floats, int]:
        ids = word_features(word)
        return self._features[ids].astype(np.float32).sum(axis=0), len(ids)

    def dump(self) -> bytes:
        """The model as bytes, a byte for each number."""
        scale = np.abs(self._features).max(axis=1, keepdims=True) / 127
        scale[scale == 0] = 1
        small = np.rint(self._features / scale).astype(np.int8)
        used = np.flatnonzero(small.any(axis=1)).astype(np.int32)
        head = orjson.dumps(
            {"made_of": self.made_of, "uris": self.uris, "dimensions": small.shape[1], "used": len(used)}
        )
        parts = [used, scale[used, 0].astype(np.float16), small[used], self._output.astype(np.float16), self._bias]
        body = b"".join(np.ascontiguousarray(part).tobytes() for part in parts)
        return _MAGIC + zstd.compress(len(head).to_bytes(4, "little") + head + body, level=12)

    @classmethod
    def load(cls, raw: bytes) -> "TitleModel":
        """The model that `dump` wrote. Raises ValueError if it is none, or not whole."""
        head, reader = _opened(raw)
        uris, dimensions, rows = head["uris"], head["dimensions"], head["used"]
        used = reader.take(np.int32, rows)
        scale = reader.take(np.float16, rows).astype(np.float32)
        small = reader.take(np.int8, rows * dimensions).reshape(rows, dimensions)
        features = np.zeros((BUCKETS, dimensions), dtype=np.float16)
        features[used] = small * scale[:, None]
        classes = len(uris) + 1
        output = reader.take(np.float16, dimensions * classes).reshape(dimensions, classes).astype(np.float32)
        bias = reader.take(np.float32, classes).copy()
        return cls(head["made_of"], uris, features, output, bias)


class _Reader:
    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._at = data, start

    def take(self, dtype: Any, count: int) -> NDArray[Any]:
        found = np.frombuffer(self._data, dtype, count, self._at)
        self._at += found.nbytes
        return found


def _opened(raw: bytes) -> tuple[dict[str, Any], _Reader]:
    """What a model says of itself, and its numbers, which are not read yet."""
    if not raw.startswith(_MAGIC):
        raise ValueError("this is no title model of this version")
    try:
        data = zstd.decompress(raw[len(_MAGIC) :])
    except zstd.ZstdError as error:
        raise ValueError(f"the title model is damaged ({error})") from None
    size = int.from_bytes(data[:4], "little")
    return orjson.loads(data[4 : 4 + size]), _Reader(data, 4 + size)


def digest(taxonomy: Taxonomy) -> str:
    """What a model of this taxonomy is kept under: it changes with every text that training sees."""
    found = hashlib.sha256(MAKING.encode())
    for occupation in taxonomy.occupations:
        texts = [dict(occupation.labels), dict(occupation.titles), dict(occupation.alternatives)]
        found.update(orjson.dumps([occupation.uri, texts]))
        found.update(orjson.dumps(dict(taxonomy.descriptions.get(occupation.uri, {}))))
    found.update(orjson.dumps({language: list(texts) for language, texts in taxonomy.no_titles.items()}))
    return found.hexdigest()[:32]


def shipped_model(wanted: str) -> bytes | None:
    """The model of the starter taxonomy that comes with the software, if it was made of this digest's texts."""
    raw = files(__package__).joinpath("models", "starter.model").read_bytes()
    return raw if _opened(raw)[0]["made_of"] == wanted else None
