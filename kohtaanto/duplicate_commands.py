"""`kohtaanto duplicates`: which adverts are one job and why, and what a person says against it."""

import getpass
from typing import Annotated
from uuid import UUID

import typer
from rich.table import Table

from kohtaanto.running import connection
from kohtaanto.saying import do, out
from services.normaliser.job_store import Explained, JobStore

app = typer.Typer(no_args_is_help=True, help="Adverts of one job from several sources: told to offices as one.")
Vacancy = Annotated[UUID, typer.Argument(help="A vacancy's id")]
By = Annotated[str, typer.Option("--by", help="Who says so", default_factory=getpass.getuser)]


@app.command("explain")
def explain(vacancy: Vacancy) -> None:
    """Show the pairs that a vacancy and the others of its job make, and why."""

    async def explained() -> list[Explained]:
        async with connection("normaliser") as found:
            return await JobStore().explained(found, vacancy)

    pairs = do(explained())
    if not pairs:
        out.print("no other advert is taken for the same job")
        return
    table = Table("advert", "advert", "sure", "because", "set apart by")
    for pair in pairs:
        row = (str(pair.a), str(pair.b), f"{pair.score:.2f}", ", ".join(pair.because), pair.set_apart_by or "-")
        table.add_row(*row)
    out.print(table)


@app.command("split")
def split(
    vacancy: Vacancy,
    by: By,
    others: Annotated[list[UUID] | None, typer.Argument(help="From these; by default from all of its job")] = None,
) -> None:
    """Say that a vacancy is not the same job as others. It stays so, whatever changes, until it is taken back."""

    async def divided() -> None:
        async with connection("normaliser") as found:
            await JobStore().split(found, vacancy, others, by)

    do(divided())
    out.print("set apart")


@app.command("rejoin")
def rejoin(vacancy: Vacancy, other: Annotated[UUID, typer.Argument(help="The other one")], by: By) -> None:
    """Take back that two vacancies are not the same job: what they share decides again."""

    async def joined() -> None:
        async with connection("normaliser") as found:
            await JobStore().rejoin(found, vacancy, other, by)

    do(joined())
    out.print("no longer set apart")
