"""What every push shares: its format and options from the request, its quota, and its receipts as a response."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import HTTPException, Query, Request
from pydantic.json_schema import SkipJsonSchema
from starlette.responses import JSONResponse, Response

from services.ingest import formats, pushes, tallies
from services.ingest.api.documentation import LONGEST_KEY
from services.ingest.api.models import ReceiptSaid
from services.ingest.api.streams import ReceiptStream, pieces_of
from services.ingest.bodies import Expander, TooLarge, Unreadable, expander
from services.ingest.chunks import BrokenOff
from services.ingest.push import Asked, Push
from services.ingest.pushes import KeyReused
from services.ingest.quotas import Quota, exceeded, headers, seconds_left
from services.ingest.receipts import Receipt
from services.ingest.settings import Settings
from services.ingest.sources import Source
from shared.events.base import utcnow
from shared.spine.database import transaction

DryRun = Annotated[bool, Query(description="Say what would happen, and change nothing")]
_FORMAT = "The format, where the content type does not tell"
VacancyFormat = Annotated[
    str | SkipJsonSchema[None],
    Query(max_length=50, description=_FORMAT, json_schema_extra={"enum": list(formats.names("vacancies"))}),
]
SeekerFormat = Annotated[
    str | SkipJsonSchema[None],
    Query(max_length=50, description=_FORMAT, json_schema_extra={"enum": list(formats.names("seekers"))}),
]
Snapshot = Annotated[bool, Query(description="This is everything the source has: what is missing is closed at the end")]
GoAhead = Annotated[bool, Query(description="Close what is missing even if it looks like a mistake")]

# Nobody knows when the source will have closed something: an hour is no promise, only no hurry.
OPEN_ROWS_RETRY_S = 3600


@dataclass(frozen=True)
class Pushing:
    """The pushing of rows of one kind over HTTP."""

    push: Push[Any]
    settings: Settings

    async def many(
        self, request: Request, source: Source, name: str | None, snapshot: bool, go_ahead: bool, dry_run: bool
    ) -> Response:
        """Take in a stream of rows."""
        if snapshot and dry_run:
            raise HTTPException(400, "A snapshot cannot be tried: what it would close is known only at its end.")
        asked = self._asked(request, source, name, snapshot, go_ahead, dry_run)
        expanding = self._expander(request)
        key = self._idempotency_key(request)
        limits = await self._quota(source, asked.quota)
        push = None
        if not dry_run:
            try:
                async with transaction(self.push.pool) as connection:
                    push = await pushes.open_push(
                        connection, source.name, self.push.kind, asked.format.name, snapshot, key
                    )
            except KeyReused:
                raise HTTPException(
                    409, "The Idempotency-Key belongs to a push in another format, or to a snapshot where this is none."
                ) from None
        location = {"Content-Location": f"/v1/pushes/{push.id}"} if push else {}
        receipts = self.push.receive(asked, push, expanding, pieces_of(request.receive))
        return ReceiptStream(receipts, {**limits, **location})

    async def one(self, request: Request, source: Source, key: str, name: str | None, dry_run: bool) -> Response:
        """Take in one row under its address."""
        asked = self._asked(request, source, name, False, False, dry_run)
        expanding, body = self._expander(request), bytearray()
        limits = await self._quota(source, asked.quota)
        try:
            async for piece in pieces_of(request.receive):
                for part in expanding.feed(piece):
                    body += part
                    if len(body) > self.push.limits.row_bytes:
                        raise TooLarge
            expanding.end()
        except TooLarge:
            raise HTTPException(413, f"A row has at most {self.push.limits.row_bytes} bytes.") from None
        except Unreadable as error:
            raise HTTPException(400, str(error)) from None
        except BrokenOff:
            return Response(status_code=400)  # nobody reads it
        receipt = await self.push.one(asked, key, bytes(body))
        if receipt.status == "refused":
            if receipt.problems[0].code == "QUOTA_OPEN_ROWS":
                raise HTTPException(429, _refusal(receipt), {**limits, "Retry-After": str(OPEN_ROWS_RETRY_S)})
            raise HTTPException(422, _refusal(receipt), dict(limits))
        said = ReceiptSaid.model_validate(receipt, from_attributes=True).model_dump(mode="json")
        there_now = receipt.status == "created" and not dry_run
        return JSONResponse(said, 201 if there_now else 200, dict(limits))

    def _asked(
        self, request: Request, source: Source, name: str | None, snapshot: bool, go_ahead: bool, dry_run: bool
    ) -> Asked:
        chosen = formats.choose(self.push.kind, name, request.headers.get("content-type", ""))
        if chosen is None:
            known = ", ".join(formats.names(self.push.kind))
            raise HTTPException(415, f"No format of {self.push.kind} goes by that name or content type: {known}.")
        settings = self.settings
        quota = Quota(
            source.rows_per_minute or settings.quota_rows_per_minute,
            source.bytes_per_minute or settings.quota_bytes_per_minute,
            source.open_rows or settings.quota_open_rows,
        )
        return Asked(source.name, quota, chosen, snapshot, go_ahead, dry_run)

    def _expander(self, request: Request) -> Expander:
        encoding = request.headers.get("content-encoding", "identity")
        found = expander(encoding or "unsaid", self.settings.expanded_bytes)
        if found is None:
            raise HTTPException(415, "Content-Encoding is gzip, zstd or none.", {"Accept-Encoding": "gzip, zstd"})
        return found

    def _idempotency_key(self, request: Request) -> str | None:
        key = request.headers.get("idempotency-key")
        if key is not None and not (0 < len(key) <= LONGEST_KEY and all("!" <= each <= "~" for each in key)):
            raise HTTPException(422, f"Idempotency-Key: 1 to {LONGEST_KEY} visible ASCII characters, no spaces.")
        return key

    async def _quota(self, source: Source, quota: Quota) -> Mapping[str, str]:
        """The RateLimit headers. Raises 429 where this minute's quota is used up."""
        async with self.push.pool.acquire() as connection:
            usage = await tallies.used(connection, source.name)
        now = utcnow()
        said = dict(headers(usage, quota, now))
        if which := exceeded(usage, quota):
            wait = seconds_left(now)
            detail = f"The source's quota of {which} a minute is used up; it begins anew in {wait} s."
            raise HTTPException(429, detail, {**said, "Retry-After": str(wait)})
        return said


def _refusal(receipt: Receipt) -> dict[str, Any]:
    first = receipt.problems[0]
    said = [
        {"field": each.field, "code": each.code, "message": each.message, "hint": each.hint}
        for each in receipt.problems
    ]
    return {"detail": f"{first.field}: {first.message}", "problems": said}
