"""MELO: linking occupation titles of one taxonomy to ESCO (Retyk and others, 2024), in the form its authors publish.

A directory `melo-<language>` holds `queries.tsv`, `corpus_elements.tsv` (labels of ESCO occupations and of ISCO
groups), `concept_mapping.tsv` (which concept a label is of) and `annotations.tsv` (which labels are right for a query).
Concepts are ranked, each by its best label; the figures are those of the published table: mean reciprocal rank, and how
often the right concept is first, or among the first five.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.normaliser.occupations.titles import TitleIndex
from shared.esco import Occupation, Taxonomy

UNIT_GROUP = "http://data.europa.eu/esco/isco/C"
# A unit group is as likely as its occupations together, but half as often what is asked for.
GROUP_SHARE = 0.5
Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Melo:
    """One set: the queries with the concept that is right for each, and the labels with their concepts."""

    language: str
    queries: tuple[str, ...]
    targets: tuple[str, ...]
    labels: tuple[str, ...]
    label_concepts: tuple[str, ...]

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts to choose from."""
        return tuple(dict.fromkeys(self.label_concepts))


def read_melo(directory: Path, language: str) -> Melo | None:
    """The set of a language in a directory of sets; None where there is none."""
    folder = directory / f"melo-{language}"
    if not folder.is_dir():
        return None
    concept_of = {row[0]: row[1] for row in _rows(folder / "concept_mapping.tsv")}
    corpus = _rows(folder / "corpus_elements.tsv")
    right = {row[0]: concept_of[row[2]] for row in _rows(folder / "annotations.tsv")}
    queries = [row for row in _rows(folder / "queries.tsv") if row[0] in right]
    return Melo(
        language,
        tuple(text for _, text in queries),
        tuple(right[id_] for id_, _ in queries),
        tuple(row[1] for row in corpus),
        tuple(concept_of[row[0]] for row in corpus),
    )


def with_labels(taxonomy: Taxonomy, melo: Melo) -> Taxonomy:
    """The taxonomy with the labels of the set: all that the others are given, and occupations it lacks."""
    labels: dict[str, list[str]] = {}
    for text, concept in zip(melo.labels, melo.label_concepts, strict=True):
        labels.setdefault(concept, []).append(text)
    known = {occupation.uri for occupation in taxonomy.occupations}
    added = [
        Occupation(uri, uri, "0000", {melo.language: texts[0]}, {}, (), (), {melo.language: tuple(texts[1:])})
        for uri, texts in labels.items()
        if uri not in known and not uri.startswith("http://data.europa.eu/esco/isco/")
    ]
    occupations = [
        _more(occupation, melo.language, labels.get(occupation.uri, ())) for occupation in taxonomy.occupations
    ]
    return Taxonomy(
        f"{taxonomy.version}+melo-{melo.language}",
        [*occupations, *added],
        taxonomy.skills,
        taxonomy.licences,
        taxonomy.unit_groups,
        no_titles=taxonomy.no_titles,
        descriptions=taxonomy.descriptions,
        replaced=taxonomy.replaced,
    )


def our_scores(index: TitleIndex, melo: Melo) -> Scores:
    """For each query the probability of each concept, unit groups by their occupations."""
    place = {concept: number for number, concept in enumerate(melo.concepts)}
    columns = np.array([place.get(occupation.uri, -1) for occupation in index.taxonomy.occupations])
    groups = np.array([place.get(UNIT_GROUP + occupation.isco, -1) for occupation in index.taxonomy.occupations])
    table = np.zeros((len(melo.queries), len(place)))
    for row, query in zip(table, melo.queries, strict=True):
        chances = index.chances(query, melo.language)
        np.add.at(row, groups[groups >= 0], GROUP_SHARE * chances[groups >= 0])
        row[columns[columns >= 0]] = chances[columns >= 0]
    return table


def by_concept(label_scores: Scores, melo: Melo) -> Scores:
    """Scores of labels (queries x labels) as scores of concepts: the best of its labels."""
    place = {concept: number for number, concept in enumerate(melo.concepts)}
    columns = np.array([place[concept] for concept in melo.label_concepts])
    order = np.argsort(columns, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(columns[order]) > 0])
    return np.maximum.reduceat(label_scores[:, order], starts, axis=1)


def figures(scores: Scores, melo: Melo) -> dict[str, float]:
    """The published measures. Concepts with equal scores share the middle of their ranks."""
    place = {concept: number for number, concept in enumerate(melo.concepts)}
    ranks = []
    for row, target in zip(scores, melo.targets, strict=True):
        right = row[place[target]]
        ranks.append(float((row > right).sum() + ((row == right).sum() + 1) / 2))
    found = np.array(ranks)
    return {
        "mrr": round(float((1 / found).mean()), 4),
        "a1": round(float((found < 1.5).mean()), 4),
        "a5": round(float((found <= 5).mean()), 4),
    }


def _more(occupation: Occupation, language: str, labels: Sequence[str]) -> Occupation:
    held = {*occupation.labels.values(), *occupation.alternatives.get(language, ())}
    added = tuple(text for text in labels if text not in held)
    if not added:
        return occupation
    alternatives = dict(occupation.alternatives) | {language: (*occupation.alternatives.get(language, ()), *added)}
    return Occupation(
        occupation.uri,
        occupation.code,
        occupation.isco,
        occupation.labels,
        occupation.titles,
        occupation.skills,
        occupation.licences,
        alternatives,
    )


def _rows(path: Path) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines() if line]
