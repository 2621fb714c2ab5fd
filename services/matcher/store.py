"""What the matcher holds: vacancies, seekers by shard, the epochs of the shards, and the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from services.matcher.engine import Change, Seeker, Vacancy
from services.matcher.ledger import LedgerRow
from shared.events.identity import shard_of
from shared.events.seekers import SeekerNormalised
from shared.events.vacancies import VacancyNormalised
from shared.spine import sabotage
from shared.spine.database import Connection, Retry, sql
from shared.spine.guard import unguarded

PACKAGE = "services.matcher"


class FenceLost(Retry):
    """Another process has taken these shards: nothing may be written for them here."""

    def __init__(self, shards: frozenset[int]) -> None:
        super().__init__(f"{len(shards)} shards were taken by another process")
        self.shards = shards


async def apply_vacancies(connection: Connection, states: Mapping[UUID, tuple[int, Vacancy]]) -> None:
    """Keep vacancies that are newer than the held."""
    await connection.execute(
        sql(PACKAGE, "vacancy_apply"),
        list(states),
        [number for number, _ in states.values()],
        [_json(state) for _, state in states.values()],
        unguarded(),
    )


async def apply_seekers(connection: Connection, states: Mapping[UUID, tuple[int, Seeker]]) -> set[UUID]:
    """Keep seekers that are newer than the held; which they were."""
    rows = await connection.fetch(
        sql(PACKAGE, "seeker_apply"),
        list(states),
        [shard_of(id_) for id_ in states],
        [number for number, _ in states.values()],
        [_json(state) for _, state in states.values()],
        unguarded(),
    )
    return {row["id"] for row in rows}


async def all_vacancies(connection: Connection) -> dict[UUID, tuple[int, Vacancy]]:
    """Every vacancy with its number."""
    rows = await connection.fetch(sql(PACKAGE, "vacancies_held"))
    return {row["id"]: (row["applied"], _vacancy(row["state"])) for row in rows}


async def take(connection: Connection, shards: Iterable[int]) -> dict[int, int]:
    """Raise the epochs of shards: from now on nobody else may write for them."""
    return {row["id"]: row["epoch"] for row in await connection.fetch(sql(PACKAGE, "shards_take"), list(shards))}


async def hold(connection: Connection, epochs: Mapping[int, int]) -> None:
    """Hold the fence of shards to the end of the transaction. Raises FenceLost."""
    rows = await connection.fetch(sql(PACKAGE, "shards_hold"), list(epochs), list(epochs.values()))
    lost = frozenset(epochs) - {row["id"] for row in rows}
    if lost and sabotage.stands("fence"):
        raise FenceLost(lost)


async def seekers_of(connection: Connection, shards: Iterable[int]) -> dict[int, list[tuple[UUID, int, Seeker]]]:
    """The seekers of each shard."""
    found: dict[int, list[tuple[UUID, int, Seeker]]] = {}
    for row in await connection.fetch(sql(PACKAGE, "seekers_of_shards"), list(shards)):
        state = None if row["state"] is None else SeekerNormalised.model_validate(row["state"])
        found.setdefault(row["shard"], []).append((row["id"], row["applied"], state))
    return found


async def ledger_of(connection: Connection, shards: Iterable[int]) -> dict[int, list[LedgerRow]]:
    """The ledger of each shard."""
    found: dict[int, list[LedgerRow]] = {}
    for row in await connection.fetch(sql(PACKAGE, "ledger_of_shards"), list(shards)):
        found.setdefault(row["shard"], []).append(LedgerRow(**dict(row)))
    return found


async def put_ledger(connection: Connection, changes: Sequence[Change]) -> None:
    """Write what is told."""
    rows = [change.row for change in changes]
    await connection.execute(
        sql(PACKAGE, "ledger_put"),
        [row.vacancy_id for row in rows],
        [row.seeker_id for row in rows],
        [row.shard for row in rows],
        [row.seeker_area for row in rows],
        [row.number for row in rows],
        [row.told for row in rows],
        [row.score for row in rows],
        [row.digest for row in rows],
        [change.fit.reasons.model_dump_json(exclude_none=True) if change.fit else None for change in changes],
    )


async def ledger_held(connection: Connection, vacancies: Sequence[UUID] | None) -> list[dict[str, Any]]:
    """Every pair ever told, of all or some vacancies, with the vacancy as it stands (`vacancy`, `applied`)."""
    rows = await connection.fetch(sql(PACKAGE, "ledger_held"), None if vacancies is None else list(vacancies))
    return [{**dict(row), "vacancy": _vacancy(row["state"])} for row in rows]


def _json(state: VacancyNormalised | SeekerNormalised | None) -> str | None:
    return None if state is None else state.model_dump_json(exclude_none=True)


def _vacancy(state: Any) -> Vacancy:
    return None if state is None else VacancyNormalised.model_validate(state)
