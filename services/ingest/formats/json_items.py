"""The items of a JSON document as they come: memory holds one item, however long the document is.

Only brackets and strings are followed here, to find where an item ends; each item is parsed by itself, so that one that
is broken, too long or too deep is answered and the next goes on.
"""

import re
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, Literal

import orjson

from services.ingest.formats.base import Found, Limits
from services.ingest.problems import Problem, not_an_object, not_json, too_deep, too_long

Row = Callable[[dict[str, Any]], Iterable[Found]]
_SPACE = re.compile(rb"[ \t\r\n]*")
_BETWEEN = re.compile(rb"[ \t\r\n,]*")
_MARKS = re.compile(rb'["{}\[\]]')
_IN_STRING = re.compile(rb'["\\]')
_AFTER_SCALAR = re.compile(rb"[,\]}\s]")
_CLOSER = {b"{": b"}", b"[": b"]"}


class JsonItems:
    """Reads a document that is one item, a list of items, or an object with a list of items under one of `lists`.

    `row` makes rows of an item (none of what is no row at all).
    """

    def __init__(self, row: Row, lists: frozenset[str], limits: Limits) -> None:
        self._row, self._lists, self._limits = row, lists, limits
        self._state: Literal["start", "list", "object", "inner", "scalar", "done", "broken"] = "start"
        self._value: _Value | None = None
        self._whole = _Kept(limits.row_bytes)  # a top object, without its lists of items
        self._key: str | None = None  # the member of a top object that we are at; None: a key comes next
        self._streamed = False

    def feed(self, piece: bytes) -> Iterator[Found]:
        """The rows that end in this piece."""
        place = 0
        while place < len(piece) and self._state != "broken":
            if self._value is not None:
                place = self._value.feed(piece, place)
                if self._value.unbalanced:
                    yield from self._break(not_json(None))
                elif self._value.complete:
                    value, self._value = self._value, None
                    yield from self._take(value)
            elif self._state in ("list", "inner"):
                place = self._between_items(piece, _BETWEEN.match(piece, place).end())  # type: ignore[union-attr]
            elif self._state == "object":
                place = yield from self._in_object(piece, place)
            else:
                place = yield from self._outside(piece, _SPACE.match(piece, place).end())  # type: ignore[union-attr]

    def end(self) -> Iterator[Found]:
        """What is left: the document itself, where it is one item."""
        if self._state in ("list", "inner", "object"):
            yield from self._break(not_json(None))
        elif self._state == "scalar":
            yield from self._break(not_an_object() if _parsed(self._whole.bytes)[1] is None else not_json(None))

    def _outside(self, piece: bytes, place: int) -> Generator[Found, None, int]:
        """Before the document, or after it."""
        if place == len(piece):
            return place
        if self._state == "done":
            yield from self._break(not_json(None))
        elif self._state == "scalar":
            self._whole.add(piece[place:])
            return len(piece)
        elif piece[place : place + 1] == b"[":
            self._state = "list"
        elif piece[place : place + 1] == b"{":
            self._state = "object"
            self._whole.add(b"{")
        else:
            self._state = "scalar"
            return place
        return place + 1

    def _between_items(self, piece: bytes, place: int) -> int:
        if piece[place : place + 1] == b"]":
            if self._state == "inner":
                self._state, self._key = "object", None
                self._whole.add(b"]")
            else:
                self._state = "done"
            return place + 1
        if place < len(piece):
            self._value = _Value(self._limits)
        return place

    def _in_object(self, piece: bytes, place: int) -> Generator[Found, None, int]:
        """Between the members of a top object."""
        mark = piece[place : place + 1]
        if mark in b" \t\r\n:":
            self._whole.add(mark)
        elif mark == b",":
            self._whole.add(mark)
            self._key = None
        elif mark == b"}":
            self._whole.add(mark)
            self._state = "done"
            if not self._streamed:
                yield from self._item(self._whole)
        elif mark == b"[" and self._key in self._lists:
            self._whole.add(mark)
            self._state, self._streamed = "inner", True
        elif self._key is None and mark != b'"':
            yield from self._break(not_json(None))
        else:
            self._value = _Value(self._limits)
            return place
        return place + 1

    def _take(self, value: "_Value") -> Iterator[Found]:
        """A value has ended: an item, or a key or member of a top object."""
        if self._state != "object":
            yield from self._item(value)
            return
        if self._key is None:
            key, problem = _parsed(value.bytes)
            if problem is not None or not isinstance(key, str):
                yield from self._break(not_json(None))
                return
            self._key = key
        self._whole.take(value)

    def _item(self, kept: "_Kept") -> Iterator[Found]:
        if kept.problem is not None:
            yield Found(None, None, problems=(kept.problem,))
            return
        item, problem = _parsed(kept.bytes)
        if problem is not None and not kept.bytes.startswith((b"{", b"[")):
            yield from self._break(problem)  # between the items there is something else: nobody knows what follows
        elif problem is not None:
            yield Found(None, None, problems=(problem,))
        elif not isinstance(item, dict):
            yield Found(None, None, problems=(not_an_object(),))
        else:
            yield from self._row(item)

    def _break(self, problem: Problem) -> Iterator[Found]:
        """Nothing after this can be told apart: the rows before it stand."""
        self._state, self._value = "broken", None
        yield Found(None, None, problems=(problem,), breaks_off=True)


