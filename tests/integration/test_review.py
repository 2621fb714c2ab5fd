"""The review queue on a database, and its API: what waits, who may see it, what an answer does."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from services.normaliser import reviewers
from services.normaliser.api.classify import classify_routes
from services.normaliser.api.review import review_routes
from shared.spine.database import Pool
from shared.spine.http import web_app
from tests.support.normalising import Process, code_of, row_of, seeker, tombstone, use, vacancy
from tests.support.versions import BILLING, BOOKKEEPER, CODES, COOK, occupation, release

QUEUE = "/v1/occupations/review"
SPEC = "131052-308T"  # the public specimen of an identity code


pytestmark = pytest.mark.usefixtures("doubtful")


@pytest.fixture
async def process(pool: Pool) -> Process:
    await use(pool, release("9.1"))
    return await Process.start(pool)


@pytest.fixture
async def client(pool: Pool, process: Process) -> AsyncIterator[httpx.AsyncClient]:
    """Aino of an office, with her key."""
    app = web_app("test")
    app.include_router(review_routes(pool, process.knowing))
    app.include_router(classify_routes(pool, process.knowing))
    async with pool.acquire() as connection:
        key = await reviewers.add(connection, "Aino")
    transport, headers = httpx.ASGITransport(app), {"Authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as found:
        yield found


async def titles(client: httpx.AsyncClient, **asked: Any) -> dict[str, dict[str, Any]]:
    answer = (await client.get(QUEUE, params=asked)).raise_for_status().json()
    return {each["key"]: each for each in answer["titles"]}


async def fill(process: Process) -> None:
    """Tähtiluotsi five times (of two sources and employers), Kuukulkija twice in Swedish, and one that is known."""
    await process.take(
        *(vacancy("Tähtiluotsi, Oulu", employer="Avaruus Oy") for _ in range(3)),
        vacancy("TÄHTILUOTSI!", employer="Kuu Oy", source="toinen"),
        vacancy("Tähtiluotsi", employer="Kuu Oy", language=None),
        *(vacancy("Månvandrare", language="sv") for _ in range(2)),
        vacancy("Kokki"),
    )


async def test_titles_are_grouped_commonest_first_with_what_helps_to_decide(
    client: httpx.AsyncClient, process: Process
) -> None:
    await fill(process)
    await process.take(seeker("tähtiluotsi", "kokki"))
    answer = (await client.get(QUEUE)).json()
    first, second = answer["titles"]
    assert (answer["titles_in_all"], answer["vacancies_in_all"]) == (2, 7)
    assert {name: first[name] for name in ("key", "title", "vacancies", "seekers", "languages", "reasons")} == {
        "key": "tähtiluotsi", "title": "Tähtiluotsi, Oulu", "vacancies": 5, "seekers": 1, "languages": ["fi"],
        "reasons": {"unknown": 5 + 1},
    }  # fmt: skip
    assert (first["sources"], first["employers"]) == (["firma", "toinen"], 2)
    assert 0 < len(first["candidates"]) <= 5
    assert [each["score"] for each in first["candidates"]] == sorted(
        (each["score"] for each in first["candidates"]), reverse=True
    )
    assert second["key"] == "månvandrare"


async def test_filters_and_pages(client: httpx.AsyncClient, process: Process) -> None:
    await fill(process)
    assert set(await titles(client, language="sv")) == {"månvandrare"}
    assert set(await titles(client, language="en")) == set()
    assert set(await titles(client, reason="unknown")) == {"tähtiluotsi", "månvandrare"}
    assert set(await titles(client, reason="contested")) == set()
    assert set(await titles(client, text="LUOTSI")) == {"tähtiluotsi"}
    assert set(await titles(client, text="oulu")) == {"tähtiluotsi"}, "by what stands in the title, not the key alone"
    for literal in ("%", "_", "\\"):
        assert set(await titles(client, text=literal)) == set(), "no pattern, just letters"
    page = (await client.get(QUEUE, params={"limit": 1, "offset": 1})).json()
    assert ([each["key"] for each in page["titles"]], page["titles_in_all"]) == (["månvandrare"], 2)
    page = (await client.get(QUEUE, params={"offset": 9})).json()
    assert (page["titles"], page["titles_in_all"]) == ([], 2)


async def test_a_title_of_fewer_than_three_seekers_is_shown_to_nobody(
    client: httpx.AsyncClient, process: Process
) -> None:
    two = [seeker("Majakanvartijan perintöprinssi") for _ in range(2)]
    await process.take(*two)
    (key,) = (await row_of(process.pool, two[0]))["title_keys"]
    assert await titles(client) == {}
    for call in (client.get(f"{QUEUE}/{key}"), client.post(f"{QUEUE}/{key}/answer", json={"occupation": COOK})):
        assert (await call).status_code == 404
    await process.take(seeker("Majakanvartijan perintöprinssi, Hanko"))
    found = (await titles(client))[key]
    assert (found["vacancies"], found["seekers"], found["sources"]) == (0, 3, [])
    assert found["title"] == key, "no spelling is shared by three: the words alone are shown"
    await process.take(seeker("Majakanvartijan perintöprinssi"))
    assert (await titles(client))[key]["title"] == "Majakanvartijan perintöprinssi"
    await process.take(tombstone(two[0]))  # a vacancy's, for the handler: it is nobody's
    async with process.pool.acquire() as connection, connection.transaction():
        await process.handlers.seekers(connection, [tombstone(each) for each in two])
    assert await titles(client) == {}, "two are left"


async def test_one_seeker_with_a_title_twice_is_one(client: httpx.AsyncClient, process: Process) -> None:
    await process.take(*(seeker("Tähtiluotsi", "tähtiluotsi") for _ in range(2)))
    assert await titles(client) == {}
    await process.take(vacancy("Tähtiluotsi"))
    assert (await titles(client))["tähtiluotsi"]["seekers"] == 2


async def test_an_answer_settles_the_title_and_can_be_replaced_and_undone(
    client: httpx.AsyncClient, process: Process
) -> None:
    await fill(process)
    url = f"{QUEUE}/tähtiluotsi/answer"
    given = await client.post(url, json={"occupation": COOK})
    assert (given.status_code, given.json()["occupation"]["code"], given.json()["answered_by"]) == (201, COOK, "Aino")
    assert set(await titles(client)) == {"månvandrare"}, "at once, before anything is read again"
    assert await process.settle() == 5
    known = (await client.get(f"{QUEUE}/tähtiluotsi")).json()
    assert (known["vacancies"], known["answer"]["occupation"]["uri"]) == (0, occupation(COOK).uri)
    assert known["candidates"][0]["code"] == COOK
    replaced = await client.post(url, json={"occupation": occupation(BILLING).uri})
    assert replaced.json()["occupation"]["code"] == BILLING
    assert await process.settle() == 5
    latest, older = (await client.get(f"{QUEUE}/tähtiluotsi")).json()["answers"]
    assert (latest["undone_at"], older["undone_by"]) == (None, "Aino")
    undone = await client.delete(url)
    assert (undone.status_code, undone.json()["undone_by"]) == (200, "Aino")
    assert (await client.delete(url)).status_code == 404
    await process.settle()
    assert (await titles(client))["tähtiluotsi"]["vacancies"] == 5
    assert (await client.get(f"{QUEUE}/tähtiluotsi")).json()["answer"] is None


async def test_a_title_that_names_no_occupation_and_a_wrong_label(client: httpx.AsyncClient, process: Process) -> None:
    await fill(process)
    await client.post(f"{QUEUE}/månvandrare/answer", json={"occupation": "none"})
    corrected = await client.post(f"{QUEUE}/kokki/answer", json={"occupation": BOOKKEEPER})
    assert corrected.status_code == 201, "a title that does not wait may be answered too"
    await process.settle()
    assert set(await titles(client)) == {"tähtiluotsi"}
    await process.take(event := vacancy("Kokki, Vaasa"))
    assert code_of((await row_of(process.pool, event))["state"]) == BOOKKEEPER


async def test_an_answer_that_a_new_version_makes_void_waits_again(client: httpx.AsyncClient, process: Process) -> None:
    await fill(process)
    await client.post(f"{QUEUE}/tähtiluotsi/answer", json={"occupation": BILLING})
    await process.settle()
    await use(process.pool, release("9.3", [code for code in CODES if code != BILLING]))
    await process.settle()
    assert (await titles(client))["tähtiluotsi"]["vacancies"] == 5
    holds = (await client.get(f"{QUEUE}/tähtiluotsi")).json()["answer"]["occupation"]
    assert holds == {"uri": occupation(BILLING).uri, "code": None, "label": {}}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"occupation": "9999.9"}, "9.1 has no such occupation"),
        ({"occupation": ""}, "body.occupation"),
        ({"occupation": "a\0b"}, "body.occupation"),
        ({"occupation": SPEC}, "body.occupation"),
        ({}, "body.occupation"),
        ({"occupation": COOK, "by": "Eino"}, "body.by"),
    ],
)
async def test_an_answer_that_means_nothing_is_refused(
    client: httpx.AsyncClient, process: Process, body: dict[str, Any], said: str
) -> None:
    await fill(process)
    answer = await client.post(f"{QUEUE}/tähtiluotsi/answer", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert said in answer.json()["detail"]
    assert SPEC not in answer.text
    assert "tähtiluotsi" in await titles(client)


async def test_a_key_opens_the_door_until_it_is_changed_or_taken_away(client: httpx.AsyncClient, pool: Pool) -> None:
    for path in (QUEUE, f"{QUEUE}/x"):
        answer = await client.get(path, headers={"Authorization": "Bearer wrong"})
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    del client.headers["authorization"]
    assert (await client.get(QUEUE)).status_code == 401
    async with pool.acquire() as connection:
        assert await reviewers.add(connection, "Aino") is None
        newer = await reviewers.rotate_key(connection, "Aino")
        assert (await client.get(QUEUE, headers={"Authorization": f"Bearer {newer}"})).status_code == 200
        assert newer not in str(await connection.fetch("SELECT * FROM reviewer"))
        assert await reviewers.remove(connection, "Aino")
    assert (await client.get(QUEUE, headers={"Authorization": f"Bearer {newer}"})).status_code == 401


async def test_titles_are_read_in_order(client: httpx.AsyncClient) -> None:
    asked = [{"title": "Kokki", "language": "fi"}, {"title": ""}, {"title": "Laskuttaja"}]
    said = (await client.post("/v1/occupations/classify", json={"titles": asked})).raise_for_status().json()
    assert said["taxonomy"] == "9.1"
    assert [each["title"] for each in said["titles"]] == ["Kokki", "", "Laskuttaja"]
    assert [(each["candidates"] or [{"code": None}])[0]["code"] for each in said["titles"]] == [COOK, None, BILLING]
    too_many = [{"title": "Kokki"}] * 101
    assert (await client.post("/v1/occupations/classify", json={"titles": too_many})).status_code == 422
