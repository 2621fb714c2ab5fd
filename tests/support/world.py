"""What a test has pushed: sources, offices, and the latest row of each vacancy and seeker."""

import asyncio
import json
import time
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from kohtaanto.exchange import Exchange
from services.ingest import sources
from services.notifier import offices
from shared.events.topics import Service
from shared.spine.database import open_pool
from tests.support.receiver import Receiver

Row = dict[str, Any]


class World:
    """One broker and one authority, the offices of some areas, and their rows."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.keys: dict[str, str] = {}
        self.vacancies: dict[UUID, Row] = {}
        self.seekers: dict[UUID, Row] = {}
        self.client = httpx.AsyncClient(timeout=30)

    async def register(self, areas: tuple[str, ...], receiver: Receiver | None = None) -> None:
        async with await self.pool("ingest") as pool, pool.acquire() as connection:
            self.keys["broker"] = await sources.add(connection, "broker", "broker", None) or ""
            self.keys["authority"] = await sources.add(connection, "authority", "authority", "01") or ""
        async with await self.pool("notifier") as pool, pool.acquire() as connection:
            for area in areas:
                added = await offices.add(connection, area, "fi", receiver.url(area) if receiver else None)
                assert added is not None
                self.keys[area], secret = added
                if receiver and secret:
                    receiver.secrets[area] = secret

    async def pool(self, service: Service) -> asyncpg.Pool:
        return await open_pool(self.exchange.env(service, 0)["KOHTAANTO_DATABASE_URL"], service, 2)

    async def door_is_open(self) -> bool:
        """Whether ingest answers: its door is open long before it is in its groups."""
        try:
            return (await self.client.get(f"{self.exchange.url('ingest')}/health/live")).status_code == 200
        except httpx.HTTPError:
            return False

    def url(self, kind: str) -> str:
        source = "broker" if kind == "vacancies" else "authority"
        return f"{self.exchange.url('ingest')}/v1/sources/{source}/{kind}"

    def headers(self, kind: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.keys['broker' if kind == 'vacancies' else 'authority']}"}

    async def push(self, kind: str, rows: list[Row], within_s: float = 120) -> list[dict[str, Any]]:
        """Send rows until every one has a receipt, as a broker whose connection broke would. All must be good."""
        body = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
        deadline = time.monotonic() + within_s
        while True:
            try:
                answer = await self.client.post(self.url(kind), content=body, headers=self.headers(kind))
                receipts = [json.loads(line) for line in answer.text.splitlines()] if answer.status_code == 200 else []
            except httpx.HTTPError:
                receipts = []
            if len(receipts) == len(rows):
                break
            assert time.monotonic() < deadline, "the door stayed closed"
            await asyncio.sleep(0.2)
        held = self.vacancies if kind == "vacancies" else self.seekers
        for row, receipt in zip(rows, receipts, strict=True):
            assert receipt["status"] != "refused", receipt
            held[UUID(receipt["id"])] = row
        return receipts

    async def notices(self, area: str, withdrawn: bool = False) -> list[dict[str, Any]]:
        answer = await self.client.get(
            f"{self.exchange.url('notifier')}/v1/offices/{area}/notices",
            params={"withdrawn": withdrawn, "limit": 500},
            headers={"Authorization": f"Bearer {self.keys[area]}"},
        )
        found: list[dict[str, Any]] = answer.raise_for_status().json()["notices"]
        return found
