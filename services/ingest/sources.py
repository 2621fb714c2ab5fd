"""The registered sources: their keys, scopes and quotas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import asyncpg

from shared.spine.database import Connection, sql
from shared.spine.keys import SHOWN, key_hash, new_key

PACKAGE = "services.ingest"
Kind = Literal["broker", "authority"]
Scope = Literal[
    "vacancies:write", "vacancies:read", "seekers:write", "seekers:read", "webhook:write", "statistics:read"
]
SCOPES: dict[Kind, tuple[Scope, ...]] = {
    "broker": ("vacancies:write", "vacancies:read", "webhook:write", "statistics:read"),
    "authority": ("seekers:write", "seekers:read", "statistics:read"),
}
OVERLAP = timedelta(hours=24)


class ClientTaken(ValueError):
    """The OAuth client is another source's."""


@dataclass(frozen=True, slots=True)
class Source:
    """A party that pushes feeds, as it came in. A quota of None is the setting's default."""

    name: str
    kind: Kind
    area: str | None
    scopes: frozenset[str]
    rows_per_minute: int | None
    bytes_per_minute: int | None
    open_rows: int | None


@dataclass(frozen=True, slots=True)
class Registered:
    """A source as the operator sees it."""

    name: str
    kind: Kind
    area: str | None
    oauth_client: str | None
    rows_per_minute: int | None
    bytes_per_minute: int | None
    open_rows: int | None
    key_prefixes: tuple[str, ...]


async def add(connection: Connection, name: str, kind: Kind, area: str | None) -> str | None:
    """Register a source; its key with all scopes of its kind, or None if the name is taken."""
    if not await connection.fetchval(sql(PACKAGE, "source_add"), name, kind, area):
        return None
    return await add_key(connection, name, SCOPES[kind])


async def add_key(connection: Connection, name: str, scopes: Sequence[str]) -> str | None:
    """One more key for a source; None if there is no such source."""
    key = new_key()
    added = await connection.fetchval(sql(PACKAGE, "key_add"), key_hash(key), name, key[:SHOWN], list(scopes))
    return key if added else None


async def rotate_key(connection: Connection, name: str, overlap: timedelta = OVERLAP) -> str | None:
    """A new key for a source; the others go on for the overlap. None if there is no such source."""
    found = next((each for each in await listed(connection) if each.name == name), None)
    if found is None:
        return None
    key = await add_key(connection, name, SCOPES[found.kind])
    assert key is not None
    await connection.execute(sql(PACKAGE, "keys_end"), name, key_hash(key), overlap)
    return key


async def configure(
    connection: Connection,
    name: str,
    oauth_client: str | None,
    rows_per_minute: int | None,
    bytes_per_minute: int | None,
    open_rows: int | None,
) -> bool:
    """Set what is given of a source; whether there is such a source. Raises ClientTaken."""
    query = sql(PACKAGE, "source_set")
    try:
        return bool(await connection.fetchval(query, name, oauth_client, rows_per_minute, bytes_per_minute, open_rows))
    except asyncpg.UniqueViolationError:
        raise ClientTaken from None


async def listed(connection: Connection) -> list[Registered]:
    """All sources by name."""
    rows = await connection.fetch(sql(PACKAGE, "sources"))
    return [Registered(**{**dict(row), "key_prefixes": tuple(row["key_prefixes"])}) for row in rows]


async def of_key(connection: Connection, key: str) -> Source | None:
    """The source a key belongs to, with the key's scopes."""
    row = await connection.fetchrow(sql(PACKAGE, "source_of_key"), key_hash(key))
    return None if row is None else _source(row, row["scopes"])


async def of_client(connection: Connection, client: str, scopes: Sequence[str] | None) -> Source | None:
    """The source whose OAuth client this is, with the token's scopes (None: all of its kind)."""
    row = await connection.fetchrow(sql(PACKAGE, "source_of_client"), client)
    if row is None:
        return None
    return _source(row, SCOPES[row["kind"]] if scopes is None else scopes)


def _source(row: asyncpg.Record, scopes: Sequence[str]) -> Source:
    quota = (row["rows_per_minute"], row["bytes_per_minute"], row["open_rows"])
    # Whatever a key or token says: a broker pushes vacancies, an authority seekers.
    allowed = frozenset(scopes) & frozenset(SCOPES[row["kind"]])
    return Source(row["name"], row["kind"], row["area"], allowed, *quota)
