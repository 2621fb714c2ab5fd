"""The whole exchange on one machine: Postgres, Kafka and the four services, each in a process of its own."""

import asyncio
import json
import os
import secrets
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from kohtaanto.embedded import EmbeddedBroker, EmbeddedPostgres, role_url
from kohtaanto.running import RUNNING
from kohtaanto.supervisor import Supervised
from shared.events.topics import SERVICES, Service
from shared.spine.kafka import create_topics
from shared.spine.migrate import migrate

PORTS: Mapping[Service, int] = {"ingest": 8001, "normaliser": 8002, "matcher": 8003, "notifier": 8004}


@dataclass
class Exchange:
    """Everything in `home`. With a bootstrap address real Kafka is used, else the embedded broker; so with Postgres."""

    home: Path
    postgres: str | None = None
    bootstrap: str | None = None
    topic_prefix: str = ""
    partitions: int = 12
    usual_ports: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    ports: dict[Service, int] = field(default_factory=dict)
    services: dict[Service, Supervised] = field(default_factory=dict)
    broker: EmbeddedBroker | None = None
    admin_url: str = ""
    _server: EmbeddedPostgres | None = None
    _watch: "asyncio.Task[None] | None" = None
    address: str = ""

    async def start(self, only: Sequence[Service] = SERVICES) -> None:
        """Start it all, or only some services; returns once every process is started (see `wait_ready`)."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self.postgres is None:
            self._server = EmbeddedPostgres(self.home / "postgres")
            self.admin_url = await self._server.start()
        else:
            self.admin_url = self.postgres
        await migrate(self.admin_url, None)
        if self.bootstrap is None:
            self.broker = EmbeddedBroker()
            self.address = await self.broker.start()
            self._watch = asyncio.create_task(self._keep_broker(self.broker))
        else:
            self.address = self.bootstrap
            await asyncio.to_thread(create_topics, self.bootstrap, self.topic_prefix, self.partitions, 1)
        self.ports = {name: _port(PORTS[name] if self.usual_ports else None) for name in SERVICES}
        for name in only:
            self.services[name] = self.supervised(name, self.ports[name])
            self.services[name].start()
        self._write_running()

    async def stop(self) -> None:
        """Stop it all, in the order that leaves nothing half done."""
        (self.home / RUNNING).unlink(missing_ok=True)
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        await asyncio.gather(*(service.stop() for service in self.services.values()))
        if self.broker is not None:
            await self.broker.stop()
        if self._server is not None:
            await self._server.stop()

    def supervised(self, name: Service, port: int, log: str | None = None) -> Supervised:
        """One more process of a service (not started)."""
        return Supervised(
            log or name,
            [sys.executable, "-m", "kohtaanto", "run", name, "--while-stdin"],
            lambda: self.env(name, port),
            self.home / f"{log or name}.log",
        )

    def env(self, name: Service, port: int) -> dict[str, str]:
        """What a process of a service is told."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("KOHTAANTO_")}
        return {
            **inherited,
            "KOHTAANTO_DATABASE_URL": role_url(self.admin_url, name),
            "KOHTAANTO_KAFKA_BOOTSTRAP_SERVERS": self.address,
            "KOHTAANTO_KAFKA_EMBEDDED": self.broker.run if self.broker else "",
            "KOHTAANTO_KAFKA_SESSION_TIMEOUT_MS": "6000",
            "KOHTAANTO_TOPIC_PREFIX": self.topic_prefix,
            "KOHTAANTO_PORT": str(port),
            "KOHTAANTO_ERASURE_KEY": self._secret("erasure"),
            "KOHTAANTO_WEBHOOK_PRIVATE_ADDRESSES": "true",  # all of it is on this machine
            **self.environment,
        }

    def url(self, name: Service) -> str:
        """Where a service answers."""
        return f"http://127.0.0.1:{self.ports[name]}"

    async def wait_ready(self, timeout_s: float = 60) -> None:
        """Wait until all four services say they are ready. Raises TimeoutError with what is missing."""
        deadline, said = time.monotonic() + timeout_s, "nothing answers yet"
        async with httpx.AsyncClient() as client:
            for name in self.services:
                while True:
                    if self.services[name].halted or time.monotonic() > deadline:
                        raise TimeoutError(f"{name} is not ready: {said}; see {self.home / (name + '.log')}")
                    try:
                        answer = await client.get(f"{self.url(name)}/health/ready", timeout=2)
                    except httpx.HTTPError:
                        await asyncio.sleep(0.1)
                        continue
                    if answer.status_code == 200:
                        break
                    said = answer.text
                    await asyncio.sleep(0.1)

    async def _keep_broker(self, broker: EmbeddedBroker) -> None:
        while True:
            await broker.wait()
            self.address = await broker.start()
            for service in self.services.values():
                service.restart()

    def _secret(self, name: str) -> str:
        path = self.home / f"{name}.key"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(32))
        return path.read_text()

    def _write_running(self) -> None:
        databases = {name: role_url(self.admin_url, name) for name in SERVICES}
        urls = {name: self.url(name) for name in SERVICES}
        (self.home / RUNNING).write_text(json.dumps({"databases": databases, "urls": urls}))


def _port(wanted: int | None) -> int:
    """A free port on loopback: the wanted one if it is free."""
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind(("127.0.0.1", wanted or 0))
        except OSError:
            sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
