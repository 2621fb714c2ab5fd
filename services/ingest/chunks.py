"""A body as chunks of rows, each for one transaction: as many rows as are there, up to a bound, and no key twice."""

import asyncio
import codecs
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from services.ingest.bodies import Expander, TooLarge, Unreadable
from services.ingest.formats.base import Found, Reader
from services.ingest.problems import Problem
from services.ingest.receipts import key_of

T = TypeVar("T")


class BrokenOff(ConnectionError):
    """The client went away in the middle of its body."""


@dataclass(slots=True)
class Chunk:
    """Rows for one transaction. `first` counts them in the body, from 1; `bytes` are those that held them."""

    first: int
    found: list[Found] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    bytes: int = 0
    seen: set[str] = field(default_factory=set)


class _Chunking:
    """Puts rows into chunks."""

    def __init__(self, key_field: str, most: int) -> None:
        self._key_field, self._most = key_field, most
        self.chunk = Chunk(1)

    def add(self, rows: Iterable[Found]) -> Iterable[Chunk]:
        """Add rows; the chunks that are full."""
        for found in rows:
            key = key_of(found, self._key_field)
            # A row that comes twice is two states, in their order: they cannot share a statement.
            if len(self.chunk.found) >= self._most or key in self.chunk.seen:
                yield self.cut()
            self.chunk.found.append(found)
            self.chunk.keys.append(key)
            if key is not None:
                self.chunk.seen.add(key)

    def cut(self) -> Chunk:
        """The chunk as it is; the next one begins."""
        full, self.chunk = self.chunk, Chunk(self.chunk.first + len(self.chunk.found))
        return full


async def chunks(
    reader: Reader, expander: Expander, pieces: AsyncIterator[bytes], key_field: str, most: int
) -> AsyncIterator[Chunk]:
    """The rows of a body in chunks. What makes the body unreadable is a row of its own, the last. Raises BrokenOff."""
    chunking, begun = _Chunking(key_field, most), False
    try:
        async for piece, more_is_here in ahead(pieces):
            for part in expander.feed(piece):
                chunking.chunk.bytes += len(part)
                text, begun = part if begun else part.removeprefix(codecs.BOM_UTF8), True
                for full in chunking.add(reader.feed(text)):
                    yield full
            if chunking.chunk.found and not more_is_here:
                yield chunking.cut()
        expander.end()
        rest = list(reader.end())
    except (Unreadable, TooLarge) as error:
        rest = [_unreadable(error)]
    for full in chunking.add(rest):
        yield full
    if chunking.chunk.found:
        yield chunking.cut()


async def ahead(of: AsyncIterator[T]) -> AsyncIterator[tuple[T, bool]]:
    """Each item while the next is being made, and whether that is here already."""
    coming: asyncio.Task[T | None] = asyncio.create_task(_next(of))
    try:
        while (item := await coming) is not None:
            coming = asyncio.create_task(_next(of))
            await asyncio.sleep(0)
            yield item, coming.done()
    finally:
        coming.cancel()
        with suppress(asyncio.CancelledError, BrokenOff):
            await coming


async def _next(of: AsyncIterator[T]) -> T | None:
    return await anext(of, None)


def _unreadable(error: Exception) -> Found:
    if isinstance(error, TooLarge):
        problem = Problem("body", "TOO_LARGE", "The body expands to more than is taken.", "Send it in parts.")
    else:
        problem = Problem("body", "INVALID_ENCODING", str(error), "Send it as its Content-Encoding says.")
    return Found(None, None, problems=(problem,), breaks_off=True)
