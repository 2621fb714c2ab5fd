"""One version of ESCO, page by page from the public API into the files of the official CSV download."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import httpx

from kohtaanto.esco_api import PUBLIC, Api, FetchError, Manners, Tell
from kohtaanto.esco_rows import GROUPS, OCCUPATIONS, RELATIONS, as_csv, group_row, occupation_row, relation_rows
from shared.esco.official_files import VERSION_FILE

SCHEMES = "http://data.europa.eu/esco/concept-scheme"
PAGE = 50
LEAST_SHARE = 0.9
KEPT = ".fetch"
AGENT = "kohtaanto-esco-fetch (open vacancy exchange)"

Kind = Literal["occupation", "group"]
Records = dict[str, dict[str, Any]]
Progress = Callable[[str, int, int], None]
_ASKED: Mapping[Kind, Mapping[str, str]] = {
    # Obsolete occupations tell what replaced them.
    "occupation": {"type": "occupation", "viewObsolete": "true"},
    "group": {"type": "concept", "isInScheme": f"{SCHEMES}/isco"},
}
_SAID: Mapping[Kind, str] = {"occupation": "occupations", "group": "ISCO groups"}


@dataclass(frozen=True, slots=True)
class Fetching:
    """What to fetch, and to where. `tell` hears of waits, `progress` of each page: what, how many of how many."""

    version: str
    languages: tuple[str, ...]
    directory: Path
    base: str = PUBLIC
    manners: Manners = field(default_factory=Manners)
    tell: Tell = lambda _: None
    progress: Progress = lambda _what, _done, _total: None


async def fetch(wanted: Fetching) -> list[Path]:
    """Fetch it; the files written. Raises FetchError: what has come is kept then, and the next run goes on."""
    kept = _kept(wanted)
    timeout = httpx.Timeout(60, connect=15)
    async with httpx.AsyncClient(timeout=timeout, headers={"User-Agent": AGENT}, follow_redirects=True) as client:
        api = Api(client, wanted.base, kept, wanted.manners, wanted.tell)
        await _check_there(api, wanted)
        occupations = {language: await _listing(api, wanted, "occupation", language) for language in wanted.languages}
        groups = {language: await _listing(api, wanted, "group", language) for language in wanted.languages}
        for language in wanted.languages:
            await _complete(api, wanted, occupations, language)
    written = _write(wanted, occupations, groups)
    shutil.rmtree(kept)
    return written


def _kept(wanted: Fetching) -> Path:
    """Where answers are kept, after a look that they are of the version and the address wanted."""
    said, kept = wanted.directory / VERSION_FILE, wanted.directory / KEPT
    kept.mkdir(parents=True, exist_ok=True)
    asked = kept / "asked"
    before = asked.read_text(encoding="utf-8") if asked.is_file() else None
    now = f"{wanted.version} {wanted.base} {PAGE}"
    if before not in (None, now):
        raise FetchError(f"{kept} holds a fetch of {before}: take another directory, or remove {kept}")
    if said.is_file() and said.read_text(encoding="utf-8").strip() != wanted.version:
        raise FetchError(f"{wanted.directory} holds version {said.read_text(encoding='utf-8').strip()}: take another")
    asked.write_text(now, encoding="utf-8")
    return kept


async def _check_there(api: Api, wanted: Fetching) -> None:
    answer = await api.get("taxonomy", "/resource/taxonomy", _common(wanted, "en") | {"uri": f"{SCHEMES}/occupations"})
    if "uri" not in answer:
        raise FetchError(f"{wanted.base} does not answer as ESCO's API does: it has no scheme of occupations")


async def _listing(api: Api, wanted: Fetching, kind: Kind, language: str) -> Records:
    """All concepts of a kind in a language, page by page until there are as many as the API says there are."""
    records: Records = {}
    page, by_rows, total, more = 0, False, 0, True
    while more:
        answer = await _page(api, wanted, kind, language, page * PAGE if by_rows else page)
        results, before = _results(answer), len(records)
        if page == 1 and not by_rows and _goes_by_rows(results, records):
            by_rows = True
            continue  # the second page is asked for anew
        records.update({result["uri"]: result for result in results})
        total, page = int(answer.get("total") or 0), page + 1
        wanted.progress(f"{_SAID[kind]}, {language}", len(records), total)
        more = before < len(records) < total
    if not records or len(records) != total:
        raise FetchError(
            f"{wanted.base} speaks of {total} {_SAID[kind]} in {language} and gave {len(records)}. "
            f"What to do: remove {wanted.directory / KEPT} and run it again, or download the CSV by hand"
        )
    return records


async def _page(api: Api, wanted: Fetching, kind: Kind, language: str, offset: int) -> dict[str, Any]:
    asked = {"full": "true", "limit": str(PAGE), "offset": str(offset), **_ASKED[kind], **_common(wanted, language)}
    return await api.get(f"{kind}-{language}-{offset:05}", "/search", asked)


def _goes_by_rows(results: Sequence[Mapping[str, Any]], first_page: Records) -> bool:
    """Whether an offset of 1 moved by a row: the documentation says that it counts pages."""
    return any(result["uri"] in first_page for result in results)


def _results(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = (answer.get("_embedded") or {}).get("results") or []
    return [result for result in found if result.get("uri")]


async def _complete(api: Api, wanted: Fetching, occupations: dict[str, Records], language: str) -> None:
    """Ask one by one for the few occupations that the pages of another language have and these have not."""
    everything = {uri for records in occupations.values() for uri in records}
    missing = sorted(everything - set(occupations[language]))
    if len(missing) > (1 - LEAST_SHARE) * len(everything):
        raise FetchError(f"{wanted.base} has {len(missing)} of {len(everything)} occupations less in {language}")
    for uri in missing:
        name = f"one-{language}-{uri.rsplit('/', 1)[-1]}"
        found = await api.get(name, "/resource/occupation", _common(wanted, language) | {"uri": uri})
        occupations[language][uri] = found


def _common(wanted: Fetching, language: str) -> dict[str, str]:
    return {"language": language, "selectedVersion": f"v{wanted.version}"}


def _write(wanted: Fetching, occupations: Mapping[str, Records], groups: Mapping[str, Records]) -> list[Path]:
    first, texts = wanted.languages[0], {}
    if relations := [row for record in occupations[first].values() for row in relation_rows(record)]:
        texts[f"occupationSkillRelations_{first}.csv"] = as_csv(RELATIONS, relations)
    for language in wanted.languages:
        named = [occupation_row(record, language) for record in occupations[language].values()]
        texts[f"occupations_{language}.csv"] = as_csv(OCCUPATIONS, named)
        texts[f"ISCOGroups_{language}.csv"] = as_csv(
            GROUPS, (group_row(r, language) for r in groups[language].values())
        )
    # The version last: where it stands, all the files do.
    return [
        _put(wanted.directory / name, text) for name, text in [*texts.items(), (VERSION_FILE, wanted.version + "\n")]
    ]


def _put(path: Path, text: str) -> Path:
    half = path.with_name(f"{path.name}.half")
    half.write_text(text, encoding="utf-8", newline="")
    os.replace(half, path)
    return path
