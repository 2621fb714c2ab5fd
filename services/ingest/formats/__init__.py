"""The formats that the door reads, by media type and by name."""

from services.ingest.formats.base import Format, Kind
from services.ingest.formats.hr_xml import HR_XML
from services.ingest.formats.jobposting import JOBPOSTING
from services.ingest.formats.jobposting_html import JOBPOSTING_HTML
from services.ingest.formats.native import SEEKER_DOCUMENT, SEEKER_LINES, VACANCY_DOCUMENT, VACANCY_LINES
from services.ingest.formats.p51 import P51, P51_LINES
from services.ingest.formats.tyomarkkinatori_v1 import TYOMARKKINATORI_V1
from services.ingest.formats.tyomarkkinatori_v2 import TYOMARKKINATORI_V2, TYOMARKKINATORI_V2_LINES

FORMATS: tuple[Format, ...] = (
    VACANCY_LINES,
    VACANCY_DOCUMENT,
    JOBPOSTING,
    JOBPOSTING_HTML,
    TYOMARKKINATORI_V1,
    TYOMARKKINATORI_V2,
    TYOMARKKINATORI_V2_LINES,
    HR_XML,
    SEEKER_LINES,
    SEEKER_DOCUMENT,
    P51,
    P51_LINES,
)


def names(kind: Kind) -> tuple[str, ...]:
    """The formats of a kind of rows, the project's own first."""
    return tuple(each.name for each in FORMATS if each.kind == kind)


def media_types(kind: Kind) -> tuple[str, ...]:
    """The media types by which they are told apart."""
    return tuple(media_type for each in FORMATS if each.kind == kind for media_type in each.media_types)


def choose(kind: Kind, name: str | None, content_type: str) -> Format | None:
    """The format named, or that of the content type; without either, the project's own. None: there is no such."""
    own = [each for each in FORMATS if each.kind == kind]
    if name is not None:
        return next((each for each in own if each.name == name), None)
    media_type = content_type.split(";", 1)[0].strip().lower()
    if media_type in ("", "application/octet-stream", "application/x-www-form-urlencoded"):
        return own[0]  # what clients send who were told nothing
    return next((each for each in own if media_type in each.media_types), None)


__all__ = ["FORMATS", "Format", "Kind", "choose", "media_types", "names"]
