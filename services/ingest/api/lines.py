"""A request's body as lines, and receipts as a response that flows while the body still comes in."""

import asyncio
import tempfile
from collections.abc import AsyncIterator

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.ingest.receipts import Receipt

SPOOL_BYTES = 1_048_576


async def lines_of(receive: Receive, longest: int) -> AsyncIterator[list[bytes]]:
    """The complete lines of each piece of a body. A line too long is cut just past `longest`, and its rest left out.

    A body that breaks off ends the lines: what stands after its last line end is nobody's row.
    """
    rest, skipping = b"", False
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        *lines, rest = (rest + message.get("body", b"")).split(b"\n")
        if skipping and lines:
            lines, skipping = lines[1:], False
        if len(rest) > longest:
            if not skipping:
                lines.append(rest[: longest + 1])
            rest, skipping = b"", True
        if not message.get("more_body", False):
            if rest and not skipping:
                lines.append(rest)
            if lines:
                yield lines
            return
        if lines:
            yield lines


class ReceiptStream(Response):
    """Receipts as NDJSON. Many clients read no answer before their body is sent: so the rows are never held up by
    receipts that nobody reads yet, they wait in a spool (in memory, then on disk).
    """

    media_type = "application/x-ndjson"

    def __init__(self, receipts: AsyncIterator[list[Receipt]]) -> None:
        super().__init__()
        del self.headers["content-length"]
        self._receipts = receipts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's shape
        """Send as receipts come; the end of them is the end of the response."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as spool:
            more, done = asyncio.Event(), False

            async def take_in() -> None:
                nonlocal done
                try:
                    async for batch in self._receipts:
                        spool.seek(0, 2)
                        spool.writelines(receipt.line() for receipt in batch)
                        more.set()
                finally:
                    done = True
                    more.set()

            taking = asyncio.create_task(take_in())
            try:
                position = 0
                while True:
                    spool.seek(position)
                    piece = spool.read(65_536)
                    position += len(piece)
                    if piece:
                        await send({"type": "http.response.body", "body": piece, "more_body": True})
                    elif done:
                        break
                    else:
                        await more.wait()
                        more.clear()
                await taking  # a fault breaks the response off: the receipts already given stay true
                await send({"type": "http.response.body", "body": b"", "more_body": False})
            finally:
                taking.cancel()
