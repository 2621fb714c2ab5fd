"""The record of a push: which rows it held, what was answered, and the fence between two connections of one push."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID, uuid4

import orjson

from services.ingest.formats.base import Kind
from services.ingest.receipts import Receipt, restored
from shared.spine.database import Connection, sql

PACKAGE = "services.ingest"
DIGEST = 16
End = Literal["done", "interrupted", "held_back"]


class Overtaken(RuntimeError):
    """The push goes on over another connection: this one may write nothing more."""


class KeyReused(ValueError):
    """The idempotency key belongs to a push in another format, or to a snapshot where this is none."""


@dataclass(frozen=True, slots=True)
class OpenPush:
    """A push under way; `attempt` counts its connections."""

    id: UUID
    attempt: int
    started_at: datetime


async def open_push(
    connection: Connection, source: str, kind: Kind, format_: str, snapshot: bool, key: str | None
) -> OpenPush:
    """Begin a push, or go on with the one that has this idempotency key. Raises KeyReused."""
    row = await connection.fetchrow(sql(PACKAGE, "push_open"), uuid4(), source, kind, format_, snapshot, key)
    if row is None:
        raise KeyReused
    return OpenPush(row["id"], row["attempt"], row["started_at"])


async def hold(connection: Connection, push: OpenPush) -> None:
    """Hold a push to the end of the transaction. Raises Overtaken."""
    if not await connection.fetchval(sql(PACKAGE, "push_hold"), push.id, push.attempt):
        raise Overtaken


async def answered(connection: Connection, push: OpenPush, first: int, last: int) -> dict[int, tuple[bytes, list[Any]]]:
    """Rows answered already, by an earlier connection or by a commit whose own answer was lost: digest and receipt."""
    found: dict[int, tuple[bytes, list[Any]]] = {}
    for row in await connection.fetch(sql(PACKAGE, "push_parts"), push.id, first, last):
        for place, receipt in enumerate(row["receipts"]):
            found[receipt[0]] = (row["digests"][place * DIGEST : (place + 1) * DIGEST], receipt)
    return found


async def keep(
    connection: Connection,
    push: OpenPush,
    receipts: Sequence[Receipt],
    digests: Sequence[bytes],
    ids: Sequence[UUID],
    with_keys: bool,
) -> None:
    """Keep what is answered, in the transaction of the rows themselves."""
    if not receipts:
        return
    numbers = [receipt.row or 0 for receipt in receipts]
    kept = orjson.dumps([receipt.stored(with_keys) for receipt in receipts]).decode()
    await connection.execute(
        sql(PACKAGE, "push_part_add"), push.id, numbers[0], numbers[-1], list(ids), b"".join(digests), kept
    )


async def keep_closings(connection: Connection, push: OpenPush, receipts: Sequence[Receipt], with_keys: bool) -> None:
    """Keep what a snapshot closed, beside its rows: under a number that no row has."""
    if receipts:
        kept = orjson.dumps([receipt.stored(with_keys) for receipt in receipts]).decode()
        await connection.execute(sql(PACKAGE, "push_part_add"), push.id, -push.attempt, -push.attempt, [], b"", kept)


async def closings(connection: Connection, id_: UUID) -> list[Receipt]:
    """What a snapshot closed, over all its connections."""
    found = await connection.fetch(sql(PACKAGE, "push_closings"), id_)
    return [
        restored([None, row["key"], row["id"], row["status"], row["revision"], row["problems"]], row["reference"])
        for row in found
    ]


async def end(connection: Connection, push: OpenPush, state: End) -> None:
    """The push has ended, this way."""
    await connection.execute(sql(PACKAGE, "push_end"), push.id, push.attempt, state)


async def view(connection: Connection, id_: UUID, source: str) -> dict[str, Any] | None:
    """A push and what became of it, in numbers; None where the source has no such push."""
    row = await connection.fetchrow(sql(PACKAGE, "push_of"), id_, source)
    if row is None:
        return None
    counts = await connection.fetch(sql(PACKAGE, "push_counts"), id_)
    fates = await connection.fetchrow(sql(PACKAGE, "push_fates"), id_) if row["kind"] == "vacancies" else None
    return {
        **dict(row),
        "receipts": {each["status"]: each["count"] for each in counts},
        "fates": None if fates is None else dict(fates),
    }


async def rows(connection: Connection, id_: UUID, after: int, limit: int, status: str | None) -> list[Receipt]:
    """Receipts of a push, from after a row on."""
    found = await connection.fetch(sql(PACKAGE, "push_rows"), id_, after, limit, status)
    return [
        restored(
            [int(row["row"]), row["key"], row["id"], row["status"], row["revision"], row["problems"]], row["reference"]
        )
        for row in found
    ]


async def forget(connection: Connection, days: int) -> None:
    """Forget pushes older than this, and usage that no quota asks for any more."""
    await connection.execute(sql(PACKAGE, "pushes_forget"), timedelta(days=days))
    await connection.execute(sql(PACKAGE, "usage_forget"))
