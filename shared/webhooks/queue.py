"""The queue: who receives, and what waits for each. Only the newest state of a subject ever waits."""

import base64
import secrets
from uuid import UUID

from shared.spine.database import Connection, sql

PACKAGE = "shared.webhooks"


async def receive_at(connection: Connection, receiver: str, url: str) -> str:
    """Register where a receiver listens, or that it moved; a new secret, shown once."""
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    await connection.execute(sql(PACKAGE, "receiver_put"), receiver, url, secret)
    return secret


async def stop_receiving(connection: Connection, receiver: str) -> bool:
    """Send a receiver nothing more; whether it was registered."""
    return bool(await connection.fetchval(sql(PACKAGE, "receiver_remove"), receiver))


async def put(connection: Connection, receiver: str, subject: UUID, revision: int, body: str) -> None:
    """Queue a state of a subject for a receiver (if it is registered), in place of an older one that waits."""
    await forget(connection, subject, receiver)
    await connection.execute(sql(PACKAGE, "delivery_put"), receiver, subject, revision, body)


async def forget(connection: Connection, subject: UUID, receiver: str) -> None:
    """What waits is overtaken, or was taken back: a queue must not keep what was erased."""
    await connection.execute(sql(PACKAGE, "delivery_forget"), subject, receiver)
