"""A version of ESCO with our own knowledge laid over it: everyday titles, skills and licences of the starter. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.esco.release import Concept, Release
from shared.esco.successors import successors
from shared.esco.taxonomy import LANGUAGES, Labels, Occupation, Taxonomy

# A skill that many occupations need makes none of them alike. Chosen, not measured.
RELATES_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Merged:
    """The taxonomy made, and what became of the starter's occupations that the version does not have.

    `moved`: their URIs with the ones that stand for them; `lost`: those whose titles go to nobody.
    """

    taxonomy: Taxonomy
    moved: Mapping[str, str]
    lost: tuple[Occupation, ...]


def merge(release: Release, starter: Taxonomy) -> Merged:
    """Lay the starter's knowledge over a version. The same two give the same taxonomy, in the same order."""
    uris = {concept.uri for concept in release.concepts}
    replaced = successors(starter.occupations, release.concepts, release.replaced)
    ours: dict[str, list[Occupation]] = {}
    for occupation in starter.occupations:
        ours.setdefault(occupation.uri if occupation.uri in uris else replaced.get(occupation.uri, ""), []).append(
            occupation
        )
    related = _relating(release.concepts)
    return Merged(
        taxonomy=Taxonomy(
            version=release.version,
            occupations=[_occupation(concept, ours.get(concept.uri, ()), related) for concept in release.concepts],
            skills=starter.skills,
            licences=starter.licences,
            unit_groups=_unit_groups(release.unit_groups, starter.unit_groups),
            no_titles=starter.no_titles,
            descriptions={concept.uri: concept.descriptions for concept in release.concepts if concept.descriptions},
            replaced=replaced,
        ),
        moved={each.uri: replaced[each.uri] for each in starter.occupations if each.uri in replaced},
        lost=tuple(ours.get("", ())),
    )


def _relating(concepts: Sequence[Concept]) -> set[str]:
    needed = Counter(skill for concept in concepts for skill in concept.skills)
    return {skill for skill, count in needed.items() if 1 < count <= RELATES_AT_MOST}


def _occupation(concept: Concept, ours: Sequence[Occupation], related: set[str]) -> Occupation:
    labels = {language: label for language in LANGUAGES if (label := _label(concept, ours, language))}
    return Occupation(
        uri=concept.uri,
        code=concept.code,
        isco=concept.isco,
        labels=labels,
        titles={language: titles for language in LANGUAGES if (titles := _titles(labels, ours, language))},
        skills=_once(*(each.skills for each in ours), tuple(skill for skill in concept.skills if skill in related)),
        licences=_once(*(each.licences for each in ours)),
        alternatives=concept.alternatives,
    )


def _label(concept: Concept, ours: Sequence[Occupation], language: str) -> str:
    said = (concept.labels.get(language, ""), *(each.labels.get(language, "") for each in ours))
    return next((label.strip() for label in said if label), "")


def _titles(labels: Labels, ours: Sequence[Occupation], language: str) -> tuple[str, ...]:
    """Everyday titles, and the labels of other versions: adverts go on using them."""
    found = _once(*((each.labels.get(language, "").strip(), *each.titles.get(language, ())) for each in ours))
    return tuple(title for title in found if title and title != labels.get(language))


def _unit_groups(theirs: Mapping[str, Labels], ours: Mapping[str, Labels]) -> dict[str, Labels]:
    codes = sorted({*theirs, *ours})
    return {code: {**ours.get(code, {}), **theirs.get(code, {})} for code in codes}


def _once(*groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for group in groups for each in group))
