"""Versions of ESCO side by side in the database; an import that does not come to its end changes nothing."""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kohtaanto import esco_commands, esco_import
from kohtaanto.embedded import role_url
from kohtaanto.running import connection
from services.normaliser import taxonomies, taxonomy_content
from services.normaliser.occupations import title_training
from services.normaliser.occupations.title_model import digest
from services.normaliser.taxonomies import TaxonomyError
from shared.esco import Taxonomy, starter_taxonomy
from shared.esco.official import read_release
from shared.spine.migrate import migrate
from tests.support.esco_api import EscoApi
from tests.support.esco_files import CONCEPTS, CRIMINOLOGIST, NURSE, OCCUPATION, PILOT, Told, write_download

STARTER = starter_taxonomy().version
OLD = Told(OCCUPATION + "old", "2221.9", "2221", {"fi": "sairaanhoitaja", "sv": "sköterska", "en": "nurse"})
NEW_NURSE = replace(NURSE, uri=OCCUPATION + "new-nurse", code="2221.1")
# What a process does until it is killed: it says where it is, and goes no further.
CHILD = """
import sys, time
from kohtaanto import esco_commands
from services.normaliser import taxonomies
from services.normaliser.occupations import title_training

def here(*_):
    print("here", flush=True)
    time.sleep(600)

async def before_commit(connection, version):
    await make_current(connection, version)
    here()

make_current, taxonomies.make_current = taxonomies.make_current, before_commit
title_training.train = here if sys.argv[2] == "training" else lambda *_: b"a model"
esco_commands.app(["import", sys.argv[1]])
"""


def fake_train(taxonomy: Taxonomy, tell: Any) -> bytes:
    """A model in no time: what training makes is tested elsewhere."""
    tell("round 1 of 1")
    return f"a model of {len(taxonomy.occupations)}".encode()


