"""The registered sources."""

from dataclasses import dataclass
from typing import Literal

from shared.spine.database import Connection, sql
from shared.spine.keys import SHOWN, key_hash, new_key

PACKAGE = "services.ingest"
Kind = Literal["broker", "authority"]


@dataclass(frozen=True, slots=True)
class Source:
    """A party that pushes feeds."""

    name: str
    kind: Kind
    area: str | None
    key_prefix: str


async def add(connection: Connection, name: str, kind: Kind, area: str | None) -> str | None:
    """Register a source; its key, or None if the name is taken."""
    key = new_key()
    added = await connection.fetchval(
        sql(PACKAGE, "source_add"),
        name, kind, area, key_hash(key), key[:SHOWN],
    )  # fmt: skip
    return key if added else None


async def rotate_key(connection: Connection, name: str) -> str | None:
    """A new key for a source, at once in place of the old one; None if there is no such source."""
    key = new_key()
    found = await connection.fetchval(
        sql(PACKAGE, "source_rotate_key"),
        name,
        key_hash(key),
        key[:SHOWN],
    )
    return key if found else None


async def listed(connection: Connection) -> list[Source]:
    """All sources by name."""
    rows = await connection.fetch(sql(PACKAGE, "sources"))
    return [Source(**dict(row)) for row in rows]


async def of_key(connection: Connection, key: str) -> Source | None:
    """The source a key belongs to."""
    row = await connection.fetchrow(sql(PACKAGE, "source_of_key"), key_hash(key))
    return None if row is None else Source(**dict(row))
