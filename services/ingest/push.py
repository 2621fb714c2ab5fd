"""A push: rows come in, receipts go out in the same order, once their rows are in Postgres."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from services.ingest import pushes, tallies
from services.ingest.bodies import Expander
from services.ingest.chunks import BrokenOff, Chunk, ahead, chunks
from services.ingest.formats.base import Format, Found, Kind, Limits
from services.ingest.metrics import REFUSALS, ROWS
from services.ingest.problems import Problem, past
from services.ingest.pushes import End, OpenPush, Overtaken
from services.ingest.quotas import Quota, Usage, exceeded, seconds_left, too_many_open
from services.ingest.receipts import Receipt, ReceiptStatus, check, restored
from services.ingest.rows import Row
from services.ingest.snapshots import SnapshotRules, broken_off, held_back
from services.ingest.store import Given, Kept, Known, Store
from shared.events.base import utcnow
from shared.events.identity import vacancy_id
from shared.spine.backoff import until_it_passes
from shared.spine.database import Connection, Pool, transaction

R = TypeVar("R", bound=Row)
OPEN = frozenset({"open", "active"})
# Raise it when the checks of a row change: rows that are the same as before are then looked at again.
CHECKS = b"1"
BREATH_ROWS = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What a source asks of a push."""

    source: str
    quota: Quota
    format: Format
    snapshot: bool = False
    go_ahead: bool = False
    dry_run: bool = False


@dataclass(slots=True)
class _Answer:
    """A row's receipt, with what is kept beside it. `before`: the digest of the row that was answered here before."""

    receipt: Receipt
    digest: bytes
    id: UUID | None = None
    before: bytes | None = None

    @property
    def stored(self) -> bool:
        """Whether the answer is kept already."""
        return self.before is not None


@dataclass(frozen=True)
class Push(Generic[R]):
    """How rows of one kind are taken in."""

    kind: Kind
    model: type[R]
    key_field: str
    store: Store[R]
    pool: Pool
    chunk_rows: int
    limits: Limits
    secret: bytes
    snapshot_rules: SnapshotRules

    async def receive(
        self, asked: Asked, push: OpenPush | None, expander: Expander, pieces: AsyncIterator[bytes]
    ) -> AsyncIterator[list[Receipt]]:
        """Take in a body as it comes; the receipts of each transaction after it. `push` None: nothing is kept."""
        taking = _Taking(self, asked, push)
        reader = asked.format.reader(self.limits)
        try:
            async for chunk, _ in ahead(chunks(reader, expander, pieces, self.key_field, self.chunk_rows)):
                await taking.keep_to_quota()
                yield await until_it_passes(lambda chunk=chunk: taking.settle(chunk))  # type: ignore[misc]
            if asked.snapshot:
                yield await until_it_passes(taking.close_missing)
            else:
                await self._end(push, "done")
        except BrokenOff:
            await self._end(push, "interrupted")
        except Overtaken:
            yield [Receipt(None, None, None, "refused", None, (_overtaken(),))]

    async def one(self, asked: Asked, key: str, body: bytes) -> Receipt:
        """Take in one row whose key stands in its address."""
        reader = asked.format.reader(self.limits)
        found = [*reader.feed(body), *reader.end()]
        if len(found) != 1:
            problem = Problem("row", "NOT_ONE", f"There are {len(found)} rows in the body.", "Send exactly one.")
            return Receipt(None, key, None, "refused", None, (problem,))
        row = found[0]
        if row.fields is not None:
            # A format of others may have an id of its own; in ours the key is the address's, so they must agree.
            if row.fields is row.given and row.fields.get(self.key_field, key) != key:
                message = "The row names another key than its address."
                problem = Problem(self.key_field, "OTHER_KEY", message, "Leave it out, or send it to its own address.")
                return Receipt(None, key, None, "refused", None, (problem,))
            row = replace(row, fields={**row.fields, self.key_field: key})
        taking = _Taking(self, asked, None)
        (receipt,) = await taking.settle(Chunk(1, [row], [key], len(body)))
        return receipt

    async def _end(self, push: OpenPush | None, state: End) -> None:
        if push is None:
            return

        async def end() -> None:
            async with transaction(self.pool) as connection:
                await pushes.end(connection, push, state)

        await until_it_passes(end)


