"""The items of an XML document as they come: memory holds one item, however long the document is.

An item is a tree of dicts, lists and strings only. An element is `{name: contents}`; its contents are its attributes
`{"@name": value}`, its texts and its elements, in their order. Namespaces are left out: names are local names.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from services.ingest.formats.base import Found, Limits
from services.ingest.problems import Problem, too_deep, too_long

Node = dict[str, list[Any]]
Row = Callable[[Node], Iterable[Found]]
_PIECE = 65_536
_ELEMENTS, _ATTRIBUTES = 10_000, 100  # of one item, of one element: many times what anything real has
_NAMES = 1_048_576  # bytes of all the names in a document: expat keeps each of them


class XmlItems:
    """Reads a document of items in any envelope, or of one item. `item` is the local name of an item's element."""

    def __init__(self, row: Row, item: str, limits: Limits) -> None:
        self._row, self._item, self._limits = row, item, limits
        self._handler = _Handler(item, limits)
        self._parser = DefusedExpatParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
        self._parser.setContentHandler(self._handler)
        self._held = bytearray()
        self._since = 0  # bytes since the last event: a token longer than a row is never built
        self._any = False
        self._broken = False

    def feed(self, piece: bytes) -> Iterator[Found]:
        """The rows that end in this piece."""
        if self._broken:
            return
        self._held += piece
        # Expat reads an unfinished token from its start again with each piece: a long one must not come in crumbs.
        while len(self._held) >= min(max(self._since, 1), _PIECE):
            taken = bytes(self._held[:_PIECE])
            del self._held[:_PIECE]
            yield from self._take(taken)
            if self._broken:
                self._held.clear()
                return

    def end(self) -> Iterator[Found]:
        """What is left; and word of a document without a single item."""
        if self._broken:
            return
        yield from self._take(bytes(self._held), last=True)
        if not self._any and not self._broken:
            yield Found(None, None, problems=(_none_of(self._item),))

    def _take(self, piece: bytes, last: bool = False) -> Iterator[Found]:
        problem: Problem | None = None
        self._since += len(piece)
        try:
            self._parser.feed(piece, last)
        except _Break as stop:
            problem = stop.problem
        except DefusedXmlException:
            problem = _forbidden()
        except SAXException as error:
            problem = _not_xml(self._parser, f": {error.getMessage()}")
        except (ValueError, LookupError, TypeError, OverflowError):
            # A wrong declaration of the encoding, or half a character: pyexpat lets the codec's own error through.
            problem = _not_xml(self._parser, "")
        if self._handler.moved:
            self._handler.moved, self._since = False, 0
        yield from self._rows()
        if problem is None and self._since > self._limits.row_bytes:
            problem = too_long(self._limits.row_bytes)
        if problem is not None:
            # Nothing after this can be told apart: the rows before it stand.
            self._broken = True
            yield Found(None, None, problems=(problem,), breaks_off=True)

    def _rows(self) -> Iterator[Found]:
        done, self._handler.done = self._handler.done, []
        for item in done:
            self._any = True
            if isinstance(item, Problem):
                yield Found(None, None, problems=(item,))
            else:
                yield from self._row(item)


class _Break(Exception):
    """The document cannot be read on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class _Handler(ContentHandler):
    """Hears the parser's events and builds the item we are in."""

    def __init__(self, item: str, limits: Limits) -> None:
        super().__init__()
        self.done: list[Node | Problem] = []
        self.moved = False  # an event has come
        self._name, self._limits = item, limits
        self._depth = 0
        self._item: _Item | None = None
        self._locals: dict[str, str] = {}
        self._names = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        """An element begins."""
        self.moved = True
        self._depth += 1
        if self._depth > self._limits.depth:
            raise _Break(too_deep(self._limits.depth))
        local = self._local(name)
        attributes = [(self._local(key), value) for key, value in attrs.items()]
        if self._item is None and local == self._name:
            self._item = _Item(self._limits, self._depth)
        if self._item is not None:
            self._item.start(local, attributes)

    def endElement(self, name: str) -> None:  # noqa: N802
        """An element ends, and perhaps the item."""
        self.moved = True
        if self._item is not None:
            self._item.end(self._local(name))
            if self._depth == self._item.depth:
                self.done.append(self._item.problem or self._item.node)
                self._item = None
        self._depth -= 1

    def characters(self, content: str) -> None:
        """A part of a text."""
        self.moved = True
        if self._item is not None:
            self._item.text(content)

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: ARG002, N802
        """Nothing for us."""
        self.moved = True

    def _local(self, name: str) -> str:
        local = self._locals.get(name)
        if local is None:
            self._names += len(name) + 64
            if self._names > _NAMES:
                raise _Break(_too_much("The document has too many different names."))
            # A declaration keeps its prefix: otherwise `xmlns:title` would pass for an attribute `title`.
            local = name if name.startswith("xmlns:") else name.rpartition(":")[2]
            self._locals[name] = local
        return local


