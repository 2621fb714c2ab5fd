"""A database of an earlier version is brought up to date with what it holds."""

import asyncpg
import pytest

from kohtaanto.embedded import role_url
from services.ingest import sources
from shared.spine import migrate as migrations
from shared.spine.database import open_pool
from shared.spine.keys import SHOWN, key_hash, new_key
from shared.spine.migrate import migrate


async def test_a_key_given_before_the_door_was_rebuilt_still_opens_it(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = migrations._migrations
    monkeypatch.setattr(
        migrations, "_migrations", lambda service: [each for each in everything(service) if "0001" in each[0]]
    )
    await migrate(database, None)
    key, admin = new_key(), await asyncpg.connect(database)
    await admin.execute(
        "INSERT INTO ingest.source (name, kind, key_hash, key_prefix) VALUES ('firm', 'broker', $1, $2)",
        key_hash(key), key[:SHOWN],
    )  # fmt: skip
    await admin.execute(
        """INSERT INTO ingest.vacancy (id, source, external_id, revision, status, state)
           VALUES (gen_random_uuid(), 'firm', 'a', 3, 'open', '{"title": "Kokki"}')"""
    )
    monkeypatch.undo()
    applied = await migrate(database, None)
    assert applied["ingest"] == ["ingest/0002_door.sql", "ingest/0003_same_jobs.sql"]
    assert await migrate(database, None) == {service: [] for service in applied}, "a second time there is nothing to do"
    async with await open_pool(role_url(database, "ingest"), "ingest", 2) as pool, pool.acquire() as connection:
        found = await sources.of_key(connection, key)
        assert found is not None
        assert (found.name, "vacancies:write" in found.scopes) == ("firm", True)
        assert await connection.fetchval("SELECT revision FROM vacancy") == 3
    await admin.close()
