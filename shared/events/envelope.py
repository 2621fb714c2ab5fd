"""CloudEvents 1.0 in Kafka binary mode: attributes as `ce_*` headers, data as the value, key = `partitionkey`.

A tombstone is a binary event with a null value. The contract suite reads what is written here with the official SDK.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Generic, TypeVar

from pydantic import ValidationError

from shared.events.base import Payload, utcnow
from shared.events.topics import Topic

P = TypeVar("P", bound=Payload)


class InvalidEvent(ValueError):
    """A record that is not an event of its topic: it goes to the dead letters. Its text holds no payload values."""


@dataclass(frozen=True, slots=True)
class Envelope(Generic[P]):
    """An event as read: its payload (None for a tombstone) and the number the writer gave it."""

    key: str
    sequence: int
    payload: P | None
    event_id: str
    traceparent: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as it goes to the outbox."""

    topic: str
    key: str
    headers: dict[str, str]
    value: bytes | None


def write(
    topic: Topic, key: str, payload: Payload | str | None, sequence: int, traceparent: str | None = None
) -> Draft:
    """An event of `topic` for entity `key`; `payload` None makes a tombstone, and may be given as `json_of` has it."""
    headers = {
        "ce_specversion": "1.0",
        "ce_id": token_hex(16),
        "ce_source": f"/kohtaanto/{topic.writer}",
        "ce_type": f"fi.kohtaanto.{topic.name}.v1",
        "ce_time": utcnow().isoformat().replace("+00:00", "Z"),
        "ce_subject": key,
        "ce_partitionkey": key,
        "ce_sequence": str(sequence),
        "content-type": "application/json",
    }
    if traceparent:
        headers["ce_traceparent"] = traceparent
    text = json_of(payload) if isinstance(payload, Payload) else payload
    return Draft(topic.name, key, headers, None if text is None else text.encode())


def json_of(payload: Payload) -> str:
    """A payload as it travels, and as it is kept."""
    return payload.model_dump_json(exclude_none=True)


def read(
    model: type[P], key: bytes | None, headers: Sequence[tuple[str, bytes]] | Mapping[str, bytes], value: bytes | None
) -> Envelope[P]:
    """The event in a record. Raises InvalidEvent with what is wrong, never with the values."""
    found = {name.lower(): raw for name, raw in (headers.items() if isinstance(headers, Mapping) else headers)}
    if found.get("ce_specversion") != b"1.0":
        raise InvalidEvent("ce_specversion is not 1.0: not a CloudEvent in binary mode")
    if key is None:
        raise InvalidEvent("the record has no key")
    try:
        sequence = int(found["ce_sequence"])
        event_id, text_key = found["ce_id"].decode(), key.decode()
        traceparent = found["ce_traceparent"].decode() if "ce_traceparent" in found else None
    except (KeyError, ValueError) as error:
        raise InvalidEvent(f"headers: {type(error).__name__} at ce_id, ce_sequence or the key") from None
    if sequence < 0:
        raise InvalidEvent("ce_sequence is below zero")
    return Envelope(text_key, sequence, _payload(model, value), event_id, traceparent)


def _payload(model: type[P], value: bytes | None) -> P | None:
    if value is None:
        return None
    try:
        return model.model_validate_json(value)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in item['loc']) or 'body'}: {item['type']}" for item in error.errors()[:5]
        )
        raise InvalidEvent(f"payload of {model.__name__}: {problems}") from None
