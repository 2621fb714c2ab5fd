"""The pages for integrators are true: every command on them is run as printed, every table is held to the code."""

import ast
import asyncio
import json
import os
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from kohtaanto.exchange import Exchange
from kohtaanto.settled import wait_settled
from services.ingest import sources
from services.ingest.formats import FORMATS
from services.ingest.formats.base import Format, Found, Limits
from services.ingest.formats.hr_xml import HR_XML
from services.ingest.formats.native import SEEKER_LINES, VACANCY_LINES
from services.ingest.receipts import check
from services.ingest.rows import SeekerRow, VacancyRow
from services.ingest.settings import Settings
from tests.conftest import Exchanges
from tests.support.issuer import Issuer
from tests.support.receiver import Receiver
from tests.support.waiting import until
from tests.support.world import World

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "brokers"
FORMAT_PAGES = ("hr-xml.md", "jobposting.md", "p51.md", "tyomarkkinatori.md")
GUIDES = ("README.md", "quickstart.md", "receipts.md", "snapshot.md", "webhooks.md", "keys.md")
with_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl, with which the pages speak")

# Figures that depend on who else is in the exchange, and on how quick it is: here only their kind is compared.
BY_AND_BY = frozenset({
    "matches", "matched", "told", "seekers_by_area", "offices_told", "first_told_at", "p50", "p90",
})  # fmt: skip
UUID_ = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|\+00:00)")
SECRET = re.compile(r"(kht_|whsec_)[\w+/=-]{20,}")
CODE = re.compile(r"[A-Z]+(_[A-Z]+)+|[A-Z]{3,}")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
LEFT = re.compile(r"\b([rt]=|retry-after: )\d+")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page, and what the page shows as its output."""

    language: str
    text: str
    shown: str | None


def blocks(page: str) -> list[Block]:
    """What is fenced on a page. A `text` block is the output of the one before it."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", (PAGES / page).read_text(), re.MULTILINE | re.DOTALL)
    assert {language for language, _ in fenced} <= {"sh", "python", "console", "text", "json"}
    following = [*fenced[1:], ("", "")]
    return [
        Block(language, text, after[1] if after[0] == "text" else None)
        for (language, text), after in zip(fenced, following, strict=True)
        if language != "text"
    ]


def rows_of(page: str, *head: str) -> list[list[str]]:
    """The rows of all tables of a page that have this head."""
    found, inside = [], False
    for line in (PAGES / page).read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            inside = False
        elif tuple(cells) == head:
            inside = True
        elif inside and not set(cells[0]) <= {"-"}:
            found.append(cells)
    assert found, f"{page} has no table of {head}"
    return found


def ticked(cells: Sequence[str]) -> list[str]:
    """What stands between backticks."""
    return [each for cell in cells for each in re.findall(r"`([^`]+)`", cell)]


