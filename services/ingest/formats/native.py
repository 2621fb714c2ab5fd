"""The project's own format: one JSON object a line (NDJSON), or a JSON document of one row or a list of rows."""

from collections.abc import Iterator
from typing import Any

import orjson

from services.ingest.formats.base import Format, Found, Kind, Limits, Reader
from services.ingest.formats.json_items import JsonItems, content_of
from services.ingest.problems import not_an_object, not_json, too_long
from services.ingest.rows import SeekerRow, VacancyRow


class Lines:
    """Reads NDJSON. A line too long is answered, and its rest left out."""

    def __init__(self, limits: Limits) -> None:
        self._longest = limits.row_bytes
        self._rest = b""
        self._skipping = False

    def feed(self, piece: bytes) -> Iterator[Found]:
        """The rows that end in this piece."""
        *lines, self._rest = (self._rest + piece).split(b"\n")
        if self._skipping and lines:
            lines, self._skipping = lines[1:], False
        for line in lines:
            if not line.isspace() and line:
                yield self._read(line)
        if len(self._rest) > self._longest:
            if not self._skipping:
                yield Found(None, None, problems=(too_long(self._longest),))
            self._rest, self._skipping = b"", True

    def end(self) -> Iterator[Found]:
        """The last line, if no line end stands after it."""
        if self._rest.strip() and not self._skipping:
            yield self._read(self._rest)

    def _read(self, line: bytes) -> Found:
        if len(line) > self._longest:
            return Found(None, None, problems=(too_long(self._longest),))
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            return Found(None, None, problems=(not_json(error.pos + 1),))
        if not isinstance(row, dict):
            return Found(None, None, problems=(not_an_object(),))
        return Found(row, row, line)


def _document(limits: Limits) -> Reader:
    def row(item: dict[str, Any]) -> Iterator[Found]:
        yield Found(item, item, content_of(item))

    return JsonItems(row, frozenset(), limits)


def _formats(kind: Kind, fields: Iterator[str]) -> tuple[Format, Format]:
    reads = {name: name for name in fields}
    lines = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-json-stream")
    return (
        Format("ndjson", kind, lines, Lines, reads),
        Format("json", kind, ("application/json",), _document, reads),
    )


VACANCY_LINES, VACANCY_DOCUMENT = _formats("vacancies", iter(VacancyRow.model_fields))
SEEKER_LINES, SEEKER_DOCUMENT = _formats("seekers", iter(SeekerRow.model_fields))
