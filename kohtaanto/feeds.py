"""Sending a feed through the door: lines go up while receipts come back."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp


class DoorClosed(RuntimeError):
    """The door did not take the feed at all; the message says why."""


@dataclass
class Outcome:
    """What became of a feed's rows, by receipt."""

    counts: dict[str, int] = field(default_factory=dict)
    refused: list[dict[str, Any]] = field(default_factory=list)

    def add(self, receipt: dict[str, Any]) -> None:
        """Count one receipt."""
        self.counts[receipt["status"]] = self.counts.get(receipt["status"], 0) + 1
        if receipt["status"] == "refused":
            self.refused.append(receipt)


async def send(
    url: str,
    source: str,
    kind: str,
    key: str,
    file: Path,
    progress: Callable[[int], None] = lambda _: None,
    format_: str | None = None,
    **options: bool,
) -> Outcome:
    """Push a file of `vacancies` or `seekers`; `options` are the door's own. Raises DoorClosed."""
    outcome = Outcome()
    query = {name: "true" for name, wanted in options.items() if wanted} | ({"format": format_} if format_ else {})
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=120)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/x-ndjson"}
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, read_bufsize=2**20) as session,
            session.post(
                f"{url}/v1/sources/{source}/{kind}", params=query, data=_pieces(file), headers=headers
            ) as answer,
        ):
            if answer.status != 200:
                problem = await answer.json(content_type=None)
                raise DoorClosed(f"{answer.status}: {problem.get('detail', problem)}")
            async for line in answer.content:
                outcome.add(json.loads(line))
                progress(1)
    except aiohttp.InvalidURL:
        raise DoorClosed(f"`{url}` is no address: it looks like http://127.0.0.1:8001") from None
    except aiohttp.ClientConnectorError:
        raise DoorClosed(f"nothing answers at {url}") from None
    except (aiohttp.ClientError, TimeoutError) as error:
        got = sum(outcome.counts.values())
        raise DoorClosed(f"the connection broke after {got} receipts ({type(error).__name__}); send it again") from None
    return outcome


async def _pieces(file: Path) -> AsyncIterator[bytes]:
    with file.open("rb") as lines:
        while piece := await asyncio.to_thread(lines.read, 65_536):
            yield piece