class Shell:
    """One shell, as an integrator has it: what a block sets is there for the next."""

    def __init__(self, process: asyncio.subprocess.Process, environment: dict[str, str], home: Path) -> None:
        self._process, self._home = process, home
        self.environment = environment

    @classmethod
    @asynccontextmanager
    async def open(cls, home: Path, environment: dict[str, str]) -> "AsyncIterator[Shell]":
        said = {name: value for name, value in os.environ.items() if not name.startswith("KOHTAANTO")}
        said |= {"PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}", **environment}
        process = await asyncio.create_subprocess_exec(
            "bash", "-euo", "pipefail", cwd=ROOT, env=said,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield cls(process, said, home)
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def run(self, block: Block) -> str:
        """Run a block as it is printed; what it said. A shell that ends meanwhile has failed."""
        assert block.language in ("sh", "python")
        file, mark = self._home / f"block.{block.language}", uuid4().hex
        file.write_text(block.text)
        command = f"source {file} </dev/null" if block.language == "sh" else f"{sys.executable} {file} </dev/null"
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{command}\nprintf '\\n{mark}\\n'\n".encode())
        await self._process.stdin.drain()
        said = b""
        async with asyncio.timeout(60):
            while not said.endswith(f"\n{mark}\n".encode()):
                line = await self._process.stdout.readline()
                assert line, f"this failed:\n{block.text}\nand said:\n{said.decode()}"
                said += line
        return said.decode().removesuffix(f"\n{mark}\n")


def agrees(shown: Any, real: Any, key: str = "") -> bool:
    """Whether what a page shows is what comes, but for what is another each time."""
    if key in BY_AND_BY:
        return {type(shown), type(real)} in ({type(shown)}, {float, type(None)}, {str, type(None)})
    match shown, real:
        case dict(), dict():
            return shown.keys() == real.keys() and all(agrees(shown[each], real[each], each) for each in shown)
        case list(), list():
            return len(shown) == len(real) and all(map(agrees, shown, real))
        case str(), str():
            return masked(shown) == masked(real)
        case _:
            # `normalised` counts, in the record of a push, what has been read by then; how sure a reading is
            # changes with the lexicon.
            return type(shown) is type(real) and (shown == real or key in ("normalised", "confidence"))


def masked(text: str) -> str:
    for pattern, instead in ((UUID_, "UUID"), (MOMENT, "MOMENT"), (SECRET, "SECRET"), (ADDRESS, "ADDRESS")):
        text = pattern.sub(instead, text)
    return LEFT.sub(r"\1N", text)


def parts(output: str) -> list[Any]:
    """The JSON documents of an output, however many lines each has, and its other lines as text."""
    found, rest = [], output.strip()
    while rest:
        line, _, after = rest.partition("\n")
        if rest.startswith("{"):
            value, end = json.JSONDecoder().raw_decode(rest)
            found, rest = [*found, value], rest[end:].strip()
        else:
            found, rest = [*found, line.strip()], after.strip()
    # The closings of a snapshot come in no particular order; all else does.
    places = [place for place, each in enumerate(found) if isinstance(each, dict) and each.get("row", 0) is None]
    closings = sorted((found[place] for place in places), key=lambda each: each["external_id"] or "")
    for place, each in zip(places, closings, strict=True):
        found[place] = each
    return found


def hold(block: Block, output: str) -> None:
    """What the page shows is what came."""
    if block.shown is None:
        return
    shown, real = parts(block.shown), parts(output)
    assert len(shown) == len(real), f"{block.text}\nshown:\n{block.shown}\nreal:\n{output}"
    for one, other in zip(shown, real, strict=True):
        assert agrees(one, other), f"{block.text}\nshown: {one}\nreal:  {other}"


async def run_page(shell: Shell, exchange: Exchange, of: Sequence[Block], settle: bool = True) -> list[str]:
    outputs = []
    for block in of:
        if settle:  # a reader has read on meanwhile
            await wait_settled(exchange.admin_url, 60, quiet_s=0.3)
        output = await shell.run(block)
        hold(block, output)
        outputs.append(output)
    return outputs


async def new_minute() -> None:
    """Quotas begin anew with the minute: a page on them needs one that does not end in the middle."""
    if (second := datetime.now(UTC).second) >= 40:
        await asyncio.sleep(60.5 - second)


@pytest.fixture(scope="module")
async def world(exchange: Exchange) -> AsyncIterator[World]:
    found = World(exchange)
    yield found
    await found.client.aclose()


def environment(exchange: Exchange, key: str | None = None) -> dict[str, str]:
    """What `make up` and the page's own exports give a reader. The command line finds this exchange by its database."""
    found = {
        "KOHTAANTO": exchange.url("ingest"),
        "KOHTAANTO_DATABASE_URL": exchange.env("ingest", 0)["KOHTAANTO_DATABASE_URL"],
    }
    return found if key is None else found | {"KEY": key}


@asynccontextmanager
async def source(world: World, kind: Any = "broker") -> AsyncIterator[str]:
    """The key of a source of its own. What it has is closed at the end: its origins are another's to send then."""
    async with await world.pool("ingest") as pool, pool.acquire() as connection:
        key = await sources.add(connection, f"{kind}-{uuid4().hex[:8]}", kind, None)
    assert key is not None
    yield key
    await close_all(world, key, "vacancies" if kind == "broker" else "seekers")


async def close_all(world: World, key: str, kind: str) -> None:
    answer = await world.client.post(
        f"{world.exchange.url('ingest')}/v1/{kind}?snapshot=true&go_ahead=true",
        headers={"Authorization": f"Bearer {key}"},
    )
    assert answer.status_code == 200, answer.text


def test_every_page_is_run() -> None:
    assert {page.name for page in PAGES.glob("*.md")} == {*FORMAT_PAGES, *GUIDES}
    for page in GUIDES:
        linked = re.findall(r"\]\(([\w.-]+\.md)", (PAGES / page).read_text())
        assert all((PAGES / each).exists() for each in linked), page
        anchors = re.findall(r"\]\(([\w.-]*)#([\w-]+)\)", (PAGES / page).read_text())
        for other, anchor in anchors:
            titles = re.findall(r"^#+ (.*)$", (PAGES / (other or page)).read_text(), re.MULTILINE)
            assert anchor in [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles], anchor
    named = set(re.findall(r"\]\(([\w.-]+\.md)\)", (PAGES / "README.md").read_text()))
    assert named == {*FORMAT_PAGES, *GUIDES} - {"README.md"}


@with_curl
async def test_the_quickstart(world: World, exchange: Exchange, tmp_path: Path) -> None:
    adding, exporting, *rest = blocks("quickstart.md")
    assert exporting.language == "console"
    names = [line.split("=")[0] for line in exporting.text.splitlines()]
    assert names == ["export KOHTAANTO", "export KEY"]
    assert {block.language for block in rest} == {"sh", "python"}
    async with Shell.open(tmp_path, environment(exchange)) as shell:
        (key,) = await run_page(shell, exchange, [adding])
    async with Shell.open(tmp_path, environment(exchange, key.strip())) as shell:
        outputs = await run_page(shell, exchange, rest)
    await close_all(world, key.strip(), "vacancies")
    assert len(outputs) == len(rest)
    assert all(block.shown for block in rest), "each shows what it says"


@with_curl
@pytest.mark.parametrize("page", ["receipts.md", "snapshot.md"])
async def test_a_guide(world: World, exchange: Exchange, tmp_path: Path, page: str) -> None:
    of = blocks(page)
    assert of and all(block.language == "sh" and block.shown for block in of)
    if page == "receipts.md":
        await new_minute()
    async with source(world) as key, Shell.open(tmp_path, environment(exchange, key)) as shell:
        await run_page(shell, exchange, of, settle=page != "receipts.md")


@with_curl
@pytest.mark.parametrize("page", FORMAT_PAGES)
async def test_the_sample_of_a_format(world: World, exchange: Exchange, tmp_path: Path, page: str) -> None:
    of = blocks(page)
    assert of and all(block.language == "sh" for block in of)
    kind = "authority" if page == "p51.md" else "broker"
    async with source(world, kind) as key, Shell.open(tmp_path, environment(exchange, key)) as shell:
        outputs = await run_page(shell, exchange, of)
    for output in outputs:
        receipts = parts(output)
        assert receipts
        assert {each["status"] for each in receipts} <= {"created", "closed"}, output


@with_curl
async def test_the_page_of_keys(exchanges: Exchanges, tmp_path: Path) -> None:
    of = blocks("keys.md")
    assert all(block.language == "sh" and block.shown for block in of)
    async with Issuer({"nordic-jobs-client": "hush"}) as issuer:
        exchange = await exchanges.start(
            only=("ingest",), KOHTAANTO_OAUTH_ISSUER=issuer.url, KOHTAANTO_OAUTH_JWKS_URL=f"{issuer.url}/jwks"
        )
        await until(World(exchange).door_is_open)
        more = {"TOKEN_URL": f"{issuer.url}/token", "CLIENT_SECRET": "hush"}
        async with Shell.open(tmp_path, environment(exchange) | more) as shell:
            await run_page(shell, exchange, of, settle=False)
    settings = {row[0].strip("`") for row in rows_of("keys.md", "setting", "what")}
    assert settings == {f"KOHTAANTO_{name.upper()}" for name in Settings.model_fields if name.startswith("oauth")}
    assert f"`{Settings.model_fields['oauth_audience'].default}` if nothing is said" in (PAGES / "keys.md").read_text()
    scopes = {row[0].strip("`"): row[2].split(", ") for row in rows_of("keys.md", "scope", "lets you", "of")}
    plural = {"brokers": "broker", "authorities": "authority"}
    assert scopes == {
        scope: [many for many, one in plural.items() if scope in sources.SCOPES[one]]  # type: ignore[index]
        for scope in dict.fromkeys(each for of_kind in sources.SCOPES.values() for each in of_kind)
    }


@with_curl
async def test_the_receiver_of_webhooks(world: World, exchange: Exchange, tmp_path: Path) -> None:
    address, setting, secret, receiving, pushing, closing, sample, stopping = blocks("webhooks.md")
    assert [each.language for each in (address, secret, sample)] == ["console", "console", "json"]
    assert address.text.startswith("export RECEIVER=") and secret.text.startswith("export SECRET=")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    async with source(world) as key, Shell.open(tmp_path, environment(exchange, key) | {"RECEIVER": url}) as shell:
        (said,) = await run_page(shell, exchange, [setting])
        file = tmp_path / "receiver.py"
        file.write_text(receiving.text)
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(file), env=shell.environment | {"SECRET": json.loads(said)["secret"]},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            await until(lambda: _answers(url))
            await run_page(shell, exchange, [pushing, closing])
            await wait_settled(exchange.admin_url, 60)
            unsigned = await world.client.post(f"{url}/kohtaanto", json={"type": "vacancy.status"})
            assert unsigned.status_code == 401
        finally:
            process.kill()
        assert process.stdout is not None
        lines = (await process.stdout.read()).decode().split("\n")
        await process.wait()
        assert "W-1 open" in lines and "W-1 closed" in lines
        assert lines.index("W-1 open") < lines.index("W-1 closed")
        await run_page(shell, exchange, [stopping])


async def _answers(url: str) -> bool:
    async with httpx.AsyncClient() as client:
        try:
            return bool((await client.get(url)).status_code)
        except httpx.HTTPError:
            return False


async def test_the_sample_of_a_webhook(world: World, exchange: Exchange) -> None:
    (sample,) = (json.loads(block.text) for block in blocks("webhooks.md") if block.language == "json")
    async with source(world) as key, Receiver() as receiver:
        auth = {"Authorization": f"Bearer {key}"}
        ingest = exchange.url("ingest")
        hook = await world.client.put(f"{ingest}/v1/webhook", headers=auth, json={"url": receiver.url("mine")})
        receiver.secrets["mine"] = hook.json()["secret"]
        row = {"title": "Kokki", "place": "Kokkola"}
        address = f"{ingest}/v1/vacancies/W-1"
        assert (await world.client.put(address, headers=auth, json=row)).status_code == 201
        await wait_settled(exchange.admin_url, 60)
        first = receiver.statuses[0]
        assert first.pop("id") == f"{first['data']['id']}.{first['data']['fate_revision']}"
        assert agrees(sample, first), first
        fate = (await world.client.get(address, headers=auth)).json()
        assert set(fate) == set(first["data"]) - {"fate_revision"}
        came = len(receiver.statuses)
        assert (await world.client.delete(address, headers=auth)).json()["changed"] is True
        await wait_settled(exchange.admin_url, 60)
        assert len(receiver.statuses) == came, "a deletion is not told"
        await world.client.delete(f"{ingest}/v1/webhook", headers=auth)


def test_numbers_on_the_pages_are_the_defaults() -> None:
    said = {page: " ".join((PAGES / page).read_text().split()) for page in GUIDES}
    default = {name: field.default for name, field in Settings.model_fields.items()}
    for page, sentence in (
        ("quickstart.md", f"for {default['push_days']} days"),
        ("receipts.md", f"kept for {default['push_days']} days"),
        ("receipts.md", f"more than {default['push_days']} days old"),
        ("receipts.md", f"{default['quota_rows_per_minute']:,} rows and"),
        ("receipts.md", f"{default['quota_bytes_per_minute'] >> 30} GiB (expanded) a minute"),
        ("receipts.md", f"{default['quota_open_rows']:,} rows open"),
        ("receipts.md", f"{default['expanded_bytes'] >> 30} GiB when expanded"),
        ("receipts.md", f"a row of more than {default['longest_row_bytes'] >> 20} MiB"),
        ("receipts.md", f"a page of more than {Limits().document_bytes >> 20} MiB"),
        ("receipts.md", f"more than {Limits().depth} levels"),
        ("README.md", f"at most {default['longest_row_bytes'] >> 20} MiB a row"),
        ("snapshot.md", f"more than {default['snapshot_most_share']:.0%}".replace("%", " %")),
        ("snapshot.md", f"more than {default['snapshot_always']} rows"),
        ("snapshot.md", f"{default['snapshot_always']} or fewer"),
        ("webhooks.md", f"within {default['webhook_timeout_s']:g} seconds"),
        ("webhooks.md", f"after {default['webhook_first_retry_s']:g} second"),
        ("webhooks.md", f"After {default['webhook_attempts']} tries"),
        ("keys.md", f"for {sources.OVERLAP.total_seconds() / 3600:g} hours"),
    ):
        assert sentence in said[page], (page, sentence)


def test_the_table_of_formats() -> None:
    table = rows_of("README.md", "name", "rows", "content type", "page")
    said = {(row[0].strip("`"), kind): tuple(ticked(row[2:3])) for row in table for kind in row[1].split(", ")}
    assert said == {(each.name, each.kind): each.media_types for each in FORMATS}
    for row in table:
        (page,) = re.findall(r"\((.*)\)", row[3])
        assert page.startswith("#") or page in FORMAT_PAGES
        if page in FORMAT_PAGES:
            text = (PAGES / page).read_text()
            assert all(f"`{each}`" in text for each in ticked(row[2:3])), page


def test_the_tables_of_fields() -> None:
    fields = ticked([row[0] for row in rows_of("README.md", "field", "what")])
    assert sorted(fields) == sorted([*VacancyRow.model_fields, *SeekerRow.model_fields])


def codes_in_source() -> set[str]:
    """The codes that ingest says: what is given to a call as one, or stands in a dict with what is said of it."""
    found: set[str] = set()

    def look(node: ast.AST | None) -> None:
        if isinstance(node, ast.IfExp):
            look(node.body)
            look(node.orelse)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            found.add(node.value)

    for path in (ROOT / "services" / "ingest").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                    look(argument)
            elif isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(value, ast.Tuple):
                        look(key)
    return found


def codes_of_pydantic() -> set[str]:
    """Codes that a row model gives, found by sending it what is wrong in every way."""
    bad: list[Any] = [
        None, 1, -1, 99, 1.5, True, "", "x" * 30_000, [], {}, "\0", "abc", "2026-13-01", "2026-01-01T10:00:00",
        "20260101", "2026-01-01T25:00", ["a"] * 101, [1], [{}], ["x"], [None], [{"code": "FIN", "level": "Z9"}],
        [{"code": "fi", "x": 1}] * 40, [{"title": 1}], {"system": "", "id": 1}, {"x": 1}, "ftp://x/y",
        "http://" + "x" * 3000 + ".fi", "https://", "https://a/" + "ä" * 900, {"whole_country": "perhaps"},
        {"whole_country": []}, {"areas": ["1"]}, {"areas": 7}, {"commute_km": "far"}, {"commute_km": 1e9}, "1e999",
        "9999-12-31T23:59:59", "0001-01-01", "NaN", 2**70, "\ud800",
    ]  # fmt: skip
    found: set[str] = set()
    models: tuple[tuple[type[VacancyRow] | type[SeekerRow], Format, str], ...] = (
        (VacancyRow, VACANCY_LINES, "external_id"),
        (SeekerRow, SEEKER_LINES, "reference"),
    )
    for model, format_, key in models:
        for field in (*model.model_fields, "no_such_field"):
            for value in bad:
                row = {key: "1", field: value}
                checked = check(Found(row, row, b""), model, format_)  # type: ignore[type-var]
                found |= {problem.code for problem in checked.problems}
    return found


def test_the_table_of_codes() -> None:
    said = ticked([row[0] for row in rows_of("receipts.md", "code", "meaning", "what to do")])
    assert len(said) == len(set(said)), "each once"
    made = {"NO_POSITION_OPENING"}  # of an element's name
    reader = HR_XML.reader(Limits())
    found = [*reader.feed(b"<a/>"), *reader.end()]
    assert {problem.code for each in found for problem in each.problems} == made
    wanted = codes_in_source() | codes_of_pydantic() | made
    assert set(said) == wanted, f"missing {wanted - set(said)}, too many {set(said) - wanted}"


async def test_the_table_of_statuses(world: World, exchange: Exchange) -> None:
    said = {row[0] for row in rows_of("receipts.md", "status", "when", "what to do")}
    openapi = (await world.client.get(f"{exchange.url('ingest')}/openapi.json")).json()
    answers = {
        status for methods in openapi["paths"].values() for method in methods.values() for status in method["responses"]
    }
    assert said == {status for status in answers if int(status) >= 400}
    receipt = openapi["components"]["schemas"]["ReceiptSaid"]["properties"]
    assert set(ticked([row[0] for row in rows_of("receipts.md", "field", "what")])) == set(receipt)
    statuses = set(ticked([row[0] for row in rows_of("receipts.md", "status", "what")]))
    assert statuses == set(receipt["status"]["enum"])
