"""What a format is: how a body is read into rows, and a table of what is read and what is left. Pure, no I/O."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from services.ingest.problems import Problem

Kind = Literal["vacancies", "seekers"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a body may demand of us: bytes of one row, levels of nesting, bytes of a document read as a whole."""

    row_bytes: int = 1_048_576
    depth: int = 40
    document_bytes: int = 8_388_608


@dataclass(frozen=True, slots=True)
class Found:
    """One row of a body.

    `given` is the row as it came, decoded: the guard against identity codes looks at every field of it. `fields` are
    its fields in the shape of the row model, unchecked, or None where the row cannot be read: then `problems` say why.
    With fields, `problems` are notes to the source on what was left out. `content` tells one state from another.
    `breaks_off`: nothing after this can be read, so nobody knows what else the body held.
    """

    given: Any
    fields: Mapping[str, Any] | None
    content: bytes = b""
    problems: tuple[Problem, ...] = ()
    breaks_off: bool = False


class Reader(Protocol):
    """Reads one body, piece by piece. It never raises for what a body may hold: it says so in what it finds."""

    def feed(self, piece: bytes) -> Iterable[Found]:
        """The rows that end in this piece."""

    def end(self) -> Iterable[Found]:
        """The body has ended: what is left of it."""


@dataclass(frozen=True)
class Format:
    """A format of feeds.

    `reads` and `leaves` are its table: where in the format a field of the row model comes from, and what happens to
    the rest. Raise `version` when the same body is to be read into other rows: unchanged rows are then read anew.
    """

    name: str
    kind: Kind
    media_types: tuple[str, ...]
    reader: Callable[[Limits], Reader]
    reads: Mapping[str, str]
    leaves: Mapping[str, str] = field(default_factory=dict)
    version: int = 1

    @property
    def named(self) -> dict[str, str]:
        """What this format calls each field of the row model (the first of several)."""
        found: dict[str, str] = {}
        for place, of_model in self.reads.items():
            found.setdefault(of_model, place)
        return found
