"""Feeds as files: one for each source, one directory for each day."""

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from examples.generator.seekers import seeker_rows
from examples.generator.vacancies import SOURCES, Labelled, vacancy_rows

Row = dict[str, Any]
CLOSED, CHANGED = 0.04, 0.06  # a day's share of what there was the day before


def write_feeds(out: Path, vacancies: int, seekers: int, seed: int, days: int = 1) -> list[Path]:
    """Write `vacancies-<source>.ndjson`, `seekers.ndjson` and `duplicates.ndjson`; with days > 1 in `day-01` and on.

    Each next day has the rows of the day before, some changed, some closed (told once, then gone), and new ones.
    """
    written: list[Path] = []
    for day in range(1, days + 1):
        folder = out if days == 1 else out / f"day-{day:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        written += _write_day(folder, _on_day(vacancy_rows(_grown(vacancies, day), seed), vacancies, seed, day))
        path = folder / "seekers.ndjson"
        with path.open("w", encoding="utf-8") as file:
            for _, row in seeker_rows(seekers, seed):
                _line(file, row)
        written.append(path)
    return written


def _grown(vacancies: int, day: int) -> int:
    """As many come as go."""
    return vacancies + round(vacancies * CLOSED) * (day - 1)


def _on_day(rows: Iterable[Labelled], first: int, seed: int, day: int) -> Iterator[Labelled]:
    for number, item in enumerate(rows):
        born = 1 if number < first else 2 + (number - first) // max(1, round(first * CLOSED))
        row = dict(item.row)
        for today in range(born + 1, day + 1):
            rng = random.Random(f"churn {seed} {number} {today}")
            chance = rng.random()
            if row.get("status") == "closed":
                row = {}
                break
            if chance < CLOSED:
                row["status"] = "closed"
            elif chance < CLOSED + CHANGED:
                row["employer"] = f"{item.row['employer']} / {today}"
        if row:
            yield Labelled(item.source, item.job, row)


def _write_day(folder: Path, rows: Iterable[Labelled]) -> list[Path]:
    paths = {source: folder / f"vacancies-{source}.ndjson" for source in SOURCES}
    labels = folder / "duplicates.ndjson"
    files = {source: path.open("w", encoding="utf-8") for source, path in paths.items()}
    try:
        with labels.open("w", encoding="utf-8") as label:
            before: Labelled | None = None
            for item in rows:
                _line(files[item.source], item.row)
                if before is not None and before.job == item.job:
                    pair = [[each.source, each.row["external_id"]] for each in (before, item)]
                    _line(label, {"same_job": pair})
                before = item
    finally:
        for file in files.values():
            file.close()
    return [*paths.values(), labels]


def _line(file: TextIO, row: Row) -> None:
    file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
