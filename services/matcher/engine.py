"""The state of one process and the plan of what to tell: pure, no clock, no database.

`plan` changes nothing: between it and `accept` lies a database transaction, which may fail.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from services.matcher.conditions import offered, seeking
from services.matcher.index import Index
from services.matcher.ledger import Ledger, LedgerRow, Pair
from services.matcher.rules import Rules
from services.matcher.scoring import Fit, fit
from services.matcher.summary import digest
from shared.events.identity import shard_of
from shared.events.seekers import SeekerNormalised
from shared.events.vacancies import VacancyNormalised

Vacancy = VacancyNormalised | None
Seeker = SeekerNormalised | None


@dataclass(frozen=True, slots=True)
class Change:
    """One match told, told anew or withdrawn (`fit` None)."""

    row: LedgerRow
    fit: Fit | None


@dataclass(frozen=True)
class Plan:
    """New states of entities, and what is to be told for them."""

    vacancies: Mapping[UUID, tuple[int, Vacancy]]
    seekers: Mapping[UUID, tuple[int, Seeker]]
    changes: dict[Pair, Change] = field(default_factory=dict)

    def by_vacancy(self) -> dict[UUID, list[Change]]:
        """The changes of each vacancy."""
        grouped: dict[UUID, list[Change]] = {}
        for change in self.changes.values():
            grouped.setdefault(change.row.vacancy_id, []).append(change)
        return grouped


class Engine:
    """All vacancies, the seekers and the ledger of the shards held, and the rules."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.shards: set[int] = set()
        self.ledger = Ledger()
        self._vacancies: dict[UUID, tuple[int, Vacancy]] = {}
        self._seekers: dict[UUID, tuple[int, Seeker]] = {}
        self._open = Index()
        self._seeking = Index()

    def vacancy(self, id_: UUID) -> tuple[int, Vacancy] | None:
        """A vacancy with its number."""
        return self._vacancies.get(id_)

    def news(self, vacancies: Mapping[UUID, tuple[int, Vacancy]]) -> dict[UUID, tuple[int, Vacancy]]:
        """Of these states the ones with a higher number than the held."""
        return {
            id_: new for id_, new in vacancies.items() if id_ not in self._vacancies or new[0] > self._vacancies[id_][0]
        }

    def put_vacancy(self, id_: UUID, sequence: int, vacancy: Vacancy) -> None:
        """Hold a vacancy; the ended are held by their number only."""
        if vacancy is not None and offered(vacancy, self.rules):
            assert vacancy.occupation is not None
            self._open.put(id_, [vacancy.occupation])
            self._vacancies[id_] = sequence, vacancy
        else:
            self._open.remove(id_)
            self._vacancies[id_] = sequence, vacancy

    def take_shard(self, shard: int, seekers: Iterable[tuple[UUID, int, Seeker]], ledger: Iterable[LedgerRow]) -> None:
        """Hold a shard as the database has it, whatever was held of it before."""
        self.drop_shard(shard)
        self.shards.add(shard)
        for id_, sequence, seeker in seekers:
            self._put_seeker(id_, sequence, seeker)
        for row in ledger:
            self.ledger.put(row)

    def drop_shard(self, shard: int) -> None:
        """Forget a shard."""
        self.shards.discard(shard)
        self.ledger.drop_shard(shard)
        for id_ in [id_ for id_ in self._seekers if shard_of(id_) == shard]:
            self._seeking.remove(id_)
            del self._seekers[id_]

    def plan(self, vacancies: Mapping[UUID, tuple[int, Vacancy]], seekers: Mapping[UUID, tuple[int, Seeker]]) -> Plan:
        """What new states change. They replace what is held; the caller has compared the numbers."""
        held = {id_: new for id_, new in seekers.items() if shard_of(id_) in self.shards}
        plan = Plan(vacancies, held)
        _Planner(self, plan).settle(set(vacancies), set(held))
        return plan

    def plan_shards(self, shards: Iterable[int]) -> Plan:
        """Re-match whole shards: what their ledger does not say yet, or says wrongly."""
        wanted, plan = set(shards) & self.shards, Plan({}, {})
        seekers = {id_ for id_ in self._seekers if shard_of(id_) in wanted}
        _Planner(self, plan).settle(set(), seekers)
        return plan

    def accept(self, plan: Plan) -> None:
        """Hold what the plan says, once the database does."""
        for id_, (sequence, vacancy) in plan.vacancies.items():
            self.put_vacancy(id_, sequence, vacancy)
        for id_, (sequence, seeker) in plan.seekers.items():
            if shard_of(id_) in self.shards:
                self._put_seeker(id_, sequence, seeker)
        for change in plan.changes.values():
            if change.row.shard in self.shards:
                self.ledger.put(change.row)

    def _put_seeker(self, id_: UUID, sequence: int, seeker: Seeker) -> None:
        self._seekers[id_] = sequence, seeker
        if seeker is not None and seeking(seeker):
            self._seeking.put(id_, [known.occupation for known in seeker.occupations])
        else:
            self._seeking.remove(id_)


