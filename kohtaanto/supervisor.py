"""Keeping a process up: a fallen one is put up again, with backoff, until it is told to stop."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kohtaanto.services import HALTED

SHORTEST_S, LONGEST_S, STEADY_S = 0.2, 5.0, 20.0
STOP_S = 12.0


class Supervised:
    """One process and its log file."""

    def __init__(self, name: str, argv: Sequence[str], env: Callable[[], Mapping[str, str]], log: Path) -> None:
        self.name, self._argv, self._env, self._log = name, list(argv), env, log
        self._process: asyncio.subprocess.Process | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._stopping = False
        self.starts = 0
        self.halted = False
        self.last_exit: int | None = None

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return None if self._process is None or self._process.returncode is not None else self._process.pid

    def start(self) -> None:
        """Start it, and go on starting it."""
        self._stopping = False
        self._keeping = asyncio.create_task(self._keep(), name=f"keep {self.name}")

    async def stop(self) -> None:
        """Stop it gracefully, and keep it down."""
        self._stopping = True
        if self.pid is not None and self._process is not None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), STOP_S)
            except TimeoutError:
                self._process.kill()
        if self._keeping is not None:
            await self._keeping

    def kill(self) -> None:
        """End it without warning, as a power cut would; it is put up again."""
        if self.pid is not None and self._process is not None:
            self._process.kill()

    def restart(self) -> None:
        """End it gracefully; it is put up again with its environment read anew."""
        process = self._process
        if self.pid is not None and process is not None:
            process.terminate()
            asyncio.get_running_loop().call_later(STOP_S, _end, process)

    async def _keep(self) -> None:
        pause = SHORTEST_S
        while not self._stopping:
            started = time.monotonic()
            with self._log.open("ab") as log:
                self._process = await asyncio.create_subprocess_exec(
                    *self._argv,
                    env=dict(self._env()),
                    stdin=asyncio.subprocess.PIPE,  # its end, when the runner is gone, is the word to stop
                    stdout=log,
                    stderr=log,
                    start_new_session=True,  # Ctrl-C is the runner's: it stops the services in order
                )
            self.starts += 1
            if self._stopping:
                self._process.terminate()
            self.last_exit = await self._process.wait()
            if self.last_exit == HALTED:
                # Put up again it would halt again: the events at fault are still there.
                self.halted = True
                return
            pause = SHORTEST_S if time.monotonic() - started > STEADY_S else min(pause * 2, LONGEST_S)
            if not self._stopping:
                await asyncio.sleep(pause)


def _end(process: asyncio.subprocess.Process) -> None:
    """The last word to a process that does not stop."""
    if process.returncode is None:
        process.kill()
