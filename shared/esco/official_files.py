"""Which files of ESCO's CSV download lie in a directory, and which version they say they are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.esco.official_csv import OfficialError
from shared.esco.release import version_named
from shared.esco.taxonomy import LANGUAGES

VERSION_FILE = "esco-version.txt"  # what `kohtaanto esco fetch` leaves beside the files
_NAME = re.compile(
    r"(occupations|ISCOGroups|occupationSkillRelations|broaderRelationsOccPillar)(?:_([a-z]{2}))?\.csv", re.IGNORECASE
)
_KINDS = {
    kind.casefold(): kind
    for kind in ("occupations", "ISCOGroups", "occupationSkillRelations", "broaderRelationsOccPillar")
}
_IN_A_NAME = re.compile(r"(?<![\d.])v?(\d+\.\d+(?:\.\d+)?)(?![\d.])")


@dataclass(frozen=True, slots=True)
class Files:
    """The files found: occupations and groups by language, the relations in whatever language they came.

    `missing` names what could have been there and is not; `unused` what is there and is not read.
    """

    occupations: Mapping[str, Path]
    groups: Mapping[str, Path]
    skill_relations: Path | None
    broader: Path | None
    version: str | None
    missing: tuple[str, ...]
    unused: tuple[str, ...]


def find_files(directory: Path) -> Files:
    """Look through a directory and those inside it: the download has one for each language. Raises OfficialError."""
    found, unused = _sorted_out(directory)
    occupations, groups = found["occupations"], found["ISCOGroups"]
    if not set(occupations) & set(LANGUAGES):
        raise OfficialError(_nothing_to_read(directory, occupations))
    return Files(
        occupations=occupations,
        groups=groups,
        skill_relations=next(iter(found["occupationSkillRelations"].values()), None),
        broader=next(iter(found["broaderRelationsOccPillar"].values()), None),
        version=_version(directory, [*occupations.values(), *groups.values()]),
        missing=tuple(_missing(found)),
        unused=tuple(unused),
    )


def _sorted_out(directory: Path) -> tuple[dict[str, dict[str, Path]], list[str]]:
    found: dict[str, dict[str, Path]] = {kind: {} for kind in _KINDS.values()}
    unused = []
    for path in sorted(directory.rglob("*.csv")):
        named = _NAME.fullmatch(path.name)
        if named is None:
            unused.append(path.name)
            continue
        of_kind, language = found[_KINDS[named[1].casefold()]], (named[2] or "").casefold()
        if language in of_kind:
            raise OfficialError(
                f"{path.name} is there twice, in {of_kind[language].parent} and in {path.parent}. "
                "What to do: put one version of ESCO, and nothing else, in the directory."
            )
        of_kind[language] = path
    return found, unused


def _missing(found: Mapping[str, Mapping[str, Path]]) -> Iterator[str]:
    for language in LANGUAGES:
        for kind in ("occupations", "ISCOGroups"):
            if language not in found[kind]:
                yield f"{kind}_{language}.csv"
    if not found["occupationSkillRelations"]:
        yield f"occupationSkillRelations_{LANGUAGES[-1]}.csv"


def _nothing_to_read(directory: Path, occupations: Mapping[str, Path]) -> str:
    wanted = ", ".join(f"occupations_{language}.csv" for language in LANGUAGES)
    has = ", ".join(path.name for path in occupations.values()) or "no file of occupations"
    return (
        f"{directory}: there is {has}, and none of {wanted}: labels in other languages are not used. "
        "What to do: download ESCO's classification as CSV in Finnish, Swedish or English, and unpack it there."
    )


def _version(directory: Path, paths: list[Path]) -> str | None:
    kept = directory / VERSION_FILE
    if kept.is_file():
        return version_named(kept.read_text(encoding="utf-8"))
    said = {match[1] for name in _names(directory.resolve(), paths) for match in _IN_A_NAME.finditer(name)}
    if len(said) > 1:
        raise OfficialError(
            f"{directory}: the names of the directories speak of versions {' and '.join(sorted(said))}. "
            "What to do: put one version of ESCO, and nothing else, in the directory."
        )
    return next(iter(said), None)


def _names(directory: Path, paths: list[Path]) -> Iterator[str]:
    yield directory.name
    for path in paths:
        yield from path.resolve().relative_to(directory).parts[:-1]
