"""`kohtaanto`: the one entry point."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

import asyncpg
import typer
from confluent_kafka import KafkaException
from pydantic import ValidationError
from rich.progress import Progress
from rich.table import Table

from examples.generator import write_feeds
from kohtaanto import duplicate_commands, esco_commands, occupation_commands, services
from kohtaanto.feeds import send
from kohtaanto.running import UNREACHABLE, connection, service_url
from kohtaanto.saying import do, err, fail, out, tried
from kohtaanto.settings import MigrateSettings
from services.ingest import sources
from services.matcher.rules import RulesError
from services.notifier import offices
from shared.areas import gazetteer
from shared.events.topics import BY_NAME, Service
from shared.spine import dead_letters
from shared.spine.kafka import create_topics
from shared.spine.migrate import migrate as migrate_database

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
source_app = typer.Typer(no_args_is_help=True, help="The parties that push feeds.")
office_app = typer.Typer(no_args_is_help=True, help="The employment areas' offices that are told.")
letters_app = typer.Typer(no_args_is_help=True, help="Events that could not be processed.")
app.add_typer(source_app, name="source")
app.add_typer(office_app, name="office")
app.add_typer(letters_app, name="dead-letters")
app.add_typer(occupation_commands.app, name="occupations")
app.add_typer(esco_commands.app, name="esco")
app.add_typer(duplicate_commands.app, name="duplicates")
ServiceArgument = Annotated[Service, typer.Argument(help="Which service")]


@app.callback()
def kohtaanto() -> None:
    """Vacancies from private brokers meet the jobseekers of every employment area."""


@app.command()
def demo() -> None:
    """Run the whole exchange once on the sample feeds and show what the offices are told."""
    from kohtaanto.demo import run_demo  # noqa: PLC0415 - the embedded pair is only needed here

    raise typer.Exit(asyncio.run(run_demo(out)))


@app.command()
def up() -> None:
    """Run the whole exchange on this machine until Ctrl-C."""
    from kohtaanto.demo import run_up  # noqa: PLC0415 - the embedded pair is only needed here

    raise typer.Exit(asyncio.run(run_up(out)))


@app.command()
def run(
    service: ServiceArgument,
    while_stdin: Annotated[bool, typer.Option(hidden=True, help="Stop when standard input ends.")] = False,
) -> None:
    """Run one service, configured by its environment (KOHTAANTO_..., see .env.example): what a container runs."""
    try:
        status = services.run(service, while_stdin)
    except ValidationError as error:
        fail(_missing(error))
    except RulesError as error:
        fail(str(error))
    services.leave(status)


@app.command()
def push(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A feed, one JSON row a line")
    ],
    source: Annotated[str, typer.Option(help="The source that pushes")],
    key: Annotated[str, typer.Option(envvar="KOHTAANTO_SOURCE_KEY", help="Its key")],
    kind: Annotated[Literal["vacancies", "seekers"], typer.Option(help="What the rows are")] = "vacancies",
    format_: Annotated[
        str | None, typer.Option("--format", help="The feed's format; by default the project's own")
    ] = None,
    snapshot: Annotated[
        bool, typer.Option(help="This is everything the source has: what is missing is closed")
    ] = False,
    go_ahead: Annotated[bool, typer.Option(help="Close what is missing even if it looks like a mistake")] = False,
    dry_run: Annotated[bool, typer.Option(help="Say what would happen, and change nothing")] = False,
    url: Annotated[str | None, typer.Option(help="The ingest service; by default the one that runs here")] = None,
) -> None:
    """Send a feed through the door; prints what became of its rows, and why rows were refused."""
    with file.open("rb") as lines, Progress(console=err) as progress:
        task = progress.add_task(file.name, total=sum(1 for _ in lines))
        address = url or tried(lambda: service_url("ingest"))
        options = {"snapshot": snapshot, "go_ahead": go_ahead, "dry_run": dry_run}
        outcome = do(
            send(address, source, kind, key, file, lambda n: progress.advance(task, n), format_=format_, **options)
        )
    if outcome.refused:
        table = Table("row", "id", "field", "what", "what to do", title="Refused")
        for receipt in outcome.refused:
            for problem in receipt["problems"]:
                named = receipt["external_id"] or "-"
                table.add_row(str(receipt["row"] or "-"), named, problem["field"], problem["message"], problem["hint"])
        out.print(table)
    out.print(", ".join(f"{number} {status}" for status, number in sorted(outcome.counts.items())) or "no rows")


@app.command()
def generate(
    vacancies: Annotated[int, typer.Option(min=1, help="Rows of vacancies")] = 1000,
    seekers: Annotated[int, typer.Option(min=1, help="Rows of seekers")] = 5000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same feeds")] = 1,
    days: Annotated[int, typer.Option(min=1, max=60, help="Days of feeds, each with its churn")] = 1,
    to: Annotated[Path, typer.Option("--out", file_okay=False, help="Where to write them")] = Path("feeds"),
) -> None:
    """Make feeds of any size, with the skew of real life."""
    for path in write_feeds(to, vacancies, seekers, seed, days):
        out.print(str(path), soft_wrap=True)


@app.command()
def migrate() -> None:
    """Make schemas, roles and topics, or bring them up to date. Safe to run again."""
    try:
        settings = MigrateSettings()
    except ValidationError as error:
        fail(_missing(error))
    try:
        applied = asyncio.run(migrate_database(settings.admin_database_url, settings.role_password))
    except (*UNREACHABLE, asyncpg.InterfaceError, asyncpg.InsufficientPrivilegeError, ValueError) as error:
        fail(f"Postgres at KOHTAANTO_ADMIN_DATABASE_URL cannot be migrated ({type(error).__name__}: {error})")
    for service, names in applied.items():
        out.print(f"{service}: {', '.join(names) or 'up to date'}")
    try:
        made = create_topics(
            settings.kafka_bootstrap_servers,
            settings.topic_prefix,
            settings.kafka_partitions,
            settings.kafka_replication,
        )
    except KafkaException as error:
        fail(f"Kafka at KOHTAANTO_KAFKA_BOOTSTRAP_SERVERS did not make the topics ({error.args[0].str()})")
    out.print(f"topics: {', '.join(made) or 'up to date'}")


@app.command()
def republish(
    service: ServiceArgument,
    ids: Annotated[
        list[UUID] | None, typer.Argument(help="Only these entities; by default everything it holds")
    ] = None,
) -> None:
    """Let a service publish the latest state of what it holds again, with the same numbers; always harmless."""
    out.print(f"{do(_republish(service, ids))} events put in the outbox of {service}")


@source_app.command("add")
def source_add(
    name: Annotated[str, typer.Argument(help="Its name, as in its address")],
    kind: Annotated[
        Literal["broker", "authority"], typer.Option(help="A broker pushes vacancies, an authority seekers")
    ],
    area: Annotated[str | None, typer.Option(help="An authority's area, 01..46")] = None,
) -> None:
    """Register a source and print its key, which is shown only now."""
    if not name.replace("-", "").isalnum():
        fail("a source's name has letters, digits and hyphens only")
    _known_area(area)

    async def add() -> str | None:
        async with connection("ingest") as found:
            return await sources.add(found, name, kind, area)

    out.print(do(add()) or fail(f"there is a source `{name}` already"), soft_wrap=True)


@source_app.command("add-key")
def source_add_key(
    name: Annotated[str, typer.Argument(help="The source")],
    scope: Annotated[list[str], typer.Option(help="What the key may do, such as vacancies:write; several times")],
) -> None:
    """Give a source one more key, that may do only what its scopes say."""
    known = sorted({each for scopes in sources.SCOPES.values() for each in scopes})
    if unknown := sorted(set(scope) - set(known)):
        fail(f"there is no scope {', '.join(unknown)}: they are {', '.join(known)}")

    async def add() -> str | None:
        async with connection("ingest") as found:
            return await sources.add_key(found, name, scope)

    out.print(do(add()) or fail(f"there is no source `{name}`"), soft_wrap=True)


@source_app.command("set")
def source_set(
    name: Annotated[str, typer.Argument(help="The source")],
    oauth_client: Annotated[str | None, typer.Option(help="The client id that its access tokens carry")] = None,
    rows_per_minute: Annotated[int | None, typer.Option(min=1, help="Quota")] = None,
    bytes_per_minute: Annotated[int | None, typer.Option(min=1, help="Quota, expanded")] = None,
    open_rows: Annotated[int | None, typer.Option(min=1, help="Quota of rows that are open at a time")] = None,
) -> None:
    """Set a source's OAuth client and its quotas; what is not given stays as it is."""

    async def configure() -> bool:
        async with connection("ingest") as found:
            given = (oauth_client, rows_per_minute, bytes_per_minute, open_rows)
            return await sources.configure(found, name, *given)

    try:
        known = do(configure())
    except sources.ClientTaken:
        fail(f"the OAuth client `{oauth_client}` is another source's")
    if not known:
        fail(f"there is no source `{name}`")


