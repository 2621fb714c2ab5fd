"""What a source may use in a minute."""

from datetime import UTC, datetime

from services.ingest.quotas import Quota, Usage, exceeded, headers, seconds_left

QUOTA = Quota(rows_per_minute=100, bytes_per_minute=1000, open_rows=10)
NOW = datetime(2026, 5, 1, 12, 0, 45, tzinfo=UTC)


def test_exceeded() -> None:
    assert exceeded(Usage(99, 999), QUOTA) is None
    assert exceeded(Usage(100, 0), QUOTA) == "rows"
    assert exceeded(Usage(0, 1000), QUOTA) == "bytes"


def test_headers_say_what_is_left_and_until_when() -> None:
    assert seconds_left(NOW) == 15
    assert headers(Usage(40, 2000), QUOTA, NOW) == {
        "RateLimit-Policy": '"rows";q=100;w=60, "bytes";q=1000;w=60',
        "RateLimit": '"rows";r=60;t=15, "bytes";r=0;t=15',
    }
