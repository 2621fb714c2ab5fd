"""One job advertised by a broker and by an agency: one notice, and each source sees what became of its own advert."""

import json
from typing import Any
from uuid import UUID

import pytest

from kohtaanto.exchange import Exchange
from kohtaanto.settled import wait_settled
from services.ingest import sources
from services.normaliser.job_store import JobStore
from shared.spine.database import transaction
from tests.support.waiting import until
from tests.support.world import World

KOKKOLA, TAMPERE = "12", "39"
TEXT = (
    "Haemme sairaanhoitajaa keskussairaalan osastolle 7. Työ on kolmivuorotyötä ja alkaa elokuussa. Hoidat potilaita "
    "yhdessä kokeneen tiimin kanssa, huolehdit lääkehoidosta ja ohjaat opiskelijoita. Tarjoamme perehdytyksen, "
    "henkilöstöruokalan ja edullisen asunnon meren rannalta. Palkkaus on hyvinvointialan työehtosopimuksen mukainen."
)
ROW = {
    "title": "Sairaanhoitaja, osasto 7",
    "place": "Kokkola",
    "employer": "Soiten keskussairaala",
    "language": "fi",
    "description": TEXT,
    "starts_on": "2027-08-02",
}


async def pushed(world: World, source: str, key: str, external_id: str, **more: Any) -> str:
    answer = await world.client.post(
        f"{world.exchange.url('ingest')}/v1/sources/{source}/vacancies",
        content=json.dumps(ROW | {"external_id": external_id} | more).encode(),
        headers={"Authorization": f"Bearer {key}"},
    )
    receipt = json.loads(answer.raise_for_status().text)
    assert receipt["status"] != "refused", receipt
    return str(receipt["id"])


async def fate(world: World, source: str, key: str, external_id: str) -> dict[str, Any]:
    answer = await world.client.get(
        f"{world.exchange.url('ingest')}/v1/sources/{source}/vacancies/{external_id}",
        headers={"Authorization": f"Bearer {key}"},
    )
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


@pytest.fixture(scope="module")
async def world(exchange: Exchange) -> Any:
    found = World(exchange)
    await found.register((KOKKOLA, TAMPERE))
    nurse = {"title": "sairaanhoitaja", "experience_years": 3}
    seeker = {"reference": "n", "place": "Tampere", "occupations": [nurse], "mobility": {"areas": [KOKKOLA]}}
    await found.push("seekers", [seeker])
    await wait_settled(exchange.admin_url, 60)
    yield found
    await found.client.aclose()


async def test_two_adverts_of_one_job_are_told_once_until_a_person_sets_them_apart(world: World) -> None:
    async with await world.pool("ingest") as pool, pool.acquire() as connection:
        agency = await sources.add(connection, "agency", "broker", None) or ""
    first = await pushed(world, "broker", world.keys["broker"], "own")
    await until(lambda: world.notices(TAMPERE))
    second = await pushed(world, "agency", agency, "copy", title="Sairaanhoitaja, keskussairaalan osasto 7")
    await wait_settled(world.exchange.admin_url, 60)
    told = await world.notices(TAMPERE)
    assert [notice["vacancy_id"] for notice in told] == [first], "one notice for one job"

    async def both() -> list[dict[str, Any]] | None:
        found = [
            await fate(world, "broker", world.keys["broker"], "own"),
            await fate(world, "agency", agency, "copy"),
        ]
        return found if all(each["normalised"] and each["normalised"]["same_job"] for each in found) else None

    own, copy = await until(both) or []
    assert [each["normalised"]["same_job"]["stands"] for each in (own, copy)] == [True, False]
    assert own["matches"] == copy["matches"] == 1, "each source sees what became of the job"
    async with await world.pool("normaliser") as pool, transaction(pool) as connection:
        await JobStore().split(connection, UUID(first), None, "a person")

    async def two() -> bool:
        return {notice["vacancy_id"] for notice in await world.notices(TAMPERE)} == {first, second}

    assert await until(two)
