"""`kill -9` of each service at random moments under load: nothing lost, nothing told twice, nothing out of order."""

import asyncio
import random

from kohtaanto.exchange import Exchange
from shared.events.topics import SERVICES
from tests.conftest import Exchanges
from tests.support.churn import AREAS, churn, settled_and_right, told_all_in_order, under
from tests.support.receiver import Receiver
from tests.support.world import World


async def test_kill_9_of_each_service_at_random_moments(exchanges: Exchanges) -> None:
    async with Receiver() as receiver:
        world = World(await exchanges.start())
        await world.register(AREAS, receiver)
        rng = random.Random(7)

        async def kills(exchange: Exchange) -> None:
            for name in rng.sample(SERVICES * 3, 12):
                await asyncio.sleep(rng.uniform(0.2, 1.8))
                exchange.services[name].kill()

        await under(world, churn(world, 1, 14), kills)
        await settled_and_right(world)
        await told_all_in_order(world, receiver)
        assert all(service.starts >= 2 for service in world.exchange.services.values()), "every service was killed"
