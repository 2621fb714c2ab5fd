"""A version of ESCO comes from the API page by page, through a net that breaks, and is read as the download is."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kohtaanto import esco_fetch
from kohtaanto.esco_api import FetchError, Manners, retry_after_s
from kohtaanto.esco_fetch import Fetching, fetch
from shared.esco.official import read_release
from tests.support.esco_api import EscoApi
from tests.support.esco_files import CONCEPTS, NURSE, OCCUPATION, Told, write_download

QUICK = Manners(pause_s=0, tries=3, first_wait_s=0.001)
LANGUAGES = ("fi", "sv", "en")


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(esco_fetch, "PAGE", 2)


@pytest.fixture
async def api() -> AsyncIterator[EscoApi]:
    async with EscoApi() as listening:
        yield listening


def downloaded(directory: Path) -> list[Path]:
    return list(directory.glob("*.csv"))


def wanted(api: EscoApi, directory: Path) -> Fetching:
    return Fetching("1.2.0", LANGUAGES, directory, api.base, QUICK)


async def test_what_is_fetched_is_read_as_the_download(api: EscoApi, tmp_path: Path) -> None:
    written = await fetch(wanted(api, tmp_path / "esco"))
    assert sorted(path.name for path in written) == sorted(path.name for path in (tmp_path / "esco").iterdir())
    fetched = read_release(tmp_path / "esco").release
    # The API has no hidden labels.
    told = [replace(each, hidden={}) for each in CONCEPTS]
    assert fetched == read_release(write_download(tmp_path / "v1.2.0", told, relations=True)).release
    assert {query["selectedVersion"] for query in api.asked} == {"v1.2.0"}


async def test_a_net_that_breaks_and_a_server_that_is_busy(api: EscoApi, tmp_path: Path) -> None:
    api.breaks_at, api.refuses_at = frozenset({3}), frozenset({6})
    heard: list[str] = []
    await fetch(replace(wanted(api, tmp_path), tell=heard.append))
    assert len(read_release(tmp_path).release.concepts) == len(CONCEPTS)
    assert [line.split(";")[0] for line in heard] == ["the connection broke: RemoteProtocolError", "status 429"]


async def test_the_next_run_goes_on_where_the_last_was_broken_off(api: EscoApi, tmp_path: Path) -> None:
    api.closed_from = 5
    with pytest.raises(FetchError, match=r"did not answer in 3 tries \(status 503\).*goes on from there"):
        await fetch(wanted(api, tmp_path))
    assert not downloaded(tmp_path), "nothing that looks like a download"
    assert len(api.asked) == 4
    api.closed_from = 1_000_000
    shown: list[tuple[str, int, int]] = []
    await fetch(replace(wanted(api, tmp_path), progress=lambda *said: shown.append(said)))
    asked = [tuple(sorted(query.items())) for query in api.asked]
    assert len(asked) == len(set(asked)), "nothing is asked for twice"
    assert shown[:3] == [("occupations, fi", done, len(CONCEPTS)) for done in (2, 4, 5)]
    assert len(read_release(tmp_path).release.concepts) == len(CONCEPTS)


async def test_offsets_may_count_rows(tmp_path: Path) -> None:
    async with EscoApi(by_rows=True) as api:
        await fetch(wanted(api, tmp_path))
    assert len(read_release(tmp_path).release.concepts) == len(CONCEPTS)


async def test_replaced_occupations_come_along(tmp_path: Path) -> None:
    old = Told(OCCUPATION + "old", "2221.9", "2221", {"fi": "hoitaja"}, status="obsolete", replaced_by=NURSE.uri)
    async with EscoApi((old, *CONCEPTS)) as api:
        await fetch(wanted(api, tmp_path))
    assert read_release(tmp_path).release.replaced == {old.uri: NURSE.uri}


async def test_an_occupation_that_one_language_is_without_is_asked_for(
    api: EscoApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(esco_fetch, "LEAST_SHARE", 0.5)
    api.hides = {"sv": NURSE.uri}
    await fetch(wanted(api, tmp_path))
    found = {concept.uri: concept for concept in read_release(tmp_path).release.concepts}
    assert found[NURSE.uri].labels == NURSE.labels


async def test_pages_that_do_not_add_up_are_no_version(api: EscoApi, tmp_path: Path) -> None:
    # Every page the same: the server does not go by offsets at all.
    api.concepts = (NURSE,) * 5
    with pytest.raises(FetchError, match="speaks of 5 occupations in fi and gave 1"):
        await fetch(wanted(api, tmp_path))
    assert not downloaded(tmp_path)


async def test_two_versions_do_not_mix(api: EscoApi, tmp_path: Path) -> None:
    api.closed_from = 4
    with pytest.raises(FetchError):
        await fetch(wanted(api, tmp_path))
    with pytest.raises(FetchError, match=r"holds a fetch of 1\.2\.0"):
        await fetch(replace(wanted(api, tmp_path), version="1.1.2"))
    api.closed_from = 1_000_000
    await fetch(wanted(api, tmp_path))
    with pytest.raises(FetchError, match=r"holds version 1\.2\.0"):
        await fetch(replace(wanted(api, tmp_path), version="1.1.2"))


async def test_what_is_no_esco_is_refused_at_once(api: EscoApi, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="refused with status 404"):
        await fetch(replace(wanted(api, tmp_path), base=f"{api.base}/elsewhere"))
    assert api.requests == 0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("7", 7),
        ("-1", 0),
        ("86400", 600),
        ("Mon, 01 Dec 2025 12:00:30 GMT", 30),
        ("Mon, 01 Dec 2025 11:00:00 GMT", 0),
    ],
)
def test_how_long_a_server_asks_us_to_wait(header: str | None, seconds: float | None) -> None:
    assert retry_after_s(header, datetime(2025, 12, 1, 12, tzinfo=UTC)) == seconds
