"""`kohtaanto occupations`: read titles, and let everything be read again."""

import asyncio
import os
import sys
from typing import Annotated, Literal, cast

import typer
from rich.progress import Progress
from rich.table import Table

from kohtaanto import esco_import
from kohtaanto.classifying import Source, answer, answer_all
from kohtaanto.known import knowledge_for, of_exchange
from kohtaanto.reclassifying import EXAMPLES, Moves, dry_run, left
from kohtaanto.review_commands import review_app, reviewer_app
from kohtaanto.running import connection
from kohtaanto.saying import do, err, out
from services.normaliser import knowledge

SHOWN = 40
LOOK_S = 1.0
app = typer.Typer(no_args_is_help=True, help="Titles and occupations: what is read, and what people say it should be.")
app.add_typer(review_app, name="review")
app.add_typer(reviewer_app, name="reviewer")


@app.command("classify")
def classify(
    lang: Annotated[Literal["fi", "sv", "en"] | None, typer.Option(help="The language of the titles")] = None,
    top: Annotated[int, typer.Option(min=1, help="How many candidates at most")] = 5,
    taxonomy: Annotated[
        str | None,
        typer.Option(help="A version, a directory of ESCO's CSV download, or `starter`; by default the current one"),
    ] = None,
) -> None:
    """Read titles from standard input, one a line; write what each means, one JSON object a line."""
    known = do(knowledge_for(taxonomy))
    try:
        answer_all(cast(Source, sys.stdin.buffer), sys.stdout.buffer, lambda title: answer(known, title, lang, top))
    except BrokenPipeError:
        # Whoever reads has had enough; nor does Python have to flush to them at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@app.command("reclassify")
def reclassify(
    dry: Annotated[bool, typer.Option("--dry-run", help="Only say what would move")] = False,
    taxonomy: Annotated[
        str | None, typer.Option(help="Read by this version, and make it current; by default the current one")
    ] = None,
) -> None:
    """Let every vacancy and seeker be read again by what is known now; only what changes is published."""
    if dry:
        _say(do(_would(taxonomy)))
    else:
        number = do(_renew(taxonomy))
        out.print(f"knowledge {number}: everything is read again in the background")
        do(_follow())


async def _would(version: str | None) -> Moves:
    known = await of_exchange(version)
    moves = Moves()
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task("reading", total=None)
        async for moves in dry_run(known):
            progress.update(task, completed=sum(moves.read.values()))
    return moves


def _say(moves: Moves) -> None:
    table = Table("vacancies", "seekers", "from", "to", "such as")
    for before, after, move in moves.commonest()[:SHOWN]:
        titles = " | ".join(title for title, _ in move.titles.most_common(EXAMPLES))
        table.add_row(str(move.vacancies), str(move.seekers), before, after, titles)
    if moves.moves:
        out.print(table)
    if len(moves.moves) > SHOWN:
        out.print(f"and {len(moves.moves) - SHOWN} more kinds of move")
    for kind in ("vacancies", "seekers"):
        moved = sum(getattr(move, kind) for move in moves.moves.values())
        out.print(f"{moves.read[kind]} {kind} read: {moved} would move, {moves.changed[kind]} would change at all")
    if moves.not_read:
        out.print(f"{moves.not_read} cannot be read by this software, and stay as they are")
    out.print("Nothing was changed.")


async def _renew(version: str | None) -> int:
    if version is None:
        async with connection("normaliser") as found:
            return await knowledge.renew(found)
    return await esco_import.use(version)


async def _follow() -> None:
    """Show what is left until nothing is; Ctrl-C only ends the showing."""
    vacancies, seekers, never = await left()
    with Progress(console=err) as progress:
        tasks = [
            (progress.add_task(name, total=count or None, visible=bool(count)), count)
            for name, count in (("vacancies", vacancies), ("seekers", seekers))
        ]
        while vacancies or seekers:
            for (task, total), now in zip(tasks, (vacancies, seekers), strict=True):
                progress.update(task, completed=max(0, total - now))
            await asyncio.sleep(LOOK_S)
            vacancies, seekers, never = await left()
        for task, total in tasks:
            progress.update(task, completed=total)
    out.print("everything is read by what is known now")
    if never:
        out.print(f"but {never} that came before this version: `kohtaanto republish ingest` lets them be read too")
