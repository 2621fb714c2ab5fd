"""The straightforward ways to link a title to a label: the most alike text wins. Measured on the same labels."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils
from sklearn.feature_extraction.text import TfidfVectorizer

Scores = NDArray[np.float64]
# Queries x labels.
Peer = Callable[[Sequence[str], Sequence[str]], Scores]


def char_tfidf(queries: Sequence[str], labels: Sequence[str]) -> Scores:
    """Cosine of TF-IDF vectors of letter sequences within words: the best of the published lexical ways."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    of_labels = vectors.fit_transform(labels)
    return np.asarray((vectors.transform(queries) @ of_labels.T).toarray())


def rapidfuzz_wratio(queries: Sequence[str], labels: Sequence[str]) -> Scores:
    """rapidfuzz's general-purpose likeness."""
    found = process.cdist(queries, labels, scorer=fuzz.WRatio, processor=utils.default_process, dtype=np.float32)
    return np.asarray(found, dtype=np.float64)


PEERS: dict[str, Peer] = {"char_tfidf": char_tfidf, "rapidfuzz_wratio": rapidfuzz_wratio}
