"""One version of ESCO as published: its own texts and facts, before our everyday titles are laid over them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shared.esco.official_csv import OfficialError
from shared.esco.taxonomy import Labels

_VERSION = re.compile(r"\d+\.\d+(\.\d+)?([-+.][\w.-]+)?")


class VersionError(OfficialError):
    """This is no version of ESCO; the message says what one looks like."""


@dataclass(frozen=True, slots=True)
class Concept:
    """An occupation concept. `skills` are opaque ids (`esco:<uuid>`) of its essential skills."""

    uri: str
    code: str
    isco: str
    labels: Labels
    alternatives: Mapping[str, tuple[str, ...]]
    descriptions: Labels
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """A version: its concepts in the order of their codes, its ISCO-08 unit groups, the successors of older URIs."""

    version: str
    languages: tuple[str, ...]
    concepts: tuple[Concept, ...]
    unit_groups: Mapping[str, Labels]
    replaced: Mapping[str, str]


def version_named(text: str) -> str:
    """A version as we write it: `v1.2.0` is 1.2.0. Raises VersionError."""
    found = text.strip().removeprefix("v")
    if not _VERSION.fullmatch(found):
        raise VersionError(f"`{text}` is no version of ESCO: it looks like 1.2.0")
    return found