@pytest.fixture(autouse=True)
async def _normaliser(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    await migrate(database, None)
    monkeypatch.setenv("KOHTAANTO_DATABASE_URL", role_url(database, "normaliser"))
    monkeypatch.setattr(title_training, "train", fake_train)


async def command(*arguments: str) -> tuple[int, str]:
    """What a command answers, and what it prints; in a thread, since commands run loops of their own."""
    result = await asyncio.to_thread(CliRunner().invoke, esco_commands.app, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


async def state() -> dict[str, Any]:
    """All that an import can change."""
    async with connection("normaliser") as found:
        return {
            "taxonomies": [tuple(row) for row in await found.fetch("SELECT version, content FROM taxonomy ORDER BY 1")],
            "models": [row["digest"] for row in await found.fetch("SELECT digest FROM title_model ORDER BY 1")],
            "head": [tuple(row) for row in await found.fetch("SELECT number, taxonomy, since FROM knowledge_head")],
        }


async def loaded(version: str) -> Taxonomy:
    return await esco_import.loaded(version)


async def test_an_import_is_used_from_then_on(tmp_path: Path) -> None:
    code, said = await command("import", str(write_download(tmp_path / "v1.2.0", relations=True)))
    assert code == 0, said
    assert "ESCO 1.2.0: 5 occupations in fi, sv, en, 2 unit groups" in said
    assert "1.2.0 is current (knowledge 1)" in said
    after = await state()
    assert after["head"] == [(1, "1.2.0", 1)]
    taxonomy = await loaded("1.2.0")
    assert after["models"] == [digest(taxonomy)]
    async with connection("normaliser") as found:
        assert await taxonomies.model(found, digest(taxonomy)) == b"a model of 5"
    nurse = taxonomy.by_code("2221.2")
    assert nurse is not None
    assert "sairaanhoitaja amk" in nurse.titles["fi"], "our everyday titles"
    assert nurse.alternatives["fi"] == ("yleissairaanhoitaja",)
    assert taxonomy.by_uri(CRIMINOLOGIST.uri) is not None, "which the starter does not have"


async def test_kept_but_not_used(tmp_path: Path) -> None:
    code, said = await command("import", str(write_download(tmp_path / "v1.2.0")), "--no-use")
    assert code == 0, said
    assert "`kohtaanto esco use 1.2.0` makes it current" in said
    after = await state()
    assert ([version for version, _ in after["taxonomies"]], after["head"]) == (["1.2.0"], [])


async def test_versions_stand_side_by_side(tmp_path: Path) -> None:
    await command("import", str(write_download(tmp_path / "v1.1.1")))
    await command("import", str(write_download(tmp_path / "v1.2.0", CONCEPTS[:4])))
    _, listed = await command("list")
    assert [line.split("│")[1:4] for line in listed.splitlines() if "1." in line] == [
        ["         ", " 1.1.1     ", " 5           "],
        [" current ", " 1.2.0     ", " 4           "],
    ]
    assert len((await loaded("1.1.1")).occupations) == 5
    assert "1.1.1 is current (knowledge 3)" in (await command("use", "1.1.1"))[1], "and back"
    assert (await command("use", "1.1.1"))[1] == "1.1.1 is current already\n"
    assert (await state())["head"] == [(3, "1.1.1", 3)]
    assert f"{STARTER} is current (knowledge 4)" in (await command("use", "starter"))[1]
    assert await loaded(STARTER) is starter_taxonomy()


async def test_removing_a_version_takes_its_model_along(tmp_path: Path) -> None:
    await command("import", str(write_download(tmp_path / "v1.1.1", CONCEPTS[:3])))
    await command("import", str(write_download(tmp_path / "v1.2.0")))
    assert len((await state())["models"]) == 2
    code, said = await command("remove", "1.2.0")
    assert code == 2
    assert "1.2.0 is current: choose another" in said
    assert await command("remove", "1.1.1") == (0, "1.1.1 is removed\n")
    after = await state()
    assert [version for version, _ in after["taxonomies"]] == ["1.2.0"]
    assert after["models"] == [digest(await loaded("1.2.0"))]
    code, said = await command("remove", "1.1.1")
    assert code == 2
    assert f"there is no version `1.1.1`: there are 1.2.0, {STARTER}" in said


async def test_addresses_of_an_older_version_are_understood_for_good(tmp_path: Path) -> None:
    await command("import", str(write_download(tmp_path / "v1.1.1", (OLD, *CONCEPTS[1:]))))
    await command("import", str(write_download(tmp_path / "v1.2.0", (NEW_NURSE, *CONCEPTS[1:]))))
    for _ in range(2):
        taxonomy = await loaded("1.2.0")
        for uri in (OLD.uri, NURSE.uri, NEW_NURSE.uri):
            found = taxonomy.by_uri(uri)
            assert found is not None
            assert found.uri == NEW_NURSE.uri
        await command("remove", "1.1.1")
    await command("import", str(tmp_path / "v1.2.0"))
    assert (await loaded("1.2.0")).by_uri(OLD.uri) is not None, "after the same version came once more"


async def test_what_came_later_is_followed_when_a_version_is_used_again(tmp_path: Path) -> None:
    await command("import", str(write_download(tmp_path / "v1.2.0", (NEW_NURSE, *CONCEPTS[1:]))))
    await command("import", str(write_download(tmp_path / "v1.1.1", (OLD, *CONCEPTS[1:]))))
    await command("use", "1.2.0")
    found = (await loaded("1.2.0")).by_uri(OLD.uri)
    assert found is not None
    assert found.uri == NEW_NURSE.uri


async def test_the_current_version_does_not_change_unseen(tmp_path: Path) -> None:
    await command("import", str(write_download(tmp_path / "v1.2.0", CONCEPTS[:4])))
    before = await state()
    code, said = await command("import", str(write_download(tmp_path / "v1.2.0")), "--no-use")
    assert code == 2
    assert "1.2.0 is current: what is read by it would change unseen" in said
    assert await state() == before
    await command("import", str(tmp_path / "v1.2.0"))
    assert (await state())["head"] == [(2, "1.2.0", 2)]


async def test_a_model_is_trained_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await command("import", str(write_download(tmp_path / "v1.2.0")))
    monkeypatch.setattr(title_training, "train", None)
    assert (await command("import", str(tmp_path / "v1.2.0")))[0] == 0, "and would have failed if trained again"


async def test_a_version_whose_model_newer_software_has_not_is_trained_when_used(tmp_path: Path) -> None:
    await command("import", str(write_download(tmp_path / "v1.2.0")), "--no-use")
    async with connection("normaliser") as found:
        await found.execute("DELETE FROM title_model")
    await command("use", "1.2.0")
    assert (await state())["models"] == [digest(await loaded("1.2.0"))]


async def test_a_broken_file_changes_nothing(tmp_path: Path) -> None:
    await command("import", str(write_download(tmp_path / "v1.1.1")))
    before, directory = await state(), write_download(tmp_path / "v1.2.0")
    file = directory / "occupations_sv.csv"
    file.write_bytes(file.read_bytes()[:-30])
    code, said = await command("import", str(directory))
    assert code == 2
    assert "occupations_sv.csv: row 6 (line 6) has 4 cells" in said
    assert await state() == before


async def test_training_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def out_of_memory(taxonomy: Taxonomy, tell: Any) -> bytes:
        raise MemoryError

    monkeypatch.setattr(title_training, "train", out_of_memory)
    with pytest.raises(MemoryError):
        await command("import", str(write_download(tmp_path / "v1.2.0")))
    assert await state() == {"taxonomies": [], "models": [], "head": []}


async def test_a_fault_at_the_very_end_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await command("import", str(write_download(tmp_path / "v1.1.1")))
    before, make_current = await state(), taxonomies.make_current

    async def fails_after(*arguments: Any) -> int:
        await make_current(*arguments)
        raise RuntimeError("the last moment")

    monkeypatch.setattr(taxonomies, "make_current", fails_after)
    with pytest.raises(RuntimeError, match="the last moment"):
        await command("import", str(write_download(tmp_path / "v1.2.0")))
    assert await state() == before


@pytest.mark.parametrize("moment", ["training", "before commit"])
async def test_a_killed_import_changes_nothing(tmp_path: Path, moment: str) -> None:
    await command("import", str(write_download(tmp_path / "v1.1.1")))
    before = await state()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CHILD, str(write_download(tmp_path / "v1.2.0")), moment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=os.environ.copy(),
    )  # fmt: skip
    assert process.stdout is not None
    while (line := await process.stdout.readline()) != b"here\n":
        assert line, "the import ended before it was killed"
    process.send_signal(signal.SIGKILL)
    assert await process.wait() == -signal.SIGKILL
    assert await state() == before
    assert "1.2.0 is current (knowledge 2)" in (await command("import", str(tmp_path / "v1.2.0")))[1], (
        "again, to the end"
    )


async def test_fetched_and_imported_in_one_go(tmp_path: Path) -> None:
    async with EscoApi() as api:
        arguments = ("--version", "v1.2.0", "--to", str(tmp_path / "esco"), "--api", api.base, "--then-import")
        code, said = await command("fetch", *arguments)
    assert code == 0, said
    assert (await state())["head"] == [(1, "1.2.0", 1)]
    assert (await loaded("1.2.0")).by_uri(PILOT.uri) is not None


async def test_a_fetch_that_fails_imports_nothing(tmp_path: Path) -> None:
    async with EscoApi() as api:
        arguments = ("--version", "1.2.0", "--to", str(tmp_path / "esco"), "--api", f"{api.base}/not", "--then-import")
        code, said = await command("fetch", *arguments)
    assert code == 2
    assert "was refused with status 404" in said
    assert (await state())["taxonomies"] == []


async def test_what_cannot_be_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for arguments, says in [
        (("use", "1.0.0"), f"there is no version `1.0.0`: there are {STARTER}"),
        (("import", str(empty)), "no file of occupations"),
        (("import", str(write_download(tmp_path / "x")), "--version", "newest"), "`newest` is no version of ESCO"),
        (("fetch", "--version", "1.2.0", "--to", str(tmp_path), "--languages", "suomi"), "`suomi` are no languages"),
    ]:
        code, said = await command(*arguments)
        assert code == 2
        assert says in said
    monkeypatch.setenv("KOHTAANTO_DATABASE_URL", "postgresql://127.0.0.1:1/none")
    code, said = await command("list")
    assert code == 2
    assert "database of normaliser cannot be reached" in said


async def test_content_is_what_it_was(tmp_path: Path) -> None:
    release = read_release(write_download(tmp_path / "v1.2.0", relations=True)).release
    release = replace(release, replaced={OLD.uri: NURSE.uri})
    assert taxonomy_content.load(taxonomy_content.dump(release)) == release
    with pytest.raises(taxonomy_content.ContentError, match="cannot be read"):
        taxonomy_content.load(b"something else")
    async with connection("normaliser") as found:
        with pytest.raises(TaxonomyError):
            await taxonomies.load(found, "1.2.0")
