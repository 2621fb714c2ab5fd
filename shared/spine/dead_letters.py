"""Events that cannot be processed: kept, told of on a topic of their own, and replayed by an operator."""

import base64
import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from aiokafka import ConsumerRecord

from shared.events import envelope
from shared.events.matches import DeadLetter
from shared.events.topics import BY_NAME, Service, Topic, dead_letter_topic
from shared.spine import outbox
from shared.spine.database import Connection, sql
from shared.spine.metrics import DEAD_LETTERED


class Halt(RuntimeError):
    """Too much is invalid to believe that the events are at fault: the service stops and says so."""


@dataclass(slots=True)
class Limit:
    """How much may be invalid before the service halts: a run of records, or a share of the last 1,000."""

    longest_run: int
    ratio: float
    run: int = 0
    recent: deque[bool] = field(default_factory=lambda: deque(maxlen=1000))

    def note(self, valid: bool) -> None:
        """Count one record. Raises Halt past the limit."""
        self.recent.append(valid)
        self.run = 0 if valid else self.run + 1
        invalid = len(self.recent) - sum(self.recent)
        if self.run > self.longest_run:
            raise Halt(f"{self.run} invalid records in a row")
        if invalid > max(self.longest_run, self.ratio * len(self.recent)):
            raise Halt(f"{invalid} of the last {len(self.recent)} records are invalid")


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that could not be processed, and why (never with its values)."""

    record: "ConsumerRecord[bytes, bytes]"
    error: str


async def put(connection: Connection, service: Service, topic: Topic, refused: Sequence[Refused]) -> None:
    """Keep dead letters, and tell of the new ones through the outbox. The same record twice is kept once."""
    for item in refused:
        record, headers = item.record, _text_headers(item.record)
        key = _text(record.key)
        value = None if topic.holds_people else record.value
        place = (topic.name, record.partition, record.offset, record.timestamp)
        added = await connection.fetchval(
            sql("shared.spine", "dead_letter_add"), *place, key, headers, value, item.error
        )
        if added is None:
            continue
        letter = DeadLetter(
            service=service,
            topic=topic.name,
            partition=record.partition,
            offset=record.offset,
            key=key,
            error=item.error,
            headers=headers,
            value_base64=None if value is None else base64.b64encode(value).decode(),
        )
        await outbox.add(connection, [envelope.write(dead_letter_topic(service), key or "-", letter, added)])
        DEAD_LETTERED.labels(topic.name).inc()


async def waiting(connection: Connection) -> list[dict[str, object]]:
    """The dead letters not replayed yet, oldest first, without their values."""
    rows = await connection.fetch(sql("shared.spine", "dead_letters_waiting"))
    return [dict(row) for row in rows]


async def replay(connection: Connection, ids: Sequence[int] | None) -> tuple[int, dict[str, list[str]]]:
    """Send dead letters to their topic again, in one transaction.

    Returns how many went out, and by topic the keys whose value was not kept (seekers): their writer republishes them.
    """
    rows = await connection.fetch(
        sql("shared.spine", "dead_letters_replay"),
        ids,
    )
    drafts, by_writer = [], dict[str, list[str]]()
    for row in sorted(rows, key=lambda row: int(row["id"])):
        if BY_NAME[row["topic"]].holds_people:
            by_writer.setdefault(row["topic"], []).append(row["key"] or "")
        else:
            drafts.append(envelope.Draft(row["topic"], row["key"] or "", row["headers"], row["value"]))
    await outbox.add(connection, drafts)
    return len(drafts), by_writer


def _text(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode(errors="replace").replace("\0", "\ufffd")


def _text_headers(record: "ConsumerRecord[bytes, bytes]") -> dict[str, str]:
    headers = {str(name): _text(raw) or "" for name, raw in record.headers}
    return json.loads(json.dumps(headers)) if headers else {}
