"""A source's own figures: rows, refusals by reason, matches, outcomes, and the time to the first match."""

from datetime import timedelta
from typing import Any

from shared.events.base import utcnow
from shared.spine.database import Connection, sql

PACKAGE = "services.ingest"


async def of(connection: Connection, source: str, days: int) -> dict[str, Any]:
    """The figures of the last days, today included."""
    since = utcnow().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days - 1)
    rows: dict[str, dict[str, int]] = {}
    refusals: dict[str, dict[str, int]] = {}
    for row in await connection.fetch(sql(PACKAGE, "statistics_tally"), source, since.date()):
        (rows if row["what"] == "rows" else refusals).setdefault(row["kind"], {})[row["label"]] = row["count"]
    vacancies = await connection.fetchrow(sql(PACKAGE, "statistics_vacancies"), source, since)
    assert vacancies is not None
    outcomes = await connection.fetch(sql(PACKAGE, "statistics_outcomes"), source, since)
    half, most = vacancies["first_match_s"] or (None, None)
    return {
        "since": since,
        "rows": rows,
        "refusals": refusals,
        "vacancies": {name: vacancies[name] for name in ("open", "new", "matched", "matches", "told")},
        "outcomes": {row["outcome"]: row["count"] for row in outcomes},
        "time_to_first_match_s": {"p50": half, "p90": most},
    }
