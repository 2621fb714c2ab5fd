"""Counting what a source sends: for its statistics, and for its quota."""

from collections import Counter
from collections.abc import Mapping

from services.ingest.formats.base import Kind
from services.ingest.quotas import Usage
from shared.spine.database import Connection, sql

PACKAGE = "services.ingest"


async def add(
    connection: Connection, source: str, kind: Kind, statuses: Mapping[str, int], codes: Mapping[str, int]
) -> None:
    """Count rows by status, and refusals by code."""
    counts = [("rows", label, count) for label, count in Counter(statuses).items() if count]
    counts += [("refusals", label, count) for label, count in Counter(codes).items() if count]
    if counts:
        whats, labels, numbers = zip(*counts, strict=True)
        await connection.execute(sql(PACKAGE, "tally_add"), source, kind, list(whats), list(labels), list(numbers))


async def use(connection: Connection, source: str, rows: int, size: int) -> Usage:
    """Count towards the quota; what the source has used in the present minute, by every process."""
    row = await connection.fetchrow(sql(PACKAGE, "usage_add"), source, rows, size)
    assert row is not None
    return Usage(row["rows"], row["bytes"])


async def used(connection: Connection, source: str) -> Usage:
    """What the source has used in the present minute."""
    row = await connection.fetchrow(sql(PACKAGE, "usage_now"), source)
    return Usage() if row is None else Usage(row["rows"], row["bytes"])
