"""ESCO's public API: politely asked, again where that helps, and never twice for the same answer.

Each answer is kept in a directory as it comes, so that a run that was broken off goes on where it was.
"""

import asyncio
import email.utils
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import orjson
from tenacity import AsyncRetrying, RetryCallState, RetryError, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_base, wait_random_exponential

PUBLIC = "https://ec.europa.eu/esco/api"
LONGEST_WAIT_S = 600.0
_LATER = (429, 500, 502, 503, 504)

Answer = dict[str, Any]
Tell = Callable[[str], None]


class FetchError(RuntimeError):
    """The API cannot be read to the end; the message says why, and what to do."""


class Later(RuntimeError):
    """The API cannot answer now; `after_s` is how long it asked us to wait, if it did."""

    def __init__(self, why: str, after_s: float | None = None) -> None:
        super().__init__(why)
        self.after_s = after_s


@dataclass(frozen=True, slots=True)
class Manners:
    """How hard we ask: seconds between requests, tries of one request, and the first wait before another."""

    pause_s: float = 0.4
    tries: int = 8
    first_wait_s: float = 1.0


class Api:
    """The API at one address. Answers are kept in `kept`, one file each, by the name they are asked for under."""

    def __init__(self, client: httpx.AsyncClient, base: str, kept: Path, manners: Manners, tell: Tell) -> None:
        self._client, self._base, self._kept = client, base.rstrip("/"), kept
        self._manners, self._tell = manners, tell
        self._next = 0.0

    async def get(self, name: str, path: str, parameters: Mapping[str, str]) -> Answer:
        """The answer to a request: the one kept, or a new one. Raises FetchError."""
        file = self._kept / f"{name}.json"
        if file.is_file():
            kept: Answer = orjson.loads(file.read_bytes())
            return kept
        answer = await self._ask(path, parameters)
        _write(file, orjson.dumps(answer))
        return answer

    async def _ask(self, path: str, parameters: Mapping[str, str]) -> Answer:
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(Later),
            wait=_Wait(self._manners.first_wait_s),
            stop=stop_after_attempt(self._manners.tries),
            before_sleep=self._say,
        )
        try:
            found: Answer = await retrying(self._once, path, parameters)
        except RetryError as error:
            why = error.last_attempt.exception()
            raise FetchError(
                f"{self._base} did not answer in {self._manners.tries} tries ({why}). "
                "What has come is kept: the same command goes on from there"
            ) from None
        return found

    async def _once(self, path: str, parameters: Mapping[str, str]) -> Answer:
        await self._pace()
        try:
            response = await self._client.get(f"{self._base}{path}", params=dict(parameters))
        except httpx.TransportError as error:
            raise Later(f"the connection broke: {type(error).__name__}") from None
        if response.status_code in _LATER:
            after_s = retry_after_s(response.headers.get("Retry-After"), datetime.now(UTC))
            raise Later(f"status {response.status_code}", after_s)
        if response.status_code != httpx.codes.OK:
            raise FetchError(f"{response.url} was refused with status {response.status_code}: {response.text[:200]}")
        return _document(response)

    async def _pace(self) -> None:
        now = time.monotonic()
        starts = max(now, self._next)
        self._next = starts + self._manners.pause_s
        await asyncio.sleep(starts - now)

    def _say(self, state: RetryCallState) -> None:
        why = state.outcome.exception() if state.outcome else None
        wait = state.next_action.sleep if state.next_action else 0
        self._tell(f"{why}; trying again in {wait:.0f} s")


def retry_after_s(header: str | None, now: datetime) -> float | None:
    """The seconds to wait that a `Retry-After` header asks for, as a number or a date; None where it is neither."""
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            seconds = (email.utils.parsedate_to_datetime(header) - now).total_seconds()
        except ValueError:
            return None
    return min(max(seconds, 0.0), LONGEST_WAIT_S)


class _Wait(wait_base):
    """As long as we were asked to wait, or longer each time."""

    def __init__(self, first_s: float) -> None:
        self._growing = wait_random_exponential(multiplier=first_s, max=60)

    def __call__(self, retry_state: RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        asked = error.after_s if isinstance(error, Later) else None
        return asked if asked is not None else self._growing(retry_state)


def _document(response: httpx.Response) -> Answer:
    try:
        found = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        raise Later("the answer is no JSON") from None
    if not isinstance(found, dict):
        raise FetchError(f"{response.url} did not answer as ESCO's API does")
    return found


def _write(file: Path, content: bytes) -> None:
    # In the end it is there in full or not at all.
    half = file.with_suffix(".half")
    half.write_bytes(content)
    os.replace(half, file)
