"""Skills as people write them, read into the taxonomy's slugs. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from shared.esco import Taxonomy

_SPACES = re.compile(r"[\s_-]+")
_BULLETS = " .,;:•*–-"


def read_skills(values: Iterable[str], taxonomy: Taxonomy) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The slugs that the values name, by slug or by a label in any language, and the values that name none.

    An unknown skill is kept, tidied and in lower case, so that two adverts that say the same still agree.
    """
    spellings = _spellings(taxonomy)
    known: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for value in values:
        tidy = " ".join(unicodedata.normalize("NFKC", value).split()).strip(_BULLETS).casefold()
        if slug := spellings.get(_key(tidy)):
            known.setdefault(slug)
        elif tidy:
            unknown.setdefault(tidy)
    return tuple(known), tuple(unknown)


@lru_cache(maxsize=8)
def _spellings(taxonomy: Taxonomy) -> Mapping[str, str]:
    """Every way to name a skill; of two skills with one label, the one whose slug comes first."""
    table: dict[str, str] = {}
    for slug, labels in sorted(taxonomy.skills.items()):
        for spelling in (slug, *labels.values()):
            table.setdefault(_key(spelling), slug)
    return table


def _key(text: str) -> str:
    return _SPACES.sub(" ", text.casefold()).strip()
