"""The door as an integrator meets it: any format, a receipt for every row, and afterwards no doubt."""

import gzip
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from kohtaanto.exchange import Exchange
from kohtaanto.settled import wait_settled
from services.ingest import sources
from services.ingest.bodies import zstd
from tests.support.receiver import Receiver
from tests.support.waiting import until
from tests.support.world import World

FORMATS = Path(__file__).resolve().parents[2] / "examples" / "formats"
KOKKOLA, TAMPERE = "12", "39"
Row = dict[str, Any]


@pytest.fixture(scope="module")
async def world(exchange: Exchange) -> AsyncIterator[World]:
    found = World(exchange)
    await found.register((KOKKOLA, TAMPERE))
    yield found
    await found.client.aclose()


class Door:
    """One source of its own for each test, so that none meets another's rows."""

    def __init__(self, world: World, name: str, key: str) -> None:
        self._world, self.name, self.key = world, name, key
        self.base = world.exchange.url("ingest")

    @property
    def auth(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = self.auth | more.pop("headers", {})
        return await self._world.client.request(method, f"{self.base}{path}", headers=headers, **more)

    async def push(self, rows: list[Row], query: str = "", kind: str = "vacancies", **headers: str) -> list[Row]:
        body = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
        return receipts(await self.ask("POST", f"/v1/{kind}{query}", content=body, headers=headers))


def receipts(answer: httpx.Response) -> list[Row]:
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


async def enter(world: World, kind: Any = "broker") -> Door:
    name = f"{kind}-{uuid4().hex[:8]}"
    async with await world.pool("ingest") as pool, pool.acquire() as connection:
        key = await sources.add(connection, name, kind, None)
    assert key is not None
    return Door(world, name, key)


@pytest.fixture
async def door(world: World) -> Door:
    return await enter(world)


def rows(count: int, title: str = "Kokki") -> list[Row]:
    return [{"external_id": f"v{number}", "title": title, "place": "Kokkola"} for number in range(count)]


def statuses(of: list[Row]) -> list[str]:
    return [each["status"] for each in of]


@pytest.mark.parametrize(
    ("file", "content_type", "kind"),
    [
        ("jobposting.jsonld", "application/ld+json", "vacancies"),
        ("jobposting.html", "text/html; charset=utf-8", "vacancies"),
        ("tyomarkkinatori-v1.json", "application/vnd.tyomarkkinatori.v1+json", "vacancies"),
        ("tyomarkkinatori-v2.ndjson", "application/vnd.tyomarkkinatori.v2+x-ndjson", "vacancies"),
        ("hr-xml.xml", "application/xml", "vacancies"),
        ("p51.json", "application/vnd.tyomarkkinatori.p51+json", "seekers"),
    ],
)
async def test_every_format_comes_in(world: World, file: str, content_type: str, kind: str) -> None:
    door = await enter(world, "broker" if kind == "vacancies" else "authority")
    body = (FORMATS / file).read_bytes()
    for encoding, squeezed in (("", body), ("gzip", gzip.compress(body)), ("zstd", zstd.compress(body))):
        headers = {"Content-Type": content_type} | ({"Content-Encoding": encoding} if encoding else {})
        got = receipts(await door.ask("POST", f"/v1/{kind}", content=squeezed, headers=headers))
        assert got
        wanted = {"created", "closed"} if not encoding else {"unchanged"}
        assert set(statuses(got)) <= wanted, got
        assert all(each["id"] for each in got)


async def test_every_format_comes_in_by_name_too(door: Door) -> None:
    body = json.dumps(rows(3), indent=1)
    answer = await door.ask("POST", "/v1/vacancies?format=json", content=body, headers={"Content-Type": "text/html"})
    assert statuses(receipts(answer)) == ["created"] * 3


async def test_what_cannot_be_read_gets_a_clear_answer(door: Door) -> None:
    for path, headers, status in [
        ("/v1/vacancies", {"Content-Type": "image/png"}, 415),
        ("/v1/vacancies?format=morse", {}, 415),
        ("/v1/vacancies", {"Content-Encoding": "br"}, 415),
        ("/v1/vacancies?snapshot=true&dry_run=true", {}, 400),
        ("/v1/vacancies?snapshot=perhaps", {}, 422),
        ("/v1/vacancies", {"Idempotency-Key": "x" * 201}, 422),
        ("/v1/seekers", {}, 403),
    ]:
        answer = await door.ask("POST", path, content=b"{}", headers=headers)
        assert answer.status_code == status, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert {"type", "title", "status", "detail"} <= answer.json().keys()
    good = json.dumps(rows(1)[0]).encode()
    cut = gzip.compress(good + b"\n" + good.replace(b"v0", b"v1"))[:-6]
    answer = await door.ask("POST", "/v1/vacancies", content=cut, headers={"Content-Encoding": "gzip"})
    *_, last = receipts(answer)
    assert (last["status"], last["problems"][0]["code"]) == ("refused", "INVALID_ENCODING")


async def test_put_close_delete_and_the_fate_of_one(door: Door) -> None:
    row = {"title": "Kokki", "place": "Kokkola"}
    created = await door.ask("PUT", "/v1/vacancies/a/1", json=row)
    assert (created.status_code, created.json()["status"]) == (201, "created")
    again = await door.ask("PUT", "/v1/vacancies/a/1", json=row)
    assert (again.status_code, again.json()["status"]) == (200, "unchanged")
    refused = await door.ask("PUT", "/v1/vacancies/a/1", json={"titel": "Kokki"})
    assert refused.status_code == 422
    assert {each["code"] for each in refused.json()["problems"]} == {"MISSING", "EXTRA_FORBIDDEN"}
    other = await door.ask("PUT", "/v1/vacancies/a/1", json=row | {"external_id": "b"})
    assert (other.status_code, other.json()["problems"][0]["code"]) == (422, "OTHER_KEY")
    posting = {"@type": "JobPosting", "title": "Kokki", "identifier": "a/1", "jobLocation": "Kokkola"}
    headers = {"Content-Type": "application/ld+json"}
    answer = await door.ask("PUT", "/v1/vacancies/a/1", content=json.dumps(posting), headers=headers)
    assert (answer.status_code, answer.json()["external_id"]) == (200, "a/1")
    posting["identifier"] = "its own"
    answer = await door.ask("PUT", "/v1/vacancies/a/1", content=json.dumps(posting), headers=headers)
    assert answer.json()["external_id"] == "a/1", "a format of others keeps its id; the address is ours"
    closed = await door.ask("POST", "/v1/vacancies/a/1/close")
    assert closed.json() == {"external_id": "a/1", "status": "closed", "changed": True}
    assert (await door.ask("GET", "/v1/vacancies/a/1")).json()["status"] == "closed"
    assert (await door.ask("DELETE", "/v1/vacancies/a/1")).json()["changed"] is True
    assert (await door.ask("GET", "/v1/vacancies/a/1")).status_code == 404
    assert (await door.ask("POST", "/v1/vacancies/never/close")).status_code == 404


async def test_a_code_in_an_address_is_refused_and_not_repeated(door: Door) -> None:
    for method, path in (("PUT", "/v1/vacancies/131052-308T"), ("GET", "/v1/vacancies/x%20131052-308T")):
        answer = await door.ask(method, path, json={"title": "Kokki"} if method == "PUT" else None)
        assert answer.status_code == 422
        assert "131052" not in answer.text


async def test_a_vacancy_that_had_ended_before_it_came(door: Door) -> None:
    (past,) = await door.push([rows(1)[0] | {"expires_at": "2020-01-01"}])
    assert (past["status"], past["problems"][0]["code"]) == ("closed", "EXPIRED")
    assert (await door.ask("GET", "/v1/vacancies/v0")).json()["status"] == "expired"


async def test_a_receipt_is_one_line_to_every_client(door: Door) -> None:
    named = "a\u2028b\u2029c\x85d"
    answer = await door.ask(
        "POST", "/v1/vacancies?dry_run=true", content=json.dumps({"external_id": named, "title": "K"})
    )
    (line,) = answer.text.splitlines()
    assert json.loads(line)["external_id"] == named


async def test_a_dry_run_says_what_would_happen_and_changes_nothing(door: Door) -> None:
    assert statuses(await door.push([*rows(2), {"external_id": "x"}], "?dry_run=true")) == ["created"] * 2 + ["refused"]
    assert (await door.ask("GET", "/v1/vacancies/v0")).status_code == 404
    await door.push(rows(2))
    tried = await door.push(rows(1, "Tarjoilija") + rows(2)[1:], "?dry_run=true")
    assert [(each["status"], each["revision"]) for each in tried] == [("changed", 2), ("unchanged", 1)]
    assert (await door.ask("GET", "/v1/vacancies/v0")).json()["revision"] == 1
    figures = (await door.ask("GET", "/v1/statistics")).json()
    assert figures["rows"] == {"vacancies": {"created": 2}}


async def test_a_push_sent_again_gives_the_same_receipts(door: Door) -> None:
    sent = [*rows(3), {"external_id": "broken"}]
    first = await door.push(sent, **{"Idempotency-Key": "monday"})
    assert statuses(first) == ["created"] * 3 + ["refused"]
    await door.push(rows(1, "Tarjoilija"))
    assert await door.push(sent, **{"Idempotency-Key": "monday"}) == first
    longer = await door.push([*sent, {"external_id": "more", "title": "Kokki"}], **{"Idempotency-Key": "monday"})
    assert longer[:4] == first
    assert longer[4]["status"] == "created"
    other = await door.push(rows(1, "Siivooja"), **{"Idempotency-Key": "monday"})
    assert other[0]["problems"][0]["code"] == "IDEMPOTENCY_KEY_REUSED"
    answer = await door.ask("POST", "/v1/vacancies?format=json", content="[]", headers={"Idempotency-Key": "monday"})
    assert answer.status_code == 409
    assert (await door.ask("GET", "/v1/vacancies/v0")).json()["revision"] == 2, "the newer state was not undone"


async def test_a_snapshot_closes_what_it_does_not_hold(door: Door) -> None:
    await door.push(rows(20))
    got = await door.push([*rows(17), {"external_id": "v18"}], "?snapshot=true")
    assert statuses(got) == ["unchanged"] * 17 + ["refused", "closed", "closed"]
    assert {each["external_id"] for each in got if each["row"] is None} == {"v17", "v19"}
    assert (await door.ask("GET", "/v1/vacancies/v18")).json()["status"] == "open", "sent, though broken"
    assert (await door.ask("GET", "/v1/vacancies/v19")).json()["status"] == "closed"
    answer = await door.ask("POST", "/v1/vacancies?snapshot=true", content="\n".join(map(json.dumps, rows(16))))
    kept = (await door.ask("GET", f"{answer.headers['content-location']}/receipts")).json()["receipts"]
    assert kept == receipts(answer)
    assert statuses(kept)[-2:] == ["closed", "closed"]


async def test_a_suspicious_snapshot_changes_nothing_unless_told_to(door: Door) -> None:
    await door.push(rows(20))
    answer = await door.ask("POST", "/v1/vacancies?snapshot=true", content=json.dumps(rows(1)[0]))
    assert statuses(receipts(answer)) == ["unchanged", "refused"]
    assert receipts(answer)[1]["problems"][0]["code"] == "SNAPSHOT_TOO_SMALL"
    push = await door.ask("GET", answer.headers["content-location"])
    assert push.json()["state"] == "held_back"
    garbled = await door.push([*rows(19)], "?snapshot=true")
    assert statuses(garbled)[-1] == "closed"
    unreadable = await door.ask(
        "POST", "/v1/vacancies?snapshot=true", content="\n".join([*map(json.dumps, rows(18)), "{garbled"])
    )
    assert receipts(unreadable)[-1]["problems"][0]["code"] == "SNAPSHOT_UNREADABLE_ROWS"
    assert (await door.ask("GET", "/v1/vacancies/v18")).json()["status"] == "open"
    cut = gzip.compress(json.dumps(rows(1)[0]).encode())[:-4]
    headers = {"Content-Encoding": "gzip"}
    broken = await door.ask("POST", "/v1/vacancies?snapshot=true&go_ahead=true", content=cut, headers=headers)
    assert receipts(broken)[-1]["problems"][0]["code"] == "SNAPSHOT_BROKEN", "no word makes half a body whole"
    key = {"Idempotency-Key": "twice"}
    await door.push(rows(18), "?snapshot=true", **key)
    other = await door.push(rows(18)[::-1], "?snapshot=true&go_ahead=true", **key)
    assert other[-1]["problems"][0]["code"] == "SNAPSHOT_BROKEN", "rows that were not looked at are not missing"
    forced = await door.push(rows(1), "?snapshot=true&go_ahead=true")
    assert statuses(forced).count("closed") == 17


async def test_a_snapshot_of_seekers(world: World) -> None:
    door = await enter(world, "authority")
    people = [{"reference": f"p{n}", "place": "Tampere", "occupations": [{"title": "kokki"}]} for n in range(4)]
    await door.push(people, kind="seekers")
    got = await door.push(people[:3], "?snapshot=true", kind="seekers")
    assert statuses(got) == ["unchanged"] * 3 + ["closed"]
    assert (await door.ask("GET", "/v1/seekers/p3")).json()["status"] == "inactive"


async def test_one_source_never_sees_anothers_rows(world: World, door: Door) -> None:
    other = await enter(world)
    answer = await door.ask("POST", "/v1/vacancies", content=json.dumps(rows(1)[0]))
    push = answer.headers["content-location"]
    for method, path in [
        ("GET", "/v1/vacancies/v0"),
        ("POST", "/v1/vacancies/v0/close"),
        ("DELETE", "/v1/vacancies/v0"),
        ("GET", push),
        ("GET", f"{push}/receipts"),
    ]:
        assert (await other.ask(method, path)).status_code == 404
    named = f"/v1/sources/{door.name}/vacancies/v0"
    assert (await other.ask("GET", named)).status_code == 403
    assert (await door.ask("GET", named)).status_code == 200
    assert statuses(await other.push(rows(1), "?snapshot=true")) == ["created"]
    assert (await door.ask("GET", "/v1/vacancies/v0")).json()["status"] == "open"


async def test_keys_have_scopes_and_change_over(world: World, door: Door) -> None:
    async with await world.pool("ingest") as pool, pool.acquire() as connection:
        reading = await sources.add_key(connection, door.name, ["vacancies:read"])
        assert reading is not None
        newer = await sources.rotate_key(connection, door.name, timedelta(hours=1))
        listed = {each.name: each for each in await sources.listed(connection)}
    assert newer is not None
    assert len(listed[door.name].key_prefixes) == 3
    weak = Door(world, door.name, reading)
    assert (await weak.ask("POST", "/v1/vacancies", content="{}")).status_code == 403
    assert (await weak.ask("GET", "/v1/vacancies/none")).status_code == 404
    for key in (door.key, newer):
        assert statuses(await Door(world, door.name, key).push(rows(1)))
    async with await world.pool("ingest") as pool, pool.acquire() as connection:
        newest = await sources.rotate_key(connection, door.name, timedelta(0))
    assert newest is not None
    assert (await door.ask("GET", "/v1/statistics")).status_code == 401
    assert (await Door(world, door.name, newest).ask("GET", "/v1/statistics")).status_code == 200


async def test_quotas(world: World, door: Door) -> None:
    async with await world.pool("ingest") as pool, pool.acquire() as connection:
        assert await sources.configure(connection, door.name, None, 5, None, 3)
    got = await door.push(rows(5))
    assert statuses(got) == ["created"] * 3 + ["refused"] * 2
    assert got[3]["problems"][0]["code"] == "QUOTA_OPEN_ROWS"
    async with await world.pool("ingest") as pool, pool.acquire() as connection:
        assert await sources.configure(connection, door.name, None, 1000, None, None)
    one = await door.ask("PUT", "/v1/vacancies/one-more", json={"title": "Kokki"})
    assert (one.status_code, one.json()["problems"][0]["code"]) == (429, "QUOTA_OPEN_ROWS")
    assert int(one.headers["retry-after"]) > 0
    async with await world.pool("ingest") as pool, pool.acquire() as connection:
        assert await sources.configure(connection, door.name, None, 5, None, None)

    async def used_up() -> bool:
        # The minute may have turned in between: then the quota is there anew, and is used up again.
        answer = await door.ask("POST", "/v1/vacancies", content="\n".join(map(json.dumps, rows(5))))
        if answer.status_code == 200:
            assert '"rows";r=' in answer.headers["ratelimit"]
            return False
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["retry-after"]) <= 60
        assert answer.headers["ratelimit"].startswith('"rows";r=0;t=')
        return True

    assert await until(used_up)


