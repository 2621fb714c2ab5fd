"""A client light enough to load a door from one core: bodies streamed up while receipts are counted."""

import asyncio
import time
from collections.abc import Iterable
from urllib.parse import urlsplit


class Client:
    """One connection to a service, kept open."""

    def __init__(self, url: str, key: str) -> None:
        parts = urlsplit(url)
        self._host, self._port, self._key = parts.hostname or "", parts.port or 80, key
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def push(self, path: str, pieces: Iterable[bytes]) -> tuple[int, float]:
        """Stream a body; how many receipts came, and in how many seconds."""
        reader, writer = await self._connection()
        began = time.monotonic()
        writer.write(self._head("POST", path, "Transfer-Encoding: chunked\r\nContent-Type: application/x-ndjson"))
        counting = asyncio.create_task(self._count(reader))
        for piece in pieces:
            writer.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return await counting, time.monotonic() - began

    async def send(self, method: str, path: str, body: bytes) -> tuple[int, float]:
        """Send one small request; its status and its seconds."""
        reader, writer = await self._connection()
        began = time.monotonic()
        writer.write(self._head(method, path, f"Content-Length: {len(body)}\r\nContent-Type: application/json") + body)
        await writer.drain()
        status, headers = await self._answer(reader)
        if "content-length" in headers:
            await reader.readexactly(int(headers["content-length"]))
        return status, time.monotonic() - began

    async def close(self) -> None:
        """Close the connection."""
        if self._writer is not None:
            self._writer.close()
            await self._writer.wait_closed()

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self._host, self._port, limit=2**20)
        return self._reader, self._writer

    def _head(self, method: str, path: str, more: str) -> bytes:
        auth = f"Authorization: Bearer {self._key}"
        return f"{method} {path} HTTP/1.1\r\nHost: {self._host}\r\n{auth}\r\n{more}\r\n\r\n".encode()

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
        status = int((await reader.readline()).split()[1])
        headers = {}
        while line := (await reader.readline()).strip():
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        return status, headers

    async def _count(self, reader: asyncio.StreamReader) -> int:
        status, _ = await self._answer(reader)
        assert status == 200, f"status {status}"
        count = 0
        while size := int(await reader.readline(), 16):
            count += (await reader.readexactly(size + 2))[:size].count(b"\n")
        await reader.readline()
        return count
