"""The OpenAPI documents are true: schemathesis walks both of them against the running exchange, with every check."""

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from kohtaanto.exchange import Exchange
from kohtaanto.settled import wait_settled
from shared.events.topics import Service
from tests.support.world import World

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "tests" / "support" / "schemathesis.toml"
KOKKOLA, TAMPERE = "12", "39"
Seen = Counter[tuple[str, int]]


@pytest.fixture(scope="module")
async def world(exchange: Exchange) -> AsyncIterator[World]:
    found = World(exchange)
    await found.register((KOKKOLA, TAMPERE))
    title = "Levyseppähitsaaja"
    people = [
        {"reference": f"p{n}", "place": "Tampere", "occupations": [{"title": title}], "mobility": {"areas": [KOKKOLA]}}
        for n in range(3)
    ]
    await found.push("seekers", people)
    await found.push("vacancies", [{"external_id": key, "title": title, "place": "Kokkola"} for key in ("v0", "a/1")])
    await wait_settled(exchange.admin_url, 60)
    yield found
    await found.client.aclose()


async def walk(world: World, home: Path, service: Service, key: str, **known: list[str]) -> Seen:
    """Every operation of a service, by every phase and check; what was answered, by operation and status."""
    empty = "00000000-0000-0000-0000-000000000000"
    held = {name: known.get(name) or [empty] for name in ("keys", "pushes", "areas", "notices", "seekers")}
    dictionaries = "".join(f"[dictionaries.{name}]\nvalues = {json.dumps(values)}\n" for name, values in held.items())
    config, report = home / "schemathesis.toml", home / "report.ndjson"
    config.write_text(f"{CONFIG.read_text()}\n{dictionaries}")
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run",
        f"{world.exchange.url(service)}/openapi.json", "--checks", "all", "--seed", "1", "--no-color",
        "--report", "ndjson", "--report-ndjson-path", str(report),
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
            case, response = recorder["cases"][id_]["value"], interaction["response"]
            assert response is not None, "the service hung up"
            found[f"{case['method']} {case['path']}", response["status_code"]] += 1
    return found


def went_well(seen: Seen) -> set[str]:
    return {operation for operation, status in seen if 200 <= status < 300}


async def a_push(world: World, kind: str) -> list[str]:
    answer = await world.client.post(world.url(kind), content=b'{"title": "?"}', headers=world.headers(kind))
    return [answer.headers["content-location"].rsplit("/", 1)[1]]


async def documented(world: World, service: Service) -> set[str]:
    paths = (await world.client.get(f"{world.exchange.url(service)}/openapi.json")).json()["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}


async def test_ingest_with_a_brokers_key(world: World, tmp_path: Path) -> None:
    pushes = await a_push(world, "vacancies")
    seen = await walk(world, tmp_path, "ingest", world.keys["broker"], keys=["v0", "a/1", "a/close"], pushes=pushes)
    print(sorted(seen.items()))