async def test_the_loop_guard(world: World, door: Door) -> None:
    other = await enter(world)
    origin = {"system": "Rekry-X", "id": f"job-{uuid4().hex}"}
    (first,) = await door.push([rows(1)[0] | {"origin": origin}])
    (copy,) = await other.push([{"external_id": "copy", "title": "Kokki", "origin": origin | {"system": "rekry-x"}}])
    assert copy["problems"][0]["code"] == "SAME_ORIGIN"
    for loop in (
        {"external_id": first["id"], "title": "Kokki"},
        {"external_id": "l2", "title": "Kokki", "origin": {"system": "kohtaanto", "id": "anything"}},
        {"external_id": "l3", "title": "Kokki", "origin": {"system": "elsewhere", "id": first["id"]}},
    ):
        (refused,) = await other.push([loop])
        assert (refused["status"], refused["problems"][0]["code"]) == ("refused", "LOOP")
    await door.ask("POST", "/v1/vacancies/v0/close")
    (now,) = await other.push([{"external_id": "copy", "title": "Kokki", "origin": origin}])
    assert now["status"] == "created", "once the first has ended, another may stand for the origin"


async def test_the_fate_of_a_row_a_push_and_a_source(world: World, door: Door) -> None:
    people = [
        {"reference": f"fate{n}", "place": "Tampere", "occupations": [{"title": "levyseppähitsaaja"}],
         "mobility": {"areas": [KOKKOLA]}} for n in range(3)
    ]  # fmt: skip
    await world.push("seekers", people)
    async with Receiver() as receiver:
        hook = await door.ask("PUT", "/v1/webhook", json={"url": receiver.url("mine")})
        receiver.secrets["mine"] = hook.json()["secret"]
        answer = await door.ask(
            "POST", "/v1/vacancies", content="\n".join(map(json.dumps, [*rows(2, "Levyseppähitsaaja"), {"title": "?"}]))
        )
        await wait_settled(world.exchange.admin_url, 60)
        fate = (await door.ask("GET", "/v1/vacancies/v0")).json()
        assert fate["normalised"]["occupation"]["code"].startswith("7213")
        assert fate["normalised"]["place"]["area"] == KOKKOLA
        assert fate["matches"] == 3
        assert fate["seekers_by_area"] == {TAMPERE: 3}
        assert fate["offices_told"] == [KOKKOLA, TAMPERE]
        assert "seeker_id" not in json.dumps(fate)
        push = (await door.ask("GET", answer.headers["content-location"])).json()
        assert (push["state"], push["rows"], push["receipts"]) == ("done", 3, {"created": 2, "refused": 1})
        assert (push["fates"]["normalised"], push["fates"]["matched"], push["fates"]["told"]) == (2, 2, 2)
        page = (await door.ask("GET", f"{answer.headers['content-location']}/receipts?limit=2")).json()
        assert page["receipts"] == receipts(answer)[:2]
        rest = (await door.ask("GET", f"{answer.headers['content-location']}/receipts?after=2")).json()
        assert rest == {"receipts": receipts(answer)[2:], "next_after": None}
        figures = (await door.ask("GET", "/v1/statistics?days=7")).json()
        assert figures["refusals"] == {"vacancies": {"MISSING": 1}}
        assert figures["vacancies"] | {"new": 2, "matched": 2, "matches": 6, "told": 2} == figures["vacancies"]
        assert figures["time_to_first_match_s"]["p50"] > 0
        told = [each["data"] for each in receiver.statuses]
        assert {each["external_id"] for each in told} == {"v0", "v1"}
        last = {each["external_id"]: each for each in sorted(told, key=lambda each: each["fate_revision"])}
        assert last["v0"]["matches"] == 3
        assert (await door.ask("DELETE", "/v1/webhook")).status_code == 204


async def test_the_docs_page_loads_nothing_from_elsewhere(door: Door) -> None:
    page = await door.ask("GET", "/docs")
    assert page.status_code == 200
    assert "https://" not in page.text.replace("https://fastapi.tiangolo.com", "")
    for script in ("swagger-ui-bundle.js", "swagger-ui.css"):
        (path,) = {part.split('"')[0] for part in page.text.split('"') if part.endswith(script)}
        assert (await door.ask("GET", path)).status_code == 200
