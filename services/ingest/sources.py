"""The registered sources."""

from dataclasses import dataclass
from typing import Literal

from shared.spine.database import Connection
from shared.spine.keys import SHOWN, key_hash, new_key

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
        "INSERT INTO source (name, kind, area, key_hash, key_prefix) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (name) DO NOTHING RETURNING name",
        name, kind, area, key_hash(key), key[:SHOWN],
    )  # fmt: skip
    return key if added else None


async def rotate_key(connection: Connection, name: str) -> str | None:
    """A new key for a source, at once in place of the old one; None if there is no such source."""
    key = new_key()
    found = await connection.fetchval(
        "UPDATE source SET key_hash = $2, key_prefix = $3 WHERE name = $1 RETURNING name",
        name,
        key_hash(key),
        key[:SHOWN],
    )
    return key if found else None


async def listed(connection: Connection) -> list[Source]:
    """All sources by name."""
    rows = await connection.fetch("SELECT name, kind, area, key_prefix FROM source ORDER BY name")
    return [Source(**dict(row)) for row in rows]


async def of_key(connection: Connection, key: str) -> Source | None:
    """The source a key belongs to."""
    row = await connection.fetchrow(
        "SELECT name, kind, area, key_prefix FROM source WHERE key_hash = $1", key_hash(key)
    )
    return None if row is None else Source(**dict(row))
