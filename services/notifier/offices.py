"""The registered offices."""

import base64
import secrets
from dataclasses import dataclass

from shared.spine.database import Connection
from shared.spine.keys import SHOWN, key_hash, new_key


@dataclass(frozen=True, slots=True)
class Office:
    """An area's office, by the area's code."""

    area: str
    locale: str
    key_prefix: str
    webhook_url: str | None


async def add(connection: Connection, area: str, locale: str, webhook_url: str | None) -> tuple[str, str | None] | None:
    """Register an office; its key and its webhook's secret, or None if it is registered already."""
    key = new_key()
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode() if webhook_url else None
    added = await connection.fetchval(
        "INSERT INTO office (area, locale, key_hash, key_prefix, webhook_url, webhook_secret)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (area) DO NOTHING RETURNING area",
        area, locale, key_hash(key), key[:SHOWN], webhook_url, secret,
    )  # fmt: skip
    return (key, secret) if added else None


async def rotate_key(connection: Connection, area: str) -> str | None:
    """A new key for an office, at once in place of the old one; None if there is no such office."""
    key = new_key()
    query = "UPDATE office SET key_hash = $2, key_prefix = $3 WHERE area = $1 RETURNING area"
    return key if await connection.fetchval(query, area, key_hash(key), key[:SHOWN]) else None


async def listed(connection: Connection) -> list[Office]:
    """All offices by area."""
    rows = await connection.fetch("SELECT area, locale, key_prefix, webhook_url FROM office ORDER BY area")
    return [Office(**dict(row)) for row in rows]


async def of_key(connection: Connection, key: str) -> Office | None:
    """The office a key belongs to."""
    row = await connection.fetchrow(
        "SELECT area, locale, key_prefix, webhook_url FROM office WHERE key_hash = $1", key_hash(key)
    )
    return None if row is None else Office(**dict(row))
