"""Names of places that are no municipality: localities in one, and regions of several."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Locality:
    """A district, village, former municipality, resort, campus or airport by name.

    Two or more municipalities: the name alone does not say which.
    """

    names: tuple[str, ...]
    municipalities: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the country by its names.

    The municipalities are given only where a region may lie in one employment area; else there are none.
    """

    names: tuple[str, ...]
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Localities:
    """What is known of places below and above municipalities. Postal codes map to a municipality's code."""

    localities: tuple[Locality, ...] = ()
    regions: tuple[Region, ...] = ()
    postcodes: Mapping[str, str] = field(default_factory=dict, hash=False)
