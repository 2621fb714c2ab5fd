"""`python -m benchmarks.fit_titles`: fits the weights of the title ranking on the held-out titles, and writes them.

A conditional logit by gradient descent (L-BFGS of scipy) with a penalty on large weights. The titles that are
measured by are not read here.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.titles import Labelled, imported, read_titles, title_index
from services.normaliser.occupations import title_ranking
from services.normaliser.occupations.title_evidence import NAMES, TITLE_NAMES, Evidence
from services.normaliser.occupations.title_ranking import Ranking
from services.normaliser.occupations.titles import TitleIndex
from shared.esco import LANGUAGES, starter_taxonomy

TO = Path(title_ranking.__file__).parent / "models" / "ranking.json"
PENALTY = 0.002
Case = tuple[Evidence, list[int]]


def cases(index: TitleIndex, titles: Sequence[Labelled]) -> list[Case]:
    """Each title's evidence with the places of the right answers: candidates, then *none*, then *another*."""
    numbers = {occupation.uri: number for number, occupation in enumerate(index.taxonomy.occupations)}
    found = []
    for labelled in titles:
        evidence = index.evidence(labelled.title, labelled.language)
        right = {numbers[uri] for uri in labelled.uris if uri in numbers}
        places = [place for place, number in enumerate(evidence.occupations) if number in right]
        if not labelled.uris:
            places = [len(evidence.occupations)]
        found.append((evidence, places or [len(evidence.occupations) + 1]))
    return found


def fit(found: Sequence[Case], penalty: float = PENALTY) -> Ranking:
    """The weights under which the right answers are likeliest."""
    sizes = (len(NAMES), len(TITLE_NAMES), len(TITLE_NAMES))
    cuts = np.cumsum(sizes)[:-1]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        candidate, none, other = np.split(weights, cuts)
        total, gradient = 0.0, np.zeros_like(weights)
        for evidence, right in found:
            scores = np.concatenate([evidence.rows @ candidate, [evidence.title @ none, evidence.title @ other]])
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            good = chances[right].sum() + 1e-12
            total -= np.log(good)
            wanted = np.zeros_like(chances)
            wanted[right] = chances[right] / good
            change = chances - wanted
            gradient += np.concatenate(
                [change[:-2] @ evidence.rows, change[-2] * evidence.title, change[-1] * evidence.title]
            )
        penalised = penalty * float(weights @ weights)
        return total / len(found) + penalised / 10, gradient / len(found) + penalty * weights / 5

    start = np.zeros(sum(sizes))
    start[0] = 1.0
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return Ranking(*np.split(best.x, cuts))


def sharpness(found: Sequence[Case], titles: int, folds: int = 5) -> float:
    """By what to multiply weights so that they are as sure as they are right, on titles they were not fitted on.

    The penalty on large weights makes them shy; which factor is best is found by cross-validation.
    """
    factors = np.arange(0.8, 1.61, 0.05)
    losses = np.zeros(len(factors))
    # A title comes once for each taxonomy: its cases stay in one fold.
    for fold in range(folds):
        inside = [case for place, case in enumerate(found) if place % titles % folds != fold]
        outside = [case for place, case in enumerate(found) if place % titles % folds == fold]
        ranking = fit(inside)
        for place, factor in enumerate(factors):
            losses[place] += sum(_surprise(ranking.sharpened(factor), case) for case in outside)
    return float(factors[losses.argmin()])


def _surprise(ranking: Ranking, case: Case) -> float:
    evidence, right = case
    chances, none = ranking.weigh(evidence)
    every = np.concatenate([chances, [none, 1 - none - chances.sum()]])
    return -float(np.log(every[right].sum() + 1e-12))


def main() -> None:
    """Fit on the starter taxonomy and, where a directory of ESCO's CSV files is given, on that ESCO as well."""
    indexes = [title_index(taxonomy) for taxonomy in (starter_taxonomy(), *imported(sys.argv[1:]))]
    titles = [each for language in LANGUAGES for each in read_titles(language, "held_out")]
    found = [case for index in indexes for case in cases(index, titles)]
    factor = sharpness(found, len(titles))
    print(f"as sure as right when sharpened by {factor:.2f}")
    ranking = fit(found).sharpened(factor)
    TO.write_text(ranking.dump(), encoding="utf-8")
    print(ranking.dump())


if __name__ == "__main__":
    main()
