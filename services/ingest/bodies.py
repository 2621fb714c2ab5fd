"""A request's body, piece by piece, expanded where it is compressed. Pure: pieces in, pieces out, and bounded."""

import sys
import zlib
from collections.abc import Iterator
from typing import Protocol

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PIECE = 65_536


class Unreadable(ValueError):
    """The body is not what its Content-Encoding says; the text says how."""


class TooLarge(ValueError):
    """The body expands to more than is taken."""


class Expander(Protocol):
    """Expands a body."""

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """What this piece expands to, in pieces of bounded size. Raises Unreadable, TooLarge."""

    def end(self) -> None:
        """The body has ended. Raises Unreadable where it should not have."""


class Plain:
    """A body that is not compressed, cut into pieces of bounded size."""

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The piece."""
        for start in range(0, len(piece), PIECE):
            yield piece[start : start + PIECE]

    def end(self) -> None:
        """Nothing is held back."""


class Gzip:
    """gzip, of one member or several."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._member = zlib.decompressobj(wbits=31)

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """What this piece expands to."""
        rest = piece
        while rest:
            if self._member.eof:
                self._member = zlib.decompressobj(wbits=31)
            try:
                out = self._member.decompress(rest, PIECE)
            except zlib.error:
                raise Unreadable("The body is not gzip.") from None
            rest = self._member.unconsumed_tail or self._member.unused_data
            if out:
                self._left -= len(out)
                if self._left < 0:
                    raise TooLarge
                yield out

    def end(self) -> None:
        """Whether the last member is whole."""
        if not self._member.eof:
            raise Unreadable("The gzip body breaks off before its end.")


class Zstd:
    """zstd, of one frame or several."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._frame = self._new()

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """What this piece expands to."""
        rest, more = piece, True
        while rest or more:
            if self._frame.eof:
                if not rest:
                    return
                self._frame = self._new()
            try:
                out = self._frame.decompress(rest, max_length=PIECE)
            except zstd.ZstdError:
                raise Unreadable("The body is not zstd.") from None
            rest = self._frame.unused_data if self._frame.eof else b""
            more = not self._frame.eof and not self._frame.needs_input
            if out:
                self._left -= len(out)
                if self._left < 0:
                    raise TooLarge
                yield out
            elif not rest and not more:
                return

    def end(self) -> None:
        """Whether the last frame is whole."""
        if not self._frame.eof:
            raise Unreadable("The zstd body breaks off before its end.")

    @staticmethod
    def _new() -> "zstd.ZstdDecompressor":
        # A window of 8 MiB, as RFC 9659 asks of the web: a frame may not make us hold more.
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 23})


def expander(encoding: str, most: int) -> Expander | None:
    """The expander for a Content-Encoding, or None where there is none; `most` bounds the expanded size."""
    match encoding.strip().lower():
        case "" | "identity":
            return Plain()
        case "gzip" | "x-gzip":
            return Gzip(most)
        case "zstd":
            return Zstd(most)
        case _:
            return None
