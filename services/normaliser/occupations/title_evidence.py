"""What speaks for each occupation that a title may mean, as numbers that `title_ranking` weighs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.normaliser.occupations.title_features import Weighted
from services.normaliser.occupations.title_lookup import Find, Lookup
from services.normaliser.occupations.title_model import TitleModel
from services.normaliser.occupations.title_text import LONGEST_TITLE, Segment, Words, plain_words
from services.normaliser.occupations.title_words import PLACES
from shared.esco import LANGUAGES, Taxonomy

Floats = NDArray[np.float64]
LIKELIEST, STRIPES = 12, 16
LOWEST = -14.0  # logarithms of probabilities below this are one to us
PLACE_WITHIN = 0.1
MOST_SEGMENTS = 4
# What is told of each candidate, in this order.
NAMES = (
    "model", "everyday", "whole_title", "whole_label", "whole_alternative", "whole_stemmed", "whole_later",
    "inside", "inside_end", "inside_start", "other_language",
)  # fmt: skip
_COLUMN = {name: column for column, name in enumerate(NAMES)}
_WHOLE = slice(_COLUMN["whole_title"], _COLUMN["whole_alternative"] + 1)
_INSIDE = _COLUMN["inside"]
_LOOKED_UP = slice(_COLUMN["whole_title"], None)
_ORDERS: dict[str | None, Sequence[str]] = {
    first: (first, *(other for other in LANGUAGES if other != first)) for first in LANGUAGES
} | {None: LANGUAGES}
# And of the title as such: for *names none* and for *another occupation than these*.
TITLE_NAMES = ("one", "model_none", "best_model", "whole", "inside", "known_words")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidates by their numbers among the taxonomy's occupations, a row of numbers for each (see NAMES), the
    words of the title that speak for it, and a row about the title as such (see TITLE_NAMES). `scores`: the model's
    logarithms of probability for every occupation."""

    occupations: tuple[int, ...]
    rows: Floats
    words: tuple[Words, ...]
    title: Floats
    scores: NDArray[np.float32]


class _Row:
    """What the look-up says of one candidate: a number for each column, and the words of the strongest find."""

    __slots__ = ("_strength", "values", "words")

    def __init__(self) -> None:
        self.values = [0.0] * len(NAMES)
        self.words: Words = ()
        self._strength = 0.0

    def raised(self, name: str, value: float) -> None:
        column = _COLUMN[name]
        self.values[column] = max(self.values[column], value)

    def claim(self, words: Words, strength: float) -> None:
        if strength > self._strength:
            self.words, self._strength = words, strength


class Reader:
    """Reads titles against one taxonomy and its model."""

    def __init__(self, taxonomy: Taxonomy, model: TitleModel, lookup: Lookup) -> None:
        self._model, self._lookup = model, lookup
        if model.uris != tuple(occupation.uri for occupation in taxonomy.occupations):
            raise ValueError("the model was not made of this taxonomy")
        # An occupation that has many everyday titles is one that adverts often look for.
        everyday = [sum(map(len, occupation.titles.values())) for occupation in taxonomy.occupations]
        self._blank = np.zeros((len(everyday), len(NAMES)))
        self._blank[:, _COLUMN["everyday"]] = np.log1p(everyday)

    def read(self, title: str, taken_apart: Sequence[Segment], language: str | None) -> Evidence:
        """What speaks for whom. `taken_apart`: the title's segments as `read_title` has them."""
        languages = order_of(language)
        segments = self._segments(title, taken_apart, languages)
        found = self._look_up(segments, languages)
        scores = self._model.log_probabilities([pair for segment in segments for pair in _weighted(segment)])
        numbers = sorted({*found, *likeliest(scores[:-1])})
        table = self._table(numbers, scores, found)
        first = segments[0].words if segments else ()
        words = tuple([found[number].words if number in found else first for number in numbers])
        return Evidence(tuple(numbers), table, words, _of_title(float(scores[-1]), table, segments), scores[:-1])

    def _segments(self, title: str, taken_apart: Sequence[Segment], languages: Sequence[str]) -> Sequence[Segment]:
        """A title that is a known text as it stands is not taken apart: `lärare i kemi`, `till operator`."""
        words = plain_words(title[:LONGEST_TITLE])
        if self._lookup.whole(words, languages):
            return [Segment(words, 1.0)]
        return taken_apart

    def _look_up(self, segments: Sequence[Segment], languages: Sequence[str]) -> dict[int, _Row]:
        rows: dict[int, _Row] = defaultdict(_Row)
        for place, segment in enumerate(segments[:MOST_SEGMENTS]):
            bare = tuple([word for word in segment.words if word not in PLACES]) or segment.words
            whole = self._lookup.find(segment.words, languages) or (
                self._lookup.find(bare, languages) if bare != segment.words else []
            )
            for find in whole:
                _note_whole(rows[find.known.occupation], find, segment.weight, place)
            if not whole and segment.weight >= 0.5:
                length = sum(map(len, bare)) or 1
                for find in self._lookup.inside(bare, languages):
                    share = segment.weight * sum(map(len, find.words)) / length
                    _note_inside(rows[find.known.occupation], find, bare, share)
        return rows

    def _table(self, numbers: list[int], scores: NDArray[np.float32], found: Mapping[int, _Row]) -> Floats:
        table: Floats = self._blank[numbers]
        for number, row in found.items():
            table[numbers.index(number), _LOOKED_UP] = row.values[_LOOKED_UP]
        table[:, _COLUMN["model"]] = np.maximum(LOWEST, scores[numbers])
        return table


def likeliest(scores: NDArray[np.float32]) -> list[int]:
    """The numbers of the likeliest occupations. Of several stripes the best are compared first, place by place: what
    is below the twelfth of those is not among the twelve, which leaves a handful to sort."""
    width = len(scores) // STRIPES
    places = np.arange(len(scores))
    if width >= LIKELIEST:
        best = scores[: width * STRIPES].reshape(STRIPES, width).max(axis=0)
        best.partition(width - LIKELIEST)
        places = np.flatnonzero(scores >= best[width - LIKELIEST])
    found: list[int] = places[np.argsort(-scores[places], kind="stable")[:LIKELIEST]].tolist()
    return found


def _of_title(none: float, table: Floats, segments: Sequence[Segment]) -> Floats:
    most, words = table.max(axis=0).tolist(), sum([len(each.words) for each in segments])
    return np.array([1.0, max(LOWEST, none), most[0], max(most[_WHOLE]), most[_INSIDE], min(3.0, words)])


def _note_whole(row: _Row, find: Find, weight: float, place: int) -> None:
    row.raised("whole_later" if place else f"whole_{find.known.kind}", weight)
    if find.stemmed:
        row.raised("whole_stemmed", weight)
    if find.language:
        row.raised("other_language", weight)
    row.claim(find.words, weight + 1)


def _note_inside(row: _Row, find: Find, words: Words, share: float) -> None:
    row.raised("inside", share)
    if words[-len(find.words) :] == find.words:
        row.raised("inside_end", share)
    if words[: len(find.words)] == find.words:
        row.raised("inside_start", share)
    if find.language:
        row.raised("other_language", share)
    row.claim(find.words, share)


def _weighted(segment: Segment) -> Weighted:
    return [
        (word, segment.weight * (PLACE_WITHIN if word in PLACES and segment.weight > PLACE_WITHIN else 1.0))
        for word in segment.words
    ]


def order_of(language: str | None) -> Sequence[str]:
    """The languages to look in: the advert's own first, for adverts mix them."""
    return _ORDERS[language]
