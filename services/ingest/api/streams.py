"""A request's body as it comes, and receipts as a response that flows while the body still comes in."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.ingest.chunks import BrokenOff
from services.ingest.receipts import Receipt

SPOOL_BYTES = 1_048_576


async def pieces_of(receive: Receive) -> AsyncIterator[bytes]:
    """The pieces of a body. Raises BrokenOff where the client goes away before its end."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BrokenOff
        if body := message.get("body", b""):
            yield body
        if not message.get("more_body", False):
            return


class ReceiptStream(Response):
    """Receipts as NDJSON. Many clients read no answer before their body is sent: so the rows are never held up by
    receipts that nobody reads yet, they wait in a spool (in memory, then on disk).
    """

    media_type = "application/x-ndjson"

    def __init__(self, receipts: AsyncIterator[list[Receipt]], headers: Mapping[str, str]) -> None:
        super().__init__(headers=headers)
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
                        spool.write(b"".join([receipt.line() for receipt in batch]))
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
