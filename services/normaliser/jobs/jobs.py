"""The open adverts in memory, which of them are one job, and what a change of some of them changes. Pure.

`plan` says what would change, `apply` makes it so: what is planned and never applied changes nothing. Which adverts
are one job depends on the adverts and on what people have set apart, not on the order in which they came. Which of
them stands for the job does: the one that stood before, as long as it is open.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from services.normaliser.jobs.clusters import Pair, clusters, pair_of
from services.normaliser.jobs.index import JobIndex
from services.normaliser.jobs.likeness import Likeness
from services.normaliser.jobs.same_job import Verdict, apart, compare
from shared.events.vacancies import SameJob

Partners = Mapping[UUID, Verdict]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changes, of adverts, pairs, what a person has set apart, and which advert stands for an advert's job.

    None: no longer open, no longer one job, none but itself. False: no longer set apart.
    """

    adverts: Mapping[UUID, Likeness | None] = field(default_factory=dict)
    pairs: Mapping[Pair, Verdict | None] = field(default_factory=dict)
    apart: Mapping[Pair, bool] = field(default_factory=dict)
    jobs: Mapping[UUID, UUID | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JobPlan:
    """What would change, and of each advert planned for, or whose job changes: its job, where it has others."""

    changes: Changes
    told: Mapping[UUID, SameJob | None]


class Jobs:
    """Everything that is open. One thread at a time."""

    def __init__(self) -> None:
        self._index = JobIndex()
        self._pairs: dict[UUID, dict[UUID, Verdict]] = {}
        self._apart: set[Pair] = set()
        self._job: dict[UUID, UUID] = {}
        self._members: dict[UUID, set[UUID]] = {}

    def __len__(self) -> int:
        return len(self._index)

    def job(self, advert: UUID) -> SameJob | None:
        """The job of an advert, where it has others."""
        members = self.members(advert)
        return _same_job(self._job[advert], members, self._pairs.get(advert, {})) if len(members) > 1 else None

    def standing(self, advert: UUID) -> UUID | None:
        """Which advert stands for its job, where it has others."""
        return self._job.get(advert)

    def members(self, advert: UUID) -> frozenset[UUID]:
        """The adverts of its job, itself among them."""
        job = self._job.get(advert)
        return frozenset(self._members[job]) if job else frozenset((advert,))

    def is_apart(self, a: UUID, b: UUID) -> bool:
        """Whether a person has said that these are two jobs."""
        return pair_of(a, b) in self._apart

    def plan(self, adverts: Mapping[UUID, Likeness | None], by_hand: Mapping[Pair, bool] | None = None) -> JobPlan:
        """What changes when these adverts are so now, and these pairs are set apart (False: no longer) by hand."""
        set_apart = {pair: held for pair, held in (by_hand or {}).items() if held != (pair in self._apart)}
        held = {id_: self._index.get(id_) for id_ in adverts}
        changed = {id_: advert for id_, advert in adverts.items() if advert is None or advert != held[id_]}
        stood = {id_ for id_, advert in held.items() if advert}
        with self._tried(changed) as moved:
            pairs = self._compared((*changed, *moved))
            touched = {*adverts, *moved, *(id_ for pair in (*pairs, *set_apart) for id_ in pair)}
            view = self._partners_after(pairs)
            groups = self._groups(touched, view, self._apart_after(set_apart))
            told = {id_: told for group in groups for id_, told in self._told(group, view, stood, adverts)}
        told |= {id_: None for id_, advert in adverts.items() if advert is None}
        jobs = {id_: job.job_id if job else None for id_, job in told.items()}
        changes = Changes(
            changed, pairs, set_apart, {id_: job for id_, job in jobs.items() if job != self._job.get(id_)}
        )
        return JobPlan(changes, {id_: job for id_, job in told.items() if id_ in adverts or job != self.job(id_)})

    def apply(self, changes: Changes) -> None:
        """Make it so."""
        self._set(changes.adverts)
        for pair, verdict in changes.pairs.items():
            self._pair(pair, verdict)
        for pair, held in changes.apart.items():
            (self._apart.add if held else self._apart.discard)(pair)
        for id_, job in changes.jobs.items():
            self._join(id_, job)

    @contextmanager
    def _tried(self, adverts: Mapping[UUID, Likeness | None]) -> Iterator[set[UUID]]:
        """The index as if the adverts were so, for a while. Gives the other adverts that are comparable now, or not."""
        before = {id_: self._index.get(id_) for id_ in adverts}
        try:
            yield self._set(adverts) - adverts.keys()
        finally:
            self._set(before)

    def _set(self, adverts: Mapping[UUID, Likeness | None]) -> set[UUID]:
        moved: set[UUID] = set()
        for id_, advert in adverts.items():
            moved ^= self._index.put(advert) if advert else self._index.drop(id_)
        return moved

    def _compared(self, adverts: Iterable[UUID]) -> dict[Pair, Verdict | None]:
        """The pairs of these adverts that are other than before."""
        found: dict[Pair, Verdict | None] = {}
        for id_ in adverts:
            advert, before = self._index.get(id_), self._pairs.get(id_, {})
            near = self._index.near(advert) if advert else set()
            for other in near | before.keys():
                pair = pair_of(id_, other)
                if pair not in found:
                    found[pair] = self._compare(pair) if other in near else None
        return {
            pair: verdict for pair, verdict in found.items() if verdict != self._pairs.get(pair[0], {}).get(pair[1])
        }

    def _compare(self, pair: Pair) -> Verdict | None:
        a, b = (self._index.get(id_) for id_ in pair)
        return compare(a, b) if a and b else None

    def _partners_after(self, pairs: Mapping[Pair, Verdict | None]) -> Callable[[UUID], Partners]:
        """Who is paired with an advert once these pairs have changed."""
        changed: dict[UUID, dict[UUID, Verdict]] = {}
        for pair, verdict in pairs.items():
            for one, other in (pair, pair[::-1]):
                partners = changed.setdefault(one, dict(self._pairs.get(one, {})))
                partners.pop(other, None)
                if verdict:
                    partners[other] = verdict
        return lambda id_: changed[id_] if id_ in changed else self._pairs.get(id_, {})

    def _apart_after(self, set_apart: Mapping[Pair, bool]) -> Callable[[UUID, UUID], bool]:
        """Whether two adverts cannot be one job: a person says so, or the adverts do."""

        def barred(a: UUID, b: UUID) -> bool:
            pair = pair_of(a, b)
            if set_apart.get(pair, pair in self._apart):
                return True
            one, other = self._index.get(a), self._index.get(b)
            return one is None or other is None or apart(one, other) is not None

        return barred

    def _groups(
        self, touched: Iterable[UUID], partners: Callable[[UUID], Partners], barred: Callable[[UUID, UUID], bool]
    ) -> list[frozenset[UUID]]:
        """The adverts that are connected with those touched, one group for each job."""
        reached: set[UUID] = set()
        waiting = [id_ for id_ in touched if self._index.get(id_)]
        while waiting:
            id_ = waiting.pop()
            if id_ not in reached:
                reached.add(id_)
                waiting += [other for other in partners(id_) if self._index.get(other)]
        scores = {
            (id_, other): verdict.score
            for id_ in reached
            for other, verdict in partners(id_).items()
            if id_ < other and other in reached
        }
        return clusters(reached, scores, barred)

    def _told(
        self,
        group: frozenset[UUID],
        partners: Callable[[UUID], Partners],
        stood: set[UUID],
        adverts: Mapping[UUID, Likeness | None],
    ) -> Iterator[tuple[UUID, SameJob | None]]:
        if len(group) == 1:
            yield min(group), None
            return
        job = self._standing(group, stood, adverts)
        for id_ in group:
            yield id_, _same_job(job, group, partners(id_))

    def _standing(self, group: frozenset[UUID], stood: set[UUID], adverts: Mapping[UUID, Likeness | None]) -> UUID:
        """What stood before; of several, what stood for others too; else the smallest id."""
        before = [id_ for id_ in group if self._job.get(id_, id_) == id_ and (id_ in stood or id_ not in adverts)]
        return min(before or group, key=lambda id_: (id_ not in self._members, id_))

    def _pair(self, pair: Pair, verdict: Verdict | None) -> None:
        for one, other in (pair, pair[::-1]):
            partners = self._pairs.setdefault(one, {})
            partners.pop(other, None)
            if verdict:
                partners[other] = verdict
            elif not partners:
                del self._pairs[one]

    def _join(self, id_: UUID, job: UUID | None) -> None:
        left = self._job.pop(id_, None)
        if left:
            self._members[left].discard(id_)
            if not self._members[left]:
                del self._members[left]
        if job:
            self._job[id_] = job
            self._members.setdefault(job, set()).add(id_)


def _same_job(job: UUID, members: Collection[UUID], partners: Partners) -> SameJob:
    """What is told of one of the adverts: with the reasons of the best pair that it makes with another."""
    pairs = [(-verdict.score, other) for other, verdict in partners.items() if other in members]
    because = partners[min(pairs)[1]].because if pairs else ()
    return SameJob(job_id=job, vacancies=len(members), because=because)
