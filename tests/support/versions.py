"""Small versions of ESCO that differ in what a test needs, made of the starter's occupations."""

from collections.abc import Mapping, Sequence
from functools import cache

from services.normaliser.occupations.title_training import train
from shared.esco import Occupation, Taxonomy, starter_taxonomy
from shared.esco.merging import merge
from shared.esco.release import Concept, Release

# sairaanhoitaja, lähihoitaja, laitossiivooja, kokki, laskuttaja, kirjanpitäjä, and others with titles of their own
NURSE, CARER, CLEANER, COOK, BILLING, BOOKKEEPER = "2221.2", "5321.1", "9112.2", "5120.1", "4311.1", "3313.2"
CODES = (
    NURSE, CARER, CLEANER, COOK, BILLING, BOOKKEEPER, "7212.3", "7112.1", "7131.1", "8322.7", "5223.4", "7126.8",
    "7411.1", "5141.1.1", "7512.1", "2342.1", "5131.2", "7522.2", "9333.8", "5311.1", "5153.1",
)  # fmt: skip


def occupation(code: str) -> Occupation:
    """An occupation of the starter."""
    found = starter_taxonomy().by_code(code)
    assert found is not None, code
    return found


def release(
    version: str, codes: Sequence[str] = CODES, replaced: Mapping[str, str] | None = None, **labels: str
) -> Release:
    """A version of these codes. `replaced`: codes with those that stand for them; `labels`: `c5120_1="kokki"`."""
    named = {code: labels.get("c" + code.replace(".", "_")) for code in codes}
    concepts = [_concept(occupation(code), named[code]) for code in codes]
    gone = {occupation(old).uri: occupation(new).uri for old, new in (replaced or {}).items()}
    groups = {concept.isco: starter_taxonomy().unit_groups[concept.isco] for concept in concepts}
    return Release(version, ("fi", "sv", "en"), tuple(concepts), groups, gone)


def merged(made: Release) -> Taxonomy:
    """The version as the normaliser has it."""
    return merge(made, starter_taxonomy()).taxonomy


@cache
def _trained(texts: str) -> bytes:
    return train(_taxonomies[texts])


_taxonomies: dict[str, Taxonomy] = {}


def trained(taxonomy: Taxonomy) -> bytes:
    """A model for a small version, trained for real, once for all tests of a process."""
    from services.normaliser.occupations.title_model import digest

    _taxonomies.setdefault(digest(taxonomy), taxonomy)
    return _trained(digest(taxonomy))


def _concept(held: Occupation, label: str | None) -> Concept:
    labels = {**held.labels, "fi": label} if label else held.labels
    return Concept(held.uri, held.code, held.isco, labels, {}, {}, held.skills)
