"""The items of a JSON document as they come: memory holds one item, however long the document is."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import ijson
import orjson

from services.ingest.formats.base import Found, Limits
from services.ingest.problems import Problem, not_an_object, not_json, too_deep, too_long

Row = Callable[[dict[str, Any]], Iterable[Found]]
# SystemError: what the C parser makes of an integer with more digits than Python reads.
_BROKEN = (ijson.JSONError, ValueError, OverflowError, StopIteration, SystemError)
_STARTS, _ENDS, _SCALARS = ("start_map", "start_array"), ("end_map", "end_array"), ("string", "number")


class JsonItems:
    """Reads a document that is one item, a list of items, or an object with a list of items under one of `lists`.

    `row` makes rows of an item (none of what is no row at all).
    """

    def __init__(self, row: Row, lists: frozenset[str], limits: Limits) -> None:
        self._row, self._lists, self._limits = row, lists, limits
        self._events = ijson.sendable_list()
        self._parser = ijson.basic_parse_coro(self._events)
        self._depth = 0
        self._top: str | None = None  # what the document is: start_map, start_array, or a scalar's event
        self._key: str | None = None  # the key we are at in a top object
        self._in_list = self._streamed = False  # in a list of items of a top object; whether it has one
        self._item: _Item | None = None
        self._whole = _Item(limits)  # a top object, without its lists
        self._since = 0  # bytes since the last event: a token longer than a row is never built
        self._broken = False
        self._blank = True

    def feed(self, piece: bytes) -> Iterator[Found]:
        """The rows that end in this piece."""
        for start in range(0, len(piece), 65_536):
            if self._broken:
                return
            yield from self._take(piece[start : start + 65_536])

    def end(self) -> Iterator[Found]:
        """What is left: the document itself, where it is one item."""
        if self._broken or self._blank:
            return
        try:
            self._parser.close()
        except _BROKEN:
            yield from self._break(not_json(None))
            return
        yield from self._drain()
        if self._top is None:
            return
        if self._top == "start_map":
            if not self._streamed:
                yield from self._finish(self._whole)
        elif self._top != "start_array":
            yield from self._break(not_an_object())

    def _take(self, piece: bytes) -> Iterator[Found]:
        self._since += len(piece)
        self._blank = self._blank and not piece.strip()
        problem = None
        try:
            self._parser.send(piece)
        except _BROKEN:
            problem = not_json(None)
        yield from self._drain()
        if problem is None and self._since > self._limits.row_bytes:
            problem = too_long(self._limits.row_bytes)
        if problem is not None and not self._broken:
            yield from self._break(problem)

    def _break(self, problem: Problem) -> Iterator[Found]:
        """Nothing after this can be told apart: the rows before it stand."""
        self._broken = True
        yield Found(None, None, problems=(problem,))

    def _drain(self) -> Iterator[Found]:
        events = list(self._events)
        del self._events[:]
        if events:
            self._since = 0
        for name, value in events:
            yield from self._event(name, _plain(value) if name == "number" else value)
            if self._broken:
                return

    def _event(self, name: str, value: Any) -> Iterator[Found]:
        if name in _ENDS:
            self._depth -= 1
        if self._top is None:
            self._top = name
        elif self._item is not None:
            self._item.event(name, value)
            if self._depth == self._item.depth:
                item, self._item = self._item, None
                yield from self._finish(item)
        elif self._top == "start_array":
            yield from self._element(name, value, 1)
        elif self._top == "start_map":
            yield from self._member(name, value)
        if name in _STARTS:
            self._depth += 1
            if self._depth > self._limits.depth:
                yield from self._break(too_deep(self._limits.depth))

    def _element(self, name: str, value: Any, depth: int) -> Iterator[Found]:
        """An element of a list of items begins (or is no object, or the list ends)."""
        if name in _ENDS:
            return
        if name == "start_map":
            self._item = _Item(self._limits, depth)
            self._item.event(name, value)
        elif name in _SCALARS or name in ("boolean", "null"):
            yield Found(None, None, problems=(not_an_object(),))
        else:
            self._item = _Item(self._limits, depth)
            self._item.event(name, value)

    def _member(self, name: str, value: Any) -> Iterator[Found]:
        """A member of the top object: part of a list of items, or of the object itself."""
        if self._depth == 1 and name == "map_key":
            self._key = value
        if self._depth == 1 and name == "start_array" and self._key in self._lists:
            self._in_list = self._streamed = True
        elif self._in_list and self._depth >= 2:
            yield from self._element(name, value, 2)
        elif self._in_list:
            self._in_list = False
        else:
            self._whole.event(name, value)

    def _finish(self, item: "_Item") -> Iterator[Found]:
        if item.problem is not None:
            yield Found(None, None, problems=(item.problem,))
        elif not isinstance(item.value, dict):
            yield Found(None, None, problems=(not_an_object(),))
        else:
            yield from self._row(item.value)


class _Item:
    """One item being built, as long as it is not too long."""

    def __init__(self, limits: Limits, depth: int = 0) -> None:
        self.depth, self._limits = depth, limits
        self.problem: Problem | None = None
        self._builder = ijson.ObjectBuilder()
        self._bytes = 0
        if depth == 0:
            self._builder.event("start_map", None)

    @property
    def value(self) -> Any:
        """What was built."""
        return self._builder.value

    def event(self, name: str, value: Any) -> None:
        """The next event of the item."""
        self._bytes += 8 + (len(value) if isinstance(value, str) else 0)
        if self._bytes > self._limits.row_bytes:
            self.problem = too_long(self._limits.row_bytes)
        if self.problem is None:
            self._builder.event(name, value)


def content_of(item: Any) -> bytes:
    """What tells one state of a decoded item from another: the same fields in another order are the same."""
    return orjson.dumps(item, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)


def _plain(number: Any) -> Any:
    """A number as everybody else has it: what 64 bits do not hold is a float."""
    if isinstance(number, int) and -(2**63) <= number < 2**64:
        return number
    try:
        return float(number)
    except OverflowError:
        return float("inf")
