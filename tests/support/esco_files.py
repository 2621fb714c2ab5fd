"""A small ESCO of a few real occupations, as files of the CSV download."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

OCCUPATION = "http://data.europa.eu/esco/occupation/"
SKILL = "http://data.europa.eu/esco/skill/"
COLUMNS = (
    "conceptType",
    "conceptUri",
    "iscoGroup",
    "preferredLabel",
    "altLabels",
    "hiddenLabels",
    "status",
    "description",
    "code",
)
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """An occupation as a version of ESCO tells of it."""

    uri: str
    code: str
    isco: str
    labels: Texts
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: Texts = field(default_factory=dict)
    essential: tuple[str, ...] = ()
    status: str = "released"
    replaced_by: str = ""


NURSE = Told(
    OCCUPATION + "8d3e8aaa-791b-4c75-a465-f3f827028f50",
    "2221.2",
    "2221",
    {"fi": "sairaanhoitaja", "sv": "sjuksköterska, grundutbildad", "en": "nurse responsible for general care"},
    {"fi": ("yleissairaanhoitaja",), "en": ("ward sister", "healthcare nurse")},
    descriptions={
        "fi": "Sairaanhoitajat edistävät terveyttä,\nja hoitavat.",
        "en": "Nurses promote health, and restore it.",
    },
    essential=("care", "hygiene"),
)
MIDWIFE = Told(
    OCCUPATION + "1b0ea0a9-0ef7-4d4c-8ee5-a4a0bb2c8df0",
    "2222.1",
    "2222",
    {"fi": "kätilö", "sv": "barnmorska", "en": "midwife"},
    {"fi": ("synnytyskätilö",)},
    essential=("care", "hygiene", "birth"),
)
WELDER = Told(
    OCCUPATION + "7aedaa07-3884-4c5b-88f9-80997b2aa54b",
    "7212.3",
    "7212",
    {"fi": "hitsaaja", "sv": "svetsare, manuell", "en": "welder"},
    {"en": ('welder "MIG"',)},
)
PILOT = Told(
    OCCUPATION + "c94dc5b2-6b23-4915-8de5-a4e6ae86d802",
    "0310.1",
    "0310",
    {"fi": "ilmavoimien lentäjä", "sv": "flygförare", "en": "air force pilot"},
)
CRIMINOLOGIST = Told(
    OCCUPATION + "0611f232-b30e-46c7-9c26-2d59b1448e79",
    "2632.4",
    "2632",
    {"fi": "kriminologi", "sv": "kriminolog", "en": "criminologist"},
    {"fi": ("kriminologian tutkija",)},
    {"fi": ("rikostutkija",)},
)
CONCEPTS = (NURSE, MIDWIFE, WELDER, PILOT, CRIMINOLOGIST)
GROUPS: Mapping[str, Texts] = {
    "2": {"fi": "Erityisasiantuntijat", "sv": "Yrken med krav på fördjupad högskolekompetens", "en": "Professionals"},
    "2221": {"fi": "Ylihoitajat ja osastonhoitajat", "sv": "Sjuksköterskor", "en": "Nursing professionals"},
    "0310": {
        "fi": "Sotilasammattihenkilöstö",
        "sv": "Övriga militära yrken",
        "en": "Armed forces occupations, other ranks",
    },
}


def write_download(
    directory: Path,
    concepts: Sequence[Told] = CONCEPTS,
    languages: Sequence[str] = ("fi", "sv", "en"),
    relations: bool = False,
) -> Path:
    """The files of a download; the directory."""
    directory.mkdir(parents=True, exist_ok=True)
    for language in languages:
        write_csv(directory / f"occupations_{language}.csv", [occupation(each, language) for each in concepts])
        write_csv(directory / f"ISCOGroups_{language}.csv", [group(code, language) for code in GROUPS])
    if relations:
        write_csv(directory / "occupationSkillRelations_en.csv", [row for each in concepts for row in skills(each)])
    return directory


def occupation(told: Told, language: str) -> dict[str, str]:
    """A row of occupations_{language}.csv."""
    return {
        "conceptType": "Occupation",
        "conceptUri": told.uri,
        "iscoGroup": told.isco,
        "preferredLabel": told.labels.get(language, ""),
        "altLabels": "\n".join(told.alternatives.get(language, ())),
        "hiddenLabels": "\n".join(told.hidden.get(language, ())),
        "status": told.status,
        "description": told.descriptions.get(language, ""),
        "code": told.code,
    } | ({"replacedBy": told.replaced_by} if told.replaced_by else {})


def group(code: str, language: str) -> dict[str, str]:
    """A row of ISCOGroups_{language}.csv."""
    uri = f"http://data.europa.eu/esco/isco/C{code}"
    return {"conceptType": "ISCOGroup", "conceptUri": uri, "code": code, "preferredLabel": GROUPS[code][language]}


def skills(told: Told) -> list[dict[str, str]]:
    """Rows of the relations: the essential skills, and one that is optional."""
    kinds = [*((skill, "essential") for skill in told.essential), ("first-aid", "optional")]
    return [
        {"occupationUri": told.uri, "relationType": kind, "skillType": "", "skillUri": SKILL + skill}
        for skill, kind in kinds
    ]


def write_csv(path: Path, rows: Sequence[Mapping[str, str]], delimiter: str = ",", bom: bool = False) -> None:
    """Rows as a file of the download."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
