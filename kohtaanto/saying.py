"""How a command does its work and says what went wrong: one sentence, exit status 2."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn, TypeVar

import typer
from rich.console import Console

from kohtaanto.feeds import DoorClosed
from kohtaanto.running import NotRunning
from services.normaliser.knowledge import Unreadable
from services.normaliser.taxonomies import TaxonomyError
from shared.esco.official_csv import OfficialError

T = TypeVar("T")
EXPECTED = (NotRunning, DoorClosed, Unreadable, TaxonomyError, OfficialError)
out, err = Console(), Console(stderr=True)


def do(work: Coroutine[Any, Any, T]) -> T:
    """Do it; what may be expected to go wrong is one sentence."""
    return tried(lambda: asyncio.run(work))


def tried(work: Callable[[], T]) -> T:
    """The same of what is not asynchronous."""
    try:
        return work()
    except EXPECTED as error:
        fail(str(error))


def fail(sentence: str) -> NoReturn:
    """Say why not, and end."""
    err.print(f"kohtaanto: {sentence}", style="red", highlight=False, soft_wrap=True)
    raise typer.Exit(2)
