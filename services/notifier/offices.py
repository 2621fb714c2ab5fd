"""The registered offices."""

from dataclasses import dataclass

from shared import webhooks
from shared.spine.database import Connection, sql
from shared.spine.keys import SHOWN, key_hash, new_key

PACKAGE = "services.notifier"


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
    if not await connection.fetchval(sql(PACKAGE, "office_add"), area, locale, key_hash(key), key[:SHOWN]):
        return None
    return key, await webhooks.receive_at(connection, area, webhook_url) if webhook_url else None


async def rotate_key(connection: Connection, area: str) -> str | None:
    """A new key for an office, at once in place of the old one; None if there is no such office."""
    key = new_key()
    query = sql(PACKAGE, "office_rotate_key")
    return key if await connection.fetchval(query, area, key_hash(key), key[:SHOWN]) else None


async def listed(connection: Connection) -> list[Office]:
    """All offices by area."""
    rows = await connection.fetch(sql(PACKAGE, "offices"))
    return [Office(**dict(row)) for row in rows]


async def of_key(connection: Connection, key: str) -> Office | None:
    """The office a key belongs to."""
    row = await connection.fetchrow(sql(PACKAGE, "office_of_key"), key_hash(key))
    return None if row is None else Office(**dict(row))
