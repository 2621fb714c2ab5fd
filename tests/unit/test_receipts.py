"""Bad rows get a clear answer: which field, what, and what to do; never the value."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ingest.receipts import read_row
from services.ingest.rows import SeekerRow, VacancyRow
from shared.spine.personal_codes import carries_personal_code

GOOD: dict[str, Any] = {"external_id": "1", "title": "Kokki"}
LONGEST = 5_000


def refused(raw: bytes) -> tuple[str, str]:
    row, _, problems = read_row(raw, VacancyRow, "external_id", LONGEST)
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
        (b" " * 6_000, "row", "TOO_LONG"),
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
        (json.dumps(GOOD | {"description": "131052-308T"}).encode(), "description", "PERSONAL_CODE"),
    ],
)
def test_what_is_wrong_is_named(raw: bytes, field: str, code: str) -> None:
    assert refused(raw) == (field, code)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(raw: bytes) -> None:
    for model, key in ((VacancyRow, "external_id"), (SeekerRow, "reference")):
        row, _, problems = read_row(raw, model, key, LONGEST)  # type: ignore[type-var]
        assert (row is None) is bool(problems)


def test_times_without_a_zone_are_finnish() -> None:
    def read(time: str) -> str:
        row, _, _ = read_row(json.dumps(GOOD | {"expires_at": time}).encode(), VacancyRow, "external_id", LONGEST)
        assert row is not None
        assert row.expires_at is not None
        return row.expires_at.isoformat()

    assert read("2026-01-10T12:00:00") == "2026-01-10T10:00:00+00:00"
    assert read("2026-07-10T12:00:00") == "2026-07-10T09:00:00+00:00"
    assert read("2026-10-25T03:30:00") == "2026-10-25T00:30:00+00:00"  # comes twice: the first
    assert read("2026-03-29T03:30:00") == "2026-03-29T01:30:00+00:00"  # never comes: as if the clock had not moved
    assert read("2026-07-10T12:00:00+00:00") == "2026-07-10T12:00:00+00:00"


@pytest.mark.parametrize("text", ["131052-308T", "x131052-308Tx", "131052\u2013308t", "010203A123B", "311299+9999"])
def test_identity_codes_are_seen(text: str) -> None:
    assert carries_personal_code(text)


@pytest.mark.parametrize(
    "text", ["321052-308T", "131352-308T", "0401234567", "2026-11-24", "131052", "a 5321.1 b", "4131052-3081"]
)
def test_other_numbers_are_not(text: str) -> None:
    assert not carries_personal_code(text)
