"""The offset after the transaction: a service that dies at work leaves nothing unread."""

import asyncio

import asyncpg
import pytest

from tests.conftest import Exchanges
from tests.support import oracle
from tests.support.waiting import until
from tests.support.world import World


@pytest.mark.parametrize("sabotage", ["", "offset-after-commit"])
async def test_killed_inside_the_transaction(exchanges: Exchanges, sabotage: str) -> None:
    """The database holds the normaliser up in the middle of its batch; there it is killed."""
    oracle.learn()
    world = World(await exchanges.start(KOHTAANTO_SABOTAGE=sabotage))
    await world.register(("12",))
    admin = await asyncpg.connect(world.exchange.admin_url)
    holder = await asyncpg.connect(world.exchange.admin_url)
    holding = holder.transaction()
    await holding.start()
    await holder.execute("LOCK TABLE normaliser.vacancy IN ACCESS EXCLUSIVE MODE")
    await world.push("vacancies", [{"external_id": f"v{n}", "title": "kokki", "place": "Oulu"} for n in range(20)])

    async def stuck() -> bool:
        query = (
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'kohtaanto_normaliser'"
        )
        return bool(await admin.fetchval(query))

    await until(stuck)
    await asyncio.sleep(6)  # longer than a consumer waits that commits by itself
    world.exchange.services["normaliser"].kill()
    await asyncio.sleep(0.5)
    await holding.rollback()

    async def all_there() -> bool:
        return bool(await admin.fetchval("SELECT count(*) FROM normaliser.vacancy") == 20)

    if sabotage:
        with pytest.raises(AssertionError, match="did not come about"):
            await until(all_there, 20)
    else:
        assert await until(all_there, 30)
    await holder.close()
    await admin.close()
