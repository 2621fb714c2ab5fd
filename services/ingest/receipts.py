"""What a source is told of each row, and why a row was refused."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from services.ingest.rows import Row
from shared.spine.personal_codes import carries_personal_code, fields_with_personal_code

R = TypeVar("R", bound=Row)
ReceiptStatus = Literal["created", "changed", "unchanged", "closed", "refused"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Which field, what is wrong, and what to do. Never the value."""

    field: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The fate of one row. `row` counts lines from 1."""

    row: int
    external_id: str | None
    id: str | None
    status: ReceiptStatus
    revision: int | None
    problems: tuple[Problem, ...] = ()

    def line(self) -> bytes:
        """As a line of NDJSON."""
        return (json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


_HINTS: Mapping[str, str] = {
    "MISSING": "Send this field.",
    "extra_forbidden": "The format has no such field: leave it out, or check its spelling.",
    "literal_error": "Use one of the values listed.",
    "string_too_long": "Shorten it.",
    "date_from_datetime_parsing": "Write it as YYYY-MM-DD.",
}
_PERSONAL = Problem(
    "row",
    "PERSONAL_CODE",
    "A personal identity code was found here.",
    "Take it out at the source and send the row again; the exchange must never receive one.",
)


def read_row(
    raw: bytes, model: type[R], key_field: str, longest: int
) -> tuple[R | None, str | None, tuple[Problem, ...]]:
    """A row, or what is wrong with it; and its key where that may be told."""
    if len(raw) > longest:
        return None, None, (Problem("row", "TOO_LONG", f"The line is longer than {longest} bytes.", "Shorten it."),)
    try:
        value = json.loads(raw, parse_constant=_not_json)
        # Postgres and Kafka take neither NUL nor half a character.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        where = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        hint = "Send one JSON object in UTF-8 on each line."
        return None, None, (Problem("row", "INVALID_JSON", f"The line is not JSON{where}.", hint),)
    if not isinstance(value, dict):
        return None, None, (Problem("row", "NOT_AN_OBJECT", "The line is not a JSON object.", "Wrap it in { }."),)
    if b"\\u0000" in raw:
        return None, None, (Problem("row", "NUL", "The row has a NUL character.", "Take it out."),)
    named = value.get(key_field)
    key = named if isinstance(named, str) and len(named) <= 200 and not carries_personal_code(named) else None
    try:
        if found := fields_with_personal_code(value):
            return (
                None,
                key,
                tuple(Problem(path, _PERSONAL.code, _PERSONAL.message, _PERSONAL.hint) for path in found[:5]),
            )
        return model.model_validate(value), key, ()
    except ValidationError as error:
        return None, key, tuple(_problem(dict(item)) for item in error.errors(include_input=False)[:20])
    except RecursionError:
        return None, key, (Problem("row", "TOO_DEEP", "The row is nested too deeply.", "Send flat fields."),)


def _not_json(name: str) -> None:
    raise ValueError(name)


def _problem(item: Mapping[str, Any]) -> Problem:
    path = ".".join(str(part)[:50] for part in item["loc"]) or "row"
    kind = str(item["type"])
    code = "MISSING" if kind == "missing" else kind.upper()
    hint = _HINTS.get(code) or _HINTS.get(kind) or "Correct the field and send the row again."
    return Problem(path, code, str(item["msg"]), hint)


def erased() -> tuple[Problem, ...]:
    """The answer to a row about a person who was erased."""
    return (
        Problem("reference", "ERASED", "The person behind this reference was erased.", "Take the row out of the feed."),
    )
