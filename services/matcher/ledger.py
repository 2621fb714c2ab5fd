"""What was told: one row for each pair ever told, in the shard of its seeker."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A (vacancy, seeker) pair as last told. Not told (withdrawn), its number goes on counting."""

    vacancy_id: UUID
    seeker_id: UUID
    shard: int
    seeker_area: str
    number: int
    told: bool
    score: float
    digest: str

    @property
    def pair(self) -> Pair:
        """What the row is about."""
        return self.vacancy_id, self.seeker_id


class Ledger:
    """The rows of the shards held, by pair, vacancy, seeker and shard."""

    def __init__(self) -> None:
        self._rows: dict[Pair, LedgerRow] = {}
        self._told_of_vacancy: dict[UUID, set[Pair]] = defaultdict(set)
        self._told_of_seeker: dict[UUID, set[Pair]] = defaultdict(set)
        self._of_shard: dict[int, set[Pair]] = defaultdict(set)

    def put(self, row: LedgerRow) -> None:
        """Keep a row in place of the one before."""
        self._rows[row.pair] = row
        self._of_shard[row.shard].add(row.pair)
        for told in (self._told_of_vacancy[row.vacancy_id], self._told_of_seeker[row.seeker_id]):
            if row.told:
                told.add(row.pair)
            else:
                told.discard(row.pair)

    def drop_shard(self, shard: int) -> None:
        """Forget the rows of a shard."""
        for pair in self._of_shard.pop(shard, set()):
            del self._rows[pair]
            self._told_of_vacancy[pair[0]].discard(pair)
            self._told_of_seeker[pair[1]].discard(pair)

    def get(self, pair: Pair) -> LedgerRow | None:
        """The row of a pair."""
        return self._rows.get(pair)

    def told(self, vacancies: Iterable[UUID], seekers: Iterable[UUID]) -> Iterator[LedgerRow]:
        """The told rows of these vacancies and seekers, each once."""
        pairs: set[Pair] = set()
        for vacancy in vacancies:
            pairs |= self._told_of_vacancy.get(vacancy, set())
        for seeker in seekers:
            pairs |= self._told_of_seeker.get(seeker, set())
        return (self._rows[pair] for pair in pairs)

    def told_of_vacancy(self, vacancy: UUID) -> list[LedgerRow]:
        """The told rows of one vacancy."""
        return [self._rows[pair] for pair in self._told_of_vacancy.get(vacancy, ())]

    def told_of_seeker(self, seeker: UUID) -> list[LedgerRow]:
        """The told rows of one seeker."""
        return [self._rows[pair] for pair in self._told_of_seeker.get(seeker, ())]
