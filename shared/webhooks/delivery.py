"""Delivering what is queued: tried again ever later, each receiver's webhooks in their order.

One process delivers, the one that holds the lock; in it each receiver has a lane of its own, so that one that hangs
holds up nobody else. A webhook's identity (`webhook-id`) is its subject and revision: a receiver that hears one twice,
after a crash here between its answer and our note of it, knows it.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from standardwebhooks import Webhook

from shared.events.base import utcnow
from shared.spine.backoff import until_it_passes
from shared.spine.database import Connection, Pool, Retry, sql, transaction
from shared.spine.logs import logger
from shared.webhooks.addresses import is_public
from shared.webhooks.metrics import DELIVERIES
from shared.webhooks.queue import PACKAGE
from shared.webhooks.settings import WebhookSettings

POLL_S = 0.1
LONGEST_WAIT_S = 3600
_log = logger(__name__)
Trying = Callable[[Connection, UUID], Awaitable[None]]


async def _nothing(_: Connection, __: UUID) -> None:
    """Nothing to note."""


class Deliverer:
    """Delivers what is queued. `trying` notes, in the same transaction, that a subject is about to be told of.

    `public_only`: receivers set their address themselves, so it must not lead into our own network.
    """

    def __init__(
        self, settings: WebhookSettings, pool: Pool, trying: Trying = _nothing, public_only: bool = False
    ) -> None:
        self._settings, self._pool, self._trying, self._public_only = settings, pool, trying, public_only

    async def run(self) -> None:
        """Deliver for good."""
        limits = httpx.Limits(max_connections=None)
        timeout = self._settings.webhook_timeout_s
        async with httpx.AsyncClient(timeout=timeout, limits=limits, follow_redirects=False) as client:
            while True:
                await until_it_passes(lambda: self._hold_lock_and_deliver(client))

    async def _hold_lock_and_deliver(self, client: httpx.AsyncClient) -> None:
        async with self._pool.acquire() as connection:
            lock = "SELECT pg_try_advisory_lock(hashtext('deliver ' || current_schema))"
            while not await connection.fetchval(lock):  # noqa: ASYNC110
                await asyncio.sleep(1)
            await self._open_lanes(connection, client)

    async def _open_lanes(self, connection: Connection, client: httpx.AsyncClient) -> None:
        """A lane for each receiver for whom something is due, until the connection with the lock is lost."""
        lanes: dict[str, asyncio.Task[None]] = {}
        try:
            while True:
                for row in await connection.fetch(sql(PACKAGE, "receivers_due"), list(lanes)):
                    lanes[row["name"]] = asyncio.create_task(self._lane(client, row["name"]))
                await asyncio.sleep(POLL_S)
                for name in [name for name, lane in lanes.items() if lane.done()]:
                    lanes.pop(name).result()
        finally:
            for lane in lanes.values():
                lane.cancel()
            await asyncio.gather(*lanes.values(), return_exceptions=True)

    async def _lane(self, client: httpx.AsyncClient, receiver: str) -> None:
        """Deliver to one receiver, the oldest first, as long as it takes them."""
        while row := await until_it_passes(lambda: self._next(receiver)):
            failure = await self._post(client, row)
            await until_it_passes(lambda row=row, failure=failure: self._note(row, failure))  # type: ignore[misc]
            if failure is not None:
                return

    async def _next(self, receiver: str) -> dict[str, Any] | None:
        async with transaction(self._pool) as connection:
            row = await connection.fetchrow(sql(PACKAGE, "delivery_next"), receiver)
            if row is None:
                return None
            # Noted before it is tried: from here on the receiver may have heard of it.
            await self._trying(connection, row["subject"])
            if await connection.fetchval(sql(PACKAGE, "delivery_try"), row["id"]) is None:
                # A newer state was first: what it may have taken back must not go out after all.
                raise Retry("overtaken by a newer state")
            return dict(row)

    async def _post(self, client: httpx.AsyncClient, row: dict[str, Any]) -> str | None:
        message, now = f"{row['subject']}.{row['revision']}", utcnow()
        headers = {
            "content-type": "application/json",
            "webhook-id": message,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(row["secret"]).sign(message, now, row["body"]),
        }
        # Asked each time: a name may lead elsewhere tomorrow.
        if self._public_only and not await is_public(row["url"]):
            return "not a public address"
        try:
            answer = await client.post(row["url"], content=row["body"].encode(), headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return type(error).__name__
        return None if answer.is_success else f"status {answer.status_code}"

    async def _note(self, row: dict[str, Any], failure: str | None) -> None:
        tries = row["attempts"] + 1
        given_up = failure is not None and tries >= self._settings.webhook_attempts
        async with transaction(self._pool) as connection:
            if failure is None or given_up:
                # Given up, the state itself still stands where it can be asked for.
                await connection.execute(sql(PACKAGE, "delivery_done"), row["id"])
            wait = timedelta(seconds=0 if failure is None else self._wait(row["failures"]))
            await connection.execute(sql(PACKAGE, "receiver_answered"), row["receiver"], failure is not None, wait)
        DELIVERIES.labels("delivered" if failure is None else "given_up" if given_up else "failed").inc()
        if failure is not None:
            _log.warning("webhook_failed", receiver=row["receiver"], tries=tries, error=failure)

    def _wait(self, failures: int) -> float:
        """Seconds until a receiver is tried again, after so many failures in a row before this one."""
        wait = min(self._settings.webhook_first_retry_s * 2.0 ** min(failures, 30), LONGEST_WAIT_S)
        return wait * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, keeps no secret
