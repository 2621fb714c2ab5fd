"""Feeds as files: one for each source, one directory for each day."""

import json
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import combinations, groupby
from pathlib import Path
from typing import Any, TextIO

from examples.generator.seekers import seeker_rows
from examples.generator.vacancies import SOURCES, Labelled, vacancy_rows

Row = dict[str, Any]
Change = Callable[[Row, int, random.Random], Row]
CLOSED, CHANGED = 0.04, 0.06  # a day's share of what there was the day before


def write_feeds(out: Path, vacancies: int, seekers: int, seed: int, days: int = 1) -> list[Path]:
    """Write `vacancies-<source>.ndjson`, `seekers.ndjson` and the labels; with days > 1 in `day-01` and on.

    `duplicates.ndjson` names pairs of rows that are one job, `near-misses.ndjson` pairs that are not, but look it.

    Each next day has the rows of the day before, some changed, some closed (told once, then gone), and new ones.
    """
    written: list[Path] = []
    for day in range(1, days + 1):
        folder = out if days == 1 else out / f"day-{day:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        written += _write_day(folder, _on_day(vacancy_rows(_grown(vacancies, day), seed), vacancies, seed, day))
        path = folder / "seekers.ndjson"
        with path.open("w", encoding="utf-8") as file:
            for row in _seekers_on_day(seekers, seed, day):
                _line(file, row)
        written.append(path)
    return written


def _grown(rows: int, day: int) -> int:
    """As many come as go."""
    return rows + round(rows * CLOSED) * (day - 1)


def _born(number: int, first: int) -> int:
    """The day on which row `number` comes in."""
    return 1 if number < first else 2 + (number - first) // max(1, round(first * CLOSED))


def _on_day(rows: Iterable[Labelled], first: int, seed: int, day: int) -> Iterator[Labelled]:
    for number, item in enumerate(rows):

        def renamed(row: Row, today: int, _: random.Random, born_as: Row = item.row) -> Row:
            return row | {"url": f"{born_as['url']}/{today}"} | _renamed(born_as, today)

        row = _churned(item.row, (_born(number, first), day), f"churn {seed} {number}", "closed", renamed)
        if row:
            yield replace(item, row=row)


def _renamed(row: Row, today: int) -> Row:
    return {"employer": f"{row['employer']} / {today}"} if "employer" in row else {}


def _seekers_on_day(seekers: int, seed: int, day: int) -> Iterator[Row]:
    def moved(row: Row, _: int, rng: random.Random) -> Row:
        return row | {"mobility": row["mobility"] | {"commute_km": rng.choice((0, 20, 40, 60, 80, 120))}}

    for number, (_, born_as) in enumerate(seeker_rows(_grown(seekers, day), seed)):
        row = _churned(born_as, (_born(number, seekers), day), f"seeker churn {seed} {number}", "inactive", moved)
        if row:
            yield row


def _churned(row: Row, days: tuple[int, int], seed: str, ended: str, change: Change) -> Row | None:
    """A row as it is on the last of `days`, having come on the first; None once its end has been told."""
    born, day = days
    for today in range(born + 1, day + 1):
        if row.get("status") == ended:
            return None
        rng = random.Random(f"{seed} {today}")
        chance = rng.random()
        if chance < CLOSED:
            row = row | {"status": ended}
        elif chance < CLOSED + CHANGED:
            row = change(row, today, rng)
    return row


def _write_day(folder: Path, rows: Iterable[Labelled]) -> list[Path]:
    names = [*(f"vacancies-{source}" for source in SOURCES), "duplicates", "near-misses"]
    paths = [folder / f"{name}.ndjson" for name in names]
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("w", encoding="utf-8")) for path in paths]
        of_source = dict(zip(SOURCES, files, strict=False))
        for about in _neighbours(rows):
            for item in about:
                _line(of_source[item.source], item.row)
            for one, other in combinations(about, 2):
                pair = [[each.source, each.row["external_id"]] for each in (one, other)]
                if one.job == other.job:
                    _line(files[-2], {"same_job": pair})
                else:
                    _line(files[-1], {"other_job": pair})
    return paths


def _neighbours(rows: Iterable[Labelled]) -> Iterator[list[Labelled]]:
    """The rows of one job together, and with them those of the job that it nearly is."""
    return (list(group) for _, group in groupby(rows, key=lambda item: item.twin))


def _line(file: TextIO, row: Row) -> None:
    file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
