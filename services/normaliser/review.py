"""The review queue: titles that people should look at, what they answer, and the lexicon that grows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import asyncpg

from services.normaliser.store import PACKAGE
from shared.esco import Occupation, Taxonomy
from shared.spine.database import Connection, sql

Reason = Literal["unknown", "unsure", "contested"]
Language = Literal["fi", "sv", "en"]
REASONS: tuple[Reason, ...] = ("unknown", "unsure", "contested")
NONE = "none"
# A title that fewer seekers share, and no vacancy has, might say who it is: it is shown to nobody.
FEWEST_SEEKERS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said a title means. `uri` None: it names no occupation. It holds until it is undone."""

    id: int
    title_key: str
    title: str
    uri: str | None
    answered_by: str
    answered_at: datetime
    undone_by: str | None
    undone_at: datetime | None
    number: int


@dataclass(frozen=True, slots=True)
class Title:
    """A title, as it is mostly written, and how many vacancies and seekers wait for what it means."""

    key: str
    title: str
    vacancies: int
    seekers: int
    language: str | None
    languages: tuple[str, ...]
    reasons: Mapping[Reason, int]
    sources: tuple[str, ...]
    employers: int


@dataclass(frozen=True, slots=True)
class Queue:
    """Some of the titles that wait, and how many titles and vacancies there are in all."""

    titles: tuple[Title, ...]
    titles_in_all: int
    vacancies_in_all: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which titles are asked for. `text` is a part of the title, in any case of letters."""

    language: Language | None = None
    reason: Reason | None = None
    text: str | None = None


def occupation_named(taxonomy: Taxonomy, said: str) -> Occupation | None:
    """The occupation that somebody names by its URI or its ESCO code."""
    return taxonomy.by_uri(said) or taxonomy.by_code(said)


async def queue(
    connection: Connection, wanted: Filter, void: frozenset[str], limit: int, offset: int, key: str | None = None
) -> Queue:
    """The titles that wait, commonest first. `void`: titles that wait in spite of an answer."""
    text = None if wanted.text is None else f"%{_literal(wanted.text)}%"
    asked = (wanted.language, wanted.reason, text, key, sorted(void))
    rows = await connection.fetch(sql(PACKAGE, "review_queue"), *asked, limit, offset)
    # How many there are in all stands in each row: past the last one, in the first.
    counted = rows or (await connection.fetch(sql(PACKAGE, "review_queue"), *asked, 1, 0) if offset else [])
    in_all = (counted[0]["titles_in_all"], int(counted[0]["vacancies_in_all"])) if counted else (0, 0)
    return Queue(tuple(_title(row) for row in rows), *in_all)


async def title(connection: Connection, key: str, void: frozenset[str]) -> Title | None:
    """One title, waiting or not; None where there is none, or none that may be shown."""
    found = await queue(connection, Filter(), void, 1, 0, key)
    if found.titles:
        return found.titles[0]
    row = await connection.fetchrow(sql(PACKAGE, "review_title"), key)
    if row is None or not (row["vacancies"] or row["seekers"] >= FEWEST_SEEKERS or row["answered"]):
        return None
    languages = (row["language"],) if row["language"] else ()
    return Title(key, row["title"] or row["answered"] or key, 0, 0, row["language"], languages, {}, (), 0)


async def standing(connection: Connection) -> dict[str, str | None]:
    """Every answer that holds: the occupation's URI by title key, None for a title that names none."""
    rows = await connection.fetch(sql(PACKAGE, "answers_standing"))
    return {row["title_key"]: row["uri"] for row in rows}


async def answers_of(connection: Connection, key: str) -> list[Answer]:
    """All answers that a title was ever given, the latest first."""
    rows = await connection.fetch(sql(PACKAGE, "answers_of_title"), key)
    return [_answer(row) for row in rows]


async def give(connection: Connection, about: Title, uri: str | None, by: str, number: int) -> Answer:
    """Answer what a title means, in place of an earlier answer, under the number of this change."""
    await connection.fetchrow(sql(PACKAGE, "answer_undo"), about.key, by, number)
    row = await connection.fetchrow(sql(PACKAGE, "answer_give"), about.key, about.title, uri, by, number)
    assert row is not None
    return _answer(row)


async def undo(connection: Connection, key: str, by: str, number: int) -> Answer | None:
    """Take the answer to a title back, under the number of this change; None if none holds."""
    row = await connection.fetchrow(sql(PACKAGE, "answer_undo"), key, by, number)
    return None if row is None else _answer(row)


def holding(answers: list[Answer]) -> Answer | None:
    """Of all answers to a title the one that holds."""
    return next((answer for answer in answers if answer.undone_at is None), None)


def _literal(text: str) -> str:
    """The text as LIKE takes it by its letters."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _title(row: asyncpg.Record) -> Title:
    return Title(
        key=row["key"],
        title=row["title"],
        vacancies=row["vacancies"],
        seekers=row["seekers"],
        language=row["language"],
        languages=tuple(row["languages"]),
        reasons={reason: row[reason] for reason in REASONS if row[reason]},
        sources=tuple(row["sources"]),
        employers=row["employers"],
    )


def _answer(row: asyncpg.Record) -> Answer:
    return Answer(**dict(row))
