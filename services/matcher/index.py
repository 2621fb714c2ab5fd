"""Candidates by occupation: a superset of the valid pairs, found without looking at everybody."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from shared.events.occupations import OccupationGuess

Key = str


def keys_of(occupations: Iterable[OccupationGuess]) -> frozenset[Key]:
    """Two occupations that are related share a key: their ISCO minor group, or an essential skill."""
    return frozenset(
        key for each in occupations for key in (f"isco {each.isco[:3]}", *(f"skill {s}" for s in each.essential_skills))
    )


class Index:
    """Ids by the keys of their occupations."""

    def __init__(self) -> None:
        self._ids: dict[Key, set[UUID]] = {}
        self._keys: dict[UUID, frozenset[Key]] = {}

    def put(self, id_: UUID, occupations: Iterable[OccupationGuess]) -> None:
        """Add an entity, or put it where it now belongs."""
        self.remove(id_)
        self._keys[id_] = keys_of(occupations)
        for key in self._keys[id_]:
            self._ids.setdefault(key, set()).add(id_)

    def remove(self, id_: UUID) -> None:
        """Take an entity out."""
        for key in self._keys.pop(id_, ()):
            self._ids[key].discard(id_)

    def candidates(self, occupations: Iterable[OccupationGuess]) -> Iterator[UUID]:
        """The entities that share a key with these occupations, each once."""
        seen: set[UUID] = set()
        for key in keys_of(occupations):
            for id_ in self._ids.get(key, ()):
                if id_ not in seen:
                    seen.add(id_)
                    yield id_