@source_app.command("rotate-key")
def source_rotate_key(
    name: Annotated[str, typer.Argument(help="The source")],
    overlap_hours: Annotated[float, typer.Option(min=0, help="How long its other keys go on")] = 24,
) -> None:
    """Give a source a new key; the ones before go on for a while, so that it can change over."""

    async def rotate() -> str | None:
        async with connection("ingest") as found:
            return await sources.rotate_key(found, name, timedelta(hours=overlap_hours))

    out.print(do(rotate()) or fail(f"there is no source `{name}`"), soft_wrap=True)


@source_app.command("list")
def source_list() -> None:
    """Show the sources."""

    async def listed() -> list[sources.Registered]:
        async with connection("ingest") as found:
            return await sources.listed(found)

    table = Table("source", "kind", "area", "keys", "OAuth client", "quotas")
    for each in do(listed()):
        quota = (each.rows_per_minute, each.bytes_per_minute, each.open_rows)
        keys = " ".join(f"{prefix}…" for prefix in each.key_prefixes)
        limits = " ".join(f"{what} {most}" for what, most in zip(("rows", "bytes", "open"), quota, strict=True) if most)
        table.add_row(each.name, each.kind, each.area or "-", keys, each.oauth_client or "-", limits or "default")
    out.print(table)


