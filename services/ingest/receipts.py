"""What a source is told of each row. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import orjson
from pydantic import ValidationError

from services.ingest.formats.base import Format, Found
from services.ingest.problems import Problem, nul, of_validation, personal_code
from services.ingest.rows import LONGEST_KEY, Row
from shared.spine.personal_codes import carries_personal_code, fields_with_personal_code

R = TypeVar("R", bound=Row)
ReceiptStatus = Literal["created", "changed", "unchanged", "closed", "refused"]
MOST_PROBLEMS = 20
_SEPARATORS = tuple((chr(each).encode(), f"\\u{each:04x}".encode()) for each in (0x85, 0x2028, 0x2029))


@dataclass(frozen=True, slots=True)
class Receipt:
    """The fate of one row. `row` counts the rows of a push from 1; None: of no row, but of the push as a whole."""

    row: int | None
    external_id: str | None
    id: str | None
    status: ReceiptStatus
    revision: int | None
    problems: tuple[Problem, ...] = ()

    def line(self) -> bytes:
        """As a line of NDJSON."""
        line = orjson.dumps(self, option=orjson.OPT_APPEND_NEWLINE)
        if not line.isascii():
            # Lines to many a client, though not to JSON: a receipt must stay one line to all.
            for raw, escaped in _SEPARATORS:
                line = line.replace(raw, escaped)
        return line

    def stored(self, with_key: bool) -> list[Any]:
        """As it is kept. A seeker's reference is not: only one place maps it to the person's id."""
        problems = [[each.field, each.code, each.message, each.hint] for each in self.problems]
        return [self.row, self.external_id if with_key else None, self.id, self.status, self.revision, problems]


def restored(kept: list[Any], key: str | None) -> Receipt:
    """A receipt as it was given; `key` where it was not kept."""
    row, named, id_, status, revision, problems = kept
    return Receipt(row, named or key, id_, status, revision, tuple(Problem(*each) for each in problems))


@dataclass(frozen=True, slots=True)
class Checked(Generic[R]):
    """A row that may be taken in, or why it may not. Notes on a row that may are no refusal."""

    row: R | None
    problems: tuple[Problem, ...]


def key_of(found: Found, key_field: str) -> str | None:
    """The row's own key where it may be told: as the source wrote it, without the space around it."""
    named = None if found.fields is None else found.fields.get(key_field)
    if found.fields is None and isinstance(found.given, dict):
        named = found.given.get(key_field)
    if not isinstance(named, str) or "\0" in named:
        return None
    named = named.strip()
    return named if 0 < len(named) <= LONGEST_KEY and not carries_personal_code(named) else None


def check(found: Found, model: type[R], format_: Format) -> Checked[R]:
    """Whether a row may be taken in: no identity code anywhere in it, and each field as the model has it."""
    if found.fields is None:
        return Checked(None, found.problems)
    if b"\\u0000" in found.content:
        return Checked(None, (nul(),))
    try:
        if paths := _with_personal_code(found):
            return Checked(None, tuple(personal_code(path) for path in paths[:5]))
        return Checked(model.model_validate(found.fields), found.problems)
    except ValidationError as error:
        items: Iterable[Any] = error.errors(include_input=False, include_url=False)[:MOST_PROBLEMS]
        return Checked(None, tuple(of_validation(item, format_.named) for item in items))
    except RecursionError:
        return Checked(None, (Problem("row", "TOO_DEEP", "The row is nested too deeply.", "Send flat fields."),))


def _plainly_clean(content: bytes) -> bool:
    """Whether no field can carry an identity code, seen without looking at each: most rows by far."""
    # An escaped character, JSON's or HTML's, might hide one, or be the space in the middle of one.
    return (
        bool(content)
        and b"\\" not in content
        and b"&" not in content
        and not carries_personal_code(content.decode(errors="replace"))
    )


def _with_personal_code(found: Found) -> list[str]:
    """Fields that carry one, as given or as read (a format may have tags in the middle of one)."""
    given = [] if _plainly_clean(found.content) else fields_with_personal_code(found.given)
    return given if given or found.fields is found.given else fields_with_personal_code(found.fields)
