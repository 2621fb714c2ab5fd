"""Webhooks: signed as Standard Webhooks says, tried again ever later, each office's in their order.

One process delivers, the one that holds the lock; in it each office has a lane of its own, so that a receiver that
hangs holds up nobody else. A webhook's identity (`webhook-id`) is the notice and its revision: a receiver that hears
one twice, after a crash here between its answer and our note of it, knows it.
"""

import asyncio
import random
from datetime import timedelta
from typing import Any

import httpx
from standardwebhooks import Webhook

from services.notifier.metrics import DELIVERIES
from services.notifier.settings import Settings
from services.notifier.store import PACKAGE
from shared.events.base import utcnow
from shared.spine.backoff import until_it_passes
from shared.spine.database import Connection, Pool, Retry, sql, transaction
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
        limits = httpx.Limits(max_connections=None)
        timeout = self._settings.webhook_timeout_s
        async with httpx.AsyncClient(timeout=timeout, limits=limits, follow_redirects=False) as client:
            while True:
                await until_it_passes(lambda: self._hold_lock_and_deliver(client))

    async def _hold_lock_and_deliver(self, client: httpx.AsyncClient) -> None:
        async with self._pool.acquire() as connection:
            while not await connection.fetchval("SELECT pg_try_advisory_lock(hashtext('deliver'))"):  # noqa: ASYNC110
                await asyncio.sleep(1)
            await self._open_lanes(connection, client)

    async def _open_lanes(self, connection: Connection, client: httpx.AsyncClient) -> None:
        """A lane for each office that has something due, until the connection with the lock is lost."""
        lanes: dict[str, asyncio.Task[None]] = {}
        try:
            while True:
                for row in await connection.fetch(sql(PACKAGE, "offices_due"), list(lanes)):
                    lanes[row["area"]] = asyncio.create_task(self._lane(client, row["area"]))
                await asyncio.sleep(POLL_S)
                for area in [area for area, lane in lanes.items() if lane.done()]:
                    lanes.pop(area).result()
        finally:
            for lane in lanes.values():
                lane.cancel()
            await asyncio.gather(*lanes.values(), return_exceptions=True)

    async def _lane(self, client: httpx.AsyncClient, area: str) -> None:
        """Deliver an office's notices, the oldest first, as long as its receiver takes them."""
        while row := await until_it_passes(lambda: self._next(area)):
            failure = await self._post(client, row)
            await until_it_passes(lambda row=row, failure=failure: self._note(row, failure))  # type: ignore[misc]
            if failure is not None:
                return

    async def _next(self, area: str) -> dict[str, Any] | None:
        async with transaction(self._pool) as connection:
            row = await connection.fetchrow(sql(PACKAGE, "delivery_next"), area)
            if row is None:
                return None
            # Noted before it is tried: from here on the office may have heard of the notice.
            await connection.execute(sql(PACKAGE, "notice_sent"), row["notice_id"])
            if await connection.fetchval(sql(PACKAGE, "delivery_try"), row["id"]) is None:
                # The handler was first: what it may have taken back must not go out after all.
                raise Retry("overtaken by a newer state")
            return dict(row)

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

    async def _note(self, row: dict[str, Any], failure: str | None) -> None:
        tries = row["attempts"] + 1
        given_up = failure is not None and tries >= self._settings.webhook_attempts
        async with transaction(self._pool) as connection:
            if failure is None or given_up:
                # Given up, the notice still stands in the inbox.
                await connection.execute(sql(PACKAGE, "delivery_done"), row["id"])
            wait = timedelta(seconds=0 if failure is None else self._wait(row["failures"]))
            await connection.execute(sql(PACKAGE, "office_answered"), row["area"], failure is not None, wait)
        DELIVERIES.labels("delivered" if failure is None else "given_up" if given_up else "failed").inc()
        if failure is not None:
            _log.warning("webhook_failed", area=row["area"], tries=tries, error=failure)

    def _wait(self, failures: int) -> float:
        """Seconds until the office is tried again, after so many failures in a row before this one."""
        wait = min(self._settings.webhook_first_retry_s * 2.0 ** min(failures, 30), LONGEST_WAIT_S)
        return wait * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, keeps no secret
