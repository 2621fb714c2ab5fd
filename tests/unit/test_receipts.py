"""Bad rows get a clear answer: which field, what, and what to do; never the value."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ingest.formats.base import Found, Limits
from services.ingest.formats.native import SEEKER_LINES, VACANCY_LINES, Lines
from services.ingest.problems import Problem
from services.ingest.receipts import check, key_of
from services.ingest.rows import SeekerRow, VacancyRow
from shared.spine.personal_codes import carries_personal_code

GOOD: dict[str, Any] = {"external_id": "1", "title": "Kokki"}
LONGEST = 5_000


def found_in(raw: bytes) -> list[Found]:
    reader = Lines(Limits(row_bytes=LONGEST))
    return [*reader.feed(raw), *reader.end()]


def read(raw: bytes) -> tuple[VacancyRow | None, tuple[Problem, ...]]:
    (found,) = found_in(raw)
    checked = check(found, VacancyRow, VACANCY_LINES)
    return checked.row, checked.problems


def refused(raw: bytes) -> tuple[str, str]:
    row, problems = read(raw)
    assert row is None
    assert problems[0].hint
    return problems[0].field, problems[0].code


@pytest.mark.parametrize(
    ("raw", "field", "code"),
    [
        (b"{", "row", "INVALID_JSON"),
        (b"\xff\xfe", "row", "INVALID_JSON"),
        (b"[1]", "row", "NOT_AN_OBJECT"),
        (b'{"external_id": NaN}', "row", "INVALID_JSON"),
        (b"[" * 4_000, "row", "INVALID_JSON"),
        (b'{"external_id":"1","title":"a\\u0000b"}', "row", "NUL"),
        (b'{"external_id":"1","title":"\\ud800"}', "row", "INVALID_JSON"),
        (b"x" * 6_000, "row", "TOO_LONG"),
        (b'{"external_id":"1"}', "title", "MISSING"),
        (json.dumps(GOOD | {"status": "maybe"}).encode(), "status", "LITERAL_ERROR"),
        (
            json.dumps(GOOD | {"languages": [{"code": "fi", "level": "Z9"}]}).encode(),
            "languages.0.level",
            "LITERAL_ERROR",
        ),
        (json.dumps(GOOD | {"titel": "x"}).encode(), "titel", "EXTRA_FORBIDDEN"),
        (json.dumps(GOOD | {"title": " "}).encode(), "title", "STRING_TOO_SHORT"),
        (json.dumps(GOOD | {"experience_years": 1e300}).encode(), "experience_years", "LESS_THAN_EQUAL"),
        (json.dumps(GOOD | {"url": "javascript:x"}).encode(), "url", "URL_SCHEME"),
        (json.dumps(GOOD | {"url": "https://x.fi/" + "ä" * 700}).encode(), "url", "VALUE_ERROR"),
        (json.dumps(GOOD | {"starts_on": "1654041600"}).encode(), "starts_on", "VALUE_ERROR"),
        (json.dumps(GOOD | {"expires_at": 1654041600}).encode(), "expires_at", "VALUE_ERROR"),
        (json.dumps(GOOD | {"expires_at": "0001-01-01T00:00:00"}).encode(), "expires_at", "VALUE_ERROR"),
        (json.dumps(GOOD | {"expires_at": "9999-12-31T23:59:59-05:00"}).encode(), "expires_at", "VALUE_ERROR"),
        (json.dumps(GOOD | {"origin": {"system": "x"}}).encode(), "origin.id", "MISSING"),
        (json.dumps(GOOD | {"description": "131052-308T"}).encode(), "description", "PERSONAL_CODE"),
        (json.dumps(GOOD | {"description": "Hyvää työtä\n131052-308T ä"}).encode(), "description", "PERSONAL_CODE"),
        (b'{"external_id":"1","title":"a","skills":["\\u0031310\\u200b52-308T"]}', "skills.0", "PERSONAL_CODE"),
    ],
)
def test_what_is_wrong_is_named(raw: bytes, field: str, code: str) -> None:
    assert refused(raw) == (field, code)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(raw: bytes) -> None:
    for found in found_in(raw):
        for checked in (check(found, VacancyRow, VACANCY_LINES), check(found, SeekerRow, SEEKER_LINES)):
            assert (checked.row is None) is bool(checked.problems)


def test_a_code_that_only_reading_puts_together_is_seen() -> None:
    given = {"description": "131052-<b>308T</b>"}
    found = Found(given, GOOD | {"description": "131052-308T"}, json.dumps(given).encode())
    assert check(found, VacancyRow, VACANCY_LINES).problems[0].code == "PERSONAL_CODE"


def test_a_key_is_told_as_the_source_wrote_it_and_never_with_a_code() -> None:
    def key(value: Any) -> str | None:
        return key_of(Found({"external_id": value}, {"external_id": value}), "external_id")

    assert key(" a/1 ") == "a/1"
    assert [key(each) for each in ("", "  ", 1, None, "x" * 201, "ref 131052-308T", "a\0b")] == [None] * 7


def test_times_without_a_zone_are_finnish() -> None:
    def utc(time: str) -> str:
        row, _ = read(json.dumps(GOOD | {"expires_at": time}).encode())
        assert row is not None
        assert row.expires_at is not None
        return row.expires_at.isoformat()

    assert utc("2026-01-10") == "2026-01-10T21:59:59+00:00"  # a day alone means its end
    assert utc("2026-01-10T12:00:00") == "2026-01-10T10:00:00+00:00"
    assert utc("2026-07-10T12:00:00") == "2026-07-10T09:00:00+00:00"
    assert utc("2026-10-25T03:30:00") == "2026-10-25T00:30:00+00:00"  # comes twice: the first
    assert utc("2026-03-29T03:30:00") == "2026-03-29T01:30:00+00:00"  # never comes: as if the clock had not moved
    assert utc("2026-07-10T12:00:00+00:00") == "2026-07-10T12:00:00+00:00"


@pytest.mark.parametrize("text", ["131052-308T", "x131052-308Tx", "131052\u2013308t", "010203A123B", "311299+9999"])
def test_identity_codes_are_seen(text: str) -> None:
    assert carries_personal_code(text)


@pytest.mark.parametrize(
    "text", ["321052-308T", "131352-308T", "0401234567", "2026-11-24", "131052", "a 5321.1 b", "4131052-3081"]
)
def test_other_numbers_are_not(text: str) -> None:
    assert not carries_personal_code(text)