class _Item:
    """One item being built, as long as it is not too long."""

    def __init__(self, limits: Limits, depth: int) -> None:
        self.depth, self._limits = depth, limits
        self.problem: Problem | None = None
        self._open: list[list[Any]] = [[]]
        self._text: list[str] = []
        self._bytes = self._elements = 0

    @property
    def node(self) -> Node:
        """What was built."""
        node: Node = self._open[0][0]
        return node

    def start(self, name: str, attributes: list[tuple[str, str]]) -> None:
        """An element begins."""
        self._elements += 1
        self._spend(2 * len(name) + 5 + sum(len(key) + len(value) + 4 for key, value in attributes))
        if self._elements > _ELEMENTS or len(attributes) > _ATTRIBUTES:
            self._refuse(_too_much("The row has too many elements or attributes."))
        if self.problem is None:
            self._end_text()
            self._open.append([{f"@{key}": value} for key, value in attributes])

    def text(self, content: str) -> None:
        """A part of a text."""
        self._spend(len(content))
        if self.problem is None:
            self._text.append(content)

    def end(self, name: str) -> None:
        """An element ends."""
        if self.problem is not None:
            return
        self._end_text()
        contents = self._open.pop()
        if not any(isinstance(each, str) and not each.isspace() for each in contents):
            # Nothing but the indentation of the elements within.
            contents = [each for each in contents if not isinstance(each, str)]
        self._open[-1].append({name: contents})

    def _end_text(self) -> None:
        if self._text:
            self._open[-1].append("".join(self._text))
            self._text = []

    def _spend(self, characters: int) -> None:
        self._bytes += characters
        if self._bytes > self._limits.row_bytes:
            self._refuse(too_long(self._limits.row_bytes))

    def _refuse(self, problem: Problem) -> None:
        self.problem = self.problem or problem
        self._open, self._text = [[]], []


def name_of(node: Node) -> str:
    """The local name of an element."""
    return next(iter(node))


def elements(node: Node, path: str) -> list[Node]:
    """The elements at a path such as `PositionLocation/Address`, in their order."""
    found = [node]
    for name in path.split("/") if path else ():
        parts = (part for outer in found for part in outer[name_of(outer)])
        found = [part for part in parts if isinstance(part, dict) and name in part]
    return found


def text_of(node: Node) -> str:
    """All the text of an element and of those within it."""
    contents = node[name_of(node)]
    mixed = any(isinstance(each, str) for each in contents)
    parts = (each if isinstance(each, str) else text_of(each) for each in contents if not is_attribute(each))
    return ("" if mixed else " ").join(parts)


def values(node: Node, path: str) -> list[str]:
    """The texts at a path, or its attributes (`DocumentID/@schemeAgencyID`), without blanks and doubled spaces."""
    way, _, attribute = path.partition("@")
    if attribute:
        found = [
            each[f"@{attribute}"]
            for element in elements(node, way.rstrip("/"))
            for each in element[name_of(element)]
            if isinstance(each, dict) and f"@{attribute}" in each
        ]
    else:
        found = [text_of(element) for element in elements(node, path)]
    tidy = (" ".join(value.split()) for value in found)
    return [value for value in tidy if value]


def is_attribute(content: Any) -> bool:
    """Whether this part of an element's contents is an attribute."""
    return isinstance(content, dict) and next(iter(content)).startswith("@")


def _not_xml(parser: DefusedExpatParser, why: str) -> Problem:
    line, column = parser.getLineNumber() or 1, (parser.getColumnNumber() or 0) + 1
    message = f"This is not XML at line {line}, column {column}{why}."
    return Problem("row", "INVALID_XML", message, "Send one well-formed document in the encoding that it declares.")


def _forbidden() -> Problem:
    return Problem(
        "row", "XML_FORBIDDEN", "A document type or an entity is declared here.", "Leave out DOCTYPE and ENTITY."
    )


def _too_much(message: str) -> Problem:
    return Problem("row", "TOO_LONG", message, "Shorten it.")


def _none_of(item: str) -> Problem:
    code = "NO" + re.sub(r"(?=[A-Z])", "_", item).upper()
    return Problem("row", code, f"The document has no element {item}.", f"Send one {item} or more, in any envelope.")
