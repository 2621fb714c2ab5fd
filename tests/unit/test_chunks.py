"""A body as chunks: no key twice in one, numbers that go on, and a clear word about what could not be read."""

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest

from services.ingest.bodies import expander
from services.ingest.chunks import BrokenOff, Chunk, ahead, chunks
from services.ingest.formats.base import Limits
from services.ingest.formats.native import Lines


async def body(*pieces: bytes, breaks: bool = False, pause: float = 0) -> AsyncIterator[bytes]:
    for piece in pieces:
        if pause:
            await asyncio.sleep(pause)
        yield piece
    if breaks:
        raise BrokenOff


async def read(of: AsyncIterator[bytes], most: int = 3, encoding: str = "") -> list[Chunk]:
    expanding = expander(encoding, 10_000)
    assert expanding is not None
    return [chunk async for chunk, _ in ahead(chunks(Lines(Limits()), expanding, of, "external_id", most))]


def lines(*keys: str) -> bytes:
    return "".join(f'{{"external_id":"{key}"}}\n' for key in keys).encode()


async def test_as_many_rows_as_are_there_up_to_a_bound() -> None:
    found = await read(body(lines("a", "b"), lines("c", "d"), lines("e")))
    assert [(chunk.first, chunk.keys) for chunk in found] == [(1, ["a", "b", "c"]), (4, ["d", "e"])]
    slowly = await read(body(lines("a"), lines("b"), pause=0.01))
    assert [chunk.keys for chunk in slowly] == [["a"], ["b"]], "a row does not wait for the next"


async def test_a_key_that_comes_again_comes_in_the_next_chunk() -> None:
    found = await read(body(lines("a", "b", "a", "a")), most=10)
    assert [chunk.keys for chunk in found] == [["a", "b"], ["a"], ["a"]]


async def test_a_byte_order_mark_is_no_part_of_a_row() -> None:
    (found,) = await read(body(b"\xef\xbb\xbf" + lines("a")))
    assert found.keys == ["a"]


async def test_half_a_compressed_body_says_so_in_the_end() -> None:
    (found,) = await read(body(gzip.compress(lines("a", "b"))[:-4]), encoding="gzip")
    assert found.keys[:2] == ["a", "b"]
    assert found.found[-1].breaks_off
    assert found.found[-1].problems[0].code == "INVALID_ENCODING"


async def test_a_client_that_goes_away() -> None:
    with pytest.raises(BrokenOff):
        await read(body(lines("a"), breaks=True))
