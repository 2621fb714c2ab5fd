"""Occupations by URI, code and unit group, and the labels of skills and licences.

Pure data and look-ups. Only `starter_taxonomy` reads files, and only those that ship with the package.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

LANGUAGES = ("fi", "sv", "en")

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Occupation:
    """An ESCO occupation concept inside its ISCO-08 unit group. Codes are text: their zeros count."""

    uri: str
    code: str
    isco: str
    labels: Labels
    titles: Mapping[str, tuple[str, ...]]
    skills: tuple[str, ...]
    licences: tuple[str, ...]

    def label(self, language: str | None = None) -> str:
        """The preferred label in a language, or in Finnish where there is none."""
        return self.labels.get(language or "fi") or self.labels["fi"]


class Taxonomy:
    """One version of the occupations, skills, licences and unit groups; never changed once made."""

    def __init__(
        self,
        version: str,
        occupations: Iterable[Occupation],
        skills: Mapping[str, Labels],
        licences: Mapping[str, Labels],
        unit_groups: Mapping[str, Labels],
    ) -> None:
        self.version = version
        self.occupations: tuple[Occupation, ...] = tuple(occupations)
        self.skills = MappingProxyType(dict(skills))
        self.licences = MappingProxyType(dict(licences))
        self.unit_groups = MappingProxyType(dict(unit_groups))
        self._by_uri = {occupation.uri: occupation for occupation in self.occupations}
        self._by_code = {occupation.code: occupation for occupation in self.occupations}
        self._by_isco = _grouped(self.occupations)

    def by_uri(self, uri: str) -> Occupation | None:
        """The occupation with this ESCO URI, if the taxonomy holds it."""
        return self._by_uri.get(uri)

    def by_code(self, code: str) -> Occupation | None:
        """The occupation with this ESCO code, such as 2221.2."""
        return self._by_code.get(code)

    def in_unit_group(self, isco: str) -> tuple[Occupation, ...]:
        """The occupations of an ISCO-08 unit group, such as 2221, in the order of their codes."""
        return self._by_isco.get(isco, ())

    def skill_labels(self, slug: str) -> Labels | None:
        """The labels of a skill by language."""
        return self.skills.get(slug)

    def licence_labels(self, slug: str) -> Labels | None:
        """The labels of a licence by language."""
        return self.licences.get(slug)


def _grouped(occupations: Iterable[Occupation]) -> dict[str, tuple[Occupation, ...]]:
    groups: dict[str, list[Occupation]] = {}
    for occupation in occupations:
        groups.setdefault(occupation.isco, []).append(occupation)
    return {isco: tuple(sorted(members, key=lambda member: member.code)) for isco, members in groups.items()}


@cache
def starter_taxonomy() -> Taxonomy:
    """The taxonomy that ships with the service: the common occupations of the Finnish labour market."""
    lines = _starter_text("occupations.jsonl").splitlines()
    return Taxonomy(
        version="starter-1",
        occupations=[_occupation(line) for line in lines if line.strip()],
        skills=_starter_labels("skills.json"),
        licences=_starter_labels("licences.json"),
        unit_groups=_starter_labels("unit_groups.json"),
    )


def _occupation(line: str) -> Occupation:
    row = json.loads(line)
    return Occupation(
        uri=row["uri"],
        code=row["code"],
        isco=row["isco"],
        labels=MappingProxyType(row["label"]),
        titles=MappingProxyType({language: tuple(titles) for language, titles in row["titles"].items()}),
        skills=tuple(row["skills"]),
        licences=tuple(row["licences"]),
    )


def _starter_labels(name: str) -> dict[str, Labels]:
    rows: dict[str, dict[str, str]] = json.loads(_starter_text(name))
    return {key: MappingProxyType(labels) for key, labels in rows.items()}


def _starter_text(name: str) -> str:
    # Through the package, not the working directory, so that an installed wheel finds its data too.
    return (files("shared.esco") / "starter" / name).read_text(encoding="utf-8")
