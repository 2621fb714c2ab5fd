"""What a source may use: rows and bytes a minute, and open rows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.ingest.problems import Problem


@dataclass(frozen=True, slots=True)
class Quota:
    """A source's quota."""

    rows_per_minute: int
    bytes_per_minute: int
    open_rows: int


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used in the present minute."""

    rows: int = 0
    bytes: int = 0


def exceeded(usage: Usage, quota: Quota) -> str | None:
    """Which quota is used up (`rows` or `bytes`), or None."""
    if usage.rows >= quota.rows_per_minute:
        return "rows"
    return "bytes" if usage.bytes >= quota.bytes_per_minute else None


def seconds_left(now: datetime) -> int:
    """Until the next minute begins, and with it the quota anew."""
    return 60 - now.second


def headers(usage: Usage, quota: Quota, now: datetime) -> Mapping[str, str]:
    """The RateLimit fields of the IETF draft: quota and window, what remains and when it begins anew."""
    reset = seconds_left(now)
    rows, size = (
        max(0, quota.rows_per_minute - usage.rows),
        max(0, quota.bytes_per_minute - usage.bytes),
    )
    return {
        "RateLimit-Policy": f'"rows";q={quota.rows_per_minute};w=60, "bytes";q={quota.bytes_per_minute};w=60',
        "RateLimit": f'"rows";r={rows};t={reset}, "bytes";r={size};t={reset}',
    }


def too_many_open(quota: Quota) -> Problem:
    """A new row of a source that has as many open as it may have."""
    return Problem(
        "row",
        "QUOTA_OPEN_ROWS",
        f"The source has as many open rows as it may have ({quota.open_rows}).",
        "Close what is filled, or ask the operator for a larger quota.",
    )
