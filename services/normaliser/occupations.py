"""From what a source says of an occupation to the exchange's own terms."""

import re

from services.normaliser.titles import Candidate, TitleIndex
from shared.esco import Occupation, Taxonomy
from shared.events.occupations import OccupationGuess

SURE = 0.7
CODED = 0.9
BEYOND_DOUBT = 0.95
OF_GROUP = 0.5  # too little to be matched on: the group is known, the occupation is not
_ISCO = re.compile(r"(?:https?://data\.europa\.eu/esco/isco/)?C?(\d{4})", re.ASCII)


class Occupations:
    """One taxonomy, ready to be asked about titles and codes."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self._titles = TitleIndex(taxonomy)

    def recognise(
        self, title: str, code: str | None, language: str | None = None
    ) -> tuple[OccupationGuess | None, tuple[str, ...]]:
        """The occupation meant, with how sure that is, and marks for what a person should look at."""
        candidates = self._titles.classify(title, language).candidates
        best = candidates[0] if candidates else None
        named = self._by_code(code)
        group = self._unit_group(code) if named is None else ()
        if group and (best is None or best.score < BEYOND_DOUBT):
            return self._within(group, candidates)
        marks: list[str] = []
        if code and named is None and not group:
            marks.append("occupation:code_unknown")
        if named and not (best and best.uri != named.uri and best.score >= BEYOND_DOUBT):
            agrees = best is not None and best.uri == named.uri
            return _guess(named, max(CODED, best.score) if agrees and best else CODED), tuple(marks)
        if best is None:
            return None, (*marks, "occupation:unknown")
        if named or (group and best.isco != group[0].isco):
            # The source's code speaks against a title that is beyond doubt: codes are mistyped more often.
            marks.append("occupation:contested")
        if best.score < SURE:
            marks.append("occupation:unsure")
        occupation = self.taxonomy.by_uri(best.uri)
        assert occupation is not None
        return _guess(occupation, best.score), tuple(marks)

    def _within(
        self, group: tuple[Occupation, ...], candidates: tuple[Candidate, ...]
    ) -> tuple[OccupationGuess, tuple[str, ...]]:
        """The title's occupation if it is of the unit group that the source named, else the first there, as a guess."""
        for candidate in candidates:
            occupation = self.taxonomy.by_uri(candidate.uri)
            if occupation in group:
                return _guess(occupation, max(CODED, candidate.score)), ()
        return _guess(group[0], OF_GROUP), ("occupation:unit_group_only",)

    def _unit_group(self, code: str | None) -> tuple[Occupation, ...]:
        """The occupations of an ISCO-08 unit group, named by its number or its address in ESCO."""
        found = _ISCO.fullmatch(code or "")
        return tuple(self.taxonomy.in_unit_group(found[1])) if found else ()

    def _by_code(self, code: str | None) -> Occupation | None:
        return (self.taxonomy.by_uri(code) or self.taxonomy.by_code(code)) if code else None


def _guess(occupation: Occupation, confidence: float) -> OccupationGuess:
    return OccupationGuess(
        uri=occupation.uri,
        code=occupation.code,
        isco=occupation.isco,
        label=dict(occupation.labels),
        confidence=round(confidence, 3),
        essential_skills=tuple(sorted(occupation.skills)),
    )
