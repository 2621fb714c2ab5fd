"""Bodies as they come: gzip and zstd, whole, broken and malicious."""

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ingest.bodies import PIECE, Plain, TooLarge, Unreadable, expander, zstd

MOST = 10_000_000
TEXT = b"".join(b'{"external_id":"%d","title":"Kokki"}\n' % number for number in range(5_000))


def expand(encoding: str, body: bytes, step: int = 1000, most: int = MOST) -> bytes:
    expanding = expander(encoding, most)
    assert expanding is not None
    out = b""
    for start in range(0, len(body), step):
        for piece in expanding.feed(body[start : start + step]):
            assert len(piece) <= PIECE
            out += piece
    expanding.end()
    return out


@pytest.mark.parametrize(("encoding", "squeeze"), [("gzip", gzip.compress), ("zstd", zstd.compress)])
@pytest.mark.parametrize("step", [1, 7, 1000, 10**9])
def test_whole_bodies(encoding: str, squeeze: object, step: int) -> None:
    body = squeeze(TEXT) if step > 1 else squeeze(TEXT[:2000])  # type: ignore[operator]
    wanted = TEXT if step > 1 else TEXT[:2000]
    assert expand(encoding, body, step) == wanted
    assert expand(encoding, body + body, step) == wanted * 2, "several members"


@pytest.mark.parametrize(("encoding", "squeeze"), [("gzip", gzip.compress), ("zstd", zstd.compress)])
def test_broken_bodies_are_unreadable(encoding: str, squeeze: object) -> None:
    body: bytes = squeeze(TEXT)  # type: ignore[operator]
    for broken in (body[:-1], body[: len(body) // 2], body + b"rubbish", b"rubbish", b""):
        with pytest.raises(Unreadable):
            expand(encoding, broken)


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_a_bomb_is_not_expanded(encoding: str) -> None:
    zeros = bytes(64 * 1024 * 1024)
    bomb = gzip.compress(zeros) if encoding == "gzip" else zstd.compress(zeros)
    assert len(bomb) < 100_000
    with pytest.raises(TooLarge):
        expand(encoding, bomb, 10**9)


def test_a_frame_with_a_huge_window_is_refused() -> None:
    options = {zstd.CompressionParameter.window_log: 27, zstd.CompressionParameter.enable_long_distance_matching: 1}
    with pytest.raises(Unreadable):
        expand("zstd", zstd.ZstdCompressor(options=options).compress(TEXT * 60) + b"", 10**9, 10**9)


@given(st.binary(max_size=500), st.sampled_from(["gzip", "zstd"]))
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_it(body: bytes, encoding: str) -> None:
    try:
        expand(encoding, body, 50)
    except (Unreadable, TooLarge):
        return
    assert (gzip.decompress if encoding == "gzip" else zstd.decompress)(body) is not None


def test_encodings() -> None:
    assert isinstance(expander("", 1), Plain)
    assert isinstance(expander("identity", 1), Plain)
    assert expander(" GZIP ", 1) is not None
    assert expander("br", 1) is None
    assert zlib.ZLIB_VERSION
