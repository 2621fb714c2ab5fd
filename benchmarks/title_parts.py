"""`python -m benchmarks.title_parts`: what each part of the title classifier is worth (docs/occupations.md).

Each row leaves something out, is fitted anew on the held-out titles and measured on the others, with the starter.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.fit_titles import cases, fit
from benchmarks.titles import Labelled, measure, read_titles, says_none, title_index
from services.normaliser.occupations.title_evidence import NAMES, Evidence
from services.normaliser.occupations.title_ranking import Ranking
from services.normaliser.occupations.titles import Classification, TitleIndex
from shared.esco import LANGUAGES, Taxonomy, starter_taxonomy

LOOK_UP = tuple(name for name in NAMES if name not in ("model", "everyday"))


def without_titles(taxonomy: Taxonomy) -> Taxonomy:
    """The taxonomy as ESCO alone has it: no everyday titles."""
    bare = [replace(occupation, titles={}) for occupation in taxonomy.occupations]
    named = (taxonomy.skills, taxonomy.licences, taxonomy.unit_groups)
    return Taxonomy(f"{taxonomy.version}-bare", bare, *named, no_titles=taxonomy.no_titles)


def worth(index: TitleIndex, without: Sequence[str]) -> dict[str, dict[str, float]]:
    """The figures of a ranking that does not see these columns of the evidence."""
    columns = [NAMES.index(name) for name in without]
    titles = [each for language in LANGUAGES for each in read_titles(language, "held_out")]
    fitted = fit([(_masked(evidence, columns), right) for evidence, right in cases(index, titles)])
    candidate = fitted.candidate.copy()
    candidate[columns] = 0
    index.use(Ranking(candidate, fitted.none, fitted.other))
    return {language: measure(index, read_titles(language)) for language in LANGUAGES}


def _masked(evidence: Evidence, columns: Sequence[int]) -> Evidence:
    rows = evidence.rows.copy()
    rows[:, list(columns)] = 0
    return replace(evidence, rows=rows)


def errors(index: TitleIndex) -> dict[str, dict[str, int]]:
    """What the first answers are, by kind: how far from the right occupation they lie in ISCO-08."""
    found = {}
    for language in LANGUAGES:
        kinds: Counter[str] = Counter()
        for each in read_titles(language):
            kinds[_kind(each, index.classify(each.title, language))] += 1
        found[language] = dict(kinds.most_common())
    return found


def _kind(each: Labelled, answer: Classification) -> str:
    nothing = says_none(answer)
    if not each.uris:
        return "right: names none" if nothing else "an occupation said where there is none"
    if answer.candidates and answer.candidates[0].uri in each.uris:
        return "right, though none is likelier" if nothing else "right"
    if nothing or not answer.candidates:
        return "none said where there is one"
    isco = answer.candidates[0].isco
    for digits, kind in ((4, "another of the unit group"), (3, "another of the minor group"), (1, "same major group")):
        if isco[:digits] in {group[:digits] for group in each.groups}:
            return kind
    return "another major group"


def main() -> None:
    """Measure and print."""
    whole, bare = title_index(starter_taxonomy()), title_index(without_titles(starter_taxonomy()))
    table = {
        "everything": worth(whole, ()),
        "the model alone": worth(whole, LOOK_UP),
        "look-up alone": worth(whole, ("model", "everyday")),
        "without everyday titles": worth(bare, ()),
    }
    for name, found in table.items():
        shown = "  ".join(f"{language} {found[language]['group_a1']:.3f}" for language in LANGUAGES)
        print(f"{name:28s} unit group right: {shown}")
    shipped = title_index(starter_taxonomy())
    kinds = errors(shipped)
    for language, counts in kinds.items():
        print(f"{language}: " + ", ".join(f"{kind} {count}" for kind, count in counts.items()))
    print(json.dumps({"parts": table, "errors": kinds}))


if __name__ == "__main__":
    main()
