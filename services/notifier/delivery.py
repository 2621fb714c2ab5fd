"""Webhooks: signed as Standard Webhooks says, tried again ever later, in order for each office.

One process delivers, the one that holds the lock. Its identity (`webhook-id`) is the notice and its revision, so a
receiver that hears one twice, after a crash here between its answer and our note of it, knows it.
"""

import asyncio
import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import httpx
from standardwebhooks import Webhook

from services.notifier.metrics import DELIVERIES
from services.notifier.settings import Settings
from services.notifier.store import PACKAGE
from shared.events.base import utcnow
from shared.spine.backoff import until_it_passes
from shared.spine.database import Connection, Pool, sql
from shared.spine.logs import logger

POLL_S = 0.1
LONGEST_WAIT_S = 3600
_log = logger(__name__)


class Deliverer:
    """Delivers what is queued."""

    def __init__(self, settings: Settings, pool: Pool) -> None:
        self._settings, self._pool = settings, pool

    async def run(self) -> None:
        """Deliver for good."""
        async with httpx.AsyncClient(timeout=self._settings.webhook_timeout_s, follow_redirects=False) as client:
            while True:
                await until_it_passes(lambda: self._hold_lock_and_deliver(client))

    async def _hold_lock_and_deliver(self, client: httpx.AsyncClient) -> None:
        async with self._pool.acquire() as connection:
            while not await connection.fetchval("SELECT pg_try_advisory_lock(hashtext('deliver'))"):  # noqa: ASYNC110
                await asyncio.sleep(1)
            while True:
                due = await connection.fetch(sql(PACKAGE, "deliveries_due"))
                await self._deliver(connection, client, [dict(row) for row in due])
                if not due:
                    await asyncio.sleep(POLL_S)

    async def _deliver(self, connection: Connection, client: httpx.AsyncClient, due: Sequence[dict[str, Any]]) -> None:
        if not due:
            return
        # Noted before it is tried: from here on a newer state follows this one and does not replace it.
        async with connection.transaction():
            await connection.execute(sql(PACKAGE, "notice_sent"), [row["notice_id"] for row in due])
            await connection.execute(sql(PACKAGE, "delivery_try"), [row["id"] for row in due])
        results = await asyncio.gather(*(self._post(client, row) for row in due))
        for row, failure in zip(due, results, strict=True):
            await self._note(connection, row, failure)

    async def _post(self, client: httpx.AsyncClient, row: dict[str, Any]) -> str | None:
        message, now = f"{row['notice_id']}.{row['revision']}", utcnow()
        headers = {
            "content-type": "application/json",
            "webhook-id": message,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(row["webhook_secret"]).sign(message, now, row["body"]),
        }
        try:
            answer = await client.post(row["webhook_url"], content=row["body"].encode(), headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return type(error).__name__
        return None if answer.is_success else f"status {answer.status_code}"

    async def _note(self, connection: Connection, row: dict[str, Any], failure: str | None) -> None:
        tries = row["attempts"] + 1
        if failure is None or tries >= self._settings.webhook_attempts:
            # Given up, the notice still stands in the inbox.
            DELIVERIES.labels("delivered" if failure is None else "given_up").inc()
            await connection.execute(sql(PACKAGE, "delivery_done"), row["id"])
        else:
            DELIVERIES.labels("failed").inc()
            wait = min(self._settings.webhook_first_retry_s * 2.0 ** (tries - 1), LONGEST_WAIT_S)
            later = timedelta(seconds=wait * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load, keeps no secret
            await connection.execute(sql(PACKAGE, "delivery_later"), row["id"], later)
        if failure is not None:
            _log.warning("webhook_failed", area=row["area"], tries=tries, error=failure)