class _Planner:
    """Works out one plan over the engine's state and the plan's new states."""

    def __init__(self, engine: Engine, plan: Plan) -> None:
        self._engine, self._plan, self._rules = engine, plan, engine.rules
        self._withdrawn: set[Pair] = set()
        self._of_seeker: dict[UUID, int] = {}
        self._of_vacancy: dict[tuple[UUID, str, int], int] = {}

    def settle(self, vacancies: set[UUID], seekers: set[UUID]) -> None:
        """Told matches of the touched first; then the room there is, the best first."""
        for row in sorted(self._engine.ledger.told(vacancies, seekers), key=lambda row: row.pair):
            found = self._fit(row.vacancy_id, row.seeker_id)
            if found is None or self._area(row.seeker_id) != row.seeker_area:
                # A seeker who moved is told anew, to the new area's office.
                self._withdraw(row)
                vacancies, seekers = vacancies | {row.vacancy_id}, seekers | {row.seeker_id}
            elif (mark := self._digest(row.vacancy_id, found)) != row.digest:
                self._tell(row.vacancy_id, row.seeker_id, found, mark, row)
        for score, vacancy_id, seeker_id, found in self._untold(vacancies, seekers):
            assert score == -found.score
            if self._room(vacancy_id, seeker_id):
                before = self._changed_row(vacancy_id, seeker_id)
                self._tell(vacancy_id, seeker_id, found, self._digest(vacancy_id, found), before)
                self._of_seeker[seeker_id] += 1
                self._of_vacancy[self._slot(vacancy_id, seeker_id)] += 1

    def _untold(self, vacancies: set[UUID], seekers: set[UUID]) -> list[tuple[float, UUID, UUID, Fit]]:
        pairs: set[Pair] = set()
        for vacancy_id in vacancies:
            pairs |= {(vacancy_id, seeker_id) for seeker_id in self._seekers_for(vacancy_id)}
        for seeker_id in seekers:
            pairs |= {(vacancy_id, seeker_id) for vacancy_id in self._vacancies_for(seeker_id)}
        found = []
        for vacancy_id, seeker_id in pairs:
            row = self._engine.ledger.get((vacancy_id, seeker_id))
            told = row is not None and row.told and row.pair not in self._withdrawn
            if not told and (match := self._fit(vacancy_id, seeker_id)) is not None:
                found.append((-match.score, vacancy_id, seeker_id, match))
        return sorted(found, key=lambda each: each[:3])

    def _seekers_for(self, vacancy_id: UUID) -> Iterable[UUID]:
        vacancy = self._vacancy(vacancy_id)
        if vacancy is None or vacancy.occupation is None:
            return ()
        known = set(self._engine._seeking.candidates([vacancy.occupation]))
        return known | set(self._plan.seekers)

    def _vacancies_for(self, seeker_id: UUID) -> Iterable[UUID]:
        seeker = self._seeker(seeker_id)
        if seeker is None:
            return ()
        known = set(self._engine._open.candidates([each.occupation for each in seeker.occupations]))
        return known | set(self._plan.vacancies)

    def _room(self, vacancy_id: UUID, seeker_id: UUID) -> bool:
        ledger, slot = self._engine.ledger, self._slot(vacancy_id, seeker_id)
        if seeker_id not in self._of_seeker:
            self._of_seeker[seeker_id] = sum(
                row.pair not in self._withdrawn for row in ledger.told_of_seeker(seeker_id)
            )
        if slot not in self._of_vacancy:
            _, area, shard = slot
            self._of_vacancy[slot] = sum(
                row.seeker_area == area and row.shard == shard and row.pair not in self._withdrawn
                for row in ledger.told_of_vacancy(vacancy_id)
            )
        return self._of_seeker[seeker_id] < self._rules.cap and self._of_vacancy[slot] < self._rules.top_k

    def _withdraw(self, row: LedgerRow) -> None:
        self._withdrawn.add(row.pair)
        gone = LedgerRow(row.vacancy_id, row.seeker_id, row.shard, row.seeker_area, row.number + 1, False, 0, "")
        self._plan.changes[gone.pair] = Change(gone, None)

    def _tell(self, vacancy_id: UUID, seeker_id: UUID, found: Fit, mark: str, before: LedgerRow | None) -> None:
        row = LedgerRow(
            vacancy_id,
            seeker_id,
            shard_of(seeker_id),
            self._area(seeker_id),
            before.number + 1 if before else 1,
            True,
            found.score,
            mark,
        )
        self._plan.changes[row.pair] = Change(row, found)

    def _changed_row(self, vacancy_id: UUID, seeker_id: UUID) -> LedgerRow | None:
        """The pair's row as it will be by what is planned so far."""
        pair = (vacancy_id, seeker_id)
        if pair in self._withdrawn:
            return self._plan.changes[pair].row
        return self._engine.ledger.get(pair)

    def _slot(self, vacancy_id: UUID, seeker_id: UUID) -> tuple[UUID, str, int]:
        return vacancy_id, self._area(seeker_id), shard_of(seeker_id)

    def _area(self, seeker_id: UUID) -> str:
        seeker = self._seeker(seeker_id)
        return (seeker.area if seeker else None) or ""

    def _digest(self, vacancy_id: UUID, found: Fit) -> str:
        vacancy = self._vacancy(vacancy_id)
        assert vacancy is not None
        return digest(vacancy, found, self._rules.version)

    def _fit(self, vacancy_id: UUID, seeker_id: UUID) -> Fit | None:
        vacancy, seeker = self._vacancy(vacancy_id), self._seeker(seeker_id)
        return fit(vacancy, seeker, self._rules) if vacancy is not None and seeker is not None else None

    def _vacancy(self, id_: UUID) -> Vacancy:
        return (self._plan.vacancies.get(id_) or self._engine._vacancies.get(id_) or (0, None))[1]

    def _seeker(self, id_: UUID) -> Seeker:
        return (self._plan.seekers.get(id_) or self._engine._seekers.get(id_) or (0, None))[1]
