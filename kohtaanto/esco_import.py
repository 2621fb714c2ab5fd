"""Bringing a version of ESCO in: read, laid under our titles, trained, and only then put, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kohtaanto.known import telling
from kohtaanto.running import connection
from services.normaliser import taxonomies
from services.normaliser.occupations.title_model import digest, shipped_model
from shared.esco import Taxonomy, starter_taxonomy
from shared.esco.merging import Merged, merge
from shared.esco.official import Read, read_release

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """A version that has been read and found good; nothing is in the database yet."""

    read: Read
    merged: Merged


def check(directory: Path, version: str | None, tell: Tell) -> Checked:
    """Read the files. Raises OfficialError."""
    read = read_release(directory, version, tell)
    return Checked(read, merge(read.release, starter_taxonomy()))


async def may_come(version: str, use: bool) -> None:
    """Whether the database takes it, asked before minutes are spent. Raises NotRunning and TaxonomyError."""
    async with connection("normaliser") as found:
        if not use and await taxonomies.current(found) == version:
            raise taxonomies.TaxonomyError(
                f"{version} is current: what is read by it would change unseen. Import it with --use"
            )


async def trained(taxonomy: Taxonomy, tell: Tell) -> bytes | None:
    """A model for a taxonomy, or None where there is one already, in the database or with the software."""
    from services.normaliser.occupations.title_training import train  # noqa: PLC0415 - scipy is only needed here

    wanted = digest(taxonomy)
    async with connection("normaliser") as found:
        there = await taxonomies.has_model(found, wanted)
    return None if there or shipped_model(wanted) is not None else train(taxonomy, tell)


async def trained_aloud(taxonomy: Taxonomy) -> bytes | None:
    """The same, with a line on standard error that says how far it is."""
    with telling() as tell:
        return await trained(taxonomy, lambda round_: tell(f"training the title model: {round_}"))


async def bring_in(checked: Checked, model: bytes | None, use: bool) -> int | None:
    """Put a version and its model in one transaction; the number of the knowledge where it becomes current."""
    wanted = digest(checked.merged.taxonomy)
    async with connection("normaliser") as found:
        await taxonomies.put(found, checked.read.release)
        if model is not None:
            await taxonomies.keep_model(found, wanted, model)
        return await taxonomies.make_current(found, checked.read.release.version) if use else None


async def switch(version: str, taxonomy: Taxonomy, model: bytes | None) -> int:
    """Make a version current, with a model newly trained where it had none. Raises TaxonomyError."""
    wanted = digest(taxonomy)
    async with connection("normaliser") as found:
        if model is not None:
            await taxonomies.keep_model(found, wanted, model)
        return await taxonomies.make_current(found, version)


async def loaded(version: str) -> Taxonomy:
    """A version as it is in the database. Raises TaxonomyError."""
    async with connection("normaliser") as found:
        return await taxonomies.load(found, version)


async def use(version: str) -> int:
    """Make a version of the database current, and train its model where there is none. Raises TaxonomyError."""
    taxonomy = await loaded(version)
    return await switch(version, taxonomy, await trained_aloud(taxonomy))
