"""`kohtaanto demo` and `kohtaanto up`: the whole exchange on the sample feeds."""

import asyncio
import json
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.panel import Panel
from rich.progress import track
from rich.table import Table

from kohtaanto.exchange import Exchange
from kohtaanto.feeds import send
from kohtaanto.running import HOME
from kohtaanto.settled import wait_settled
from services.ingest import sources
from services.notifier import offices
from shared.areas import gazetteer
from shared.events.topics import Service
from shared.spine.database import open_pool

FEEDS = Path(__file__).resolve().parents[1] / "examples" / "feeds"
SWEDISH = frozenset({"25", "26", "46"})
SHOWN = 3
Keys = dict[str, str]


async def run_demo(out: Console) -> int:
    """Everything once, in a directory of its own that is gone afterwards. The last line is one JSON object."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kohtaanto-") as directory:
        exchange = Exchange(Path(directory) / "demo")
        try:
            summary = await _play(exchange, out)
            out.print(
                "\nWhere to look next: [b]make up[/b] keeps it running, with the API's docs, an inbox and metrics;"
            )
            out.print(
                "[b]README.md[/b] has the map, [b]docs/[/b] the concepts, [b]examples/feeds/[/b] what was pushed.\n"
            )
        finally:
            await exchange.stop()
    print(json.dumps(summary | {"seconds": round(time.monotonic() - began, 1)}), flush=True)
    return 0


async def run_up(out: Console) -> int:
    """Everything, until Ctrl-C; what it holds is kept for the next time."""
    exchange, stop = Exchange(HOME, usual_ports=True), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    playing = asyncio.create_task(_play(exchange, out))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({playing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if playing.done():
            playing.result()
            _addresses(exchange, out)
            await stopping
    finally:
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)
        out.print("Stopping…")
        await exchange.stop()
    return 0


async def _play(exchange: Exchange, out: Console) -> dict[str, Any]:
    with out.status("Starting Postgres, Kafka and four services…"):
        await exchange.start()
        await exchange.wait_ready()
    feeds = json.loads((FEEDS / "sources.json").read_text(encoding="utf-8"))
    keys = await _register(exchange, feeds)
    out.print(f"{len(feeds)} sources and {len(gazetteer().areas)} offices are registered; the feeds go in.")
    refused: Counter[str] = Counter()
    receipts: dict[str, Counter[str]] = {"vacancies": Counter(), "seekers": Counter()}
    for feed in track(feeds, "Pushing", console=out, transient=True):
        kind = "vacancies" if feed["kind"] == "broker" else "seekers"
        outcome = await send(exchange.url("ingest"), feed["name"], kind, keys[feed["name"]], FEEDS / feed["file"])
        refused.update(problem["code"] for receipt in outcome.refused for problem in receipt["problems"][:1])
        receipts[kind].update(outcome.counts)
    for kind, counted in receipts.items():
        out.print(f"  {kind}: {', '.join(f'{count} {status}' for status, count in sorted(counted.items()))}")
    with Live(console=out, auto_refresh=False, transient=not out.is_terminal) as live:
        held = await wait_settled(
            exchange.admin_url, 120, lambda held, left: live.update(_progress(held, left), refresh=out.is_terminal)
        )
    if refused:
        out.print("Refused, each with a receipt that says why: " + ", ".join(f"{n} {c}" for c, n in refused.items()))
    await _show_notices(exchange, keys, out)
    return held | {"rejected": await _rejected(exchange)}


async def _register(exchange: Exchange, feeds: list[dict[str, Any]]) -> Keys:
    """Sources and offices; those of an earlier run get new keys."""
    keys: Keys = {}
    async with (
        await open_pool(exchange.env("ingest", 0)["KOHTAANTO_DATABASE_URL"], "ingest", 1) as pool,
        pool.acquire() as found,
    ):
        for feed in feeds:
            key = await sources.add(found, feed["name"], feed["kind"], feed.get("area"))
            keys[feed["name"]] = key or await sources.rotate_key(found, feed["name"]) or ""
    async with (
        await open_pool(exchange.env("notifier", 0)["KOHTAANTO_DATABASE_URL"], "notifier", 1) as pool,
        pool.acquire() as found,
    ):
        for area in gazetteer().areas:
            added = await offices.add(found, area.code, "sv" if area.code in SWEDISH else "fi", None)
            keys[area.code] = added[0] if added else await offices.rotate_key(found, area.code) or ""
    kept = exchange.home / "keys.json"
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(keys, indent=1))
    return keys


async def _show_notices(exchange: Exchange, keys: Keys, out: Console) -> None:
    """A few notices as an office reads them: over HTTP, with its key, in its language."""
    async with httpx.AsyncClient(base_url=exchange.url("notifier")) as client:
        shown = 0
        for area in sorted(gazetteer().areas, key=lambda area: area.code not in SWEDISH):
            answer = await client.get(
                f"/v1/offices/{area.code}/notices", headers={"Authorization": f"Bearer {keys[area.code]}"}
            )
            notices = answer.raise_for_status().json()["notices"]
            role = ("seeker_area", "vacancy_area")[shown % 2]
            for notice in [each for each in notices if each["role"] == role][:1]:
                headline, *lines = notice["text"]
                language = "sv" if area.code in SWEDISH else "fi"
                said = "\n".join((f"[b]{escape(headline)}[/b]", *map(escape, lines)))
                out.print(Panel(said, title=f"{area.code} {area.names[language]}", title_align="left"))
                shown += 1
            if shown == SHOWN:
                return


async def _rejected(exchange: Exchange) -> int:
    """How many rows ingest counts as refused."""
    async with httpx.AsyncClient() as client:
        text = (await client.get(f"{exchange.url('ingest')}/metrics")).text
    return sum(
        int(float(line.rsplit(" ", 1)[1]))
        for line in text.splitlines()
        if line.startswith("kohtaanto_rows_total") and 'status="refused"' in line
    )


def _progress(held: Mapping[str, int], left: Mapping[str, int]) -> Table:
    table = Table(box=None)
    for what, count in held.items():
        table.add_row(what, str(count))
    for what, count in left.items():
        table.add_row(f"[dim]{what}[/dim]", f"[dim]{count}[/dim]")
    return table


def _addresses(exchange: Exchange, out: Console) -> None:
    table = Table(box=None, title="It runs. Ctrl-C stops it.")
    rows: list[tuple[str, Service, str]] = [
        ("ingest API", "ingest", "/v1/vacancies"),
        ("its docs", "ingest", "/docs"),
        ("inbox", "notifier", "/v1/offices/{area}/notices"),
        *((f"metrics of {name}", name, "/metrics") for name in exchange.ports),
    ]
    for what, service, path in rows:
        table.add_row(what, exchange.url(service) + path)
    table.add_row("keys", str(exchange.home / "keys.json"))
    out.print(table)
