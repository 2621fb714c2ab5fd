"""One process's matching: the engine, the shards it holds by their epochs, and the writing of what changes.

One lock stands around working a plan out and writing it. What fails in between leaves the memory in doubt (a commit
may have gone through without its answer), so every shard is then taken anew from the database.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from uuid import UUID

from services.matcher import store
from services.matcher.engine import Engine, Plan, Seeker, Vacancy
from services.matcher.metrics import FENCES_LOST, MATCHES_TOLD, PLAN_SECONDS, SHARDS_HELD
from services.matcher.store import FenceLost
from services.matcher.telling import events_of
from shared.events.identity import shard_of
from shared.spine import outbox
from shared.spine.database import Connection, Pool, transaction


class Matching:
    """What the handlers, the hot reader and the taking of shards share."""

    def __init__(self, engine: Engine, pool: Pool) -> None:
        self.engine, self._pool = engine, pool
        self._lock = asyncio.Lock()
        self._epochs: dict[int, int] = {}
        self.in_doubt = asyncio.Event()

    @property
    def held(self) -> frozenset[int]:
        """The shards this process holds."""
        return frozenset(self.engine.shards)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Alone with the engine; a failure puts all that is held in doubt."""
        async with self._lock:
            try:
                yield
            except BaseException as error:
                if isinstance(error, FenceLost):
                    FENCES_LOST.inc()
                self._drop(self.held)
                self.in_doubt.set()
                raise

    async def vacancies(self, news: Mapping[UUID, tuple[int, Vacancy]], traces: Mapping[UUID, str]) -> None:
        """Match new states of vacancies with the seekers held."""
        async with self.working():
            fresh = self.engine.news(news)
            with PLAN_SECONDS.labels("vacancies").time():
                plan = await asyncio.to_thread(self.engine.plan, fresh, {})
            if plan.changes:
                async with transaction(self._pool) as connection:
                    await self._write(connection, plan, traces)
            self.accept(plan)

    async def seekers(self, connection: Connection, news: Mapping[UUID, tuple[int, Seeker]]) -> Plan:
        """Keep and match new states of seekers, inside `working` and a transaction; `accept` the plan after it."""
        fresh = await store.apply_seekers(connection, news)
        with PLAN_SECONDS.labels("seekers").time():
            plan = await asyncio.to_thread(self.engine.plan, {}, {id_: news[id_] for id_ in fresh})
        await self._write(connection, plan, {})
        return plan

    async def take(self, shards: frozenset[int], epochs: Mapping[int, int]) -> None:
        """Load shards whose epochs were raised, match them in full, and tell the difference from their ledger."""
        async with self.working():
            async with transaction(self._pool) as connection:
                await store.hold(connection, epochs)
                seekers = await store.seekers_of(connection, shards)
                ledger = await store.ledger_of(connection, shards)
            for shard in shards:
                self.engine.take_shard(shard, seekers.get(shard, ()), ledger.get(shard, ()))
                self._epochs[shard] = epochs[shard]
            with PLAN_SECONDS.labels("shards").time():
                plan = await asyncio.to_thread(self.engine.plan_shards, shards)
            async with transaction(self._pool) as connection:
                await self._write(connection, plan, {})
            self.accept(plan)

    async def keep_only(self, shards: frozenset[int]) -> None:
        """Let go of all other shards."""
        async with self._lock:
            self._drop(self.held - shards)

    def accept(self, plan: Plan) -> None:
        """The database has it: so does memory."""
        self.engine.accept(plan)
        SHARDS_HELD.set(len(self.engine.shards))
        for change in plan.changes.values():
            kind = "withdrawn" if change.fit is None else "told" if change.row.number == 1 else "changed"
            MATCHES_TOLD.labels(kind).inc()

    async def _write(self, connection: Connection, plan: Plan, traces: Mapping[UUID, str]) -> None:
        from_seekers = {shard_of(id_) for id_ in plan.seekers}
        concerned = from_seekers | {change.row.shard for change in plan.changes.values()}
        if concerned:
            await store.hold(connection, {shard: self._epochs[shard] for shard in sorted(concerned)})
        if plan.changes:
            await store.put_ledger(connection, list(plan.changes.values()))
            await outbox.add(connection, events_of(plan, self.engine.vacancy, self.engine.rules, traces))

    def _drop(self, shards: frozenset[int]) -> None:
        for shard in shards:
            self.engine.drop_shard(shard)
            self._epochs.pop(shard, None)
        SHARDS_HELD.set(len(self.engine.shards))
