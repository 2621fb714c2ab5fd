"""On real Kafka: a matcher added and one taken away under load; the shards are shared anew and nothing is missed."""

import asyncio
import socket

import httpx
import pytest

from kohtaanto.exchange import Exchange
from tests.conftest import Exchanges
from tests.support.churn import AREAS, churn, settled_and_right, told_all_in_order, under
from tests.support.receiver import Receiver
from tests.support.waiting import until
from tests.support.world import World

pytestmark = pytest.mark.kafka


async def held(port: int) -> int:
    """The shards that the matcher at a port holds."""
    try:
        async with httpx.AsyncClient() as client:
            text = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
    except httpx.HTTPError:
        return -1
    return next(
        (int(float(line.split()[1])) for line in text.splitlines() if line.startswith("kohtaanto_shards_held ")), -1
    )


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


async def test_a_matcher_added_and_one_removed_under_load(exchanges: Exchanges) -> None:
    async with Receiver() as receiver:
        world = World(await exchanges.start())
        await world.register(AREAS, receiver)
        port = free_port()
        second = world.exchange.supervised("matcher", port, "matcher-2")

        async def scale(exchange: Exchange) -> None:
            second.start()

            async def shared() -> bool:
                both = [await held(port), await held(exchange.ports["matcher"])]
                return min(both) > 0 and sum(both) == 96

            await until(shared, 60)
            await asyncio.sleep(2)
            await exchange.services["matcher"].stop()  # the first one goes, for good

            async def taken_over() -> bool:
                return await held(port) == 96

            await until(taken_over, 60)

        try:
            await under(world, churn(world, 6, 25), scale)
            await settled_and_right(world, 120)
            await told_all_in_order(world, receiver)
        finally:
            await second.stop()
