"""What is wrong with a row, said so that its source can put it right. Never the value. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Which field, what is wrong, and what to do."""

    field: str
    code: str
    message: str
    hint: str


_HINTS: Mapping[str, str] = {
    "MISSING": "Send this field.",
    "EXTRA_FORBIDDEN": "The format has no such field: leave it out, or check its spelling.",
    "LITERAL_ERROR": "Use one of the values listed.",
    "STRING_TOO_LONG": "Shorten it.",
    "DATE_FROM_DATETIME_PARSING": "Write it as YYYY-MM-DD.",
}


def not_json(place: int | None) -> Problem:
    """Text that is no JSON."""
    where = "" if place is None else f" at character {place}"
    return Problem("row", "INVALID_JSON", f"This is not JSON{where}.", "Send JSON in UTF-8.")


def not_an_object() -> Problem:
    """JSON, but not a row."""
    return Problem("row", "NOT_AN_OBJECT", "The row is not a JSON object.", "Wrap it in { }.")


def nul() -> Problem:
    """A character that neither Postgres nor anybody else wants."""
    return Problem("row", "NUL", "The row has a NUL character.", "Take it out.")


def too_long(most: int) -> Problem:
    """A row of more bytes than are taken."""
    return Problem("row", "TOO_LONG", f"The row is longer than {most} bytes.", "Shorten it.")


def too_deep(most: int) -> Problem:
    """A row nested more deeply than anything real."""
    return Problem("row", "TOO_DEEP", f"The row is nested more than {most} levels deep.", "Send flat fields.")


def personal_code(path: str) -> Problem:
    """A personal identity code, somewhere in the row."""
    return Problem(
        path,
        "PERSONAL_CODE",
        "A personal identity code was found here.",
        "Take it out at the source and send the row again; the exchange must never receive one.",
    )


def erased() -> Problem:
    """A row about a person who was erased."""
    return Problem(
        "reference", "ERASED", "The person behind this reference was erased.", "Take the row out of the feed."
    )


def past() -> Problem:
    """A note on a vacancy that had ended before it came."""
    return Problem(
        "expires_at",
        "EXPIRED",
        "The vacancy's last day has passed: it is kept, and not open.",
        "Send a later last day, or leave it out, to open it.",
    )


def of_validation(item: Mapping[str, Any], named: Mapping[str, str]) -> Problem:
    """A field that the row model does not take. `named` says what the feed's own format calls a field of the model."""
    first, *rest = [str(part)[:50] for part in item["loc"]] or ["row"]
    code = str(item["type"]).upper()
    hint = _HINTS.get(code, "Correct the field and send the row again.")
    return Problem(".".join((named.get(first, first), *rest)), code, str(item["msg"]), hint)