class _Kept:
    """The bytes of a value, as long as they are not too many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.bytes = bytearray()
        self.size = 0
        self.problem: Problem | None = None

    def add(self, piece: bytes | bytearray) -> None:
        """Keep more."""
        self.size += len(piece)
        if self.size > self._most:
            self.problem = too_long(self._most)
        if self.problem is None:
            self.bytes += piece
        else:
            self.bytes.clear()

    def take(self, other: "_Kept") -> None:
        """Keep what another has kept, its problem included."""
        self.add(other.bytes)
        self.problem = self.problem or other.problem


class _Value(_Kept):
    """A value being read: it ends where its brackets are closed, its string is, or its scalar stops."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits.row_bytes)
        self._depth = limits.depth
        self._closers: list[bytes] = []
        self._in_string = self._escaped = False
        self._begun: bytes | None = None
        self.complete = self.unbalanced = False

    def feed(self, piece: bytes, start: int) -> int:
        """Read on; where it stopped."""
        if self._begun is None:
            self._begun = piece[start : start + 1]
        if self._begun in (b"{", b"[", b'"'):
            place = self._nested(piece, start)
        else:
            found = _AFTER_SCALAR.search(piece, start)
            place, self.complete = (found.start(), True) if found else (len(piece), False)
            self.unbalanced = place == start and self.size == 0
        self.add(piece[start:place])
        return place

    def _nested(self, piece: bytes, place: int) -> int:
        while place < len(piece):
            if self._escaped:
                self._escaped = False
                place += 1
                continue
            found = (_IN_STRING if self._in_string else _MARKS).search(piece, place)
            if found is None:
                return len(piece)
            place = found.end()
            self._mark(found[0])
            if self.complete or self.unbalanced:
                return place
        return place

    def _mark(self, mark: bytes) -> None:
        if mark == b"\\":
            self._escaped = True
            return
        if mark == b'"':
            self._in_string = not self._in_string
        elif mark in _CLOSER:
            self._closers.append(_CLOSER[mark])
            if len(self._closers) > self._depth:
                self.problem = too_deep(self._depth)
        elif not self._closers or self._closers.pop() != mark:
            self.unbalanced = True
        self.complete = not self._closers and not self._in_string


def content_of(item: Any) -> bytes:
    """What tells one state of a decoded item from another: the same fields in another order are the same."""
    return orjson.dumps(item, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)


def _parsed(text: bytearray) -> tuple[Any, Problem | None]:
    try:
        return orjson.loads(bytes(text)), None
    except orjson.JSONDecodeError as error:
        return None, not_json(error.pos + 1)
