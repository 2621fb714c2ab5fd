"""The review queue through a running exchange: over HTTP, from the command line, and as its page says."""

import asyncio
import json
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import asyncpg
import httpx
import pytest

from kohtaanto.exchange import Exchange
from kohtaanto.settled import wait_settled
from services.normaliser.occupations.recognising import Occupations
from services.normaliser.occupations.title_model import TitleModel, digest, shipped_model
from services.normaliser.occupations.title_text import title_key
from shared.esco import starter_taxonomy
from tests.support.doubtful import TITLES
from tests.support.waiting import until
from tests.support.world import World

PAGE = Path(__file__).resolve().parents[2] / "docs" / "review.md"
KOKKOLA, TAMPERE = "12", "39"
CARER = "5321.1"


@pytest.fixture(scope="module")
def doubtful() -> list[str]:
    """Titles that wait for a person, by the starter that the exchange begins with."""
    taxonomy = starter_taxonomy()
    raw = shipped_model(digest(taxonomy))
    assert raw is not None
    occupations = Occupations(taxonomy, TitleModel.load(raw), {})
    found = [title for title in TITLES if occupations.recognise(title, None, "fi").review]
    assert len(found) >= 4
    return found


@pytest.fixture(scope="module")
async def world(exchange: Exchange) -> AsyncIterator[World]:
    found = World(exchange)
    await found.register((KOKKOLA, TAMPERE))
    seeker = {"reference": "s", "place": "Tampere", "occupations": [{"title": "lähihoitaja"}]}
    await found.push("seekers", [seeker | {"mobility": {"areas": [KOKKOLA]}}])
    yield found
    await found.client.aclose()


async def command(world: World, *arguments: str, stdin: str = "") -> tuple[int, str, str]:
    """`kohtaanto ...` as an operator runs it here; its status, what it wrote, and what it said beside."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KOHTAANTO_")}
    environment["KOHTAANTO_DATABASE_URL"] = world.exchange.env("normaliser", 0)["KOHTAANTO_DATABASE_URL"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "kohtaanto", *arguments, env=environment | {"COLUMNS": "200"},
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, beside = await process.communicate(stdin.encode())
    assert process.returncode is not None
    assert b"Traceback" not in beside, beside.decode()
    return process.returncode, said.decode(), beside.decode()


async def occupations(world: World, title: str) -> dict[str, str | None]:
    """The occupation code of each vacancy with a title, as the matcher has it, by the vacancy's id."""
    admin = await asyncpg.connect(world.exchange.admin_url)
    try:
        rows = await admin.fetch("SELECT id, state FROM matcher.vacancy WHERE state->>'title' = $1", title)
    finally:
        await admin.close()
    states = {str(row["id"]): json.loads(row["state"]) for row in rows}
    return {id_: (state.get("occupation") or {}).get("code") for id_, state in states.items()}


async def push(world: World, title: str, *names: str) -> None:
    row = {"title": title, "place": "Kokkola", "language": "fi", "employer": "Kokkolan kaupunki"}
    await world.push("vacancies", [{"external_id": f"{title} {name}", **row} for name in names])
    await wait_settled(world.exchange.admin_url, 60)


async def reviewer(world: World, name: str) -> httpx.AsyncClient:
    status, key, _ = await command(world, "occupations", "reviewer", "add", name)
    assert status == 0
    headers = {"Authorization": f"Bearer {key.strip()}"}
    return httpx.AsyncClient(base_url=world.exchange.url("normaliser"), headers=headers, timeout=30)


async def waiting(client: httpx.AsyncClient) -> dict[str, dict[str, Any]]:
    answer = (await client.get("/v1/occupations/review", params={"limit": 200})).raise_for_status().json()
    return {each["title"]: each for each in answer["titles"]}


async def test_one_answer_settles_every_vacancy_and_brings_matches(world: World, doubtful: list[str]) -> None:
    title = doubtful[0]
    await push(world, title, "a", "b")
    told = len(await world.notices(TAMPERE))
    async with await reviewer(world, "Aino") as client:
        assert (await waiting(client))[title]["vacancies"] == 2
        answered = await client.post(f"/v1/occupations/review/{title_key(title)}/answer", json={"occupation": CARER})
        assert answered.status_code == 201
        assert title not in await waiting(client)

        async def both() -> bool:
            return len(await world.notices(TAMPERE)) == told + 2

        await until(both)
        await push(world, title, "c")
        assert set((await occupations(world, title)).values()) == {CARER}, "the lexicon has learnt it"
        undone = await client.delete(f"/v1/occupations/review/{title_key(title)}/answer")
        assert undone.status_code == 200

        async def none() -> bool:
            return len(await world.notices(TAMPERE)) == told

        await until(none)
        assert (await waiting(client))[title]["vacancies"] == 3


