"""The transactional outbox: no event leaves a service by another way."""

from collections.abc import Sequence

import orjson

from shared.events.envelope import Draft
from shared.spine.database import Connection, sql


async def add(connection: Connection, drafts: Sequence[Draft]) -> None:
    """Put events in the outbox, in the transaction of the state they speak of, in this order."""
    if drafts:
        await connection.execute(
            sql("shared.spine", "outbox_add"),
            [draft.topic for draft in drafts],
            [draft.key for draft in drafts],
            [orjson.dumps(draft.headers).decode() for draft in drafts],
            [draft.value for draft in drafts],
        )


async def forget(connection: Connection, keys: Sequence[str]) -> None:
    """Take unsent events of erased entities out: an outbox must not hold what was to be forgotten."""
    await connection.execute(sql("shared.spine", "outbox_forget"), list(keys))
