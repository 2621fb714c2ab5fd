"""Kinds of work that are told of in much the same words: their tasks, units and shifts, and how adverts are phrased."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """One kind of work. Tasks and units stand at the same place in each language."""

    name: str
    tasks: Mapping[str, tuple[str, ...]]
    units: tuple[Mapping[str, str], ...]
    shifts: tuple[str, ...]


@cache
def phrases() -> Mapping[str, Any]:
    """Sentences by language and by what they say, with gaps to fill in."""
    found: Mapping[str, Any] = _read("phrases.json")
    return found


@cache
def family_of(isco: str) -> Family:
    """The family of an ISCO-08 unit group: the one that names the longest beginning of its code."""
    families = _families()
    prefixes = {prefix: name for name, (_, codes) in families.items() for prefix in codes}
    for length in range(len(isco), 0, -1):
        if name := prefixes.get(isco[:length]):
            return families[name][0]
    return families["office"][0]


@cache
def _families() -> dict[str, tuple[Family, tuple[str, ...]]]:
    return {
        name: (
            Family(
                name,
                {language: tuple(row[language]) for language in ("fi", "sv", "en")},
                tuple(row["units"]),
                tuple(row["shifts"]),
            ),
            tuple(row["isco"]),
        )
        for name, row in _read("families.json").items()
    }


def _read(name: str) -> Any:
    return json.loads(files("examples.generator").joinpath(name).read_text(encoding="utf-8"))
