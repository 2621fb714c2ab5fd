"""What speaks for each occupation that a title may mean, as numbers that `title_ranking` weighs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.normaliser.occupations.title_features import Weighted
from services.normaliser.occupations.title_lookup import Find, Lookup
from services.normaliser.occupations.title_model import TitleModel
from services.normaliser.occupations.title_text import LONGEST_TITLE, Segment, Words, plain_words, read_title
from services.normaliser.occupations.title_words import PLACES
from shared.esco import LANGUAGES, Taxonomy

Floats = NDArray[np.float64]
LIKELIEST = 12
LOWEST = -14.0  # logarithms of probabilities below this are one to us
PLACE_WITHIN = 0.1
MOST_SEGMENTS = 4
# What is told of each candidate, in this order.
NAMES = (
    "model", "everyday", "whole_title", "whole_label", "whole_alternative", "whole_stemmed", "whole_later",
    "inside", "inside_end", "inside_start", "other_language",
)  # fmt: skip
_COLUMN = {name: column for column, name in enumerate(NAMES)}
_WHOLE = [_COLUMN["whole_title"], _COLUMN["whole_label"], _COLUMN["whole_alternative"]]
_INSIDE = _COLUMN["inside"]
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
    """What speaks for one candidate: numbers by column, and the words of the strongest find."""

    __slots__ = ("_strength", "values", "words")

    def __init__(self) -> None:
        self.values: dict[int, float] = {}
        self.words: Words = ()
        self._strength = 0.0

    def raised(self, name: str, value: float) -> None:
        column = _COLUMN[name]
        self.values[column] = max(self.values.get(column, 0.0), value)

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
        self._everyday = [
            float(np.log1p(sum(map(len, occupation.titles.values())))) for occupation in taxonomy.occupations
        ]

    def read(self, title: str, language: str | None) -> Evidence:
        """What speaks for whom."""
        languages = order_of(language)
        segments = self._segments(title, languages)
        weighted = [pair for segment in segments for pair in _weighted(segment)]
        scores = self._model.log_probabilities([weighted])[0]
        rows: dict[int, _Row] = {}
        if segments:
            self._look_up(segments, languages, rows)
        likeliest = np.argpartition(-scores[:-1], min(LIKELIEST, len(scores) - 2))[:LIKELIEST]
        for number in likeliest.tolist():
            rows.setdefault(number, _Row())
        return self._evidence(segments, scores, rows)

    def _segments(self, title: str, languages: Sequence[str]) -> Sequence[Segment]:
        """A title that is a known text as it stands is not taken apart: `lärare i kemi`, `till operator`."""
        words = plain_words(title[:LONGEST_TITLE])
        if self._lookup.whole(words, languages):
            return [Segment(words, 1.0)]
        return [each for each in read_title(title) if each.words]

    def _look_up(self, segments: Sequence[Segment], languages: Sequence[str], rows: dict[int, _Row]) -> None:
        for place, segment in enumerate(segments[:MOST_SEGMENTS]):
            bare = tuple(word for word in segment.words if word not in PLACES) or segment.words
            whole = self._lookup.find(segment.words, languages) or (
                self._lookup.find(bare, languages) if bare != segment.words else []
            )
            for find in whole:
                _note_whole(rows.setdefault(find.known.occupation, _Row()), find, segment.weight, place)
            if not whole and segment.weight >= 0.5:
                length = sum(map(len, bare)) or 1
                for find in self._lookup.inside(bare, languages):
                    share = segment.weight * sum(map(len, find.words)) / length
                    _note_inside(rows.setdefault(find.known.occupation, _Row()), find, bare, share)

    def _evidence(self, segments: Sequence[Segment], scores: NDArray[np.float32], rows: dict[int, _Row]) -> Evidence:
        numbers = sorted(rows)
        table = np.zeros((len(numbers), len(NAMES)))
        table[:, 0] = np.maximum(LOWEST, scores[numbers])
        table[:, 1] = [self._everyday[number] for number in numbers]
        for place, number in enumerate(numbers):
            for column, value in rows[number].values.items():
                table[place, column] = value
        first = segments[0].words if segments else ()
        words = tuple(rows[number].words or first for number in numbers)
        return Evidence(tuple(numbers), table, words, _of_title(scores, table, segments), scores[:-1])


def _of_title(scores: NDArray[np.float32], table: Floats, segments: Sequence[Segment]) -> Floats:
    whole, inside = float(table[:, _WHOLE].max()), float(table[:, _INSIDE].max())
    none, words = max(LOWEST, float(scores[-1])), sum(len(each.words) for each in segments)
    return np.array([1.0, none, float(table[:, 0].max()), whole, inside, min(3.0, words)])


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
    return (language, *(other for other in LANGUAGES if other != language)) if language else LANGUAGES
