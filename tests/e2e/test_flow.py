"""The whole way: a broker pushes, the right offices are told with reasons, and told again when it changes or ends."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from kohtaanto.exchange import Exchange
from kohtaanto.settled import wait_settled
from shared.events.base import utcnow
from tests.support.receiver import Receiver
from tests.support.replays import records_of
from tests.support.waiting import until
from tests.support.world import World

KOKKOLA, TAMPERE = "12", "39"


@pytest.fixture(scope="module")
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as found:
        yield found


@pytest.fixture(scope="module")
async def world(exchange: Exchange, receiver: Receiver) -> AsyncIterator[World]:
    found = World(exchange)
    await found.register((KOKKOLA, TAMPERE), receiver)
    await found.push(
        "seekers",
        [
            {
                "reference": f"nurse-{n}",
                "place": "Tampere",
                "occupations": [{"title": "sairaanhoitaja", "experience_years": n}],
                "mobility": {"areas": [KOKKOLA]},
            }
            for n in range(7)
        ],
    )
    # A vacancy faster than the last seeker would be told twice: rightly, but the tests look at the first notice.
    await wait_settled(exchange.admin_url, 60)
    yield found
    await found.client.aclose()


def vacancy(name: str, **more: Any) -> dict[str, Any]:
    return {
        "external_id": name,
        "title": "Sairaanhoitaja, yövuoro",
        "place": "Kokkola",
        "employer": "Kokkolan kaupunki",
        **more,
    }


async def notice_of(world: World, area: str, vacancy_id: str, status: str, revision: int = 0) -> dict[str, Any]:
    async def look() -> dict[str, Any] | None:
        for notice in await world.notices(area, withdrawn=True):
            if notice["vacancy_id"] == vacancy_id and notice["status"] == status and notice["revision"] > revision:
                return notice
        return None

    found = await until(look)
    assert found is not None
    return found


async def test_both_offices_are_told_with_reasons(world: World, receiver: Receiver) -> None:
    (receipt,) = await world.push("vacancies", [vacancy("told", experience_years=3)])
    own = await notice_of(world, TAMPERE, receipt["id"], "open")
    assert own["role"] == "seeker_area"
    assert len(own["candidates"]) + own["more"] == 7
    assert len(own["candidates"]) == 5
    best = own["candidates"][0]
    assert best["reasons"]["relation"] == "same_occupation"
    assert best["reasons"]["mobility"] == "listed_area"
    assert 200 < best["reasons"]["distance_km"] < 300
    assert own["text"][0].startswith("Sairaanhoitaja, yövuoro, Kokkolan kaupunki (Kokkola)")
    other = await notice_of(world, KOKKOLA, receipt["id"], "open")
    assert other["role"] == "vacancy_area"
    assert other["seekers_by_area"] == {TAMPERE: 7}
    assert "seeker_id" not in json.dumps(other)

    async def webhooks() -> list[str]:
        mine = [each for each in receiver.received if each["data"]["vacancy_id"] == receipt["id"]]
        return sorted(each["data"]["role"] for each in mine) if len(mine) >= 2 else []

    assert await until(webhooks) == ["seeker_area", "vacancy_area"]


async def test_changed_closed_and_opened_again(world: World) -> None:
    (receipt,) = await world.push("vacancies", [vacancy("moves")])
    first = await notice_of(world, KOKKOLA, receipt["id"], "open")
    await world.push("vacancies", [vacancy("moves", employer="Soite")])
    changed = await notice_of(world, KOKKOLA, receipt["id"], "open", first["revision"])
    assert changed["vacancy"]["employer"] == "Soite"
    await world.push("vacancies", [vacancy("moves", status="closed")])
    gone = await notice_of(world, KOKKOLA, receipt["id"], "withdrawn", changed["revision"])
    await notice_of(world, TAMPERE, receipt["id"], "withdrawn")
    (again,) = await world.push("vacancies", [vacancy("moves")])
    assert again["revision"] == 4
    await notice_of(world, KOKKOLA, receipt["id"], "open", gone["revision"])


async def test_an_expired_vacancy_is_withdrawn_by_itself(world: World) -> None:
    soon = (utcnow() + timedelta(seconds=4)).isoformat()
    (receipt,) = await world.push("vacancies", [vacancy("expires", expires_at=soon)])
    await notice_of(world, KOKKOLA, receipt["id"], "open")
    await notice_of(world, KOKKOLA, receipt["id"], "withdrawn")


async def test_a_deleted_vacancy_is_withdrawn_and_goes_on_counting(world: World) -> None:
    (receipt,) = await world.push("vacancies", [vacancy("deleted")])
    await notice_of(world, KOKKOLA, receipt["id"], "open")
    answer = await world.client.delete(f"{world.url('vacancies')}/deleted", headers=world.headers("vacancies"))
    assert answer.status_code == 200
    gone = await notice_of(world, KOKKOLA, receipt["id"], "withdrawn")
    (again,) = await world.push("vacancies", [vacancy("deleted")])
    assert (again["status"], again["revision"]) == ("created", 3)
    await notice_of(world, KOKKOLA, receipt["id"], "open", gone["revision"])


async def test_an_unchanged_row_makes_no_event(world: World) -> None:
    (first,) = await world.push("vacancies", [vacancy("same")])
    (second,) = await world.push("vacancies", [vacancy("same")])
    assert (second["status"], second["revision"]) == ("unchanged", first["revision"])


async def test_an_outcome_goes_back_to_the_source(world: World) -> None:
    (receipt,) = await world.push("vacancies", [vacancy("answered")])
    notice = await notice_of(world, TAMPERE, receipt["id"], "open")
    seeker = notice["candidates"][0]["seeker_id"]
    url = f"{world.exchange.url('notifier')}/v1/offices/{TAMPERE}/notices/{notice['notice_id']}/outcomes"
    key = {"Authorization": f"Bearer {world.keys[TAMPERE]}"}
    for outcome in ("proposed", "hired"):
        answer = await world.client.post(url, json={"outcome": outcome, "seeker_id": seeker}, headers=key)
        assert answer.status_code == 201

    async def fate() -> list[dict[str, Any]]:
        found = await world.client.get(f"{world.url('vacancies')}/answered", headers=world.headers("vacancies"))
        outcomes: list[dict[str, Any]] = found.json()["outcomes"]
        return outcomes if outcomes and outcomes[0]["outcome"] == "hired" else []

    outcomes = await until(fate)
    assert len(outcomes) == 1, "a later answer replaces an earlier one"
    assert seeker not in json.dumps(outcomes), "the source learns what, never who"


async def test_keys_open_their_own_door_only(world: World) -> None:
    row = json.dumps(vacancy("x")).encode()
    broker = world.headers("vacancies")
    for url, headers, status in [
        (world.url("vacancies"), {}, 401),
        (world.url("vacancies"), {"Authorization": "Bearer wrong"}, 401),
        (world.url("vacancies"), world.headers("seekers"), 403),
        (world.url("vacancies").replace("/broker/", "/authority/"), world.headers("seekers"), 403),
    ]:
        answer = await world.client.post(url, content=row, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    inbox = f"{world.exchange.url('notifier')}/v1/offices/{KOKKOLA}/notices"
    assert (await world.client.get(inbox, headers=broker)).status_code == 401
    other = {"Authorization": f"Bearer {world.keys[TAMPERE]}"}
    assert (await world.client.get(inbox, headers=other)).status_code == 403


async def test_a_receiver_that_fails_is_tried_again(world: World, receiver: Receiver) -> None:
    receiver.fail_next = 3
    (receipt,) = await world.push("vacancies", [vacancy("retried")])

    async def both() -> bool:
        mine = [each for each in receiver.told_once_each() if each["data"]["vacancy_id"] == receipt["id"]]
        return len(mine) == 2

    assert await until(both)
    assert receiver.fail_next == 0


async def test_a_receiver_that_hangs_holds_up_nobody_else(world: World, receiver: Receiver) -> None:
    receiver.hanging.add(TAMPERE)
    try:
        (receipt,) = await world.push("vacancies", [vacancy("hanging")])

        def areas() -> set[str]:
            mine = [each["data"] for each in receiver.received if each["data"]["vacancy_id"] == receipt["id"]]
            return {data["area"] for data in mine}

        async def told() -> bool:
            return KOKKOLA in areas()

        assert await until(told, 8), "less than the receiver's time to answer"
        assert TAMPERE not in areas()
    finally:
        receiver.hanging.clear()

    async def both() -> bool:
        return areas() == {KOKKOLA, TAMPERE}

    assert await until(both)


async def test_the_trace_goes_all_the_way(world: World) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    headers = world.headers("vacancies") | {"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    row = json.dumps(vacancy("traced")).encode()
    answer = await world.client.post(world.url("vacancies"), content=row, headers=headers)
    receipt = json.loads(answer.text)
    await notice_of(world, KOKKOLA, receipt["id"], "open")
    for topic in ("vacancies.submitted", "vacancies.normalised", "matches"):
        (record,) = [each for each in await records_of(world.exchange, topic) if each.key == receipt["id"].encode()]
        assert trace in dict(record.headers)["ce_traceparent"].decode()
