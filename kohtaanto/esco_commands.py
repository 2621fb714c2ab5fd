"""`kohtaanto esco`: the versions of ESCO, where they come from, and which one is used."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from kohtaanto import esco_import, esco_report
from kohtaanto.esco_api import PUBLIC, FetchError
from kohtaanto.esco_fetch import Fetching, fetch
from kohtaanto.known import telling
from kohtaanto.running import connection
from kohtaanto.saying import do, err, fail, out, tried
from services.normaliser import taxonomies
from services.normaliser.taxonomies import Held
from shared.esco import starter_taxonomy
from shared.esco.release import version_named

app = typer.Typer(no_args_is_help=True, help="The versions of ESCO: import, fetch, choose.")
VersionArgument = Annotated[str, typer.Argument(help="A version, as `kohtaanto esco list` shows it")]


@app.command("import")
def import_(
    directory: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="Where ESCO's CSV download is unpacked")
    ],
    version: Annotated[str | None, typer.Option(help="Its version, where no directory's name says it")] = None,
    use: Annotated[bool, typer.Option(help="Read everything by it from now on")] = True,
) -> None:
    """Read the official CSV download, train the title model for it, and keep both. Until then nothing changes."""
    with telling() as tell:
        checked = tried(lambda: esco_import.check(directory, version, lambda name: tell(f"reading {name}")))
    for line in esco_report.of_import(checked):
        _say(line)
    found = checked.read.release.version
    do(esco_import.may_come(found, use))
    model = do(esco_import.trained_aloud(checked.merged.taxonomy))
    number = do(esco_import.bring_in(checked, model, use))
    _say(_used(found, number) if number else f"{found} is kept; `kohtaanto esco use {found}` makes it current")


@app.command("fetch")
def fetch_(
    version: Annotated[str, typer.Option(help="Which version, such as 1.2.0")],
    to: Annotated[Path, typer.Option(file_okay=False, help="Where to put the files")],
    languages: Annotated[str, typer.Option(help="Which languages, with commas between them")] = "fi,sv,en",
    then_import: Annotated[bool, typer.Option(help="Import it when it is there")] = False,
    api: Annotated[str, typer.Option(help="Another address, such as that of ESCO's local API")] = PUBLIC,
) -> None:
    """Get a version from the Commission's public API, as files of the CSV download. Goes on where it was broken off."""
    named = tuple(dict.fromkeys(each.strip() for each in languages.split(",") if each.strip()))
    if not all(len(each) == 2 and each.isalpha() for each in named) or not named:
        fail(f"`{languages}` are no languages: they look like fi,sv,en")
    wanted = tried(lambda: version_named(version))
    with _counting() as (tell, progress):
        written = do(_fetched(Fetching(wanted, named, to, api, tell=tell, progress=progress)))
    for path in written:
        _say(str(path))
    if then_import:
        import_(to, wanted, use=True)


@app.command("list")
def list_() -> None:
    """The versions that are there, and which one is current."""
    held, current = do(_held())
    out.print(esco_report.of_versions(held, current))


@app.command("use")
def use(version: VersionArgument) -> None:
    """Make a version current, older ones too; everything is read again by it in the background."""
    version = starter_taxonomy().version if taxonomies.is_starter(version) else version
    if do(_held())[1] == version:
        _say(f"{version} is current already")
        return
    _say(_used(version, do(esco_import.use(version))))


@app.command("remove")
def remove(version: VersionArgument) -> None:
    """Forget a version that is not current, and the title models of no version."""
    do(_remove(version))
    _say(f"{version} is removed")


async def _fetched(wanted: Fetching) -> list[Path]:
    try:
        return await fetch(wanted)
    except FetchError as error:
        fail(str(error))


async def _held() -> tuple[list[Held], str]:
    async with connection("normaliser") as found:
        return await taxonomies.versions(found), await taxonomies.current(found)


async def _remove(version: str) -> None:
    async with connection("normaliser") as found:
        await taxonomies.remove(found, version)


def _say(line: str) -> None:
    out.print(line, soft_wrap=True, highlight=False, markup=False)


def _used(version: str, number: int) -> str:
    return f"{version} is current (knowledge {number}): everything is read again by it in the background"


@contextmanager
def _counting() -> Iterator[tuple[Callable[[str], None], Callable[[str, int, int], None]]]:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeElapsedColumn(), console=err) as shown:
        tasks: dict[str, Any] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = shown.add_task(what)
            shown.update(tasks[what], completed=done, total=total)

        yield lambda text: shown.console.print(text, highlight=False), progress
