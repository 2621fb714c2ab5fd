"""What a command reads titles by: the running exchange's knowledge, a version of ESCO, a directory, or the starter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kohtaanto.model_cache import model_of
from kohtaanto.running import NotRunning, connection
from kohtaanto.saying import err
from services.normaliser import review, taxonomies
from services.normaliser.knowledge import Knowledge, head, make, taxonomy_of
from services.normaliser.occupations.title_model import digest
from shared.esco import Taxonomy, starter_taxonomy
from shared.esco.merging import merge
from shared.esco.official import read_release
from shared.esco.official_files import find_files

Tell = Callable[[str], None]
UNNAMED = "0.0.0"  # a version for files that do not say theirs; nothing is kept under it


async def knowledge_for(wanted: str | None) -> Knowledge:
    """What `--taxonomy` names; by default the running exchange's knowledge, and where none runs, the starter.

    Raises NotRunning, Unreadable and OfficialError.
    """
    if wanted is None:
        try:
            return await of_exchange(None)
        except NotRunning as error:
            err.print(f"{error} Titles are read by the starter taxonomy.", highlight=False, soft_wrap=True)
            return _alone(starter_taxonomy())
    if taxonomies.is_starter(wanted):
        return _alone(starter_taxonomy())
    if (directory := Path(wanted)).is_dir():
        return _alone(_of_directory(directory))
    return await of_exchange(wanted)


async def of_exchange(version: str | None) -> Knowledge:
    """What the running exchange knows, with another version of the taxonomy if one is named."""
    async with connection("normaliser") as found:
        stands = await head(found)
        taxonomy = await taxonomy_of(found, version or stands.taxonomy)
        answers = await review.standing(found)
        stored = await taxonomies.model(found, digest(taxonomy))
    with telling() as tell:
        return make(stands.number, stands.since, taxonomy, model_of(taxonomy, stored, tell), answers)


def _alone(taxonomy: Taxonomy) -> Knowledge:
    with telling() as tell:
        return make(0, 0, taxonomy, model_of(taxonomy, None, tell), {})


def _of_directory(directory: Path) -> Taxonomy:
    with telling() as tell:
        version = None if find_files(directory).version else UNNAMED
        return merge(read_release(directory, version, tell).release, starter_taxonomy()).taxonomy


@contextmanager
def telling() -> Iterator[Tell]:
    """A line on standard error that says what takes its time; nothing where nothing does."""
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=err, transient=True
    ) as shown:
        task = None

        def tell(text: str) -> None:
            nonlocal task
            task = shown.add_task(text) if task is None else task
            shown.update(task, description=text)

        yield tell
