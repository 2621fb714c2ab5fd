"""Events that come twice, late and in another order, and a republish of everything: nothing changes, nobody is told."""

import asyncio

from kohtaanto import services
from kohtaanto.exchange import Exchange
from shared.events.topics import SERVICES
from shared.spine.database import open_pool
from tests.conftest import Exchanges
from tests.support.churn import AREAS, churn, settled_and_right, wrongs_when_settled
from tests.support.receiver import Receiver
from tests.support.replays import send_again
from tests.support.world import World


async def republish_all(exchange: Exchange) -> None:
    for name in SERVICES:
        async with (
            await open_pool(exchange.env(name, 0)["KOHTAANTO_DATABASE_URL"], name, 2) as pool,
            pool.acquire() as connection,
            connection.transaction(),
        ):
            await services.republish(name, connection, None)


async def test_duplicated_late_and_reordered_events_change_nothing(exchanges: Exchanges) -> None:
    async with Receiver() as receiver:
        world = World(await exchanges.start())
        await world.register(AREAS, receiver)
        await churn(world, 5, 4)
        await settled_and_right(world)
        before = len(receiver.received)
        assert await send_again(world.exchange, 1) > 500
        await republish_all(world.exchange)
        await asyncio.sleep(1)
        await settled_and_right(world)
        assert len(receiver.received) == before, "somebody was told again"


async def test_without_the_guard_that_is_noticed(exchanges: Exchanges) -> None:
    async with Receiver() as receiver:
        world = World(await exchanges.start(KOHTAANTO_SABOTAGE="guard"))
        await world.register(AREAS, receiver)
        await churn(world, 5, 4)
        before = len(receiver.received)
        await send_again(world.exchange, 1)
        await asyncio.sleep(1)
        assert await wrongs_when_settled(world, 20), "the suite would not notice a missing guard"
        assert len(receiver.received) > before
