"""`kill -9` of each service at random moments under load: nothing lost, nothing told twice, nothing out of order."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from kohtaanto.exchange import Exchange
from kohtaanto.settled import NotSettled, wait_settled
from shared.events.topics import SERVICES
from tests.conftest import Exchanges
from tests.support import load, oracle
from tests.support.receiver import Receiver
from tests.support.world import World

AREAS = tuple(f"{number:02d}" for number in range(1, 47))


async def churn(world: World, seed: int, rounds: int, rows: int = 25) -> None:
    """Rounds of new and changed rows of the same vacancies and seekers."""
    oracle.learn()
    rng = random.Random(seed)
    for _ in range(rounds):
        numbers = rng.sample(range(60), rows)
        await world.push("vacancies", [load.vacancy(rng, number) for number in numbers])
        numbers = rng.sample(range(150), rows * 2)
        await world.push("seekers", [load.seeker(rng, number) for number in numbers])
        await asyncio.sleep(rng.random() * 0.3)


async def settled_and_right(world: World, within_s: float = 90) -> None:
    """All that was pushed is told, and told right."""
    await wait_settled(world.exchange.admin_url, within_s)
    wrong = await oracle.all_wrongs(world)
    assert not wrong, f"{len(wrong)} wrongs, such as {wrong[:5]}"
    expected = oracle.expected(world)
    assert len(expected) > 50, "a load that matches nothing proves nothing"


def told_in_order(receiver: Receiver, world: World) -> None:
    """Each notice's webhooks rise in revision, and no revision says two things."""
    last: dict[str, int] = {}
    for message in receiver.told_once_each():
        notice, revision = message["data"]["notice_id"], message["data"]["revision"]
        assert message["id"] == f"{notice}.{revision}"
        assert revision > last.get(notice, 0), "told twice, or out of order"
        last[notice] = revision
    assert last, "no webhook came"


async def under(world: World, load_: Awaitable[None], fault: Callable[[Exchange], Awaitable[None]]) -> None:
    """A load with a fault going on beside it."""
    pushing = asyncio.ensure_future(load_)
    await fault(world.exchange)
    await pushing


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
        try:
            await settled_and_right(world)
        except NotSettled as error:
            raise AssertionError(f"lost or stuck: {error}") from None
        told_in_order(receiver, world)
        assert all(service.starts >= 2 for service in world.exchange.services.values()), "every service was killed"
