"""Vacancies as three private sources would send them: some of them twice, some nearly the same and yet another job."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from examples.generator.copies import COPIES, Kind, Row, agencys_row, copied_row, own_row
from examples.generator.jobs import Job, draw_job, near_miss

SOURCES = ("revontuli-rekry", "satamatyo", "hoivaporras")
SHARES = (6, 2, 3)
TWICE, THRICE, NEAR, AGENCY = 0.08, 0.15, 0.04, 0.06


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row with its source, and the number of the job it is about: two rows of one job are duplicates.

    `twin` is that same number, or that of the job which this one nearly is; `kind` says how the row came about.
    """

    source: str
    job: int
    row: Row
    twin: int
    kind: Kind


def vacancy_rows(count: int, seed: int, described: bool = True) -> Iterator[Labelled]:
    """`count` rows; about one in twelve is the job of an earlier row, from another source in other words.

    Rows of one job follow each other, and those of a near miss follow those of the job that it nearly is.
    """
    return islice(_rows(seed, described), count)


def _rows(seed: int, described: bool) -> Iterator[Labelled]:
    number = 0
    while True:
        rng = random.Random(f"vacancy {seed} {number}")
        jobs = [draw_job(number, rng)]
        if rng.random() < NEAR:
            jobs = list(near_miss(jobs[0], number + 1, rng))
        for job in jobs:
            yield from _told(job, seed, described)
        number += len(jobs)


def _told(job: Job, seed: int, described: bool) -> Iterator[Labelled]:
    """The rows of one job, from one to three sources."""
    rng = random.Random(f"sources {seed} {job.number}")
    source = rng.choices(SOURCES, SHARES)[0]
    others = rng.sample([each for each in SOURCES if each != source], 2)
    if rng.random() < AGENCY:
        yield Labelled(source, job.number, agencys_row(job, source, seed, described), job.twin, "agency's own")
        return
    row = own_row(job, seed, described)
    yield Labelled(source, job.number, row, job.twin, "own")
    if rng.random() < TWICE:
        for other in others if rng.random() < THRICE else others[:1]:
            kind = rng.choices(tuple(COPIES), tuple(COPIES.values()))[0]
            yield Labelled(other, job.number, copied_row(kind, job, row, (source, other), seed), job.twin, kind)
