"""Whatever bytes come as a national document, the readers answer and never raise."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ingest.formats.base import Format, Found, Limits
from services.ingest.formats.p51 import P51, P51_LINES
from services.ingest.formats.tyomarkkinatori_v1 import TYOMARKKINATORI_V1
from services.ingest.formats.tyomarkkinatori_v2 import TYOMARKKINATORI_V2, TYOMARKKINATORI_V2_LINES
from services.ingest.rows import SeekerRow, VacancyRow

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "formats"
FEEDS = {
    TYOMARKKINATORI_V1.name: (TYOMARKKINATORI_V1, "tyomarkkinatori-v1.json"),
    TYOMARKKINATORI_V2.name: (TYOMARKKINATORI_V2, "tyomarkkinatori-v2.ndjson"),
    TYOMARKKINATORI_V2_LINES.name: (TYOMARKKINATORI_V2_LINES, "tyomarkkinatori-v2.ndjson"),
    P51.name: (P51, "p51.json"),
    P51_LINES.name: (P51_LINES, "p51.json"),
}
EVERY_FEED = pytest.mark.parametrize("name", FEEDS)
SMALL = Limits(row_bytes=5_000, depth=40, document_bytes=50_000)
NUMBERS = st.sampled_from([0, -1, 10**18, 10**40, -(10**400), 1e308, 0.1])
TEXTS = st.text(max_size=20) | st.sampled_from(["\0", "\U0001f600" * 600, "fi", "02", "FI", "21", "2026-13-45"])
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS


def read(feed: Format, body: bytes, limits: Limits = SMALL, size: int = 1_000) -> list[Found]:
    reader = feed.reader(limits)
    found = [each for at in range(0, len(body), size) for each in reader.feed(body[at : at + size])]
    found += reader.end()
    for each in found:
        assert each.problems or each.fields is not None
        if each.fields is not None:
            assert each.content
            orjson.dumps(each.fields)
            model = VacancyRow if feed.kind == "vacancies" else SeekerRow
            try:
                model(**each.fields)
            except ValueError:
                continue
    return found


@cache  # to make a strategy takes longer than to draw from it
def values(names: tuple[str, ...]) -> st.SearchStrategy[Any]:
    keys = st.sampled_from([*names, "uri", "arvo", "kieliKoodi", "fi", "x"])
    return st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
    )


@EVERY_FEED
@given(st.data())
@settings(deadline=None, max_examples=40)
def test_wrong_values_everywhere(name: str, data: st.DataObject) -> None:
    feed, _ = FEEDS[name]
    paths = sorted({*feed.reads, *feed.leaves})
    names = tuple(sorted({step for path in paths for step in path.split(".")}))
    item = data.draw(st.dictionaries(st.sampled_from(names), values(names), max_size=6))
    for path in data.draw(st.lists(st.sampled_from(paths), max_size=6)):
        inner: Any = item
        *steps, last = path.split(".")
        for step in steps:
            inner = inner.setdefault(step, {}) if isinstance(inner, dict) else {}
        if isinstance(inner, dict):
            inner[last] = data.draw(values(names))
    wrapped = data.draw(st.sampled_from([item, [item, item], {"Ilmoitukset": [item]}, {"Ilmoitukset": item}]))
    read(feed, json.dumps(wrapped).encode(), Limits())


@EVERY_FEED
@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=60)
def test_random_bytes(name: str, body: bytes) -> None:
    read(FEEDS[name][0], body)


@EVERY_FEED
@given(st.data())
@settings(deadline=None, max_examples=60)
def test_an_example_with_damage(name: str, data: st.DataObject) -> None:
    feed, example = FEEDS[name]
    body = bytearray((EXAMPLES / example).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    read(feed, bytes(body[: data.draw(st.integers(1, len(body)))]), size=data.draw(st.sampled_from([1, 7, 64, 5_000])))


@EVERY_FEED
def test_cut_short_anywhere(name: str) -> None:
    feed, example = FEEDS[name]
    body = (EXAMPLES / example).read_bytes()
    for length in range(0, len(body), 5):
        read(feed, body[:length], Limits())


@EVERY_FEED
@pytest.mark.parametrize(
    "body",
    [
        b"[" * 5_000,
        b'{"a":' * 5_000,
        b'{"generalInfo":' * 39 + b"1" + b"}" * 39,
        b'{"perustiedot":{"tyonOtsikko":' + b"[" * 1_000 + b"]" * 1_000 + b"}}",
        b'{"employments":[' + b'{"title":' * 600 + b"1" + b"}" * 600 + b"]}",
        b'{"ilmoituksenID":' + b"9" * 4_000 + b"}",
        b'{"reference":1e999}',
        b'{"reference":NaN}',
        b'{"reference":-0.0,"x":123456789012345678901234567890}',
        b'{"reference":"\\ud800"}',
        b'{"ilmoituksenID":"\\u0000"}',
        b'{"ilmoituksenID":"\x00"}',
        b'\xef\xbb\xbf{"reference":"a"}',
        b'{"reference":"' + b"a" * 20_000 + b'"}',
        b'"' + b"a" * 60_000,
        b" " * 60_000,
        b'{"languages":[' + b'"fi",' * 900 + b'"fi"]}',
        b'{"reference":"a","reference":{"b":1}}',
        b"null",
        b"[null,1,[],{}]",
        b"",
    ],
)
def test_nasty_documents(name: str, body: bytes) -> None:
    read(FEEDS[name][0], body)
    read(FEEDS[name][0], body + b"\n" + body, size=7)


def test_a_row_of_a_hundred_thousand_wrong_values_has_few_notes() -> None:
    body = json.dumps({"reference": "a", "employments": [1] * 100_000, "languageSkills": [{"code": 5}] * 1_000})
    (found,) = read(P51, body.encode(), Limits(row_bytes=10_000_000), 65_536)
    assert [problem.field for problem in found.problems] == ["employments", "languageSkills.code"]
