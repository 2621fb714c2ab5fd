"""The broker away for 20 s, or killed and put up again: all is told afterwards, once."""

import asyncio
import os
import signal

import pytest

from deploy.kafka.local import LocalKafka
from kohtaanto.exchange import Exchange
from tests.conftest import Exchanges
from tests.support.churn import AREAS, churn, settled_and_right, told_all_in_order, under
from tests.support.receiver import Receiver
from tests.support.world import World

AWAY_S = 20


async def test_broker_away(exchanges: Exchanges, kafka: str | None, local_kafka: LocalKafka | None) -> None:
    if kafka and not local_kafka:
        pytest.skip("a cluster given from outside is not ours to stop")

    async def away(exchange: Exchange) -> None:
        await asyncio.sleep(1)
        if local_kafka:
            local_kafka.pause()
            await asyncio.sleep(AWAY_S)
            local_kafka.resume()
        else:
            assert exchange.broker is not None and exchange.broker.pid is not None
            os.kill(exchange.broker.pid, signal.SIGSTOP)
            await asyncio.sleep(AWAY_S)
            os.kill(exchange.broker.pid, signal.SIGCONT)

    async with Receiver() as receiver:
        world = World(await exchanges.start())
        await world.register(AREAS, receiver)
        await under(world, churn(world, 2, 8), away)
        await settled_and_right(world, 120)
        await told_all_in_order(world, receiver)


async def test_broker_killed_and_put_up_again(
    exchanges: Exchanges, kafka: str | None, local_kafka: LocalKafka | None
) -> None:
    if kafka and not local_kafka:
        pytest.skip("a cluster given from outside is not ours to kill")

    async def killed(exchange: Exchange) -> None:
        await asyncio.sleep(2)
        if local_kafka:
            local_kafka.kill()
            await asyncio.sleep(2)
            await asyncio.to_thread(local_kafka.start)
        else:
            assert exchange.broker is not None and exchange.broker.pid is not None
            os.kill(exchange.broker.pid, signal.SIGKILL)

    async with Receiver() as receiver:
        world = World(await exchanges.start())
        await world.register(AREAS, receiver)
        await under(world, churn(world, 3, 8), killed)
        await settled_and_right(world, 120)
        await told_all_in_order(world, receiver)
