"""From what speaks for each occupation to probabilities: a logit over the candidates, *none* and *another*.

The weights are fitted on held-out titles (`python -m benchmarks.fit_titles`), which also calibrates them: of ten
answers given at 0.8, about eight are right.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from services.normaliser.occupations.title_evidence import NAMES, TITLE_NAMES, Evidence, Floats


@dataclass(frozen=True)
class Ranking:
    """Weights by name, for candidates, for *names none* and for *another occupation*."""

    candidate: Floats
    none: Floats
    other: Floats

    def weigh(self, evidence: Evidence) -> tuple[Floats, float]:
        """The probability of each candidate, and that the title names none."""
        scores = np.empty(len(evidence.rows) + 2)
        scores[:-2] = evidence.rows @ self.candidate
        scores[-2:] = evidence.title @ self.none, evidence.title @ self.other
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        return chances[:-2], float(chances[-2])

    def sharpened(self, factor: float) -> "Ranking":
        """The same order of answers, surer (above 1) or less sure."""
        return Ranking(self.candidate * factor, self.none * factor, self.other * factor)

    def dump(self) -> str:
        """As JSON, names beside numbers."""
        said = {
            "candidate": dict(zip(NAMES, self.candidate.round(4).tolist(), strict=True)),
            "none": dict(zip(TITLE_NAMES, self.none.round(4).tolist(), strict=True)),
            "other": dict(zip(TITLE_NAMES, self.other.round(4).tolist(), strict=True)),
        }
        return json.dumps(said, indent=1) + "\n"

    @classmethod
    def load(cls, text: str) -> "Ranking":
        """What `dump` wrote. Raises KeyError where a weight is missing."""
        said = json.loads(text)
        return cls(
            np.array([said["candidate"][name] for name in NAMES]),
            np.array([said["none"][name] for name in TITLE_NAMES]),
            np.array([said["other"][name] for name in TITLE_NAMES]),
        )


@cache
def shipped_ranking() -> Ranking:
    """The weights that come with the software."""
    return Ranking.load(files(__package__).joinpath("models", "ranking.json").read_text(encoding="utf-8"))
