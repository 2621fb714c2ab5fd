"""From what a source says of an occupation to the exchange's own terms: title, code and text, each weighed."""

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Self

from services.normaliser.occupations.title_model import TitleModel
from services.normaliser.occupations.titles import LEAST, MOST_CANDIDATES, Classification, TitleIndex
from services.normaliser.occupations.weighing import Weighed, weigh_code, weigh_text
from shared.esco import Occupation, Taxonomy
from shared.events.occupations import OccupationCandidate, OccupationGuess, UnitGroupGuess

# Below this an occupation is not told as known: it goes on with its unit group, or as unknown.
KNOWN = 0.5
SURE = 0.7
GROUP_KNOWN = 0.6
NONE_SURE = 0.8
TEXT_UNTIL = 0.85  # a title surer than this needs no help from the text
_ISCO = re.compile(r"(?:https?://data\.europa\.eu/esco/isco/)?C?(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a title, with what came beside it, was taken to mean.

    `review`: why a person should look at it (`unknown`, `unsure`, `contested`), or None. `title_key`: the words under
    which the review queue groups it.
    """

    occupation: OccupationGuess | None
    unit_group: UnitGroupGuess | None
    candidates: tuple[OccupationCandidate, ...]
    no_occupation: float
    decided_by: tuple[str, ...]
    marks: tuple[str, ...]
    title_key: str
    review: str | None


class Occupations:
    """One taxonomy, ready to be asked about titles and codes."""

    def __init__(self, taxonomy: Taxonomy, model: TitleModel, answers: Mapping[str, str | None] | None = None) -> None:
        self.taxonomy = taxonomy
        self.titles = TitleIndex(taxonomy, model, answers)

    def answering(self, answers: Mapping[str, str | None]) -> Self:
        """The same, where people have given these answers to titles instead."""
        other = copy(self)
        other.titles = self.titles.answering(answers)
        return other

    def recognise(
        self, title: str, code: str | None, language: str | None = None, text: str | None = None
    ) -> Recognised:
        """The occupation meant, with how sure that is, and marks for what a person should look at.

        `code`: an ESCO URI or code, or an ISCO-08 unit group, as the source has it. `text`: the advert itself.
        """
        said = self.titles.classify(title, language)
        weighed = Weighed.of(said)
        best = said.candidates[0].score if said.candidates else 0.0
        if text and not said.answered and best < TEXT_UNTIL:
            weighed = weigh_text(weighed, self.titles.mentioned(text, language))
        named = self._named(code)
        if named and not said.answered:
            weighed = weigh_code(weighed, named, self.taxonomy)
        marks = self._marks(code, named, said, weighed)
        return self._told(language, said, weighed, marks)

    def _told(self, language: str | None, said: Classification, weighed: Weighed, marks: list[str]) -> Recognised:
        ranked = weighed.ranked()[:MOST_CANDIDATES]
        uri, chance = ranked[0] if ranked else ("", 0.0)
        occupation = self.taxonomy.by_uri(uri) if chance >= KNOWN else None
        group = self._unit_group(weighed)
        nothing = weighed.none >= NONE_SURE
        if occupation is None:
            marks.append(
                "occupation:none_named" if nothing else f"occupation:{'unit_group_only' if group else 'unknown'}"
            )
        elif chance < SURE:
            marks.append("occupation:unsure")
        return Recognised(
            _guess(occupation, chance) if occupation else None,
            group,
            tuple([self._candidate(each, score, language) for each, score in ranked if score >= LEAST]),
            round(weighed.none, 3),
            said.words,
            tuple(marks),
            said.key,
            None if said.answered else _review(marks),
        )

    def _marks(self, code: str | None, named: str | None, said: Classification, weighed: Weighed) -> list[str]:
        if not code:
            return []
        if named is None:
            return ["occupation:code_unknown"]
        ranked = weighed.ranked()
        if not ranked or said.answered:
            return []
        best = self.taxonomy.by_uri(ranked[0][0])
        agrees = best is not None and named in (best.uri, best.isco)
        # Codes are mistyped more often than titles: where the two disagree, somebody should look.
        return [] if agrees or ranked[0][1] < KNOWN else ["occupation:contested"]

    def _named(self, code: str | None) -> str | None:
        """What a source's code names: an occupation's URI or a unit group's number; None if nobody knows it."""
        if not code:
            return None
        occupation = self.taxonomy.by_uri(code) or self.taxonomy.by_code(code)
        if occupation:
            return occupation.uri
        found = _ISCO.fullmatch(code)
        return found[1] if found and self.taxonomy.in_unit_group(found[1]) else None

    def _unit_group(self, weighed: Weighed) -> UnitGroupGuess | None:
        chances: dict[str, float] = {}
        for uri, chance in weighed.chances.items():
            occupation = self.taxonomy.by_uri(uri)
            if occupation:
                chances[occupation.isco] = chances.get(occupation.isco, 0.0) + chance
        if not chances:
            return None
        less, isco = min([(-chance, isco) for isco, chance in chances.items()])
        chance = -less
        if chance < GROUP_KNOWN:
            return None
        return UnitGroupGuess(
            isco=isco, label=dict(self.taxonomy.unit_groups.get(isco, {})), confidence=round(min(1.0, chance), 3)
        )

    def _candidate(self, uri: str, chance: float, language: str | None) -> OccupationCandidate:
        occupation = self.taxonomy.by_uri(uri)
        assert occupation is not None
        return OccupationCandidate(
            uri=uri,
            code=occupation.code,
            isco=occupation.isco,
            label=occupation.label(language),
            score=round(min(1.0, chance), 3),
        )


def _review(marks: list[str]) -> str | None:
    """Why a person should look: the weightiest reason."""
    for mark, reason in (
        ("occupation:unknown", "unknown"),
        ("occupation:unit_group_only", "unsure"),
        ("occupation:contested", "contested"),
        ("occupation:unsure", "unsure"),
    ):
        if mark in marks:
            return reason
    return None


def _guess(occupation: Occupation, confidence: float) -> OccupationGuess:
    return OccupationGuess(
        uri=occupation.uri,
        code=occupation.code,
        isco=occupation.isco,
        label=dict(occupation.labels),
        confidence=round(min(1.0, confidence), 3),
        essential_skills=tuple(sorted(occupation.skills)),
    )