async def test_the_same_from_the_command_line(world: World, doubtful: list[str]) -> None:
    title = doubtful[1]
    await push(world, title, "a")
    _, listed, _ = await command(world, "occupations", "review", "list", "--text", title[:5])
    assert title in listed
    status, _, said = await command(world, "occupations", "review", "answer", title, "9999.9")
    assert (status, "has no occupation `9999.9`" in said) == (2, True)
    status, _, said = await command(world, "occupations", "review", "answer", "Ei tällaista nimikettä", CARER)
    assert (status, "no vacancy has the title" in said) == (2, True)
    status, said, _ = await command(world, "occupations", "review", "answer", title, CARER, "--by", "Eino")
    assert (status, "5321.1 lähihoitaja" in said) == (0, True)

    async def settled() -> bool:
        return set((await occupations(world, title)).values()) == {CARER}

    await until(settled)
    assert title not in (await command(world, "occupations", "review", "list", "--limit", "200"))[1]
    _, shown, _ = await command(world, "occupations", "review", "show", title)
    assert "5321.1 lähihoitaja: Eino" in shown
    assert (await command(world, "occupations", "review", "undo", title))[0] == 0
    assert (await command(world, "occupations", "review", "undo", title))[0] == 2


async def test_what_would_move_is_said_before_and_then_it_moves(world: World, doubtful: list[str]) -> None:
    title = doubtful[2]
    await push(world, title, "a", "b")
    admin = await asyncpg.connect(world.exchange.admin_url)
    # As a label that was corrected since: the state held says something else than what would be read now.
    await admin.execute(
        """UPDATE normaliser.vacancy SET state = jsonb_set(state, '{occupation}', (
               SELECT each.occupation FROM normaliser.seeker, jsonb_to_recordset(state->'occupations')
                   AS each (occupation jsonb) WHERE each.occupation->>'code' = '5321.1' LIMIT 1))
           WHERE state->>'title' = $1""",
        title,
    )
    before = await admin.fetch("SELECT id, sequence, knowledge FROM normaliser.vacancy ORDER BY id")
    _, said, _ = await command(world, "occupations", "reclassify", "--dry-run")
    assert re.search(rf"2\s*│\s*0\s*│ 5321\.1 lähihoitaja\s*│ no occupation\s*│ {title}", said), said
    assert "Nothing was changed." in said
    assert await admin.fetch("SELECT id, sequence, knowledge FROM normaliser.vacancy ORDER BY id") == before
    status, said, _ = await command(world, "occupations", "reclassify")
    assert (status, "everything is read by what is known now" in said) == (0, True)
    after = await admin.fetch("SELECT id, sequence, knowledge FROM normaliser.vacancy ORDER BY id")
    moved = [now["id"] for was, now in zip(before, after, strict=True) if was["sequence"] != now["sequence"]]
    assert sorted(map(str, moved)) == sorted(await occupations(world, title)), "only what changed was told"
    assert min(row["knowledge"] for row in after) > max(row["knowledge"] for row in before)
    await wait_settled(world.exchange.admin_url, 60)
    assert set((await occupations(world, title)).values()) == {None}
    await admin.close()

    async def nothing_left() -> str | None:
        text = (await world.client.get(f"{world.exchange.url('normaliser')}/metrics")).text
        return text if re.search(r'kohtaanto_stale\{kind="vacancy"\} 0', text) else None

    figures = await until(nothing_left)
    assert re.search(r'kohtaanto_renormalised_total\{changed="yes",kind="vacancy"\} [1-9]', figures or "")


async def test_titles_are_classified_by_the_running_exchange(world: World, doubtful: list[str]) -> None:
    title = doubtful[3]
    await push(world, title, "a")
    assert (await command(world, "occupations", "review", "answer", title, CARER))[0] == 0
    asked = f"{title}\n\nKokki\n"
    _, by_exchange, _ = await command(world, "occupations", "classify", "--lang", "fi", "--top", "1", stdin=asked)
    _, by_starter, _ = await command(world, "occupations", "classify", "--taxonomy", "starter", stdin=asked)
    known, empty, cook = map(json.loads, by_exchange.splitlines())
    assert (known["title"], known["candidates"][0]["code"]) == (title, CARER)
    assert (empty["title"], empty["candidates"]) == ("", [])
    assert set(cook["candidates"][0]) == {"uri", "code", "isco", "label", "score"}
    assert json.loads(by_starter.splitlines()[0])["none"] != known["none"], "the starter knows of no answers"


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl, with which the page speaks")
async def test_every_command_of_the_page_works(world: World, doubtful: list[str], tmp_path: Path) -> None:
    title = doubtful[-1]
    await push(world, title, "a")
    shown = PAGE.read_text().replace("moniosaaja", quote(title_key(title), safe="")).replace("Moniosaaja", title)
    blocks = re.findall(r"^```sh\n(.*?)^```$", shown, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 5
    shim = tmp_path / "kohtaanto"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kohtaanto "$@"\n')
    shim.chmod(0o755)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KOHTAANTO")} | {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "KOHTAANTO_DATABASE_URL": world.exchange.env("normaliser", 0)["KOHTAANTO_DATABASE_URL"],
        "NORMALISER": world.exchange.url("normaliser"),
        "COLUMNS": "200",
    }
    running = await asyncio.create_subprocess_exec(
        "bash", "-eu", "-c", "\n".join(blocks).replace("curl -sS", "curl -sS --fail-with-body"), env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await running.communicate()
    assert running.returncode == 0, said.decode()
    assert '"answered_by":"Aino Virtanen"' in said.decode()
