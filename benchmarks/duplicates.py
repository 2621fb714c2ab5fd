"""How well and how fast adverts of one job are found among many: on example feeds, whose labels say what is one job.

`python -m benchmarks.duplicates [vacancies] [seed]` prints one JSON object last. A pair counts as found when both
adverts are in one job. The time is that of one vacancy coming in: what it is compared with, what that changes, and
making it so, by the clock and by the processor (others may be at work on it). The memory is what all of them take,
open, in one process.
"""

import gc
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any
from uuid import UUID

import psutil

from examples.generator import Labelled, vacancy_rows
from kohtaanto.model_cache import model_of
from services.ingest.rows import VacancyRow
from services.normaliser.jobs.jobs import Jobs
from services.normaliser.jobs.likeness import Likeness, likeness_of
from services.normaliser.knowledge import make
from services.normaliser.normalise import Normaliser
from shared.esco import starter_taxonomy
from shared.events.identity import vacancy_id
from shared.events.vacancies import VacancySubmitted

VACANCIES, SEED = 100_000, 7
TODAY = date(2026, 6, 1)
Figures = dict[str, Any]
Pairs = set[frozenset[UUID]]


@dataclass(frozen=True, slots=True)
class Advert:
    """A row as it is compared, in bytes, and what its labels say: its job, the job it nearly is, how it came about."""

    id: UUID
    content: bytes
    job: int
    twin: int
    kind: str


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that each vacancy took, by the clock and by the processor."""

    wall: list[float]
    cpu: list[float]


def measure(vacancies: int = VACANCIES, seed: int = SEED) -> Figures:
    """The figures of that many open vacancies."""
    _say(f"reading {vacancies} vacancies of seed {seed}")
    adverts = list(read(vacancy_rows(vacancies, seed)))
    _say("pairing them, one after the other")
    jobs, times, memory = pair(adverts)
    return quality(jobs, adverts) | {
        "vacancies": vacancies,
        "seed": seed,
        "ms_per_vacancy_p50": _at(times.wall, 0.5),
        "ms_per_vacancy_p99": _at(times.wall, 0.99),
        "ms_per_vacancy_mean": round(sum(times.wall) / len(adverts) * 1000, 3),
        "cpu_ms_per_vacancy_p99": _at(times.cpu, 0.99),
        "memory_mb": round(memory),
    }


def read(rows: Iterable[Labelled]) -> Iterator[Advert]:
    """The rows as the door and the normaliser read them."""
    normaliser = _normaliser()
    for row in rows:
        found = _likeness(row, normaliser)
        yield Advert(found.id, found.to_bytes(), row.job, row.twin, row.kind)


def pair(adverts: Sequence[Advert]) -> tuple[Jobs, Times, float]:
    """All jobs; how long each vacancy took; how many MB they all take."""
    jobs, times, process = Jobs(), Times([], []), psutil.Process()
    gc.collect()
    before = process.memory_info().rss
    for advert in adverts:
        likeness = Likeness.from_bytes(advert.id, advert.content)
        began, cpu_began = time.perf_counter(), time.thread_time()
        jobs.apply(jobs.plan({advert.id: likeness}).changes)
        times.wall.append(time.perf_counter() - began)
        times.cpu.append(time.thread_time() - cpu_began)
    return jobs, times, (process.memory_info().rss - before) / 2**20


def quality(jobs: Jobs, adverts: Sequence[Advert]) -> Figures:
    """Precision and recall over pairs, how many near misses were joined, and the recall of each kind of copy."""
    of_job: dict[int, list[Advert]] = {}
    of_twin: dict[int, list[Advert]] = {}
    for advert in adverts:
        of_job.setdefault(advert.job, []).append(advert)
        of_twin.setdefault(advert.twin, []).append(advert)
    right = _pairs(of_job.values())
    near = _pairs(of_twin.values()) - right
    found = {
        frozenset(pair) for advert in adverts for pair in combinations(jobs.members(advert.id), 2) if advert.id in pair
    }
    return {
        "precision": round(len(found & right) / len(found), 4) if found else 1.0,
        "recall": round(len(found & right) / len(right), 4) if right else 1.0,
        "pairs": len(right),
        "near_misses": len(near),
        "near_misses_joined": len(near & found),
        "recall_by_kind": _by_kind(right, found, {advert.id: advert.kind for advert in adverts}),
    }


def _pairs(groups: Iterable[Sequence[Advert]]) -> Pairs:
    return {frozenset((one.id, other.id)) for group in groups for one, other in combinations(group, 2)}


def _by_kind(right: Pairs, found: Pairs, kinds: dict[UUID, str]) -> dict[str, float]:
    all_, there = Counter[str](), Counter[str]()
    for pair_ in right:
        kind = "+".join(sorted(kinds[id_] for id_ in pair_))
        all_[kind] += 1
        there[kind] += pair_ in found
    return {kind: round(there[kind] / count, 3) for kind, count in sorted(all_.items())}


def _normaliser() -> Normaliser:
    taxonomy = starter_taxonomy()
    return make(1, 1, taxonomy, model_of(taxonomy, None, _say), {}).normaliser


def _likeness(row: Labelled, normaliser: Normaliser) -> Likeness:
    fields = VacancyRow.model_validate(row.row).model_dump(mode="json", exclude_none=True)
    known = {"vacancy_id": vacancy_id(row.source, row.row["external_id"]), "source": row.source}
    submitted = VacancySubmitted.model_validate(fields | known)
    found = likeness_of(submitted, normaliser.vacancy(submitted, TODAY).state)
    assert found is not None
    return found


def _at(times: Sequence[float], share: float) -> float:
    return round(sorted(times)[int(len(times) * share)] * 1000, 3)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(json.dumps(measure(*(int(number) for number in sys.argv[1:3]))))
