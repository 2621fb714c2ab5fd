"""`kohtaanto occupations review` and `... reviewer`: the review queue from the command line, and who may answer."""

from typing import Annotated

import typer
from rich.table import Table

from kohtaanto.known import of_exchange
from kohtaanto.running import connection
from kohtaanto.saying import do, fail, out
from services.normaliser import review, reviewers
from services.normaliser.knowledge import Knowledge, next_number
from services.normaliser.occupations.title_text import title_key
from services.normaliser.review import Answer, Filter, Language, Queue, Reason, Title
from shared.esco import Occupation
from shared.spine.database import Connection

review_app = typer.Typer(no_args_is_help=True, help="Titles that a person should look at, and what they mean.")
reviewer_app = typer.Typer(no_args_is_help=True, help="Who may answer over HTTP.")
TitleArgument = Annotated[str, typer.Argument(help="The title, as the list shows it")]
ByOption = Annotated[str, typer.Option(help="Who says so")]
NameArgument = Annotated[str, typer.Argument(help="The reviewer's name; it stands beside their answers")]


@review_app.command("list")
def list_(
    lang: Annotated[Language | None, typer.Option(help="Only titles of vacancies in this language")] = None,
    reason: Annotated[Reason | None, typer.Option(help="Only titles that wait for this")] = None,
    text: Annotated[str | None, typer.Option(help="Only titles with this in them")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most")] = 30,
    offset: Annotated[int, typer.Option(min=0, help="How many to leave out before them")] = 0,
) -> None:
    """Show the titles that wait, commonest first."""
    known, found = do(_queue(Filter(lang, reason, text), limit, offset))
    table = Table("title", "vacancies", "seekers", "languages", "why", "likeliest", "sources")
    for each in found.titles:
        why = ", ".join(f"{name} {count}" for name, count in each.reasons.items())
        likeliest = _candidates(known, each)[:1]
        numbers = (str(each.vacancies), str(each.seekers))
        table.add_row(
            each.title, *numbers, " ".join(each.languages), why, *(likeliest or ["-"]), " ".join(each.sources[:3])
        )
    out.print(table)
    out.print(f"{found.titles_in_all} titles wait, for {found.vacancies_in_all} open vacancies")


@review_app.command("show")
def show(title: TitleArgument) -> None:
    """Show one title: what it would be read as, who waits for it, and what was answered so far."""
    known, about, answers = do(_one(title))
    out.print(f"{about.title}  [{about.key}]", highlight=False, markup=False)
    out.print(f"{about.vacancies} vacancies and {about.seekers} seekers wait; {about.employers} employers write it")
    for line in _candidates(known, about):
        out.print(f"  {line}", highlight=False, markup=False)
    for each in answers:
        undone = f", taken back by {each.undone_by} {each.undone_at:%d.%m.%Y %H:%M}" if each.undone_at else ""
        when = f"{each.answered_at:%d.%m.%Y %H:%M}"
        out.print(f"  {_meant(known, each)}: {each.answered_by} {when}{undone}", highlight=False, markup=False)


@review_app.command("answer")
def answer(
    title: TitleArgument,
    occupation: Annotated[str, typer.Argument(help="ESCO URI or code; `none`: the title names no occupation")],
    by: ByOption = "operator",
) -> None:
    """Say what a title means: everything with it is read again, and later titles too."""
    known, given = do(_give(title, occupation, by))
    out.print(f"{given.title}: {_meant(known, given)} (knowledge {given.number})", highlight=False, markup=False)


@review_app.command("undo")
def undo(title: TitleArgument, by: ByOption = "operator") -> None:
    """Take an answer back: everything with the title is read again as if nobody had answered."""
    undone = do(_undo(title, by))
    out.print(f"{undone.title}: the answer is taken back (knowledge {undone.number})", highlight=False, markup=False)


@reviewer_app.command("add")
def reviewer_add(name: NameArgument) -> None:
    """Register a reviewer and print their key, which is shown only now."""
    if not name.strip() or len(name) > 100:
        fail("a reviewer's name has one to a hundred letters")

    async def add() -> str | None:
        async with connection("normaliser") as found:
            return await reviewers.add(found, name)

    out.print(do(add()) or fail(f"there is a reviewer `{name}` already"), soft_wrap=True)


@reviewer_app.command("rotate-key")
def reviewer_rotate_key(name: NameArgument) -> None:
    """Give a reviewer a new key, at once in place of the old one."""

    async def rotate() -> str | None:
        async with connection("normaliser") as found:
            return await reviewers.rotate_key(found, name)

    out.print(do(rotate()) or fail(f"there is no reviewer `{name}`"), soft_wrap=True)


@reviewer_app.command("remove")
def reviewer_remove(name: NameArgument) -> None:
    """Take a reviewer's key away; what they answered stands."""

    async def remove() -> bool:
        async with connection("normaliser") as found:
            return await reviewers.remove(found, name)

    if not do(remove()):
        fail(f"there is no reviewer `{name}`")


@reviewer_app.command("list")
def reviewer_list() -> None:
    """Show the reviewers."""

    async def listed() -> list[reviewers.Reviewer]:
        async with connection("normaliser") as found:
            return await reviewers.listed(found)

    table = Table("reviewer", "key", "since")
    for each in do(listed()):
        table.add_row(each.name, f"{each.key_prefix}…", f"{each.added_at:%d.%m.%Y}")
    out.print(table)


async def _queue(wanted: Filter, limit: int, offset: int) -> tuple[Knowledge, Queue]:
    known = await of_exchange(None)
    async with connection("normaliser") as found:
        return known, await review.queue(found, wanted, known.void, limit, offset)


async def _one(said: str) -> tuple[Knowledge, Title, list[Answer]]:
    known = await of_exchange(None)
    async with connection("normaliser") as found:
        about = await _about(found, known, said)
        return known, about, await review.answers_of(found, about.key)


async def _give(said: str, occupation: str, by: str) -> tuple[Knowledge, Answer]:
    known = await of_exchange(None)
    meant = _occupation(known, occupation)
    async with connection("normaliser") as found:
        about = await _about(found, known, said)
        uri = meant.uri if meant else None
        return known, await review.give(found, about, uri, by, await next_number(found))


async def _undo(said: str, by: str) -> Answer:
    async with connection("normaliser") as found:
        number = await next_number(found)
        undone = [await review.undo(found, key, by, number) for key in _keys(said)]
        return next(filter(None, undone), None) or fail(f"no answer to `{said}` holds")


async def _about(found: Connection, known: Knowledge, said: str) -> Title:
    abouts = [await review.title(found, key, known.void) for key in _keys(said)]
    there = next((about for about in abouts if about), None)
    return there or fail(f"no vacancy has the title `{said}`, nor do three seekers")


def _keys(said: str) -> dict[str, None]:
    """A title's key may be given as it is, or by any title of that key."""
    return dict.fromkeys(key for key in (said, title_key(said)) if key)


def _occupation(known: Knowledge, said: str) -> Occupation | None:
    if said == review.NONE:
        return None
    found = review.occupation_named(known.taxonomy, said)
    return found or fail(f"{known.taxonomy.version} has no occupation `{said}`: give its ESCO URI or code, or `none`")


def _candidates(known: Knowledge, about: Title) -> list[str]:
    found = known.occupations.recognise(about.title, None, about.language)
    return [f"{each.code} {each.label} {each.score:.2f}" for each in found.candidates]


def _meant(known: Knowledge, given: Answer) -> str:
    if given.uri is None:
        return "no occupation"
    found = known.taxonomy.by_uri(given.uri)
    return f"{found.code} {found.label()}" if found else given.uri
