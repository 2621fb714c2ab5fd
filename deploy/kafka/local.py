"""Apache Kafka on this machine from its published jars: one node, loopback only, no Docker.

`python -m deploy.kafka.local [DIRECTORY]` starts it, prints its address and stops it at Ctrl-C.
"""

import json
import os
import random
import shlex
import signal
import socket
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from pathlib import Path
from string import Template
from types import TracebackType
from typing import Self
from uuid import uuid4

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from deploy.kafka.jars import HERE, LOG_TAIL, ROOT, KafkaUnavailable, find_java, kafka_jars

__all__ = ["KafkaUnavailable", "LocalKafka", "main"]

START_SECONDS = 90.0
STOP_SECONDS = 30.0
# Below the ports Linux hands to outgoing connections. In that range a client that keeps trying a broker
# that is down can connect to itself, and the broker would find its own port taken when it comes back.
PORTS = range(20_000, 32_000)


class LocalKafka:
    """One broker and controller in a directory. The address and the data outlive stop, kill and start."""

    def __init__(self, data_dir: Path) -> None:
        self._dir = data_dir.resolve()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process id while the broker runs (paused counts as running), else None."""
        if self._process is None or self._process.poll() is not None:
            return None
        return self._process.pid

    @property
    def bootstrap(self) -> str:
        """The address for clients; the ports are picked on first use and then kept."""
        return f"127.0.0.1:{self._ports()[0]}"

    def start(self) -> str:
        """Start it, wait until it answers an admin request, and return the address for clients."""
        if self.pid is not None:
            return self.bootstrap
        java, classpath = find_java(), f"{kafka_jars()}/*"
        self._dir.mkdir(parents=True, exist_ok=True)
        properties = self._write_properties()
        self._format_once(java, classpath, properties)
        with self._log.open("ab") as log:
            # Its own session, so that Ctrl-C in the terminal reaches whoever started it and not the broker.
            self._process = subprocess.Popen(
                [*_jvm(java, classpath), "kafka.Kafka", str(properties)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait_until_it_answers()
        except BaseException:
            self.kill()
            raise
        return self.bootstrap

    def stop(self) -> None:
        """End it gracefully, and with SIGKILL if that takes longer than half a minute."""
        process = self._process
        if process is None or self.pid is None:
            return
        process.terminate()
        self.resume()  # a paused process would never see the signal
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL, nothing flushed, nobody told."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def pause(self) -> None:
        """Freeze it: connections stay open and nothing is answered."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a paused broker go on."""
        self._signal(signal.SIGCONT)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def _log(self) -> Path:
        return self._dir / "kafka.log"

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self.pid is not None:
            self._process.send_signal(number)

    def _ports(self) -> tuple[int, int]:
        kept = self._dir / "ports.json"
        if not kept.exists():
            self._dir.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(_free_ports()))
        client, controller = json.loads(kept.read_text())
        return int(client), int(controller)

    def _write_properties(self) -> Path:
        client, controller = self._ports()
        text = Template((HERE / "server.properties.template").read_text()).substitute(
            client_port=client, controller_port=controller, log_dir=self._dir / "data"
        )
        path = self._dir / "server.properties"
        path.write_text(text)
        return path

    def _format_once(self, java: str, classpath: str, properties: Path) -> None:
        if (self._dir / "data" / "meta.properties").exists():
            return
        tool = [*_jvm(java, classpath), "kafka.tools.StorageTool", "format", "--standalone"]
        done = subprocess.run(
            [*tool, "--cluster-id", _cluster_id(), "--config", str(properties)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            said = (done.stdout + done.stderr)[-LOG_TAIL:]
            raise KafkaUnavailable(f"Kafka's storage in {self._dir} could not be formatted: {said}")

    def _wait_until_it_answers(self) -> None:
        admin = AdminClient({"bootstrap.servers": self.bootstrap, "log_level": 0})
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.pid is None:
                raise KafkaUnavailable(f"Kafka ended while starting; {self._log} ends: {self._log_tail()}")
            try:
                if admin.describe_cluster(request_timeout=2).result(3).nodes:
                    return
            except (KafkaException, TimeoutError):
                time.sleep(0.1)
        raise KafkaUnavailable(f"Kafka did not answer within {START_SECONDS:.0f} s; see {self._log}.")

    def _log_tail(self) -> str:
        return self._log.read_text(errors="replace")[-LOG_TAIL:].strip()


def _jvm(java: str, classpath: str) -> list[str]:
    return [
        java,
        *shlex.split(os.environ.get("KAFKA_HEAP") or "-Xmx512m"),
        "-XX:+UseG1GC",
        "-Djava.awt.headless=true",
        f"-Dlog4j2.configurationFile={HERE / 'log4j2.yaml'}",
        "-cp",
        classpath,
    ]


def _cluster_id() -> str:
    """Kafka wants a UUID in 22 characters of URL-safe base64, not starting with a dash."""
    return urlsafe_b64encode(uuid4().bytes).decode().rstrip("=").replace("-", "A", 1)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as client, socket.socket() as controller:
        return _bind(client), _bind(controller)


def _bind(sock: socket.socket) -> int:
    for port in random.sample(PORTS, 200):
        try:
            sock.bind(("127.0.0.1", port))
        except OSError:
            continue
        return port
    raise KafkaUnavailable("No free port for Kafka on the loopback address.")


def main() -> None:
    """Start it, print the address, and stop it at Ctrl-C or SIGTERM."""
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".kohtaanto" / "kafka"
    for number in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # both: a shell's background jobs start with SIGINT ignored
        signal.signal(number, signal.default_int_handler)
    try:
        with LocalKafka(directory) as kafka:
            print(kafka.bootstrap, flush=True)
            signal.pause()
    except KeyboardInterrupt:
        pass
    except KafkaUnavailable as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
