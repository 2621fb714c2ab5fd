"""What the national JSON formats (Työmarkkinatori) have in common: their documents, and fields that are read alike."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from services.ingest.formats.base import Found, Limits, Reader
from services.ingest.formats.codes import driving_licence, is_language_code
from services.ingest.formats.json_items import JsonItems, content_of
from services.ingest.formats.json_reading import Reading
from services.ingest.formats.national_codes import DRIVING, LEVELS, WORK_TIMES
from services.ingest.formats.native import Lines
from services.ingest.formats.row_model import LONGEST_KEY, MOST_LANGUAGES
from services.ingest.problems import nul, too_deep

HOUSEHOLD = "Kotitalous"  # what an employer is called who is a private person

# Why the tables of these formats leave what they leave.
PERSONAL = "personal data: never taken"
FREE_TEXT = "free text beside the description"
UNUSED = "nothing in the exchange depends on it"

Read = Callable[[Reading], Mapping[str, Any]]


def _never(_: Mapping[str, Any]) -> bool:
    return False


def document(
    read: Read, lists: frozenset[str] = frozenset(), is_empty: Callable[[Mapping[str, Any]], bool] = _never
) -> Callable[[Limits], Reader]:
    """Readers of a JSON document: one item, a list of them, or an object with a list of them under one of `lists`.

    `is_empty` knows an object that is such a wrapping with nothing in it.
    """

    def row(item: dict[str, Any]) -> Iterator[Found]:
        if not is_empty(item):
            yield _found(item, read)

    return lambda limits: JsonItems(row, lists, limits)


def lines(read: Read) -> Callable[[Limits], Reader]:
    """Readers of NDJSON: one item a line."""
    return lambda limits: _Lines(read, limits)


class _Lines:
    def __init__(self, read: Read, limits: Limits) -> None:
        self._lines, self._read, self._depth = Lines(limits), read, limits.depth

    def feed(self, piece: bytes) -> Iterator[Found]:
        """The rows that end in this piece."""
        return map(self._row, self._lines.feed(piece))

    def end(self) -> Iterator[Found]:
        """The last line, if no line end stands after it."""
        return map(self._row, self._lines.end())

    def _row(self, found: Found) -> Found:
        if found.fields is None:
            return found
        if _deeper(found.given, self._depth):
            return Found(None, None, problems=(too_deep(self._depth),))
        return _found(found.given, self._read)


def _found(item: dict[str, Any], read: Read) -> Found:
    content = content_of(item)
    if b"\\u0000" in content:
        return Found(item, None, problems=(nul(),))
    reading = Reading(item)
    fields = read(reading)
    return Found(item, fields, content, reading.notes.all)


def _deeper(item: Any, most: int) -> bool:
    level = [item]
    for _ in range(most):
        inside = (child for each in level for child in (each.values() if isinstance(each, dict) else each))
        level = [child for child in inside if isinstance(child, dict | list)]
    return bool(level)


def origin(external_id: Any) -> dict[str, str] | None:
    """Where a national posting comes from: the same posting from two sources is one vacancy."""
    if not isinstance(external_id, str) or not 0 < len(external_id.strip()) <= LONGEST_KEY:
        return None
    return {"system": "tyomarkkinatori", "id": external_id}


def occupation(reading: Reading, path: str, codes: Iterable[str]) -> str | None:
    """The first of the occupations: a vacancy has one."""
    found = list(dict.fromkeys(codes))
    if len(found) > 1:
        reading.notes.cut(path, "Only the first occupation is taken.")
    return found[0] if found else None


def work_time(reading: Reading, path: str) -> str | None:
    """Full-time or part-time, by its national code."""
    code = reading.code(path)
    if code is not None and code not in WORK_TIMES:
        reading.note(path, "This code is not known.", "Send 01 (full-time) or 02 (part-time).")
    return WORK_TIMES.get(code or "")


def of_table(reading: Reading, path: str, table: Mapping[str, str]) -> list[str]:
    """What the codes of a list stand for."""
    codes = reading.codes(path)
    if any(code.upper() not in table for code in codes):
        reading.note(path, "A code is not in the code list.", "Correct it; the others are taken.")
    return [table[code.upper()] for code in codes if code.upper() in table]


def driving(reading: Reading, path: str) -> list[str]:
    """Driving licences by the national groups of classes."""
    return [driving_licence(name) for name in of_table(reading, path, DRIVING)]


def language_skills(reading: Reading, path: str, code_key: str, level_key: str) -> list[dict[str, str]]:
    """Languages by their two-letter codes. A level that is not known is not guessed: the language is left out."""
    skills: list[dict[str, str]] = []
    for skill in reading.each(path):
        code = (skill.code(code_key) or "").casefold()
        level = skill.code(level_key)
        if not is_language_code(code):
            skill.note(code_key, "This is not a two-letter language code.", "Only languages of ISO 639-1 are taken.")
        elif level is not None and level.upper() not in LEVELS:
            skill.note(level_key, "This level is not known.", "Send A1 to C2, or L1 for the mother tongue.")
        else:
            skills.append({"code": code} | ({"level": LEVELS[level.upper()]} if level else {}))
    return reading.notes.first(path, skills, MOST_LANGUAGES)
