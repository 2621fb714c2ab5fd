"""The database away for 20 s: every service waits it out, and all is told afterwards, once."""

import asyncio
from pathlib import Path

from kohtaanto.embedded import EmbeddedPostgres
from kohtaanto.exchange import Exchange
from tests.conftest import Exchanges
from tests.support.churn import AREAS, churn, settled_and_right, told_all_in_order, under
from tests.support.receiver import Receiver
from tests.support.world import World

AWAY_S = 20


async def test_database_away(exchanges: Exchanges, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    server = EmbeddedPostgres(tmp_path / "own" / "data")
    url = await server.start()

    async def away(_: Exchange) -> None:
        await asyncio.sleep(2)
        await server.stop()
        await asyncio.sleep(AWAY_S)
        assert await server.start() == url

    async with Receiver() as receiver:
        world = World(await exchanges.start(postgres=url))
        await world.register(AREAS, receiver)
        await under(world, churn(world, 4, 8), away)
        await settled_and_right(world, 120)
        await told_all_in_order(world, receiver)
        assert all(service.starts == 1 for service in world.exchange.services.values()), "waited out, not fallen"
        await exchanges.stop_all()
    await server.stop()
