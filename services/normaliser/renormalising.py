"""Reading again, in the background, what was read by older knowledge: a few rows at a time, never before fresh events.

Any number of processes do this together: each takes rows that no other holds, and what was read by knowledge that is
not the newest any more is simply found again.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Generic
from uuid import UUID

from services.normaliser.job_store import JobStore
from services.normaliser.keeping import SEEKERS, VACANCIES, Kind, N, S, keep
from services.normaliser.knowledge import Knowing, Knowledge
from services.normaliser.metrics import RENORMALISED, STALE
from services.normaliser.store import Held, Row
from shared.events.base import utcnow
from shared.spine.backoff import until_it_passes
from shared.spine.database import Connection, Pool, transaction
from shared.spine.logs import logger

CHUNK = 25
REST_S = 1.0
PATIENCE_S, GLANCE_S = 1.0, 0.05
COUNT_EVERY_S = 5.0
# A batch that began before an answer was known here may end after it: so long an answer is looked at again.
SETTLED_S = 70.0
ALL_EVERY_S = 120.0
_log = logger(__name__)


class Renormalising:
    """The background work of one process. `fresh_wait` tells whether fresh events do: then this waits a while."""

    def __init__(
        self, knowing: Knowing, jobs: JobStore, pool: Pool, per_s: int, fresh_wait: Callable[[], Awaitable[bool]]
    ) -> None:
        self._knowing, self._pool, self._per_s, self._fresh_wait = knowing, pool, per_s, fresh_wait
        self._work: tuple[Rereading[Any, Any], ...] = (Rereading(VACANCIES, jobs), Rereading(SEEKERS, jobs))
        self._counted = -COUNT_EVERY_S

    async def run(self) -> None:
        """Go on for good, at most `per_s` rows a second."""
        async with self._knowing.known():
            self.begin()
        while True:
            await until_it_passes(self._give_way)
            started = time.monotonic()
            done = await until_it_passes(self.step)
            due = done / self._per_s if done else REST_S
            await asyncio.sleep(max(0.0, started + due - time.monotonic()))

    def begin(self) -> None:
        """Begin with what is known now: no batch of this process reads by less."""
        for each in self._work:
            each.begin(self._knowing.knowledge)

    async def step(self) -> int:
        """Read a few rows of each kind again; how many."""
        knowledge = self._knowing.knowledge
        done = [await each.chunk(self._pool, knowledge) for each in self._work]
        if time.monotonic() - self._counted >= COUNT_EVERY_S:
            await self._count(knowledge)
        return sum(done)

    async def _give_way(self) -> None:
        """Let fresh events go first, but not for ever: a long backlog of them must not keep a correction back."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and await self._fresh_wait():  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(GLANCE_S)

    async def _count(self, knowledge: Knowledge) -> None:
        async with self._pool.acquire() as connection:
            for each in self._work:
                STALE.labels(each.kind.name).set(await each.left(connection, knowledge))
        self._counted = time.monotonic()


class Rereading(Generic[S, N]):
    """Reading one kind of entity again, a chunk at a time, each in a transaction of its own."""

    def __init__(self, kind: Kind[S, N], jobs: JobStore) -> None:
        self.kind: Kind[S, N] = kind
        self._jobs = jobs
        self._looked = _Looked(0, time.monotonic())

    def begin(self, knowledge: Knowledge) -> None:
        """Begin with what is known now."""
        self._looked = _Looked(knowledge.number, time.monotonic())

    async def chunk(self, pool: Pool, knowledge: Knowledge) -> int:
        """Read some rows again, and keep and tell what changed; how many there were."""
        async with transaction(pool) as connection:
            if self.kind.name == "vacancy":
                # Before the rows, as events have it too: in another order, two processes would wait for each other.
                await self._jobs.lock(connection)
            held = await self._take(connection, knowledge)
            if not held:
                return 0
            rows = await asyncio.to_thread(self._read, held, knowledge)
            await self.kind.store.pass_over(connection, list(held.keys() - rows.keys()), knowledge.number)
            kept = await keep(connection, self.kind, rows, knowledge.number, self._jobs, again=True)
        kept.after_commit()
        self._count(changed=len(kept.changed), read=len(rows), held=len(held))
        return len(held)

    async def left(self, connection: Connection, knowledge: Knowledge) -> int:
        """How many rows wait to be read again."""
        return await self.kind.store.stale(connection, knowledge.since, self._looked.after)

    async def _take(self, connection: Connection, knowledge: Knowledge) -> dict[UUID, Held[S]]:
        store = self.kind.store
        held = await store.take_outdated(connection, knowledge.since, CHUNK)
        if not held:
            held = await store.take_answered(connection, self._looked.after, knowledge.number, CHUNK)
            self._looked.note(bool(held), knowledge.number, time.monotonic())
        return held

    def _count(self, changed: int, read: int, held: int) -> None:
        for word, number in (("yes", changed), ("no", read - changed), ("not_read", held - read)):
            RENORMALISED.labels(self.kind.name, word).inc(number)

    def _read(self, held: Mapping[UUID, Held[S]], knowledge: Knowledge) -> dict[UUID, Row[S, N]]:
        """The rows read again; one that cannot be read stays as it is, and holds no other up."""
        today, rows = utcnow().date(), {}
        for id_, each in held.items():
            try:
                if each.submitted is None:
                    raise ValueError("what was submitted is not understood by this software")
                rows[id_] = Row(
                    each.applied, each.submitted, self.kind.read(knowledge.normaliser, each.submitted, today)
                )
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and the next row is read
                _log.error("not_read_again", kind=self.kind.name, id=str(id_), error=type(error).__name__)
        return rows


class _Looked:
    """Above which answer there may be something left to do, so that a look at nothing new costs next to nothing.

    What other processes leave undone they find themselves; now and then all is looked at, should one be gone for good.
    """

    def __init__(self, number: int, now: float) -> None:
        self.after = 0
        self._known = [(number, now)]
        self._all_at = now

    def note(self, found: bool, number: int, now: float) -> None:
        """A look by this knowledge has found something, or nothing."""
        if number > self._known[-1][0]:
            self._known.append((number, now))
        while len(self._known) > 1 and now - self._known[1][1] >= SETTLED_S:
            del self._known[0]
        if not found:
            # No batch of this process that is still at work reads by less than that.
            self.after = self._known[0][0]
        if now - self._all_at >= ALL_EVERY_S:
            self.after, self._all_at = 0, now