class _Taking(Generic[R]):
    """One push being taken in."""

    def __init__(self, how: Push[R], asked: Asked, push: OpenPush | None) -> None:
        self._how, self._asked, self._push = how, asked, push
        self._room: int | None = None  # how many more rows the source may have open; counted once a new one comes
        self._usage = Usage()
        self._unreadable = 0
        self._broken = False  # the body was not read whole: nobody knows all that it held
        self._mark = f"{asked.format.name} {asked.format.version} ".encode() + CHECKS

    async def settle(self, chunk: Chunk) -> list[Receipt]:
        """Take in a chunk, in one transaction."""
        async with self._how.pool.acquire() as connection:
            begun = connection.transaction()
            await begun.start()
            try:
                answers = await self._settle(connection, chunk)
            except BaseException:
                await begun.rollback()
                raise
            # A dry run is the real thing, taken back: so it says what would happen, and nothing else.
            await (begun.rollback() if self._asked.dry_run else begun.commit())
        self._broken = self._broken or any(found.breaks_off for found in chunk.found)
        # A row in the place of another that this push has been answered for is not looked at.
        self._broken = self._broken or any(answer.stored and answer.digest != answer.before for answer in answers)
        self._note(answers)
        return [answer.receipt for answer in answers]

    async def keep_to_quota(self) -> None:
        """A push faster than its source's quota is slowed down to it: it waits for the next minute."""
        if exceeded(self._usage, self._asked.quota):
            await asyncio.sleep(seconds_left(utcnow()))
            self._usage = Usage()

    async def close_missing(self) -> list[Receipt]:
        """The end of a snapshot: close what it did not hold, or say why not."""
        how, asked, push = self._how, self._asked, self._push
        if push is None:
            return []
        async with transaction(how.pool) as connection:
            await pushes.hold(connection, push)
            missing = await how.store.missing(connection, asked.source, push.id, push.started_at)
            open_ = await how.store.count_open(connection, asked.source)
            why = broken_off(len(missing)) if self._broken else None
            if not asked.go_ahead:
                why = why or held_back(len(missing), open_, self._unreadable, how.snapshot_rules)
            if why is not None:
                await pushes.end(connection, push, "held_back")
                return [Receipt(None, None, None, "refused", None, (why,))]
            before = await pushes.closings(connection, push.id)
            closed = [
                Receipt(None, key, str(id_), "closed", revision)
                for key, id_, revision in await how.store.close_all(connection, missing)
            ]
            await pushes.keep_closings(connection, push, closed, how.store.has_public_keys)
            await pushes.end(connection, push, "done")
            await tallies.add(connection, asked.source, how.kind, Counter(closed=len(closed)), Counter())
        ROWS.labels(how.kind, "closed").inc(len(closed))
        return [*before, *closed]

    async def _settle(self, connection: Connection, chunk: Chunk) -> list[_Answer]:
        how, asked, push = self._how, self._asked, self._push
        digests = [self._digest(found) for found in chunk.found]
        before: dict[int, tuple[bytes, list[Any]]] = {}
        if push is not None:
            await pushes.hold(connection, push)
            before = await pushes.answered(connection, push, chunk.first, chunk.first + len(chunk.found) - 1)
        keys = [key for key in chunk.keys if key is not None]
        known = await how.store.known(connection, asked.source, keys)
        answers: dict[int, _Answer] = {}
        given: dict[int, Given[R]] = {}
        room = await self._room_for(connection, keys, known)
        for place, (found, key, digest) in enumerate(zip(chunk.found, chunk.keys, digests, strict=True)):
            number = chunk.first + place
            if place % BREATH_ROWS == 0:
                await asyncio.sleep(0)  # other pushes, a single row among them, wait no longer than this
            if number in before:
                answers[place] = _Answer(_again(number, key, digest, before[number]), digest, before=before[number][0])
            elif key is not None and (held := known.get(key)) and _is_same(found, digest, held):
                receipt = Receipt(number, key, str(held.id), "unchanged", held.revision, found.problems)
                answers[place] = _Answer(receipt, digest, held.id)
            else:
                checked = check(found, how.model, asked.format)
                if checked.row is None:
                    answers[place] = _refused(number, key, digest, checked.problems, known)
                elif room <= 0 and key not in known and _is_open(checked.row):
                    answers[place] = _refused(number, key, digest, (too_many_open(asked.quota),), known)
                else:
                    room -= key not in known
                    given[place] = Given(checked.row, digest)
        await self._put(connection, chunk, given, answers, known)
        ordered = [answers[place] for place in range(len(chunk.found))]
        await self._keep(connection, chunk, ordered)
        return ordered

    async def _room_for(self, connection: Connection, keys: Sequence[str], known: Mapping[str, Known]) -> int:
        if self._room is None and any(key not in known for key in keys):
            open_ = await self._how.store.count_open(connection, self._asked.source)
            self._room = self._asked.quota.open_rows - open_
        return self._room or 0

    async def _put(
        self,
        connection: Connection,
        chunk: Chunk,
        given: dict[int, Given[R]],
        answers: dict[int, _Answer],
        known: Mapping[str, Known],
    ) -> None:
        if not given:
            return
        kept = await self._how.store.put(connection, self._asked.source, list(given.values()))
        for (place, item), fate in zip(given.items(), kept, strict=True):
            number, key = chunk.first + place, getattr(item.row, self._how.key_field)
            if isinstance(fate, Problem):
                answers[place] = _refused(number, key, item.as_given, (fate,), known)
                continue
            notes = (*chunk.found[place].problems, *([past()] if fate.status == "expired" else []))
            # An id that a dry run drew is nobody's.
            named = None if self._asked.dry_run and not self._how.store.has_public_keys else str(fate.id)
            receipt = Receipt(number, key, named, _status(fate), fate.revision, notes)
            answers[place] = _Answer(receipt, item.as_given, fate.id)

    async def _keep(self, connection: Connection, chunk: Chunk, answers: Sequence[_Answer]) -> None:
        how, asked, push = self._how, self._asked, self._push
        fresh = [answer for answer in answers if not answer.stored]
        if push is not None:
            ids = [id_ for answer in fresh if (id_ := answer.id or self._id(answer.receipt.external_id))]
            await pushes.keep(
                connection,
                push,
                [answer.receipt for answer in fresh],
                [answer.digest for answer in fresh],
                ids,
                how.store.has_public_keys,
            )
        if not asked.dry_run:
            statuses: Counter[str] = Counter(answer.receipt.status for answer in fresh)
            codes = Counter(_code(answer) for answer in fresh if answer.receipt.status == "refused")
            await tallies.add(connection, asked.source, how.kind, statuses, codes)
            self._usage = await tallies.use(connection, asked.source, len(answers), chunk.bytes)

    def _id(self, key: str | None) -> UUID | None:
        """The id of a refused row, where its key tells it."""
        return vacancy_id(self._asked.source, key) if key and self._how.store.has_public_keys else None

    def _digest(self, found: Found) -> bytes:
        content = found.content or repr(found.problems).encode()
        return hashlib.blake2b(self._mark + content, digest_size=pushes.DIGEST, key=self._how.secret[:64]).digest()

    def _note(self, answers: Sequence[_Answer]) -> None:
        self._unreadable += sum(answer.receipt.external_id is None for answer in answers)
        if self._asked.dry_run:
            return
        if self._room is not None:
            self._room -= sum(answer.receipt.status == "created" for answer in answers)
        for status, count in Counter(answer.receipt.status for answer in answers if not answer.stored).items():
            ROWS.labels(self._how.kind, status).inc(count)
        for answer in answers:
            if answer.receipt.status == "refused" and not answer.stored:
                REFUSALS.labels(self._how.kind, _code(answer)).inc()


