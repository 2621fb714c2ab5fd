"""The engine under any order of events, with transactions that fail and shards that go and come back.

Held against a brute force over everything: DESIGN's three statements on exposure.
"""

import random
from collections import Counter
from uuid import UUID

import pytest

from services.matcher.engine import Engine, Plan, Seeker, Vacancy
from services.matcher.ledger import LedgerRow, Pair
from services.matcher.rules import default_rules
from services.matcher.scoring import fit
from shared.events.identity import shard_of
from shared.events.seekers import SeekerNormalised
from shared.events.vacancies import VacancyNormalised

RULES = default_rules().model_copy(update={"top_k": 2, "cap": 3})
AREAS = ("12", "39", "08")
EVERY = frozenset(range(96))


def occupation(number: int) -> dict[str, object]:
    return {"uri": f"u:{number}", "code": "1", "isco": f"512{number}", "label": {"fi": "x"}, "confidence": 1}


def vacancy(rng: random.Random, id_: UUID) -> Vacancy:
    if rng.random() < 0.1:
        return None
    area = rng.choice(AREAS)
    return VacancyNormalised.model_validate(
        {
            "vacancy_id": id_, "source": "s", "title": rng.choice("ab"), "occupation": occupation(rng.randrange(3)),
            "status": rng.choice(["open", "open", "open", "closed"]),
            "place": {"kind": "municipality", "area": area}, "area": area,
        }
    )  # fmt: skip


def seeker(rng: random.Random, id_: UUID) -> Seeker:
    if rng.random() < 0.1:
        return None
    area = rng.choice(AREAS)
    return SeekerNormalised.model_validate(
        {
            "seeker_id": id_, "source": "te", "status": "active", "area": area,
            "place": {"kind": "municipality", "area": area}, "mobility": {"whole_country": rng.random() < 0.7},
            "occupations": [{"occupation": occupation(rng.randrange(3))}],
        }
    )  # fmt: skip


class Model:
    """The truth beside the engine: entities, and the ledger as a database would hold it."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        ids = random.Random(0)
        self.vacancy_ids = [UUID(int=ids.getrandbits(128)) for _ in range(12)]
        # Few shards, so that several seekers share one.
        made = (UUID(int=ids.getrandbits(128)) for _ in range(10_000))
        self.seeker_ids = [id_ for id_ in made if shard_of(id_) in (3, 7)][:25]
        self.vacancies: dict[UUID, tuple[int, Vacancy]] = {}
        self.seekers: dict[UUID, tuple[int, Seeker]] = {}
        self.ledger: dict[Pair, LedgerRow] = {}
        self.engine = Engine(RULES)
        self.take()

    def take(self) -> None:
        for shard in EVERY:
            seekers = [(id_, n, s) for id_, (n, s) in self.seekers.items() if shard_of(id_) == shard]
            self.engine.take_shard(shard, seekers, [row for row in self.ledger.values() if row.shard == shard])

    def commit(self, plan: Plan) -> None:
        for pair, change in plan.changes.items():
            before = self.ledger[pair].number if pair in self.ledger else 0
            assert change.row.number > before, "numbers only grow"
            assert change.row.shard == shard_of(pair[1])
            self.ledger[pair] = change.row
        self.engine.accept(plan)

    def step(self) -> None:
        kind = self.rng.random()
        if kind < 0.45:
            some = self.rng.sample(self.vacancy_ids, self.rng.randrange(1, 4))
            news = {id_: (self.vacancies.get(id_, (0, None))[0] + 1, vacancy(self.rng, id_)) for id_ in some}
            plan = self.engine.plan(self.engine.news(news), {})
            if self.rng.random() < 0.1:
                return  # the transaction failed: nothing happened
            self.vacancies |= news
            self.commit(plan)
        elif kind < 0.9:
            some = self.rng.sample(self.seeker_ids, self.rng.randrange(1, 5))
            people = {id_: (self.seekers.get(id_, (0, None))[0] + 1, seeker(self.rng, id_)) for id_ in some}
            plan = self.engine.plan({}, people)
            if self.rng.random() < 0.1:
                return
            self.seekers |= people
            self.commit(plan)
        else:
            fresh = Engine(RULES)
            for id_, (number, state) in self.vacancies.items():
                fresh.put_vacancy(id_, number, state)
            self.engine = fresh
            self.take()
            assert not self.engine.plan_shards(EVERY).changes, "a restart finds nothing to tell"

    def check(self) -> int:
        valid = {}
        for vid, (_, v) in self.vacancies.items():
            for sid, (_, s) in self.seekers.items():
                if v and s and (found := fit(v, s, RULES)):
                    valid[vid, sid] = found.score
        told = {pair: row for pair, row in self.ledger.items() if row.told}
        assert told.keys() <= valid.keys()
        assert all(row.score == valid[pair] for pair, row in told.items())
        areas = {sid: s.area for sid, (_, s) in self.seekers.items() if s}
        assert all(row.seeker_area == areas[pair[1]] for pair, row in told.items())
        of_seeker = Counter(sid for _, sid in told)
        of_slot = Counter((vid, areas[sid], shard_of(sid)) for vid, sid in told)
        assert max(of_seeker.values(), default=0) <= RULES.cap
        assert max(of_slot.values(), default=0) <= RULES.top_k
        for vid, sid in valid.keys() - told.keys():
            full = of_seeker[sid] >= RULES.cap or of_slot[vid, areas[sid], shard_of(sid)] >= RULES.top_k
            assert full, "a valid match is untold while both its caps have room"
        return len(told)


@pytest.mark.parametrize("seed", range(30))
def test_the_three_statements_hold_after_any_events(seed: int) -> None:
    model, most = Model(seed), 0
    for _ in range(60):
        model.step()
        most = max(most, model.check())
    assert most > 10, "a run that tells nothing proves nothing"


def test_a_stale_vacancy_is_no_news() -> None:
    engine, id_ = Engine(RULES), UUID(int=9)
    engine.put_vacancy(id_, 5, None)
    assert engine.news({id_: (5, None)}) == {}
    assert engine.news({id_: (6, None)}) == {id_: (6, None)}
