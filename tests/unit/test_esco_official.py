"""ESCO's CSV download is read whatever its version looks like, and what is wrong with it is said."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from shared.esco import starter_taxonomy
from shared.esco.merging import merge
from shared.esco.official import read_release
from shared.esco.official_csv import OfficialError, labels_in
from shared.esco.release import Concept, Release, VersionError, version_named
from shared.esco.successors import chained, successors
from tests.support.esco_files import (
    CONCEPTS,
    CRIMINOLOGIST,
    MIDWIFE,
    NURSE,
    OCCUPATION,
    PILOT,
    WELDER,
    Told,
    group,
    occupation,
    write_csv,
    write_download,
)


def concepts(release: Release) -> dict[str, Concept]:
    return {concept.uri: concept for concept in release.concepts}


def test_three_languages_make_one_release(tmp_path: Path) -> None:
    read = read_release(write_download(tmp_path / "ESCO dataset - v1.2.0 - classification - csv"))
    assert (read.release.version, read.release.languages) == ("1.2.0", ("fi", "sv", "en"))
    assert [concept.code for concept in read.release.concepts] == ["0310.1", "2221.2", "2222.1", "2632.4", "7212.3"]
    nurse = concepts(read.release)[NURSE.uri]
    assert nurse.labels == NURSE.labels
    assert nurse.alternatives == {"fi": ("yleissairaanhoitaja",), "en": ("ward sister", "healthcare nurse")}
    assert nurse.descriptions["fi"] == "Sairaanhoitajat edistävät terveyttä, ja hoitavat."
    assert nurse.skills == ()
    assert read.release.unit_groups["2221"]["sv"] == "Sjuksköterskor"
    assert set(read.release.unit_groups) == {"2221", "0310"}, "unit groups only, their zeros kept"


def test_one_directory_for_each_language_as_the_download_comes(tmp_path: Path) -> None:
    for language in ("fi", "en"):
        write_download(tmp_path / f"ESCO dataset - v1.1.1 - classification - {language} - csv", languages=[language])
    read = read_release(tmp_path)
    assert (read.release.version, read.release.languages) == ("1.1.1", ("fi", "en"))
    assert read.files.missing == ("occupations_sv.csv", "ISCOGroups_sv.csv", "occupationSkillRelations_en.csv")


def test_hidden_labels_are_searched_by_too(tmp_path: Path) -> None:
    release = read_release(write_download(tmp_path / "v1.2.0")).release
    assert concepts(release)[CRIMINOLOGIST.uri].alternatives["fi"] == ("kriminologian tutkija", "rikostutkija")


@pytest.mark.parametrize(
    ("cell", "labels"),
    [
        ("", ()),
        ("sh\nkätilö", ("sh", "kätilö")),
        ("sh\r\nkätilö\n", ("sh", "kätilö")),
        ("nurse | ward sister | nurse", ("nurse", "ward sister")),
        ("wiredrawing  machine\xa0tender", ("wiredrawing machine tender",)),
        ("pipe|fitter", ("pipe|fitter",)),
    ],
)
def test_labels_stand_in_one_cell(cell: str, labels: tuple[str, ...]) -> None:
    assert labels_in(cell) == labels


@pytest.mark.parametrize(("delimiter", "bom"), [(",", True), (";", False), ("\t", True)])
def test_marks_between_cells_and_before_the_text(tmp_path: Path, delimiter: str, bom: bool) -> None:
    rows = [occupation(each, "fi") for each in CONCEPTS]
    write_csv(tmp_path / "occupations_fi.csv", rows, delimiter, bom)
    assert len(read_release(tmp_path, "1.0.9").release.concepts) == len(CONCEPTS)


def test_columns_may_be_few_and_in_any_order(tmp_path: Path) -> None:
    rows = [{"code": each.code, "preferredLabel": each.labels["en"], "conceptUri": each.uri} for each in CONCEPTS]
    write_csv(tmp_path / "occupations_en.csv", rows)
    groups = [group("0310", "en")]
    del groups[0]["code"]
    write_csv(tmp_path / "ISCOGroups_en.csv", groups)
    release = read_release(tmp_path, "v1.0.3").release
    assert concepts(release)[PILOT.uri].isco == "0310", "by its code"
    assert release.unit_groups == {"0310": {"en": "Armed forces occupations, other ranks"}}


def test_relations_name_the_unit_group_where_occupations_do_not(tmp_path: Path) -> None:
    consultant = Told(OCCUPATION + "c", "2421.8", "", {"en": "smart city consultant"})
    below = Told(OCCUPATION + "d", "2421.8.1", "", {"en": "smart village consultant"})
    write_csv(tmp_path / "occupations_en.csv", [occupation(each, "en") for each in (consultant, below)])
    broader = [(below.uri, consultant.uri), (consultant.uri, "http://data.europa.eu/esco/isco/C2164")]
    rows = [{"conceptUri": uri, "broaderUri": above} for uri, above in broader]
    write_csv(tmp_path / "broaderRelationsOccPillar.csv", rows)
    found = concepts(read_release(tmp_path, "1.1.0").release)
    assert (found[consultant.uri].isco, found[below.uri].isco) == ("2164", "2164")


def test_essential_skills_are_opaque_ids(tmp_path: Path) -> None:
    found = concepts(read_release(write_download(tmp_path / "v1.2.0", relations=True)).release)
    assert found[NURSE.uri].skills == ("esco:care", "esco:hygiene")
    assert found[WELDER.uri].skills == ()


def test_obsolete_occupations_only_tell_what_replaced_them(tmp_path: Path) -> None:
    older = Told(
        OCCUPATION + "older", "2221.9", "2221", {"fi": "hoitaja"}, status="obsolete", replaced_by=OCCUPATION + "old"
    )
    old = Told(OCCUPATION + "old", "2221.8", "2221", {"fi": "hoitaja"}, status="obsolete", replaced_by=NURSE.uri)
    read = read_release(write_download(tmp_path / "v1.2.0", (older, old, *CONCEPTS)))
    assert len(read.release.concepts) == len(CONCEPTS)
    assert read.release.replaced == {older.uri: NURSE.uri, old.uri: NURSE.uri}
    assert "2 obsolete occupations are left out." in read.notes


def test_a_row_that_comes_twice_is_one_occupation(tmp_path: Path) -> None:
    again = replace(NURSE, alternatives={"fi": ("osastonhoitaja",)})
    release = read_release(write_download(tmp_path / "v1.2.1", (*CONCEPTS, again))).release
    assert len(release.concepts) == len(CONCEPTS)
    assert concepts(release)[NURSE.uri].alternatives["fi"] == ("yleissairaanhoitaja", "osastonhoitaja")


def test_other_languages_are_read_and_not_used(tmp_path: Path) -> None:
    write_download(tmp_path / "v1.2.0", languages=["en"])
    german = [occupation(each, "de") | {"preferredLabel": f"{each.labels['en']} (de)"} for each in CONCEPTS]
    write_csv(tmp_path / "v1.2.0" / "occupations_de.csv", german)
    read = read_release(tmp_path)
    assert read.release.languages == ("en",)
    assert "Read and checked, but not used today: labels in de." in read.notes
    assert concepts(read.release)[PILOT.uri].labels == {"en": "air force pilot"}


@pytest.mark.parametrize(
    ("said", "version"), [("1.2.0", "1.2.0"), ("v1.0.8", "1.0.8"), ("1.2", "1.2"), ("1.2.0-test", "1.2.0-test")]
)
def test_a_version_is_named(said: str, version: str) -> None:
    assert version_named(said) == version


@pytest.mark.parametrize("said", ["", "latest", "starter-2", "1", "1.2.0; DROP TABLE"])
def test_what_is_no_version(said: str) -> None:
    with pytest.raises(VersionError, match=r"it looks like 1\.2\.0"):
        version_named(said)


def edited(old: str, new: str) -> Callable[[Path], None]:
    def edit(directory: Path) -> None:
        file = directory / "occupations_fi.csv"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def cut_off(directory: Path) -> None:
    file = directory / "occupations_fi.csv"
    file.write_bytes(file.read_bytes()[: file.read_bytes().index(b"ja hoitavat")])


def half_of_it(directory: Path) -> None:
    write_csv(directory / "occupations_fi.csv", [occupation(each, "fi") for each in CONCEPTS[:3]])


def in_latin_1(directory: Path) -> None:
    file = directory / "occupations_fi.csv"
    file.write_bytes(file.read_text(encoding="utf-8").encode("latin-1"))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (edited("conceptUri", "uri"), "occupations_fi.csv: row 1 has no column `conceptUri`"),
        (edited(PILOT.uri, "n/a"), "occupations_fi.csv, row 5 (line 6), column `conceptUri`: `n/a` is no address"),
        (edited("0310,ilma", "310,ilma"), "row 5 (line 6), column `iscoGroup`: `310` has not the four digits"),
        (edited("0310.1", "310.1"), "row 5 (line 6), column `code`: `310.1` is no code"),
        (edited("0310.1", ""), "row 5 (line 6), column `code`: it is empty"),
        (edited("0310.1", "0310.1,1"), "occupations_fi.csv: row 5 (line 6) has 10 cells, the head has 9"),
        (edited("7212.3", "7212.4"), f"`7212.4` for {WELDER.uri}, but occupations_en.csv, row 4, has `7212.3`"),
        (cut_off, "occupations_fi.csv: row 2 (line 2) is no CSV (unexpected end of data)"),
        (half_of_it, "occupations_fi.csv: it has 3 of the 5 occupations that the other languages have"),
        (in_latin_1, "occupations_fi.csv: line 2 is no UTF-8 text"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, spoil: Callable[[Path], None], says: str) -> None:
    directory = write_download(tmp_path / "v1.2.0")
    spoil(directory)
    with pytest.raises(OfficialError) as raised:
        read_release(directory)
    assert says in str(raised.value)
    assert "What to do:" in str(raised.value)


@pytest.mark.parametrize(
    ("names", "version", "says"),
    [
        ([], None, "no file of occupations, and none of occupations_fi.csv"),
        (["v1.2.0/occupations_de.csv"], None, "there is occupations_de.csv, and none of"),
        (["x/occupations_fi.csv"], None, "nothing there says which version it is"),
        (["v1.2.0/occupations_fi.csv", "v1.1.1/occupations_sv.csv"], None, "versions 1.1.1 and 1.2.0"),
        (["v1.2.0/a/occupations_fi.csv", "v1.2.0/b/occupations_fi.csv"], None, "occupations_fi.csv is there twice"),
    ],
)
def test_a_directory_that_cannot_be_read(tmp_path: Path, names: list[str], version: str | None, says: str) -> None:
    for name in names:
        (tmp_path / "esco" / name).parent.mkdir(parents=True, exist_ok=True)
        write_csv(tmp_path / "esco" / name, [occupation(each, "fi") for each in CONCEPTS])
    with pytest.raises(OfficialError, match="What to do:") as raised:
        read_release(tmp_path / "esco", version)
    assert says in str(raised.value)


def test_skills_of_another_version_are_refused(tmp_path: Path) -> None:
    directory = write_download(tmp_path / "v1.2.0")
    elsewhere = {"occupationUri": OCCUPATION + "x", "relationType": "essential", "skillUri": "s"}
    write_csv(directory / "occupationSkillRelations_fi.csv", [elsewhere])
    with pytest.raises(OfficialError, match="none of its rows is about an occupation of these files"):
        read_release(directory)


@pytest.mark.parametrize(
    ("links", "ends"),
    [
        ({"a": "b", "b": "c"}, {"a": "c", "b": "c"}),
        ({"a": "b", "b": "a"}, {}),
        ({"a": "x"}, {}),
        ({"c": "d", "d": "c"}, {"d": "c"}),
    ],
)
def test_replacements_are_followed_to_their_end(links: dict[str, str], ends: dict[str, str]) -> None:
    assert chained(links, {"c"}) == ends


def concept(uri: str, isco: str, alternatives: dict[str, tuple[str, ...]] | None = None, **labels: str) -> Concept:
    return Concept(uri, f"{isco}.1", isco, labels, alternatives or {}, {})


NEW = (
    concept("n:nurse", "2221", fi="sairaanhoitaja", sv="sjuksköterska", en="nurse"),
    concept("n:optician", "2267", sv="optiker", fi="optometristi"),
    concept("n:optician-sales", "3254", sv="optiker", fi="optikko"),
    concept("n:negotiator", "3339", {"en": ("contract manager",)}, en="tourism contract negotiator"),
    concept(
        "n:home", "5322", {"en": ("residential home care worker",)}, fi="kotihoidon ohjaaja", en="care home worker"
    ),
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (concept("o:1", "2221", fi="Sairaanhoitaja "), "n:nurse"),
        (concept("o:2", "3221", fi="lähihoitaja", en="Nurse"), "n:nurse"),
        (concept("o:3", "2267", sv="optiker"), None),
        (concept("o:4", "2267", sv="optiker", fi="optikko"), "n:optician-sales"),
        (concept("o:5", "2221", fi="sairaanhoitaja", en="care home worker"), None),
        (concept("o:6", "2619", en="contract manager"), None),
        (concept("o:7", "5329", fi="palveluohjaaja", en="residential home care worker"), "n:home"),
        (concept("n:nurse", "2221", fi="optometristi"), None),
    ],
    ids=[
        "label",
        "any language",
        "of two",
        "of two, told apart",
        "disagreement",
        "far away",
        "alternative",
        "still there",
    ],
)
def test_a_successor_has_the_same_label(old: Concept, new: str | None) -> None:
    assert successors([old], NEW, {}).get(old.uri) == new


def test_what_the_data_say_goes_before_labels() -> None:
    old = concept("o:1", "2221", fi="sairaanhoitaja")
    links = {"o:1": "o:2", "o:2": "n:home", "o:0": "o:9"}
    assert successors([old], NEW, links) == {"o:1": "n:home", "o:2": "n:home"}
    assert successors([old], NEW, {"o:0": "o:1"}) == {"o:1": "n:nurse", "o:0": "n:nurse"}, "by link, then by label"


def test_everyday_titles_are_laid_over_a_version(tmp_path: Path) -> None:
    starter = starter_taxonomy()
    renamed = replace(NURSE, labels={"en": "general nurse"}, alternatives={})
    merged = merge(
        read_release(write_download(tmp_path / "v1.3.0", (renamed, MIDWIFE, WELDER), ["en"])).release, starter
    )
    ours, nurse = starter.by_uri(NURSE.uri), merged.taxonomy.by_uri(NURSE.uri)
    assert ours is not None
    assert nurse is not None
    assert nurse.labels == {"en": "general nurse", "fi": ours.labels["fi"], "sv": ours.labels["sv"]}
    assert "registered nurse" in nurse.titles["en"]
    assert ours.labels["en"] in nurse.titles["en"], "adverts go on using yesterday's label"
    assert (nurse.skills, nurse.licences) == (ours.skills, ours.licences)
    assert merged.taxonomy.unit_groups["2221"]["fi"] == starter.unit_groups["2221"]["fi"]
    assert merged.taxonomy.no_titles == starter.no_titles
    assert {each.uri for each in merged.lost} >= {PILOT.uri}
    assert merged.taxonomy.by_uri(PILOT.uri) is None


def test_a_starter_occupation_is_followed_to_its_successor(tmp_path: Path) -> None:
    starter = starter_taxonomy()
    elsewhere = replace(PILOT, uri=OCCUPATION + "new", code="0310.7")
    merged = merge(read_release(write_download(tmp_path / "v1.3.0", (elsewhere, NURSE))).release, starter)
    assert merged.moved[PILOT.uri] == elsewhere.uri
    pilot, ours = merged.taxonomy.by_uri(PILOT.uri), starter.by_uri(PILOT.uri)
    assert pilot is not None
    assert ours is not None
    assert pilot.code == "0310.7", "and its old address is understood"
    assert set(ours.titles["fi"]) <= set(pilot.titles["fi"])


def test_skills_relate_occupations_beside_our_own(tmp_path: Path) -> None:
    release = read_release(write_download(tmp_path / "v1.2.0", relations=True)).release
    merged = merge(release, starter_taxonomy()).taxonomy
    nurse, midwife = merged.by_uri(NURSE.uri), merged.by_uri(MIDWIFE.uri)
    assert nurse is not None
    assert midwife is not None
    assert "patient-care" in nurse.skills
    assert set(nurse.skills) & set(midwife.skills) >= {"esco:care", "esco:hygiene"}
    assert "esco:birth" not in midwife.skills, "a skill of one occupation relates it to none"
    assert "esco:care" not in merged.skills, "people see our own skills only"


def test_the_same_files_make_the_same_taxonomy(tmp_path: Path) -> None:
    one = read_release(write_download(tmp_path / "a" / "v1.2.0")).release
    other = read_release(write_download(tmp_path / "b" / "v1.2.0", CONCEPTS[::-1])).release
    assert one == other
