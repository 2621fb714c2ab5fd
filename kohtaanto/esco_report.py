"""What the operator is told of versions of ESCO."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from kohtaanto.esco_import import Checked
from services.normaliser.taxonomies import Held
from shared.esco import LANGUAGES, Occupation, starter_taxonomy

SHOWN = 20


def of_import(checked: Checked) -> Iterator[str]:
    """What was read, and what became of the occupations that come with the software, a line each."""
    release, files, merged = checked.read.release, checked.read.files, checked.merged
    yield (
        f"ESCO {release.version}: {len(release.concepts)} occupations in {', '.join(release.languages)}, "
        f"{len(release.unit_groups)} unit groups"
    )
    if files.missing:
        yield f"not there: {', '.join(files.missing)}"
    yield from checked.read.notes
    ours = starter_taxonomy().occupations
    yield f"everyday titles: {len(ours) - len(merged.lost)} of our {len(ours)} occupations are in this version"
    for uri, successor in sorted(merged.moved.items()):
        was, now = starter_taxonomy().by_uri(uri), merged.taxonomy.by_uri(successor)
        if was and now:
            yield f"  {_named(was)} goes on as {_named(now)}"
    yield from _lost(merged.lost)


def of_versions(held: Sequence[Held], current: str) -> Table:
    """The versions that can be used."""
    table = Table("", "version", "occupations", "languages", "imported (UTC)")
    starter = starter_taxonomy()
    known = [(each.version, each.occupations, each.languages) for each in held]
    when = {each.version: f"{each.imported_at:%Y-%m-%d %H:%M}" for each in held}
    for version, occupations, languages in [(starter.version, len(starter.occupations), LANGUAGES), *known]:
        mark = "current" if version == current else ""
        table.add_row(mark, version, str(occupations), ", ".join(languages), when.get(version, "with the software"))
    return table


def _lost(lost: Sequence[Occupation]) -> Iterator[str]:
    if lost:
        yield f"  {len(lost)} have no successor, so that their everyday titles go to nobody:"
    for occupation in lost[:SHOWN]:
        titles = sum(len(each) for each in occupation.titles.values())
        yield f"    {_named(occupation)} ({occupation.code}, {titles} titles)"
    if len(lost) > SHOWN:
        yield f"    and {len(lost) - SHOWN} more"


def _named(occupation: Occupation) -> str:
    return next(label.strip() for language in LANGUAGES if (label := occupation.labels.get(language)))
