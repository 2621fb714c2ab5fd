"""Whether all that was pushed has been told: each hop's numbers against the next one's, read from the database.

Only an administrator may look into all four schemas; no service does.
"""

import asyncio
import time
from collections.abc import Callable

import asyncpg

HOPS = {
    "events wait in outboxes": """
        SELECT (SELECT count(*) FROM ingest.outbox) + (SELECT count(*) FROM normaliser.outbox)
             + (SELECT count(*) FROM matcher.outbox) + (SELECT count(*) FROM notifier.outbox)""",
    "vacancies are not normalised": """
        SELECT count(*) FROM ingest.vacancy AS a LEFT JOIN normaliser.vacancy AS b USING (id)
        WHERE b.applied IS DISTINCT FROM a.revision""",
    "seekers are not normalised": """
        SELECT count(*) FROM ingest.seeker AS a LEFT JOIN normaliser.seeker AS b USING (id)
        WHERE b.applied IS DISTINCT FROM a.revision""",
    "vacancies have not reached the matcher": """
        SELECT count(*) FROM normaliser.vacancy AS a LEFT JOIN matcher.vacancy AS b USING (id)
        WHERE b.applied IS DISTINCT FROM a.sequence""",
    "seekers have not reached the matcher": """
        SELECT count(*) FROM normaliser.seeker AS a LEFT JOIN matcher.seeker AS b USING (id)
        WHERE b.applied IS DISTINCT FROM a.sequence""",
    "matches have not reached the notifier": """
        SELECT count(*) FROM matcher.ledger AS a LEFT JOIN notifier.match AS b USING (vacancy_id, seeker_id)
        WHERE b.number IS DISTINCT FROM a.number""",
    "readings have not come back to ingest": """
        SELECT count(*) FROM normaliser.vacancy AS a LEFT JOIN ingest.fate AS b ON vacancy_id = id
        WHERE b.normalised_sequence IS DISTINCT FROM a.sequence""",
    "figures have not come back to ingest": """
        SELECT count(*) FROM notifier.vacancy AS a LEFT JOIN ingest.fate AS b ON vacancy_id = id
        WHERE a.told_sequence > 0 AND b.told_sequence IS DISTINCT FROM a.told_sequence""",
    "webhooks wait": "SELECT (SELECT count(*) FROM notifier.delivery) + (SELECT count(*) FROM ingest.delivery)",
}
COUNTS = {
    "vacancies": "SELECT count(*) FROM ingest.vacancy WHERE state IS NOT NULL",
    "seekers": "SELECT count(*) FROM ingest.seeker WHERE state IS NOT NULL",
    "normalised": """
        SELECT (SELECT count(*) FROM normaliser.vacancy WHERE state IS NOT NULL)
             + (SELECT count(*) FROM normaliser.seeker WHERE state IS NOT NULL)""",
    "matches": "SELECT count(*) FROM matcher.ledger WHERE told",
    "notices": "SELECT count(*) FROM notifier.notice WHERE content IS NOT NULL",
}


class NotSettled(TimeoutError):
    """It took too long; the message says what was still under way."""


async def behind(admin: "asyncpg.Connection[asyncpg.Record]") -> dict[str, int]:
    """What is still under way, and how much of it."""
    found = {what: await admin.fetchval(query) for what, query in HOPS.items()}
    return {what: count for what, count in found.items() if count}


async def counts(admin: "asyncpg.Connection[asyncpg.Record]") -> dict[str, int]:
    """What the services hold."""
    return {what: await admin.fetchval(query) for what, query in COUNTS.items()}


async def wait_settled(
    admin_url: str,
    timeout_s: float,
    progress: Callable[[dict[str, int], dict[str, int]], None] = lambda _held, _behind: None,
    quiet_s: float = 1.5,
) -> dict[str, int]:
    """Wait until nothing has been under way for a while; what the services then hold. Raises NotSettled.

    The pause covers what no table shows: a matcher at work between a vacancy written and its matches.
    """
    deadline, since, before = time.monotonic() + timeout_s, 0.0, dict[str, int]()
    admin = await asyncpg.connect(admin_url)
    try:
        while time.monotonic() < deadline:
            left, held = await behind(admin), await counts(admin)
            progress(held, left)
            if left or held != before:
                since, before = time.monotonic(), held
            elif time.monotonic() - since >= quiet_s:
                return held
            await asyncio.sleep(0.2)
        raise NotSettled(", ".join(f"{count} {what}" for what, count in left.items()) or "the counts still change")
    finally:
        await admin.close()
