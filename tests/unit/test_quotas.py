"""What a source may use in a minute."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.ingest import push
from services.ingest.formats.native import VACANCY_LINES
from services.ingest.push import Asked
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


async def test_a_push_under_way_waits_for_the_next_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(push.asyncio, "sleep", sleep)
    nothing: Any = None
    taking: Any = push._Taking(nothing, Asked("firm", QUOTA, VACANCY_LINES), None)
    taking._usage = Usage(99, 0)
    await taking.keep_to_quota()
    assert waited == []
    taking._usage = Usage(100, 0)
    await taking.keep_to_quota()
    await taking.keep_to_quota()
    assert len(waited) == 1, "once, and then the quota is there anew"
    assert 1 <= waited[0] <= 60
