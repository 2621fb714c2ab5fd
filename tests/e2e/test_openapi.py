"""The OpenAPI documents are true: schemathesis walks each of them against the running exchange, with every check."""

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from kohtaanto.exchange import Exchange
from kohtaanto.settled import wait_settled
from services.normaliser import reviewers
from shared.events.topics import Service
from tests.support.doubtful import TITLES
from tests.support.world import World

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "tests" / "support" / "schemathesis.toml"
KOKKOLA, TAMPERE = "12", "39"
FOLLOWED = "a link of the document"
DICTIONARIES = ("keys", "pushes", "areas", "notices", "seekers", "titles", "occupations")
Seen = Counter[tuple[str, int]]


@pytest.fixture(scope="module", autouse=True)
def nothing_goes_out() -> Iterator[None]:
    """Schemathesis makes up addresses for webhooks, and the exchange would really send them there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALL_PROXY", "http://127.0.0.1:9")
        patch.setenv("NO_PROXY", "127.0.0.1,localhost")
        yield


@pytest.fixture(scope="module")
async def world(exchange: Exchange) -> AsyncIterator[World]:
    found = World(exchange)
    await found.register((KOKKOLA, TAMPERE))
    yield found
    await found.client.aclose()


async def fill(world: World, name: str) -> None:
    """Vacancies in Kokkola, and seekers in Tampere who would go there."""
    title = "Levyseppähitsaaja"
    seekers = [
        {"reference": key, "place": "Tampere", "occupations": [{"title": title}], "mobility": {"areas": [KOKKOLA]}}
        for key in (name, f"{name}/1")
    ]
    await world.push("seekers", seekers)
    vacancies = [{"external_id": key, "title": title, "place": "Kokkola"} for key in (name, f"{name}/1")]
    await world.push("vacancies", vacancies)
    await wait_settled(world.exchange.admin_url, 60)


async def walk(world: World, home: Path, service: Service, key: str, *more: str, **known: list[str]) -> Seen:
    """Every operation of a service, by every phase and check; what was answered, by operation and status."""
    empty = "00000000-0000-0000-0000-000000000000"
    held = {name: known.get(name) or [empty] for name in DICTIONARIES}
    dictionaries = "".join(f"[dictionaries.{name}]\nvalues = {json.dumps(values)}\n" for name, values in held.items())
    config, report = home / "schemathesis.toml", home / "report.ndjson"
    config.write_text(f"{CONFIG.read_text()}\n{dictionaries}")
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run",
        f"{world.exchange.url(service)}/openapi.json", "--checks", "all", "--seed", "1", "--no-color",
        "--report", "ndjson", "--report-ndjson-path", str(report), *more,
        cwd=ROOT, env={**os.environ, "KOHTAANTO_TEST_KEY": key},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await running.communicate()
    assert running.returncode == 0, said.decode()
    return answered(report)


def answered(report: Path) -> Seen:
    found: Seen = Counter()
    for line in report.read_text().splitlines():
        event: dict[str, Any] = json.loads(line).get("ScenarioFinished", {})
        recorder = event.get("recorder", {})
        for id_, interaction in recorder.get("interactions", {}).items():
            node, response = recorder["cases"][id_], interaction["response"]
            assert response is not None, "the service hung up"
            found[f"{node['value']['method']} {node['value']['path']}", response["status_code"]] += 1
            found[FOLLOWED, response["status_code"]] += node["is_transition_applied"]
    return found


def went_well(seen: Seen) -> set[str]:
    assert seen[FOLLOWED, 200] or seen[FOLLOWED, 201]
    return {operation for operation, status in seen if 200 <= status < 300} - {FOLLOWED}


async def a_push(world: World, kind: str) -> list[str]:
    answer = await world.client.post(world.url(kind), content=b'{"title": "?"}', headers=world.headers(kind))
    return [answer.headers["content-location"].rsplit("/", 1)[1]]


async def documented(world: World, service: Service) -> set[str]:
    paths = (await world.client.get(f"{world.exchange.url(service)}/openapi.json")).json()["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}


async def test_ingest_with_a_brokers_key(world: World, tmp_path: Path) -> None:
    await fill(world, "b")
    seen = await walk(
        world, tmp_path, "ingest", world.keys["broker"], "--exclude-tag", "seekers",
        keys=["b", "b/1", "b/close"], pushes=await a_push(world, "vacancies"),
    )  # fmt: skip
    assert went_well(seen) == {each for each in await documented(world, "ingest") if "/seekers" not in each}
    assert seen["PUT /v1/vacancies/{external_id}", 201]


async def test_ingest_with_an_authoritys_key(world: World, tmp_path: Path) -> None:
    await fill(world, "a")
    seen = await walk(
        world, tmp_path, "ingest", world.keys["authority"], "--exclude-tag", "vacancies",
        keys=["a", "a/1", "a/close"], pushes=await a_push(world, "seekers"),
    )  # fmt: skip
    others = ("/vacancies", "/webhook")
    assert went_well(seen) == {
        each for each in await documented(world, "ingest") if not any(other in each for other in others)
    }
    assert seen["PUT /v1/seekers/{reference}", 201]
    assert seen["PUT /v1/webhook", 403], "what its scopes do not hold is refused as documented"


async def test_the_inbox_with_an_offices_key(world: World, tmp_path: Path) -> None:
    await fill(world, "o")
    notices = await world.notices(TAMPERE)
    ids = [notice["notice_id"] for notice in notices]
    seekers = [each["seeker_id"] for notice in notices for each in notice["candidates"]]
    assert seekers
    seen = await walk(world, tmp_path, "notifier", world.keys[TAMPERE], areas=[TAMPERE], notices=ids, seekers=seekers)
    assert went_well(seen) == await documented(world, "notifier")


async def test_the_review_queue_with_a_reviewers_key(world: World, tmp_path: Path) -> None:
    rows = [{"external_id": f"r{n}", "title": title, "place": "Kokkola"} for n, title in enumerate(TITLES)]
    await world.push("vacancies", rows)
    await wait_settled(world.exchange.admin_url, 60)
    async with await world.pool("normaliser") as pool, pool.acquire() as connection:
        key = await reviewers.add(connection, "Aino") or ""
    headers = {"Authorization": f"Bearer {key}"}
    queue = await world.client.get(f"{world.exchange.url('normaliser')}/v1/occupations/review", headers=headers)
    titles = [each["key"] for each in queue.json()["titles"]]
    assert titles
    seen = await walk(world, tmp_path, "normaliser", key, titles=titles, occupations=["5321.1", "none"])
    assert went_well(seen) == await documented(world, "normaliser")
    assert seen["POST /v1/occupations/review/{title_key}/answer", 404], "what nobody has is refused as documented"


async def test_an_address_means_one_thing_whatever_the_method(world: World) -> None:
    base, headers = f"{world.exchange.url('ingest')}/v1/vacancies", world.headers("vacancies")
    row = {"title": "Kokki"}
    for address, allowed in (("/x/close", "POST"), ("/x", "GET, PUT, DELETE"), ("/x%2Fclose", "GET, PUT, DELETE")):
        refused = await world.client.patch(f"{base}{address}", headers=headers)
        assert (refused.status_code, refused.headers["allow"]) == (405, allowed)
    for key in ("x", "x%2Fclose", "close", "x%0Ay"):
        tried = await world.client.put(f"{base}/{key}?dry_run=true", json=row, headers=headers)
        assert (tried.status_code, tried.json()["status"]) == (200, "created"), "a dry run makes nothing be there"
        assert (await world.client.put(f"{base}/{key}", json=row, headers=headers)).status_code == 201, key
        assert (await world.client.post(f"{base}/{key}/close", headers=headers)).json()["changed"] is True
    assert (await world.client.put(f"{base}/y/close", json=row, headers=headers)).status_code == 405
    for odd in ("%00", "x%00", "%FF", "%ED%A0%80", "%20", "%1C"):
        refused = await world.client.get(f"{base}/{odd}", headers=headers)
        assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json"), odd
    refused = await world.client.post(f"{world.exchange.url('ingest')}/static-offline-docs/favicon.png")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")


async def test_headers_may_hold_any_byte(world: World) -> None:
    url = f"{world.exchange.url('ingest')}/v1/vacancies"
    odd = "\xff\xe4\x80".encode("latin-1")
    for name, status in ((b"Content-Type", 415), (b"Content-Encoding", 415), (b"Idempotency-Key", 422)):
        headers = [(b"Authorization", f"Bearer {world.keys['broker']}".encode()), (name, odd)]
        assert (await world.client.post(url, content=b"{}", headers=headers)).status_code == status
    for key in (odd, b"Bearer " + odd, b"Basic " + odd, b"Bearer"):
        answer = await world.client.post(url, content=b"{}", headers=[(b"Authorization", key)])
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


async def test_moments_and_reasons_that_no_table_takes(world: World) -> None:
    await fill(world, "m")
    url = f"{world.exchange.url('notifier')}/v1/offices/{TAMPERE}/notices"
    headers = {"Authorization": f"Bearer {world.keys[TAMPERE]}"}
    for before, status in (
        ("0001-01-01T00:00:00+14:00", 200),
        ("9999-12-31T23:59:59-12:00", 200),
        ("2026-11-02T08:00:00", 422),
        ("1793606400", 422),
        ("-1", 422),
    ):
        assert (await world.client.get(url, params={"before": before}, headers=headers)).status_code == status, before
    (first, *_) = await world.notices(TAMPERE)
    older = await world.client.get(url, params={"before": first["changed_at"]}, headers=headers)
    assert first["notice_id"] not in {each["notice_id"] for each in older.json()["notices"]}
    for reason in ("a\0b", "131052-308T"):
        body = {"outcome": "hired", "reason": reason}
        answer = await world.client.post(f"{url}/{first['notice_id']}/outcomes", json=body, headers=headers)
        assert answer.status_code == 422
        assert reason not in answer.text
