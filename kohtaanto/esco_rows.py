"""What ESCO's API says of a concept, as a row of the official CSV download. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]
Row = Mapping[str, str]

OCCUPATIONS = (
    "conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels", "status",
    "description", "code", "replacedBy",
)  # fmt: skip
GROUPS = ("conceptType", "conceptUri", "code", "preferredLabel", "status", "altLabels", "description")
RELATIONS = ("occupationUri", "relationType", "skillType", "skillUri")
_REPLACED_BY = ("isReplacedBy", "replacedBy", "hasReplacement")


def occupation_row(record: Record, language: str) -> Row:
    """An occupation in one language; its label is empty where the API has none in it."""
    group = next(iter(_linked(record, "broaderIscoGroup")), "")
    return {
        "conceptType": "Occupation",
        "conceptUri": str(record["uri"]),
        "iscoGroup": group.rsplit("/C", 1)[-1] if "/isco/C" in group else "",
        "preferredLabel": _text(record, "preferredLabel", language),
        "altLabels": "\n".join(_texts(record, "alternativeLabel", language)),
        "hiddenLabels": "\n".join(_texts(record, "hiddenLabel", language)),
        "status": str(record.get("status") or "released"),
        "description": _text(record, "description", language),
        "code": str(record.get("code") or ""),
        "replacedBy": next((uri for name in _REPLACED_BY for uri in _linked(record, name)), ""),
    }


def group_row(record: Record, language: str) -> Row:
    """An ISCO-08 group in one language."""
    return {
        "conceptType": "ISCOGroup",
        "conceptUri": str(record["uri"]),
        "code": str(record.get("code") or str(record["uri"]).rsplit("/C", 1)[-1]),
        "preferredLabel": _text(record, "preferredLabel", language),
        "status": str(record.get("status") or "released"),
        "altLabels": "\n".join(_texts(record, "alternativeLabel", language)),
        "description": _text(record, "description", language),
    }


def relation_rows(record: Record) -> Iterator[Row]:
    """The essential skills of an occupation."""
    for uri in _linked(record, "hasEssentialSkill"):
        yield {"occupationUri": str(record["uri"]), "relationType": "essential", "skillType": "", "skillUri": uri}


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows as the text of a CSV file with a head."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _text(record: Record, name: str, language: str) -> str:
    """A text in a language: given as it is, or as an object with the text in `literal`."""
    found = _of_language(record, name, language)
    if isinstance(found, Mapping):
        found = found.get("literal")
    return found if isinstance(found, str) else ""


def _texts(record: Record, name: str, language: str) -> list[str]:
    found = _of_language(record, name, language)
    return [found] if isinstance(found, str) else [each for each in found or () if isinstance(each, str)]


def _of_language(record: Record, name: str, language: str) -> Any:
    by_language = record.get(name)
    return by_language.get(language) if isinstance(by_language, Mapping) else None


def _linked(record: Record, name: str) -> list[str]:
    """The concepts a record is linked to: in `_links`, or beside them; one or several; as an object or an address."""
    found = (record.get("_links") or {}).get(name) or record.get(name) or ()
    each = [found] if isinstance(found, str | Mapping) else found
    return [str(one["uri"]) if isinstance(one, Mapping) else str(one) for one in each]
