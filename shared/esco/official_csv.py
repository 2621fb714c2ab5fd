"""One file of ESCO's CSV download, row by row, with errors that say where and why.

The order of the columns and the marks between cells and between labels differ between versions; names stay the same.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

LARGEST_CELL = 1_000_000
AGAIN = "take the file as it was downloaded, or download it again"
_DELIMITERS = ",;\t"
_LABELS = re.compile(r"[\r\n]+|\s\|\s")


class OfficialError(ValueError):
    """The files cannot be imported; the message says which file, which row, which column, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file. `number` counts rows as a spreadsheet does (the head is 1), `line` the lines of the text."""

    path: Path
    number: int
    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """A cell without the space around it; empty where the file has no such column."""
        return self.cells.get(column, "")

    def need(self, column: str) -> str:
        """A cell that must not be empty. Raises OfficialError."""
        return self.get(column) or self._empty(column)

    def wrong(self, column: str, why: str, hint: str = AGAIN) -> OfficialError:
        """The error that this cell is."""
        where = f"row {self.number} (line {self.line}), column `{column}`"
        return OfficialError(f"{self.path.name}, {where}: {why}. What to do: {hint}.")

    def _empty(self, column: str) -> str:
        raise self.wrong(column, "it is empty")


def read_rows(path: Path, needed: Sequence[str]) -> Iterator[Row]:
    """The rows of a file whose head has the columns needed. Raises OfficialError."""
    csv.field_size_limit(LARGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=_delimiter(path), strict=True)
            head = [name.strip() for name in next(reader, [])]
            _check_head(path, head, needed)
            yield from _rows(path, head, reader)
    except UnicodeDecodeError:
        raise _unreadable(path, f"line {_line_not_utf8(path)} is no UTF-8 text") from None
    except OSError as error:
        raise OfficialError(f"{path.name}: {error.strerror}. What to do: see whether it can be read.") from None


def labels_in(cell: str) -> tuple[str, ...]:
    """The labels in a cell, each once: one a line, or with ` | ` between them."""
    return tuple(dict.fromkeys(label for part in _LABELS.split(cell) if (label := " ".join(part.split()))))


def _delimiter(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline(LARGEST_CELL)
    return max(_DELIMITERS, key=head.count)


def _check_head(path: Path, head: Sequence[str], needed: Sequence[str]) -> None:
    missing = [name for name in needed if name not in head]
    if missing:
        has = ", ".join(head) or "nothing"
        raise _unreadable(path, f"row 1 has no column `{missing[0]}` (it has {has})")


def _rows(path: Path, head: Sequence[str], reader: "Reader") -> Iterator[Row]:
    number = 1
    while True:
        number, line = number + 1, reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _unreadable(path, f"row {number} (line {line}) is no CSV ({error})") from None
        if cells is None:
            return
        if len(cells) not in (0, len(head)):
            raise _unreadable(path, f"row {number} (line {line}) has {len(cells)} cells, the head has {len(head)}")
        if any(cells):
            yield Row(path, number, line, {name: cell.strip() for name, cell in zip(head, cells, strict=True)})


def _line_not_utf8(path: Path) -> int:
    raw = path.read_bytes()
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return raw[: error.start].count(b"\n") + 1
    return 1


def _unreadable(path: Path, why: str) -> OfficialError:
    return OfficialError(f"{path.name}: {why}. What to do: {AGAIN}.")
