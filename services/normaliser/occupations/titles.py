"""Which occupation an advert's title means.

Known texts (labels, everyday titles) are looked up, whole and inside the title; a small model says which known titles a
new one is made like. Both name candidates, and `title_ranking` weighs what speaks for each into probabilities.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from services.normaliser.occupations.title_evidence import Evidence, Reader, order_of
from services.normaliser.occupations.title_lookup import Lookup
from services.normaliser.occupations.title_model import TitleModel
from services.normaliser.occupations.title_ranking import Ranking, shipped_ranking
from services.normaliser.occupations.title_text import LONGEST_TITLE, Words, key_of, read_title, words_of
from shared.esco import LANGUAGES, Taxonomy

MOST_CANDIDATES = 5
# Of an advert's text: what stands further on is about the employer, and short words are about anything.
LONGEST_READ, SHORTEST_MENTION, MOST_WORDS = 600, 6, 40
_SENTENCES = re.compile(r"[.!?;:\n•]+")
LEAST = 0.005
UNRANKED = 1e-3  # what the model alone says of those that are no candidates
ANSWERED = 0.99
GROUPS_TOLD = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An occupation that the title may mean, and how likely that is."""

    uri: str
    code: str
    isco: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Classification:
    """Up to five occupations, best first, how likely it is that the title names none, and the words that decided.

    `unit_groups`: the likeliest ISCO-08 unit groups with their probabilities; `key`: under which titles are one for
    people's answers; `answered`: a person said so.
    """

    candidates: tuple[Candidate, ...]
    none: float
    unit_groups: tuple[tuple[str, float], ...]
    words: Words
    key: str = ""
    answered: bool = False


class TitleIndex:
    """The titles of one taxonomy, ready to be asked. Safe to share between threads."""

    def __init__(
        self,
        taxonomy: Taxonomy,
        model: TitleModel,
        answers: Mapping[str, str | None] | None = None,
        ranking: Ranking | None = None,
        remembered: int = 65_536,
    ) -> None:
        self.taxonomy = taxonomy
        self._lookup = Lookup(taxonomy)
        self._reader = Reader(taxonomy, model, self._lookup)
        self._ranking = ranking or shipped_ranking()
        self._answers = dict(answers or {})
        self._isco = [occupation.isco for occupation in taxonomy.occupations]
        self._remembered = lru_cache(maxsize=remembered)(self._classify)

    def answering(self, answers: Mapping[str, str | None]) -> Self:
        """The same index where people have given these answers instead: nothing is made anew, or forgotten."""
        other = copy(self)
        other._answers = dict(answers)
        return other

    def classify(self, title: str, language: str | None = None) -> Classification:
        """The occupations that a title may mean."""
        language = language if language in LANGUAGES else None
        found = self._remembered(title[:LONGEST_TITLE], language)
        return self._answered(found.key, language) if found.key in self._answers else found

    def evidence(self, title: str, language: str | None = None) -> Evidence:
        """What speaks for each candidate: for fitting the ranking."""
        return self._reader.read(title, read_title(title), language)

    def knows(self, title: str, language: str | None = None) -> bool:
        """Whether the title, or a part of it between commas, is a text that it was told, as written or inflected."""
        languages = order_of(language)
        return any(self._lookup.find(segment.words, languages) for segment in read_title(title) if segment.words)

    def use(self, ranking: Ranking) -> None:
        """Weigh by other weights from now on: for fitting and measuring them."""
        self._ranking = ranking
        self._remembered.cache_clear()

    def chances(self, title: str, language: str | None = None) -> NDArray[np.float64]:
        """The probability of every occupation, in the taxonomy's order: for measuring whole rankings."""
        evidence = self.evidence(title, language)
        found = np.exp(evidence.scores.astype(np.float64)) * UNRANKED
        weighed, _ = self._ranking.weigh(evidence)
        found[list(evidence.occupations)] = weighed
        return found

    def mentioned(self, text: str, language: str | None = None) -> Mapping[str, int]:
        """Which occupations the beginning of an advert's text names, by URI, and how often."""
        found: Counter[str] = Counter()
        languages = order_of(language if language in LANGUAGES else None)
        for sentence in _SENTENCES.split(text[:LONGEST_READ]):
            for find in self._lookup.inside(words_of(sentence)[:MOST_WORDS], languages):
                if find.known.kind != "alternative" and sum(map(len, find.words)) >= SHORTEST_MENTION:
                    found[self.taxonomy.occupations[find.known.occupation].uri] += 1
        return found

    def _classify(self, title: str, language: str | None) -> Classification:
        segments = read_title(title)
        evidence = self._reader.read(title, segments, language)
        weighed, none = self._ranking.weigh(evidence)
        chances: list[float] = weighed.tolist()
        order = sorted(range(len(chances)), key=chances.__getitem__, reverse=True)[:MOST_CANDIDATES]
        candidates = [
            self._candidate(evidence.occupations[place], chances[place], language)
            for place in order
            if chances[place] >= LEAST
        ]
        words = evidence.words[order[0]] if order else ()
        groups = self._unit_groups(evidence.occupations, chances)
        return Classification(tuple(candidates), round(none, 3), groups, words, key_of(segments))

    def _unit_groups(self, occupations: Sequence[int], chances: Sequence[float]) -> tuple[tuple[str, float], ...]:
        groups: dict[str, float] = {}
        for number, chance in zip(occupations, chances, strict=True):
            isco = self._isco[number]
            groups[isco] = groups.get(isco, 0.0) + chance
        best = sorted([(-chance, isco) for isco, chance in groups.items()])[:GROUPS_TOLD]
        return tuple([(isco, round(-chance, 3)) for chance, isco in best])

    def _answered(self, key: str, language: str | None) -> Classification:
        words, uri = tuple(key.split()), self._answers[key]
        occupation = self.taxonomy.by_uri(uri) if uri else None
        if occupation is None:
            return Classification((), ANSWERED, (), words, key, answered=True)
        said = Candidate(occupation.uri, occupation.code, occupation.isco, occupation.label(language), ANSWERED)
        return Classification(
            (said,), round(1 - ANSWERED, 3), ((occupation.isco, ANSWERED),), words, key, answered=True
        )

    def _candidate(self, number: int, chance: float, language: str | None) -> Candidate:
        occupation = self.taxonomy.occupations[number]
        return Candidate(occupation.uri, occupation.code, occupation.isco, occupation.label(language), round(chance, 3))
