"""A push over a connection of its own: rows go up while receipts come back, and either side may break off."""

import asyncio
import json
from typing import Any, Self
from urllib.parse import urlsplit

Row = dict[str, Any]


class Stream:
    """One push under way."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.receipts: list[Row] = []
        self.headers: dict[str, str] = {}
        self.whole = False  # the response came to its end
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, url: str, path: str, headers: dict[str, str]) -> Self:
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=2**20)
        lines = [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join((f"POST {path} HTTP/1.1", "Host: test", "Transfer-Encoding: chunked", *lines))
        writer.write(f"{head}\r\n\r\n".encode())
        return cls(reader, writer)

    async def send(self, rows: list[Row]) -> None:
        """Send rows; a connection that is gone is noticed by the receipts that do not come."""
        body = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
        try:
            self._writer.write(b"%x\r\n%b\r\n" % (len(body), body))
            await self._writer.drain()
        except ConnectionError:
            return

    async def got(self, count: int, within_s: float = 30) -> list[Row]:
        """The receipts, once there are so many."""
        async with asyncio.timeout(within_s):
            while len(self.receipts) < count and not self._reading.done():  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        return self.receipts

    async def finish(self, within_s: float = 60) -> list[Row]:
        """End the body, and wait for the rest of the receipts, or for the connection to break."""
        try:
            self._writer.write(b"0\r\n\r\n")
            await self._writer.drain()
        except ConnectionError:
            pass
        async with asyncio.timeout(within_s):
            await self._reading
        self._writer.close()
        return self.receipts

    def break_off(self) -> None:
        """Go away in the middle."""
        self._writer.transport.abort()
        self._reading.cancel()

    async def _read(self) -> None:
        try:
            status = (await self._reader.readline()).split()[1]
            while line := (await self._reader.readline()).strip():
                name, _, value = line.decode().partition(":")
                self.headers[name.lower()] = value.strip()
            assert status == b"200", f"status {status.decode()}"
            rest = b""
            while size := int(await self._reader.readline(), 16):
                *lines, rest = (rest + (await self._reader.readexactly(size + 2))[:size]).split(b"\n")
                self.receipts += [json.loads(line) for line in lines]
            self.whole = True
        except (ConnectionError, EOFError, IndexError, ValueError):
            return  # broken off: what came stands
