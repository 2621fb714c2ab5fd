"""Which adverts are one job, from which pairs are: connected, but for what cannot be one job. Pure.

The best pairs come first, so that the result depends on the pairs alone and not on the order in which they came.
"""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

Pair = tuple[UUID, UUID]
# A pair must be this much better than its rival to count: of two adverts equally like a third, neither is it.
MARGIN = 1.0


def pair_of(a: UUID, b: UUID) -> Pair:
    """The two in their order."""
    return (a, b) if a < b else (b, a)


def clusters(
    adverts: Iterable[UUID], scores: Mapping[Pair, float], barred: Callable[[UUID, UUID], bool]
) -> list[frozenset[UUID]]:
    """The adverts in groups, one for each job. `barred`: these two are not one job, whoever connects them."""
    return _Grouping(adverts, scores, barred).groups()


class _Grouping:
    def __init__(
        self, adverts: Iterable[UUID], scores: Mapping[Pair, float], barred: Callable[[UUID, UUID], bool]
    ) -> None:
        self._scores, self._barred = scores, barred
        self._group = {advert: frozenset((advert,)) for advert in adverts}
        self._partners: dict[UUID, list[UUID]] = {}
        for a, b in sorted(scores):
            self._partners.setdefault(a, []).append(b)
            self._partners.setdefault(b, []).append(a)

    def groups(self) -> list[frozenset[UUID]]:
        for a, b in sorted(self._scores, key=lambda pair: (-self._scores[pair], pair)):
            if self._group[a] is not self._group[b] and self._may_meet(a, b) and not self._has_rival(a, b):
                joined = self._group[a] | self._group[b]
                self._group.update(dict.fromkeys(joined, joined))
        return sorted(set(self._group.values()), key=min)

    def _may_meet(self, a: UUID, b: UUID) -> bool:
        return not any(self._barred(one, other) for one in self._group[a] for other in self._group[b])

    def _has_rival(self, a: UUID, b: UUID) -> bool:
        """Whether one of the two could as well be one job with an advert that the other cannot be one with."""
        least = self._scores[pair_of(a, b)] - MARGIN
        for one, other in ((a, b), (b, a)):
            for rival in self._partners[one]:
                if (
                    rival != other
                    and self._scores[pair_of(one, rival)] > least
                    and rival not in self._group[one]
                    and self._barred(rival, other)
                    and self._may_meet(one, rival)
                ):
                    return True
        return False
