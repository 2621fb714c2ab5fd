"""A load of changing rows, and whether all of it has been told, once, in order and right."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import asyncpg

from kohtaanto.exchange import Exchange
from kohtaanto.settled import NotSettled, wait_settled
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


async def wrongs_when_settled(world: World, within_s: float = 90) -> list[str]:
    """What is wrong once nothing is under way any more (or that it never ends)."""
    try:
        await wait_settled(world.exchange.admin_url, within_s)
    except NotSettled as error:
        return [f"lost or stuck: {error}"]
    return await oracle.all_wrongs(world)


async def settled_and_right(world: World, within_s: float = 90) -> None:
    """All that was pushed is told, and told right."""
    wrong = await wrongs_when_settled(world, within_s)
    assert not wrong, f"{len(wrong)} wrongs, such as {wrong[:5]}"
    assert len(oracle.expected(world)) > 50, "a load that matches nothing proves nothing"


async def told_all_in_order(world: World, receiver: Receiver) -> None:
    """Each notice's webhooks rise in revision, no revision is two messages, and the last says what stands."""
    last: dict[str, int] = {}
    for message in receiver.told_once_each():
        notice, revision = message["data"]["notice_id"], message["data"]["revision"]
        assert message["id"] == f"{notice}.{revision}"
        assert revision > last.get(notice, 0), "told twice, or out of order"
        last[notice] = revision
    assert last, "no webhook came"
    held = receiver.latest()
    for notice_id, standing in (await standing_notices(world)).items():
        # What was taken back before any webhook of it went out is nobody's to hear of.
        assert held.get(notice_id) == standing or (notice_id not in held and standing[1] == "withdrawn"), notice_id


async def standing_notices(world: World) -> dict[str, tuple[int, str]]:
    """Each notice's revision and status in the notifier's table."""
    admin = await asyncpg.connect(world.exchange.admin_url)
    try:
        rows = await admin.fetch("SELECT id, revision, content IS NULL AS gone FROM notifier.notice")
    finally:
        await admin.close()
    return {str(row["id"]): (row["revision"], "withdrawn" if row["gone"] else "open") for row in rows}


async def under(world: World, load_: Awaitable[None], fault: Callable[[Exchange], Awaitable[None]]) -> None:
    """A load with a fault going on beside it."""
    pushing = asyncio.ensure_future(load_)
    await fault(world.exchange)
    await pushing
