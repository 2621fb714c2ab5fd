"""What the row model takes, said by the model itself: its bounds, its addresses, and a row without empty fields."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, HttpUrl, TypeAdapter, ValidationError

from services.ingest.rows import LONGEST_URL, Origin, SeekerRow, VacancyRow

_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)


def _declared(model: type[BaseModel], field: str, name: str) -> Any:
    """What the schema of a field says, or that of the field where it is not None."""
    schema = model.model_json_schema()["properties"][field]
    return next(each[name] for each in (schema, *schema.get("anyOf", ())) if name in each)


LONGEST_KEY: int = _declared(VacancyRow, "external_id", "maxLength")
LONGEST_LINE: int = _declared(VacancyRow, "title", "maxLength")
LONGEST_TEXT: int = _declared(VacancyRow, "description", "maxLength")
LONGEST_SYSTEM: int = _declared(Origin, "system", "maxLength")
MOST_VALUES: int = _declared(VacancyRow, "skills", "maxItems")
MOST_LANGUAGES: int = _declared(VacancyRow, "languages", "maxItems")
MOST_OCCUPATIONS: int = _declared(SeekerRow, "occupations", "maxItems")
MOST_YEARS: int = _declared(VacancyRow, "experience_years", "maximum")
TEXT_LANGUAGES: tuple[str, ...] = tuple(_declared(VacancyRow, "language", "enum"))


def given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that something was found for."""
    return {name: value for name, value in fields.items() if value is not None and value not in ([], {})}


def is_url(text: str) -> bool:
    """Whether this is a web address that the row model takes."""
    try:
        return len(str(_URL.validate_python(text))) <= LONGEST_URL
    except ValidationError:
        return False
