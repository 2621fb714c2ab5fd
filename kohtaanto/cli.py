"""`kohtaanto`: the one entry point."""

import sys
from typing import Annotated

import typer
from pydantic import ValidationError

from kohtaanto import services
from shared.events.topics import Service

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
ServiceArgument = Annotated[Service, typer.Argument(help="Which service")]


@app.callback()
def kohtaanto() -> None:
    """Vacancies from private brokers meet the jobseekers of every employment area."""


@app.command()
def run(
    service: ServiceArgument,
    while_stdin: Annotated[bool, typer.Option(hidden=True, help="Stop when standard input ends.")] = False,
) -> None:
    """Run one service, configured by its environment (KOHTAANTO_..., see .env.example): what a container runs."""
    try:
        status = services.run(service, while_stdin)
    except ValidationError as error:
        missing = ", ".join(f"KOHTAANTO_{str(item['loc'][0]).upper()} ({item['msg']})" for item in error.errors())
        raise typer.BadParameter(f"the environment lacks or misstates {missing}") from None
    raise typer.Exit(status)


def main() -> None:
    """Run the command line."""
    app(prog_name="kohtaanto", args=sys.argv[1:])
