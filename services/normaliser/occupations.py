"""From what a source says of an occupation to the exchange's own terms."""

from services.normaliser.titles import TitleIndex
from shared.esco import Occupation, Taxonomy
from shared.events.occupations import OccupationGuess

SURE = 0.7
CODED = 0.9
BEYOND_DOUBT = 0.95


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
        marks: list[str] = []
        if code and named is None:
            marks.append("occupation:code_unknown")
        if named and not (best and best.uri != named.uri and best.score >= BEYOND_DOUBT):
            agrees = best is not None and best.uri == named.uri
            return _guess(named, max(CODED, best.score) if agrees and best else CODED), tuple(marks)
        if best is None:
            return None, (*marks, "occupation:unknown")
        if named:
            # The source's code speaks against a title that is beyond doubt: codes are mistyped more often.
            marks.append("occupation:contested")
        if best.score < SURE:
            marks.append("occupation:unsure")
        occupation = self.taxonomy.by_uri(best.uri)
        assert occupation is not None
        return _guess(occupation, best.score), tuple(marks)

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
