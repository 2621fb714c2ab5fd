"""ESCO's official CSV download, of any version from 1.0.8 on, read and checked as a whole. Nothing is changed by it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from shared.esco.official_csv import AGAIN, OfficialError, Row, labels_in, read_rows
from shared.esco.official_files import Files, find_files
from shared.esco.release import Concept, Release, version_named
from shared.esco.successors import chained
from shared.esco.taxonomy import LANGUAGES, Labels

# The same name in all versions seen; the download has none, what is fetched from the API has the first.
REPLACED_BY = ("replacedBy", "isReplacedBy", "hasReplacement")
# A download in one language has all the concepts: much fewer means a file cut off.
LEAST_SHARE = 0.9
_CODE = re.compile(r"\d{4}(\.\d+)+")
_GROUP = re.compile(r"\d{4}")
_GROUP_URI = re.compile(r".*/isco/C(\d+)")
_SPREADSHEET = "spreadsheets take the zeros of codes away: " + AGAIN

Tell = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, and what the operator should know of it, a sentence each."""

    release: Release
    files: Files
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """What the files say of one concept; `first` is the row that spoke of it first."""

    first: Row
    code: str
    isco: str
    obsolete: bool
    labels: dict[str, str] = field(default_factory=dict)
    alternatives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    replaced_by: str = ""


def read_release(directory: Path, version: str | None = None, tell: Tell = lambda _: None) -> Read:
    """Read a directory. Raises OfficialError."""
    files = find_files(directory)
    wanted = version_named(version) if version else files.version
    if wanted is None:
        raise OfficialError(f"{directory}: nothing there says which version it is. What to do: name it by --version.")
    found = _occupations(files, tell)
    groups = _unit_groups(files, tell)
    concepts = _concepts(found, _broader_groups(files, tell), _essential_skills(files, found, tell))
    replaced = chained({uri: each.replaced_by for uri, each in found.items()}, {concept.uri for concept in concepts})
    languages = tuple(language for language in LANGUAGES if language in files.occupations)
    return Read(
        Release(wanted, languages, concepts, groups, replaced), files, tuple(_notes(files, wanted, found, groups))
    )


def _occupations(files: Files, tell: Tell) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    counts: dict[str, int] = {}
    for language, path in sorted(files.occupations.items()):
        tell(path.name)
        seen: dict[str, Row] = {}
        for row in read_rows(path, ("conceptUri", "preferredLabel", "code")):
            if row.get("conceptType") in ("", "Occupation"):
                _take(found, seen, row, language)
        counts[path.name] = len(seen)
    _check_counts(counts, len(found))
    return found


def _take(found: dict[str, _Found], seen: dict[str, Row], row: Row, language: str) -> None:
    uri, label = row.need("conceptUri"), " ".join(row.get("preferredLabel").split())
    if not uri.startswith(("http://", "https://")):
        raise row.wrong("conceptUri", f"`{uri[:80]}` is no address of a concept")
    concept = found.setdefault(uri, _facts(row))
    _check_agrees(concept, row)
    if label != concept.labels.setdefault(language, label):
        raise row.wrong("preferredLabel", f"`{label}`, but row {seen[uri].number} has `{concept.labels[language]}`")
    seen.setdefault(uri, row)
    # Hidden labels are there to be searched by, which is what we do.
    others = (
        *concept.alternatives.get(language, ()),
        *labels_in(row.get("altLabels")),
        *labels_in(row.get("hiddenLabels")),
    )
    concept.alternatives[language] = tuple(other for other in dict.fromkeys(others) if other != label)
    concept.descriptions.setdefault(language, " ".join(row.get("description").split()))
    concept.replaced_by = concept.replaced_by or next((row.get(name) for name in REPLACED_BY if row.get(name)), "")


def _facts(row: Row) -> _Found:
    code, isco = row.need("code"), row.get("iscoGroup")
    if not _CODE.fullmatch(code):
        raise row.wrong("code", f"`{code}` is no code of an occupation, such as 0110.1", _SPREADSHEET)
    if isco and not _GROUP.fullmatch(isco):
        raise row.wrong("iscoGroup", f"`{isco}` has not the four digits of a unit group", _SPREADSHEET)
    return _Found(row, code, isco, row.get("status").casefold() == "obsolete")


def _check_agrees(concept: _Found, row: Row) -> None:
    for column, known in (("code", concept.code), ("iscoGroup", concept.isco)):
        if row.get(column) != known:
            where = f"{concept.first.path.name}, row {concept.first.number},"
            why = f"`{row.get(column)}` for {row.get('conceptUri')}, but {where} has `{known}`"
            raise row.wrong(column, why, "put files of one version, and nothing else, in the directory")


