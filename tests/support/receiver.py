"""An office's webhook receiver: verifies each signature, keeps what came."""

import asyncio
import json
from typing import Any

from aiohttp import web
from standardwebhooks import Webhook

from tests.support.listener import Listener


class Receiver(Listener):
    """Listens on loopback. `fail_next` answers that many calls with 503 first; the areas in `hanging` get no answer."""

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[str, str] = {}
        self.received: list[dict[str, Any]] = []
        self.statuses: list[dict[str, Any]] = []  # what sources were told of their vacancies
        self.fail_next = 0
        self.hanging: set[str] = set()

    def url(self, area: str) -> str:
        return f"http://127.0.0.1:{self.port}/{area}"

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/{area}", self._take)]

    async def _take(self, request: web.Request) -> web.Response:
        if self.fail_next > 0:
            self.fail_next -= 1
            return web.Response(status=503)
        area, body = request.match_info["area"], await request.text()
        while area in self.hanging:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        Webhook(self.secrets[area]).verify(body, dict(request.headers))
        message = json.loads(body)
        kept = self.statuses if message["type"] == "vacancy.status" else self.received
        assert message["data"].get("area", area) == area
        kept.append({"id": request.headers["webhook-id"], **message})
        return web.Response(status=204)

    def latest(self) -> dict[str, tuple[int, str]]:
        """Of each notice the newest revision that came, with its status: what an office holds."""
        found: dict[str, tuple[int, str]] = {}
        for message in self.received:
            data = message["data"]
            found[data["notice_id"]] = max(found.get(data["notice_id"], (0, "")), (data["revision"], data["status"]))
        return found

    def told_once_each(self) -> list[dict[str, Any]]:
        """What came, without the repeats of one message (same `webhook-id`), which a receiver drops."""
        return list({message["id"]: message for message in self.received}.values())
