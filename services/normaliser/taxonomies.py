"""The versions of ESCO that were imported, which of them is current, and the title models trained for them.

Everything here happens in the caller's transaction. The starter comes with the software and is in no table.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from services.normaliser import taxonomy_content
from services.normaliser.occupations.title_model import digest
from shared.esco import Taxonomy, starter_taxonomy
from shared.esco.merging import merge
from shared.esco.release import Release
from shared.esco.successors import chained, successors
from shared.spine.database import Connection, rows_touched, sql

PACKAGE = "services.normaliser"
STARTER = "starter"


class TaxonomyError(ValueError):
    """What was asked for cannot be done; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Held:
    """An imported version, as the operator sees it."""

    version: str
    occupations: int
    languages: tuple[str, ...]
    imported_at: datetime


def is_starter(version: str) -> bool:
    """Whether a version is the one that comes with the software, of this release of it or another."""
    return version.startswith(STARTER)


async def versions(connection: Connection) -> list[Held]:
    """The imported versions, oldest import first."""
    rows = await connection.fetch(sql(PACKAGE, "taxonomy_list"))
    return [Held(row["version"], row["occupations"], tuple(row["languages"]), row["imported_at"]) for row in rows]


async def current(connection: Connection) -> str:
    """The version by which everything is read; the starter where none was ever chosen."""
    return await connection.fetchval(sql(PACKAGE, "taxonomy_current")) or starter_taxonomy().version


async def put(connection: Connection, release: Release) -> None:
    """Keep a version, in the place of an earlier import of it. It does not become current by that."""
    earlier = await connection.fetchval(sql(PACKAGE, "taxonomy_content"), release.version)
    if earlier is not None:
        links = {**taxonomy_content.load(earlier).replaced, **release.replaced}
        release = replace(release, replaced=chained(links, {concept.uri for concept in release.concepts}))
    await connection.execute(
        sql(PACKAGE, "taxonomy_put"),
        release.version,
        taxonomy_content.dump(release),
        len(release.concepts),
        list(release.languages),
    )


async def make_current(connection: Connection, version: str) -> int:
    """Let everything be read by a version from now on; the number of this knowledge. Raises TaxonomyError.

    URIs of the other versions held are followed to the occupations that stand for them in this one, for good: also
    when those versions are removed.
    """
    if is_starter(version):
        version = starter_taxonomy().version
    else:
        await _follow_others(connection, version)
    starter = int(starter_taxonomy().version.removeprefix(f"{STARTER}-"))
    number: int = await connection.fetchval(sql(PACKAGE, "taxonomy_use"), version, starter)
    return number


async def remove(connection: Connection, version: str) -> None:
    """Forget a version, and the title models that are of no version any more. Raises TaxonomyError."""
    if version == await current(connection):
        raise TaxonomyError(f"{version} is current: choose another by `kohtaanto esco use` first")
    if not rows_touched(await connection.execute(sql(PACKAGE, "taxonomy_remove"), version)):
        raise await _unknown(connection, version)
    kept = [digest(await load(connection, held.version)) for held in await versions(connection)]
    await connection.execute(sql(PACKAGE, "taxonomy_models_prune"), [*kept, digest(starter_taxonomy())])


async def load(connection: Connection, version: str) -> Taxonomy:
    """A version with the starter's everyday titles, skills and licences. Raises TaxonomyError."""
    if is_starter(version):
        return starter_taxonomy()
    return merge(await _release(connection, version), starter_taxonomy()).taxonomy


async def model(connection: Connection, wanted: str) -> bytes | None:
    """The title model kept under a digest (see `title_model.digest`)."""
    found: bytes | None = await connection.fetchval(sql(PACKAGE, "taxonomy_model"), wanted)
    return found


async def has_model(connection: Connection, wanted: str) -> bool:
    """Whether there is a title model under a digest, without its megabytes."""
    return bool(await connection.fetchval(sql(PACKAGE, "taxonomy_model_there"), wanted))


async def keep_model(connection: Connection, wanted: str, trained: bytes) -> None:
    """Keep a title model under the digest of its taxonomy."""
    await connection.execute(sql(PACKAGE, "taxonomy_model_put"), wanted, trained)


async def _release(connection: Connection, version: str) -> Release:
    content = await connection.fetchval(sql(PACKAGE, "taxonomy_content"), version)
    if content is None:
        raise await _unknown(connection, version)
    return taxonomy_content.load(content)


async def _follow_others(connection: Connection, version: str) -> None:
    release = await _release(connection, version)
    replaced = dict(release.replaced)
    for held in await versions(connection):
        if held.version != version:
            other = await _release(connection, held.version)
            # What this version says of a URI goes before what another does.
            replaced = successors(other.concepts, release.concepts, {**other.replaced, **replaced})
    if replaced != release.replaced:
        content = taxonomy_content.dump(replace(release, replaced=replaced))
        await connection.execute(sql(PACKAGE, "taxonomy_content_put"), version, content)


async def _unknown(connection: Connection, version: str) -> TaxonomyError:
    there = [*(held.version for held in await versions(connection)), starter_taxonomy().version]
    return TaxonomyError(f"there is no version `{version}`: there are {', '.join(there)}")