def _check_counts(counts: Mapping[str, int], total: int) -> None:
    for name, count in counts.items():
        if count < LEAST_SHARE * total:
            raise OfficialError(
                f"{name}: it has {count} of the {total} occupations that the other languages have: it seems cut off. "
                f"What to do: {AGAIN}."
            )


def _unit_groups(files: Files, tell: Tell) -> dict[str, Labels]:
    groups: dict[str, dict[str, str]] = {}
    for language in (each for each in LANGUAGES if each in files.groups):
        tell(files.groups[language].name)
        for row in read_rows(files.groups[language], ("conceptUri", "preferredLabel")):
            in_uri = _GROUP_URI.fullmatch(row.need("conceptUri"))
            code = row.get("code") or (in_uri[1] if in_uri else "")
            if in_uri and code != in_uri[1]:
                raise row.wrong("code", f"`{code}`, but the address ends in {in_uri[1]}", _SPREADSHEET)
            if _GROUP.fullmatch(code):
                groups.setdefault(code, {})[language] = row.need("preferredLabel")
    return dict(groups)


def _broader_groups(files: Files, tell: Tell) -> dict[str, str]:
    """The unit group above each concept, by the relations: for versions whose occupations do not name it."""
    if files.broader is None:
        return {}
    tell(files.broader.name)
    rows = read_rows(files.broader, ("conceptUri", "broaderUri"))
    above = {row.need("conceptUri"): row.need("broaderUri") for row in rows}
    return {uri: group for uri in above if (group := _group_above(uri, above))}


def _group_above(uri: str, above: Mapping[str, str]) -> str:
    passed: set[str] = set()
    while uri in above and uri not in passed:
        passed.add(uri)
        uri = above[uri]
        if (found := _GROUP_URI.fullmatch(uri)) and len(found[1]) == 4:
            return found[1]
    return ""


def _essential_skills(files: Files, found: Mapping[str, _Found], tell: Tell) -> dict[str, tuple[str, ...]]:
    if files.skill_relations is None:
        return {}
    tell(files.skill_relations.name)
    rows = list(read_rows(files.skill_relations, ("occupationUri", "relationType", "skillUri")))
    skills: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.need("relationType").casefold() == "essential" and row.need("occupationUri") in found:
            uuid = row.need("skillUri").rstrip("/").rsplit("/", 1)[-1]
            skills.setdefault(row.get("occupationUri"), {})[f"esco:{uuid}"] = None
    if rows and not skills:
        raise OfficialError(
            f"{files.skill_relations.name}: none of its rows is about an occupation of these files. "
            "What to do: put files of one version, and nothing else, in the directory."
        )
    return {uri: tuple(sorted(each)) for uri, each in skills.items()}


def _concepts(
    found: Mapping[str, _Found], broader: Mapping[str, str], skills: Mapping[str, tuple[str, ...]]
) -> tuple[Concept, ...]:
    made = [
        Concept(
            uri=uri,
            code=each.code,
            isco=each.isco or broader.get(uri) or each.code[:4],
            labels=_used(each.labels) or _unnamed(each),
            alternatives=_used(each.alternatives),
            descriptions=_used(each.descriptions),
            skills=skills.get(uri, ()),
        )
        for uri, each in found.items()
        if not each.obsolete
    ]
    return tuple(sorted(made, key=lambda concept: (concept.code, concept.uri)))


def _used(texts: Mapping[str, T]) -> dict[str, T]:
    return {language: texts[language] for language in LANGUAGES if texts.get(language)}


def _unnamed(each: _Found) -> dict[str, str]:
    raise each.first.wrong("preferredLabel", f"the occupation has no label in {', '.join(LANGUAGES)}")


def _notes(files: Files, version: str, found: Mapping[str, _Found], groups: Mapping[str, Labels]) -> Iterable[str]:
    if files.version and files.version != version:
        yield f"The files say that they are version {files.version}; you say {version}."
    if others := sorted(set(files.occupations) - set(LANGUAGES)):
        yield f"Read and checked, but not used today: labels in {', '.join(others)}."
    if obsolete := sum(each.obsolete for each in found.values()):
        yield f"{obsolete} obsolete occupations are left out."
    if unnamed := sum(not label for each in found.values() for label in each.labels.values()):
        yield f"{unnamed} preferred labels are empty; another language's stands in."
    codes = [each.code for each in found.values() if not each.obsolete]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        yield f"Codes of more than one occupation: {', '.join(twice)}. By these, the last is found."
    if not groups:
        yield "There are no ISCO groups: unit groups keep the labels that come with the software."
