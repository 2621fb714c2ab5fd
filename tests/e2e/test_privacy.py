"""People's data: identity codes are refused and kept nowhere; an erased person is gone from every table and topic."""

import json
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from kohtaanto.exchange import Exchange
from kohtaanto.settled import wait_settled
from shared.events.topics import SERVICES
from tests.support.replays import TOPICS, records_of
from tests.support.world import World

CODE = "131052-308T"  # the public specimen
SHAPES = (
    CODE,
    CODE.lower(),
    "131052\u2212308T",
    "1310\u200b52-308T",
    "１３１０５２-308T",
    "131052A308X",
    "010199+123A",
)
VACANCY = {"external_id": "v", "title": "Kokki", "place": "Oulu"}
SEEKER = {"reference": "r", "place": "Oulu", "occupations": [{"title": "kokki"}]}


def everywhere(code: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        ("vacancies", VACANCY | {"external_id": f"ref {code}"}),
        ("vacancies", VACANCY | {"description": f"Kysy numerosta {code}."}),
        ("vacancies", VACANCY | {"skills": ["kokkaus", code]}),
        ("vacancies", VACANCY | {code: "a key"}),
        ("vacancies", VACANCY | {"url": f"https://example.org/{code}"}),
        ("seekers", SEEKER | {"reference": code}),
        ("seekers", SEEKER | {"occupations": [{"title": f"kokki {code}"}]}),
        ("seekers", SEEKER | {"mobility": {"note": {"deep": [code]}}}),
    ]


@pytest.fixture(scope="module")
async def world(exchange: Exchange) -> World:
    found = World(exchange)
    await found.register(("12",))
    return found


async def dump(exchange: Exchange) -> str:
    """Every row of every table, as text."""
    admin = await asyncpg.connect(exchange.admin_url)
    found = []
    for service in SERVICES:
        tables = await admin.fetch("SELECT tablename FROM pg_tables WHERE schemaname = $1", service)
        for (table,) in tables:
            rows = await admin.fetch(f'SELECT t::text, row_to_json(t)::text FROM "{service}"."{table}" AS t')
            found += [text for row in rows for text in row]
            columns = "SELECT encode(value, 'escape') FROM " + f'"{service}"."{table}" WHERE value IS NOT NULL'
            if table in ("outbox", "dead_letter"):
                found += [row[0] for row in await admin.fetch(columns)]
    await admin.close()
    return "\n".join(found)


async def topics(exchange: Exchange, *which: str) -> str:
    records = [record for topic in which for record in await records_of(exchange, topic)]
    return "\n".join(f"{record.key!r} {record.headers!r} {record.value!r}" for record in records)


@pytest.mark.parametrize("code", SHAPES)
async def test_a_row_with_an_identity_code_is_refused(world: World, code: str) -> None:
    for kind, row in everywhere(code):
        good = (VACANCY if kind == "vacancies" else SEEKER) | {
            "employer" if kind == "vacancies" else "status": "active"
        }
        body = "\n".join(json.dumps(each) for each in (row, good))
        answer = await world.client.post(world.url(kind), content=body.encode(), headers=world.headers(kind))
        refused, taken = (json.loads(line) for line in answer.text.splitlines())
        assert refused["status"] == "refused"
        assert refused["problems"][0]["code"] == "PERSONAL_CODE"
        assert code not in answer.text
        assert "308" not in json.dumps(refused)
        assert taken["status"] in ("created", "changed", "unchanged"), "the rest of the feed goes on"


async def test_it_is_kept_nowhere(world: World, tmp_path: Path) -> None:
    await wait_settled(world.exchange.admin_url, 30)
    logs = "".join(path.read_text() for path in world.exchange.home.glob("*.log"))
    metrics = [(await world.client.get(f"{world.exchange.url(name)}/metrics")).text for name in SERVICES]
    seen = "\n".join([logs, *metrics, await dump(world.exchange), await topics(world.exchange, *TOPICS)])
    assert "kohtaanto_refusals_total" in seen
    for shape in SHAPES:
        assert shape not in seen
    assert "131052" not in seen


async def test_an_erased_person_is_gone_and_does_not_come_back(world: World) -> None:
    row = SEEKER | {
        "reference": "erase-me",
        "skills": ["harvinainen taito"],
        "mobility": {"whole_country": True},
        "place": "Tampere",
    }
    await world.push("vacancies", [VACANCY | {"external_id": "erasing", "skills": ["harvinainen taito"]}])
    (receipt,) = await world.push("seekers", [row])
    await wait_settled(world.exchange.admin_url, 30)
    assert "harvinainen taito" in await topics(world.exchange, "matches")
    gone = await world.client.delete(f"{world.url('seekers')}/erase-me", headers=world.headers("seekers"))
    assert gone.status_code == 200
    await wait_settled(world.exchange.admin_url, 30)
    await world.client.delete(f"{world.url('vacancies')}/erasing", headers=world.headers("vacancies"))
    await wait_settled(world.exchange.admin_url, 30)
    held = await dump(world.exchange)
    assert "erase-me" not in held
    assert "harvinainen taito" not in held
    assert receipt["id"] in held, "the random id stays in the graves"
    last = [
        record
        for record in await records_of(world.exchange, "seekers.normalised")
        if record.key == receipt["id"].encode()
    ]
    assert last[-1].value is None, "a tombstone lets compaction take the profile"
    answer = await world.client.post(world.url("seekers"), content=json.dumps(row), headers=world.headers("seekers"))
    again = json.loads(answer.text)
    assert (again["status"], again["problems"][0]["code"]) == ("refused", "ERASED")