def _is_same(found: Found, digest: bytes, held: Known) -> bool:
    """The row as it came last time, and the entity still in the status it asks for: there is nothing to do."""
    status = (found.fields or {}).get("status")
    return held.as_given == digest and (status == held.status or (status is None and held.status in OPEN))


def _is_open(row: Row) -> bool:
    return getattr(row, "status", None) in OPEN


def _again(number: int, key: str | None, digest: bytes, before: tuple[bytes, list[Any]]) -> Receipt:
    """The answer to a row that this push has been answered before."""
    if before[0] == digest:
        return restored(before[1], key)
    problem = Problem(
        "row",
        "IDEMPOTENCY_KEY_REUSED",
        "Under this Idempotency-Key another row was sent at this place.",
        "Send the same body again, or take a new key.",
    )
    return Receipt(number, key, None, "refused", None, (problem,))


def _refused(
    number: int, key: str | None, digest: bytes, problems: tuple[Problem, ...], known: Mapping[str, Known]
) -> _Answer:
    held = known.get(key) if key is not None else None
    return _Answer(Receipt(number, key, None, "refused", None, problems), digest, held.id if held else None)


def _status(kept: Kept) -> ReceiptStatus:
    if not kept.changed:
        return "unchanged"
    if kept.status not in OPEN:
        return "closed"
    return "created" if kept.created else "changed"


def _code(answer: _Answer) -> str:
    return answer.receipt.problems[0].code if answer.receipt.problems else "UNKNOWN"


def _overtaken() -> Problem:
    return Problem(
        "push",
        "OVERTAKEN",
        "The push goes on over another connection under the same Idempotency-Key.",
        "Read the receipts there.",
    )
