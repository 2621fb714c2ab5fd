"""Postgres: the pool, SQL kept in .sql files, and what counts as a transient fault."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

import asyncpg
import orjson
from asyncpg.pool import PoolConnectionProxy

# asyncpg's classes are generic for the type checker only.
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"
Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"


class Retry(RuntimeError):
    """Work that has to be done anew, on another footing: not a fault of the event in hand."""


# Faults that pass by themselves: the same work is tried again, and nothing is dead-lettered for them.
TRANSIENT: tuple[type[Exception], ...] = (
    Retry,
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    # What asyncpg says when it uses a connection whose end it has read, but not yet understood.
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.exceptions.OperatorInterventionError,
    asyncpg.exceptions.InsufficientResourcesError,
    asyncpg.exceptions.TransactionRollbackError,
    asyncpg.exceptions.LockNotAvailableError,
)


async def _prepare(connection: Connection) -> None:
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=_dump, decoder=orjson.loads)


def _dump(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()


async def open_pool(url: str, schema: str, size: int) -> Pool:
    """A pool whose connections see one schema only. JSON columns take text or values, and give values."""
    return await asyncpg.create_pool(
        url,
        min_size=0,  # connects when needed, so that a process starts while the database is away
        max_size=size,
        init=_prepare,
        command_timeout=60,
        timeout=10,
        server_settings={"search_path": schema, "application_name": f"kohtaanto-{schema}"},
    )


@asynccontextmanager
async def transaction(pool: Pool) -> AsyncIterator[Connection]:
    """One transaction on a connection of its own."""
    async with pool.acquire() as connection, connection.transaction():
        yield connection


@cache
def sql(package: str, name: str) -> str:
    """The statement in `<package>/sql/<name>.sql`."""
    return files(package).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def rows_touched(status: str) -> int:
    """How many rows a command's status line (`UPDATE 3`) speaks of."""
    return int(status.rsplit(" ", 1)[-1])
