"""Whatever stands in a body, reading it never raises: it finds rows, or says what is wrong."""

import json
import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from services.ingest.formats.base import Format, Found, Limits
from services.ingest.formats.jobposting import JOBPOSTING, LEAVES, READS
from services.ingest.formats.jobposting_fields import vacancy
from services.ingest.formats.jobposting_html import JOBPOSTING_HTML
from services.ingest.rows import VacancyRow

EXAMPLES = Path(__file__).parents[2] / "examples/formats"
GRAPH = (EXAMPLES / "jobposting.jsonld").read_bytes()
PAGE = (EXAMPLES / "jobposting.html").read_bytes()
GOOD = {"@type": "JobPosting", "identifier": "1", "title": "Kokki"}
LIMITS = Limits(row_bytes=20_000, depth=40, document_bytes=100_000)
BOTH = pytest.mark.parametrize("format_", [JOBPOSTING, JOBPOSTING_HTML], ids=lambda each: each.name)
fuzz = settings(deadline=None, max_examples=60)

KEYS = sorted(
    {*(key.split(".")[0] for key in READS), *LEAVES, "value", "address", "addressLocality", "addressCountry"}
    | {"monthsOfExperience", "codeValue", "inCodeSet", "@value", "@list", "@type", "mainEntity", "item"}
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**62), 2**62),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(["\0", "a\0b", "x" * 600, "9999-12-31T23:59:59-14:00", "0001-01-01", "2026-13-40", "JobPosting",
                     "1e999", "nan", "http://[", "https://a.example:99999/", "&#0;&#xd800;", "<p", "2221", "\u2028"]),
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=5)), inner, max_size=4),
    ),
    max_leaves=12,
)
anything = st.dictionaries(st.sampled_from(KEYS), values, max_size=12)


def read(body: bytes, format_: Format, step: int = 0) -> list[Found]:
    reader = format_.reader(LIMITS)
    step = step or max(1, len(body))
    found = [each for start in range(0, len(body), step) for each in reader.feed(body[start : start + step])]
    found += reader.end()
    for each in found:
        assert each.fields is not None or each.problems
        if each.fields is not None:
            checked(dict(each.fields))
    return found


def checked(fields: dict[str, Any]) -> None:
    """The row model answers, and raises nothing but its answer."""
    try:
        VacancyRow.model_validate(fields)
    except ValidationError as error:
        assert error.error_count()  # noqa: PT017


def body_of(document: Any, format_: Format) -> bytes:
    text = json.dumps(document).replace("</", "<\\/")
    return (text if format_ is JOBPOSTING else f'<p><script type="application/ld+json">{text}</script>').encode()


@BOTH
@fuzz
@given(body=st.binary(max_size=300), step=st.integers(1, 50))
def test_random_bytes(format_: Format, body: bytes, step: int) -> None:
    read(body, format_, step)


@BOTH
@fuzz
@given(text=st.text(st.sampled_from('{}[]",:<>!-/ \n' + string.ascii_lowercase[:6] + "1e"), max_size=200))
def test_random_markup(format_: Format, text: str) -> None:
    read(text.encode(), format_)
    read(b'<script type="application/ld+json">' + text.encode(), JOBPOSTING_HTML)


@pytest.mark.parametrize(("format_", "good"), [(JOBPOSTING, GRAPH), (JOBPOSTING_HTML, PAGE)], ids=["graph", "page"])
@fuzz
@given(data=st.data())
def test_a_body_that_breaks_off(format_: Format, good: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(good) - 1))
    whole, cut = read(good, format_), read(good[:at], format_)
    rows = [each for each in cut if each.fields is not None]
    assert rows == whole[: len(rows)]
    assert any(each.fields is None for each in cut) or len(rows) == len(whole)


@pytest.mark.parametrize(("format_", "good"), [(JOBPOSTING, GRAPH), (JOBPOSTING_HTML, PAGE)], ids=["graph", "page"])
@fuzz
@given(data=st.data())
def test_a_body_with_bytes_that_are_no_text(format_: Format, good: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(good)))
    wrong = data.draw(st.sampled_from([b"\xff", b"\xc3", b"\xed\xa0\x80", b"\0", b"\xf4\x90\x80\x80"]))
    read(good[:at] + wrong + good[at:], format_)


@pytest.mark.parametrize("ending", [b"\xff", b',{"a":"\xc3("}]', b",{", b"", b",nul]", b',{"a":"\x01"}]', b",1e]"])
def test_what_stood_before_the_break_is_found(ending: bytes) -> None:
    body = b"[" + b",".join([json.dumps(GOOD).encode()] * 3) + ending
    for step in (0, 1, 10):
        found = read(body, JOBPOSTING, step)
        assert [each.fields is not None for each in found] == [True, True, True, False]
        assert found[-1].problems[0].code == "INVALID_JSON"


@BOTH
@settings(deadline=None, max_examples=100)
@given(document=anything)
def test_values_of_any_type(format_: Format, document: dict[str, Any]) -> None:
    posting = document | {"@type": "JobPosting"}
    (found,) = read(body_of([posting], format_), format_)
    assert found.given == json.loads(json.dumps(posting))
    assert found.fields is not None
    vacancy(document)
    read(body_of(document, format_), format_)


@BOTH
@fuzz
@given(document=values, wrapper=st.sampled_from(["@graph", "itemListElement", "mainEntity", "item", "x"]))
def test_things_of_any_kind(format_: Format, document: Any, wrapper: str) -> None:
    assert read(body_of(document, format_), format_)
    read(body_of({wrapper: document}, format_), format_)
    found = read(body_of({wrapper: [document, GOOD]}, format_), format_)
    assert (found[-1].given == GOOD) is (wrapper != "x")


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        '{"@graph":' * 5_000,
        "[" * 100_000,
        '{"@type":"JobPosting","title":' + '["a",' * 60,
        '{"@type":"JobPosting","identifier":' + "9" * 5_000 + "}",
        '{"@type":"JobPosting","identifier":1e999999}',
        '{"@type":"JobPosting","validThrough":-1E-999}',
        '{"@type":"JobPosting","title":"' + "x" * 50_000 + '"}',
        '{"@type":"JobPosting","skills":[' + '"a",' * 10_000 + '"a"]}',
        '{"@type":"JobPosting","title":"\\u0000","identifier":"\\u0000"}',
        '{"@type":"JobPosting","title":"\\ud800","identifier":"\\udfff\\ud800"}',
        '{"@type":"JobPosting","title":NaN}',
        '{"@type":"JobPosting","description":"&#' + "9" * 5_000 + ';"}',
        '{"@type":"JobPosting","@type":"Thing"}',
    ],
)
def test_hard_documents(format_: Format, text: str) -> None:
    page = f'<script type="application/ld+json">{text}</script>'
    assert read(text.encode() if format_ is JOBPOSTING else page.encode(), format_)
