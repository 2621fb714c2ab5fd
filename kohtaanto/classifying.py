"""Titles in, one a line; answers out, one JSON object a line, in order."""

from collections.abc import Callable
from typing import Protocol

import orjson

from services.normaliser.knowledge import Knowledge

_PIECE = 65_536


class Source(Protocol):
    """Where lines come from, such as the buffer of standard input."""

    def read1(self, size: int, /) -> bytes:
        """What is there now, at most `size` bytes; nothing at the end."""


class Sink(Protocol):
    """Where answers go."""

    def write(self, data: bytes, /) -> int:
        """Take bytes."""

    def flush(self) -> None:
        """Send them on."""


def answer(knowledge: Knowledge, title: str, language: str | None, top: int) -> bytes:
    """One answer as a line of JSON. An empty title has an empty answer."""
    if not title:
        return _line(title, 1.0, [])
    found = knowledge.occupations.recognise(title, None, language)
    candidates = [each.model_dump() for each in found.candidates[:top]]
    return _line(title, found.no_occupation, candidates)


def answer_all(source: Source, sink: Sink, answer_one: Callable[[str], bytes]) -> None:
    """Answer line by line: whatever has come is answered before more is waited for."""
    rest, first = b"", True
    while piece := source.read1(_PIECE):
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            sink.write(answer_one(_text(line, first)))
            first = False
        sink.flush()
    if rest:
        sink.write(answer_one(_text(rest, first)))
        sink.flush()


def _line(title: str, none: float, candidates: list[dict[str, object]]) -> bytes:
    said = [{name: each[name] for name in ("uri", "code", "isco", "label", "score")} for each in candidates]
    return orjson.dumps({"title": title, "none": none, "candidates": said}) + b"\n"


def _text(line: bytes, first: bool) -> str:
    text = line.decode("utf-8-sig" if first else "utf-8", errors="replace")
    return text.strip()
