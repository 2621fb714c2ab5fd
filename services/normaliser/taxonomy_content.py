"""A version of ESCO as bytes, for a table: JSON of lists under zstd, about a megabyte for all of ESCO."""

import sys
from collections.abc import Mapping
from typing import Any

import orjson

from shared.esco.release import Concept, Release

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FORM = 1
LEVEL = 12


class ContentError(ValueError):
    """These bytes are no version of ESCO as this software writes it."""


def dump(release: Release) -> bytes:
    """The version as bytes."""
    said = {
        "form": FORM,
        "version": release.version,
        "languages": release.languages,
        "concepts": [_row(concept) for concept in release.concepts],
        "unit_groups": _plain(release.unit_groups),
        "replaced": dict(release.replaced),
    }
    return zstd.compress(orjson.dumps(said), level=LEVEL)


def load(content: bytes) -> Release:
    """The version that `dump` wrote. Raises ContentError."""
    try:
        said = orjson.loads(zstd.decompress(content))
    except (zstd.ZstdError, orjson.JSONDecodeError) as error:
        raise ContentError(f"the content of a taxonomy cannot be read ({error})") from None
    if said["form"] != FORM:
        raise ContentError(f"the content of a taxonomy has form {said['form']}, this software reads {FORM}")
    return Release(
        version=said["version"],
        languages=tuple(said["languages"]),
        concepts=tuple(_concept(*row) for row in said["concepts"]),
        unit_groups=said["unit_groups"],
        replaced=said["replaced"],
    )


def _row(concept: Concept) -> list[Any]:
    return [
        concept.uri, concept.code, concept.isco, dict(concept.labels), dict(concept.alternatives),
        dict(concept.descriptions), concept.skills,
    ]  # fmt: skip


def _concept(
    uri: str,
    code: str,
    isco: str,
    labels: dict[str, str],
    alternatives: dict[str, list[str]],
    descriptions: dict[str, str],
    skills: list[str],
) -> Concept:
    others = {language: tuple(texts) for language, texts in alternatives.items()}
    return Concept(uri, code, isco, labels, others, descriptions, tuple(skills))


def _plain(groups: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {code: dict(labels) for code, labels in groups.items()}
