"""A push: lines come in, receipts go out in the same order, once their rows are in Postgres."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from services.ingest import receipts
from services.ingest.metrics import REFUSALS, ROWS
from services.ingest.receipts import Problem, Receipt, ReceiptStatus
from services.ingest.rows import Row
from services.ingest.store import Kept
from shared.spine.backoff import until_it_passes
from shared.spine.database import Connection, Pool, transaction

R = TypeVar("R", bound=Row)
Put = Callable[[Connection, str, Sequence[R]], Awaitable[Sequence[Kept | None]]]
CLOSED = frozenset({"closed", "inactive"})


@dataclass(frozen=True, slots=True)
class _Read(Generic[R]):
    number: int
    row: R | None
    key: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Push(Generic[R]):
    """How rows of one kind are taken in."""

    kind: Literal["vacancy", "seeker"]
    model: type[R]
    key_field: str
    put: Put[R]
    pool: Pool
    chunk_rows: int
    longest_row_bytes: int

    async def receive(self, source: str, batches: AsyncIterator[list[bytes]]) -> AsyncIterator[list[Receipt]]:
        """Take in the lines of a feed as they come; receipts for each batch after its transaction."""
        number = 0
        async for lines in batches:
            read: list[_Read[R]] = []
            for line in lines:
                number += 1
                if not line.strip():
                    continue
                item = self._read(number, line)
                if len(read) >= self.chunk_rows or any(
                    item.key is not None and item.key == other.key for other in read
                ):
                    # A row that comes twice is two states, in their order: they cannot share a statement.
                    yield await self._settle(source, read)
                    read = []
                read.append(item)
            if read:
                yield await self._settle(source, read)

    def _read(self, number: int, line: bytes) -> _Read[R]:
        row, key, problems = receipts.read_row(line, self.model, self.key_field, self.longest_row_bytes)
        return _Read(number, row, getattr(row, self.key_field) if row else key, problems)

    async def _settle(self, source: str, read: Sequence[_Read[R]]) -> list[Receipt]:
        rows = [item.row for item in read if item.row is not None]
        kept = iter(await until_it_passes(lambda: self._keep(source, rows)) if rows else ())
        answers = [self._answer(item, next(kept) if item.row is not None else None) for item in read]
        for answer in answers:
            ROWS.labels(self.kind, answer.status).inc()
            for problem in answer.problems:
                REFUSALS.labels(self.kind, problem.code).inc()
        return answers

    async def _keep(self, source: str, rows: Sequence[R]) -> Sequence[Kept | None]:
        async with transaction(self.pool) as connection:
            return await self.put(connection, source, rows)

    def _answer(self, item: _Read[R], kept: Kept | None) -> Receipt:
        if item.row is None:
            return Receipt(item.number, item.key, None, "refused", None, item.problems)
        if kept is None:
            return Receipt(item.number, item.key, None, "refused", None, receipts.erased())
        status: ReceiptStatus = "unchanged"
        if kept.changed:
            status = "created" if kept.created else "changed"
            if getattr(item.row, "status", None) in CLOSED:
                status = "closed"
        return Receipt(item.number, item.key, str(kept.id), status, kept.revision)
