"""The labelled advert titles, and how answers to them are counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from kohtaanto.model_cache import model_of
from services.normaliser.occupations.titles import Classification, TitleIndex
from shared.esco import Taxonomy, starter_taxonomy
from shared.esco.merging import merge
from shared.esco.official import read_release

HERE = Path(__file__).parent / "title_sets"
Part = Literal["measured", "fresh", "held_out"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A title with the URIs of the occupations that are right; none where it names no occupation."""

    title: str
    language: str
    uris: tuple[str, ...]

    @property
    def groups(self) -> frozenset[str]:
        """The unit groups of the right occupations."""
        return frozenset(unit_groups()[uri] for uri in self.uris)


@cache
def unit_groups() -> Mapping[str, str]:
    """The ISCO-08 unit group of each occupation that a title is labelled with."""
    lines = (HERE / "unit_groups.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def read_titles(language: str, part: Part = "measured") -> list[Labelled]:
    """The titles of one language: those to measure by (of two hands), or those held out for fitting and looking at."""
    path = HERE / ("" if part == "measured" else part) / f"{language}.tsv"
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        title, uris = line.split("\t")
        found.append(Labelled(title, language, () if uris == "none" else tuple(uris.split(","))))
    return found


def title_index(taxonomy: Taxonomy) -> TitleIndex:
    """A taxonomy ready to be asked; its model is trained now (a minute or two) unless it is at hand."""
    return TitleIndex(taxonomy, model_of(taxonomy, None, lambda _: None))


def imported(directories: Sequence[str | Path]) -> list[Taxonomy]:
    """ESCO as `kohtaanto esco import` would have it, from directories of its CSV download."""
    return [merge(read_release(Path(each)).release, starter_taxonomy()).taxonomy for each in directories]


def measure(index: TitleIndex, titles: Sequence[Labelled]) -> dict[str, float]:
    """Shares of right first answers (occupation, unit group, among five), F1 of *names none*, calibration error.

    `unseen`: of the titles of which neither the whole nor a part between commas is a text that the index was told.
    """
    answers = [index.classify(each.title, each.language) for each in titles]
    named = [(each, answer) for each, answer in zip(titles, answers, strict=True) if each.uris]
    unseen = [(each, answer) for each, answer in named if not index.knows(each.title, each.language)]
    return {
        "titles": len(titles),
        "occupation_a1": _share(
            answer.candidates[:1] and answer.candidates[0].uri in each.uris for each, answer in named
        ),
        "occupation_a5": _share(any(c.uri in each.uris for c in answer.candidates) for each, answer in named),
        "group_a1": _share(_right_group(each, answer) for each, answer in named),
        "none_f1": _f1([(not each.uris, says_none(answer)) for each, answer in zip(titles, answers, strict=True)]),
        "ece": _calibration_error(titles, answers),
        "unseen": len(unseen),
        "unseen_group_a1": _share(_right_group(each, answer) for each, answer in unseen),
    }


def _right_group(each: Labelled, answer: Classification) -> bool:
    return bool(answer.unit_groups) and answer.unit_groups[0][0] in each.groups


def says_none(answer: Classification) -> bool:
    """Whether the likeliest answer is that the title names no occupation."""
    return not answer.candidates or answer.none > answer.candidates[0].score


def _calibration_error(titles: Sequence[Labelled], answers: Sequence[Classification], bins: int = 10) -> float:
    """Expected calibration error of the first answer: mean distance of said and true share, by ten equal bins."""
    said, right = [], []
    for each, answer in zip(titles, answers, strict=True):
        if answer.candidates:
            said.append(answer.candidates[0].score)
            right.append(float(answer.candidates[0].uri in each.uris))
    chances, truth = np.array(said), np.array(right)
    places = np.minimum((chances * bins).astype(int), bins - 1)
    errors = [
        abs(chances[places == place].mean() - truth[places == place].mean()) * (places == place).sum()
        for place in range(bins)
        if (places == place).any()
    ]
    return round(float(sum(errors)) / len(chances), 4)


def _share(hits: object) -> float:
    found = [bool(hit) for hit in hits]  # type: ignore[attr-defined]
    return round(sum(found) / len(found), 4)


def _f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    both = sum(truth and said for truth, said in pairs)
    wanted, given = sum(truth for truth, _ in pairs), sum(said for _, said in pairs)
    return round(2 * both / (wanted + given), 4) if both else 0.0
