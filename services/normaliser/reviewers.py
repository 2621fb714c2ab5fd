"""Who may answer over HTTP: people at offices and operators, each with a key of their own."""

from dataclasses import dataclass
from datetime import datetime

from services.normaliser.store import PACKAGE
from shared.spine.database import Connection, sql
from shared.spine.keys import SHOWN, key_hash, new_key


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who answers, as the operator sees them."""

    name: str
    key_prefix: str
    added_at: datetime


async def add(connection: Connection, name: str) -> str | None:
    """Register a reviewer; their key, or None if the name is taken."""
    key = new_key()
    return key if await connection.fetchval(sql(PACKAGE, "reviewer_add"), name, key_hash(key), key[:SHOWN]) else None


async def rotate_key(connection: Connection, name: str) -> str | None:
    """A new key for a reviewer, at once in place of the old one; None if there is no such reviewer."""
    key, query = new_key(), sql(PACKAGE, "reviewer_rotate_key")
    return key if await connection.fetchval(query, name, key_hash(key), key[:SHOWN]) else None


async def remove(connection: Connection, name: str) -> bool:
    """Take a reviewer's key away; whether there was one. Their answers stand."""
    return await connection.fetchval(sql(PACKAGE, "reviewer_remove"), name) is not None


async def listed(connection: Connection) -> list[Reviewer]:
    """All reviewers by name."""
    return [Reviewer(**dict(row)) for row in await connection.fetch(sql(PACKAGE, "reviewers"))]


async def of_key(connection: Connection, key: str) -> str | None:
    """The name of the reviewer a key belongs to."""
    name: str | None = await connection.fetchval(sql(PACKAGE, "reviewer_of_key"), key_hash(key))
    return name