@office_app.command("add")
def office_add(
    area: Annotated[str, typer.Argument(help="The employment area, 01..46")],
    locale: Annotated[Literal["fi", "sv", "en"], typer.Option(help="The language of its notices")] = "fi",
    webhook: Annotated[str | None, typer.Option(help="Where its notices are sent")] = None,
) -> None:
    """Register an office and print its key (and its webhook's secret), which are shown only now."""
    _known_area(area)
    if webhook and not webhook.startswith(("http://", "https://")):
        fail("a webhook's address begins with http:// or https://")

    async def add() -> tuple[str, str | None] | None:
        async with connection("notifier") as found:
            return await offices.add(found, area, locale, webhook)

    added = do(add())
    if added is None:
        fail(f"the office of area {area} is registered already")
    for line in filter(None, added):
        out.print(line, soft_wrap=True)


@office_app.command("list")
def office_list() -> None:
    """Show the offices."""

    async def listed() -> list[offices.Office]:
        async with connection("notifier") as found:
            return await offices.listed(found)

    table = Table("area", "name", "language", "key", "webhook")
    for each in do(listed()):
        area = gazetteer().area(each.area)
        name = area.names[each.locale] if area else "-"
        table.add_row(each.area, name, each.locale, f"{each.key_prefix}…", each.webhook_url or "-")
    out.print(table)


@letters_app.command("list")
def letters_list(service: ServiceArgument) -> None:
    """Show the events a service could not process."""

    async def waiting() -> list[dict[str, object]]:
        async with connection(service) as found:
            return await dead_letters.waiting(found)

    table = Table("id", "topic", "partition", "offset", "key", "error", "at")
    for each in do(waiting()):
        table.add_row(*(str(value) for value in each.values()))
    out.print(table)


@letters_app.command("replay")
def letters_replay(
    service: ServiceArgument,
    ids: Annotated[list[int] | None, typer.Argument(help="Only these; by default all that wait")] = None,
) -> None:
    """Send the events to their topics again, after the fix. Of a seeker none was kept: its writer republishes it."""

    async def replay() -> tuple[int, dict[str, list[str]]]:
        async with connection(service) as found:
            return await dead_letters.replay(found, ids)

    sent, people = do(replay())
    out.print(f"{sent} events sent again")
    for topic, keys in people.items():
        writer = BY_NAME[topic].writer
        known = [UUID(key) for key in keys if _is_id(key)]
        out.print(f"{do(_republish(writer, known))} seekers republished by {writer}")


async def _republish(service: Service, ids: list[UUID] | None) -> int:
    async with connection(service) as found:
        return await services.republish(service, found, ids)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _known_area(area: str | None) -> None:
    if area is not None and gazetteer().area(area) is None:
        fail(f"there is no employment area `{area}`: they are 01..46")


def _missing(error: ValidationError) -> str:
    found = ", ".join(f"KOHTAANTO_{str(item['loc'][0]).upper()} ({item['msg']})" for item in error.errors())
    return f"the environment lacks or misstates {found}"


def main() -> None:
    """Run the command line."""
    app(prog_name="kohtaanto", args=sys.argv[1:])
