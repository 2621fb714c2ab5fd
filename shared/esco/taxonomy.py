"""Occupations by URI, code and unit group, and the labels of skills and licences.

Pure data and look-ups. Only `starter_taxonomy` reads files, and only those that ship with the package.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

LANGUAGES = ("fi", "sv", "en")

Labels = Mapping[str, str]
STARTER = "starter-3"
_MAJOR_GROUPS = "0123456789"


@dataclass(frozen=True, slots=True)
class Occupation:
    """An ESCO occupation concept inside its ISCO-08 unit group. Codes are text: their zeros count.

    `titles` are everyday titles of our own, `alternatives` the alternative labels of an imported ESCO, by language.
    """

    uri: str
    code: str
    isco: str
    labels: Labels
    titles: Mapping[str, tuple[str, ...]]
    skills: tuple[str, ...]
    licences: tuple[str, ...]
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def label(self, language: str | None = None) -> str:
        """The preferred label in a language, or in Finnish where there is none, or in whatever language there is."""
        return self.labels.get(language or "fi") or self.labels.get("fi") or next(iter(self.labels.values()))


class Taxonomy:
    """One version of the occupations, skills, licences and unit groups; never changed once made.

    `no_titles`: texts by language that stand where a title should and name no occupation. `descriptions`: what an
    occupation is, by URI and language, where the version tells. `replaced`: URIs of other versions with the one that
    stands for them here.
    """

    def __init__(
        self,
        version: str,
        occupations: Iterable[Occupation],
        skills: Mapping[str, Labels],
        licences: Mapping[str, Labels],
        unit_groups: Mapping[str, Labels],
        *,
        no_titles: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        descriptions: Mapping[str, Labels] = MappingProxyType({}),
        replaced: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.version = version
        self.occupations: tuple[Occupation, ...] = tuple(occupations)
        self.skills = MappingProxyType(dict(skills))
        self.licences = MappingProxyType(dict(licences))
        self.unit_groups = MappingProxyType(dict(unit_groups))
        self.no_titles = no_titles
        self.descriptions = descriptions
        self.replaced = replaced
        self._by_uri = {occupation.uri: occupation for occupation in self.occupations}
        self._by_code = {occupation.code: occupation for occupation in self.occupations}
        self._by_isco = _grouped(self.occupations)

    def by_uri(self, uri: str) -> Occupation | None:
        """The occupation with this ESCO URI, if the taxonomy holds it."""
        return self._by_uri.get(uri) or self._by_uri.get(self.replaced.get(uri, ""))

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
    lines = [line for major in _MAJOR_GROUPS for line in _starter_text(f"occupations-{major}.jsonl").splitlines()]
    return Taxonomy(
        version=STARTER,
        occupations=[_occupation(line) for line in lines if line.strip()],
        skills=_starter_labels("skills.json"),
        licences=_starter_labels("licences.json"),
        unit_groups=_starter_labels("unit_groups.json"),
        no_titles={language: tuple(texts) for language, texts in json.loads(_starter_text("no_titles.json")).items()},
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
