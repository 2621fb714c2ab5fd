"""The project's own format, as lines and as a document, however it is cut."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ingest.formats import FORMATS, choose, media_types, names
from services.ingest.formats.base import Found, Limits, Reader
from services.ingest.formats.json_items import JsonItems
from services.ingest.formats.native import VACANCY_DOCUMENT, VACANCY_LINES

ROWS = [
    {"external_id": str(number), "title": f"Sairaanhoitaja ä {number}", "skills": ["a", "b"]} for number in range(6)
]
LIMITS = Limits(row_bytes=300, depth=6)


def read(reader: Reader, body: bytes, step: int) -> list[Found]:
    found: list[Found] = []
    for start in range(0, len(body), step):
        found += reader.feed(body[start : start + step])
    return [*found, *reader.end()]


def shown(found: list[Found]) -> list[Any]:
    return [each.fields if each.fields is not None else each.problems[0].code for each in found]


LINES = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()
DOCUMENT = json.dumps(ROWS, indent=1).encode()


@pytest.mark.parametrize("step", range(1, 40))
def test_pieces_cut_anywhere_give_the_same_rows(step: int) -> None:
    assert shown(read(VACANCY_LINES.reader(LIMITS), LINES, step)) == ROWS
    assert shown(read(VACANCY_DOCUMENT.reader(LIMITS), DOCUMENT, step)) == ROWS
    assert shown(read(VACANCY_DOCUMENT.reader(LIMITS), json.dumps(ROWS[0]).encode(), step)) == ROWS[:1]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b"", []),
        (b" \n ", []),
        (b"[]", []),
        (b"{}", [{}]),
        (b'[{"a":1}, 3, [4], {"b":2}]', [{"a": 1}, "NOT_AN_OBJECT", "NOT_AN_OBJECT", {"b": 2}]),
        (b'[{"a":1},{"b":', [{"a": 1}, "INVALID_JSON"]),
        (b'[{"a":1}] {"b":2}', [{"a": 1}, "INVALID_JSON"]),
        (b'[{"a":1},{"b":[[[[[[[1]]]]]]]},{"c":1}]', [{"a": 1}, "TOO_DEEP", {"c": 1}]),
        (b'[{"a":1},{"b":},{"c":"]}\\"{"}]', [{"a": 1}, "INVALID_JSON", {"c": ']}"{'}]),
        (b'[{"a":1},{"b":[1}]},{"c":1}]', [{"a": 1}, "INVALID_JSON"]),
        (b'[{"a":1}, rubbish, {"c":1}]', [{"a": 1}, "INVALID_JSON"]),
        (b'[{"a":"\\ud800"},{"c":1}]', ["INVALID_JSON", {"c": 1}]),
        (b"rubbish", ["INVALID_JSON"]),
        (b'{"a":1}{"b":2}', [{"a": 1}, "INVALID_JSON"]),
        (b'{"a":1', ["INVALID_JSON"]),
        (b'[{"a":"' + b"x" * 200 + b'","b":"' + b"y" * 200 + b'"},{"c":1}]', ["TOO_LONG", {"c": 1}]),
        (b'[{"a":1},{"a":"' + b"x" * 900 + b'"},{"c":1}]', [{"a": 1}, "TOO_LONG", {"c": 1}]),
        (b'[{"a":' + b"9" * 5000 + b"}]", ["TOO_LONG"]),
        (b'[{"a":-9223372036854775808},{"a":18446744073709551616}]', [{"a": -(2**63)}, {"a": 1.8446744073709552e19}]),
        (b'[{"a":"\xff"},{"b":2}]', ["INVALID_JSON", {"b": 2}]),
        (b"3", ["NOT_AN_OBJECT"]),
    ],
)
def test_documents(body: bytes, wanted: list[Any]) -> None:
    assert shown(read(VACANCY_DOCUMENT.reader(LIMITS), body, 100)) == wanted


def test_a_list_under_a_name() -> None:
    def row(item: dict[str, Any]) -> list[Found]:
        return [Found(item, item)]

    body = b'{"@context":"x","@graph":[{"a":[{"q":1}]},{"b":2}],"z":[1,{"y":[]}]}'
    for step in range(1, len(body)):
        found = read(JsonItems(row, frozenset({"@graph"}), LIMITS), body, step)
        assert shown(found) == [{"a": [{"q": 1}]}, {"b": 2}]


def test_a_list_beside_an_object_of_the_same_kind() -> None:
    body = b'{"@graph":[{"a":1}],"items":{"a":{"b":2}},"other":[{"c":3}]}'
    for step in (1, 5, 100):
        reader = JsonItems(lambda item: [Found(item, item)], frozenset({"@graph", "items"}), LIMITS)
        assert shown(read(reader, body, step)) == [{"a": 1}]


def test_a_long_line_is_answered_and_the_rest_goes_on() -> None:
    body = b'{"a":1}\n' + b"x" * 5000 + b'\n{"b":2}'
    for step in (1, 10, 299, 301, 10_000):
        assert shown(read(VACANCY_LINES.reader(LIMITS), body, step)) == [{"a": 1}, "TOO_LONG", {"b": 2}]


@given(st.binary(max_size=400), st.integers(1, 50))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_any_reader(body: bytes, step: int) -> None:
    for format_ in FORMATS:
        for found in read(format_.reader(LIMITS), body, step):
            assert found.fields is not None or found.problems


def test_formats_are_told_apart() -> None:
    for kind in ("vacancies", "seekers"):
        assert len(set(media_types(kind))) == len(media_types(kind))
        assert len(set(names(kind))) == len(names(kind))
        for name in names(kind):
            found = choose(kind, name, "anything/else")
            assert found is not None
            assert found.name == name
    assert choose("vacancies", None, "") is VACANCY_LINES
    assert choose("vacancies", None, "Application/JSON; charset=utf-8") is VACANCY_DOCUMENT
    assert choose("vacancies", None, "image/png") is None
    assert choose("vacancies", "p51", "") is None
