"""What FastAPI cannot see of a route: its problems, its bodies in many formats, and what may be asked next."""

import json
from typing import Any

from starlette.responses import Response

from services.ingest import formats
from services.ingest.api.models import ReceiptSaid, RowProblemBody
from services.ingest.formats.base import Format, Kind
from shared.spine.http import ProblemBody

Responses = dict[int | str, dict[str, Any]]
LONGEST_KEY = 200
_ROWS: dict[Kind, dict[str, Any]] = {
    "vacancies": {
        "title": "Levyseppähitsaaja", "employer": "Esimerkkipaja Oy", "place": "Kokkola",
        "occupation": "levyseppähitsaaja", "skills": ["MIG-hitsaus"], "expires_at": "2027-01-31",
    },
    "seekers": {
        "place": "Tampere", "occupations": [{"title": "levyseppähitsaaja", "experience_years": 4}],
        "mobility": {"areas": ["12"], "commute_km": 60},
    },
}  # fmt: skip
_KEYS: dict[Kind, tuple[str, str]] = {
    "vacancies": ("external_id", "job-2041"),
    "seekers": ("reference", "p-0001"),
}
_POSTING = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": "Levyseppähitsaaja", "jobLocation": "Kokkola",
}  # fmt: skip
_RECEIPT = ReceiptSaid.model_validate(
    {
        "row": 1, "external_id": "job-2041", "id": "5f0c6a53-4c9f-5a43-9d0c-0d8f3c0f7a11", "status": "created",
        "revision": 1,
    }
)  # fmt: skip
_RATE = {
    "RateLimit-Policy": {"description": "The quota: rows and bytes a minute", "schema": {"type": "string"}},
    "RateLimit": {"description": "What remains of it, and for how many seconds", "schema": {"type": "string"}},
}
_RETRY = {
    "Retry-After": {"description": "Seconds", "required": True, "schema": {"type": "integer", "minimum": 1}},
}


def problems(*statuses: int) -> Responses:
    """The problems a route may answer with."""
    said = {
        400: "The request makes no sense.", 401: "No key, or no good one.",
        403: "The key is another source's, or has no such scope.", 404: "The source has no such thing.",
        409: "The Idempotency-Key belongs to another push.", 413: "The body is too large.",
        415: "No such format or encoding.", 422: "What is wrong, by field.",
        429: "The quota of this minute is used up.", 503: "The database, or the tokens' issuer, is away.",
    }  # fmt: skip
    found: Responses = {status: {"description": said[status], "model": ProblemBody} for status in statuses}
    for status, headers in ((429, _RATE | _RETRY), (503, _RETRY)):
        if status in found:
            found[status]["headers"] = headers
    if 401 in found:
        found[401]["headers"] = {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}}
    return found


def stream_answer() -> Responses:
    """The receipts of a push."""
    schema = {"type": "string", "description": "One receipt a line, in the order of the rows"}
    example = _RECEIPT.model_dump_json() + "\n"
    location = {
        "description": "Where the push can be asked for later; none for a dry run", "schema": {"type": "string"},
    }  # fmt: skip
    return {
        200: {
            "description": "Receipts, as the rows come in",
            "headers": _RATE | {"Content-Location": location},
            "content": {"application/x-ndjson": {"schema": schema, "example": example}},
        }
    }


def row_answers(key: str, **next_: str) -> Responses:
    """The receipt of one row, what was wrong in it, and which operations (by name) take the same key next."""
    links = {name: {"operationId": to, "parameters": {key: f"$request.path.{key}"}} for name, to in next_.items()}
    known = {"description": "Changed or unchanged; or a dry run", "headers": _RATE, "links": links}
    return {
        200: known,
        201: {"model": ReceiptSaid, "description": "Created", "headers": _RATE, "links": links},
        422: {"model": RowProblemBody, "description": "The row is refused: what is wrong, by field."},
    }


def pushed(kind: Kind) -> dict[str, Any]:
    """How the pushing of many rows is documented."""
    answers = stream_answer() | problems(400, 409, 415, 429)
    return {"response_class": Response, "responses": answers, "openapi_extra": body_of(kind, many=True)}


def put_as(kind: Kind, **next_: str) -> dict[str, Any]:
    """How the putting of one row is documented; `next_` are the operations (by name) that take the same key."""
    answers = problems(400, 413, 415, 429) | row_answers(_KEYS[kind][0], **next_)
    return {"response_model": ReceiptSaid, "responses": answers, "openapi_extra": body_of(kind, many=False)}


def body_of(kind: Kind, many: bool) -> dict[str, Any]:
    """The formats of a push, or of one row under its address."""
    content = {
        media_type: {"schema": _schema(each, media_type)} | _example(each, many)
        for each in formats.FORMATS
        if each.kind == kind
        for media_type in each.media_types
    }
    encoded = {
        "name": "Content-Encoding", "in": "header", "required": False, "description": "How the body is compressed",
        "schema": {"type": "string", "enum": ["gzip", "zstd", "identity"]},
    }  # fmt: skip
    repeated = {
        "name": "Idempotency-Key", "in": "header", "required": False,
        "description": "A name for this push: sent again under it, what was answered already is answered the same",
        "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
    }  # fmt: skip
    parameters = [encoded, repeated] if many else [encoded]
    return {"requestBody": {"required": True, "content": content}, "parameters": parameters}


def _schema(of: Format, media_type: str) -> dict[str, Any]:
    """Only as much as holds for any body: what is wrong in a row is its receipt's to say, not the request's."""
    described = {"description": f"The format `{of.name}`"}
    return described if media_type.endswith(("/json", "+json")) else {"type": "string", "format": "binary"} | described


def _example(of: Format, many: bool) -> dict[str, Any]:
    key, value = _KEYS[of.kind]
    row = {key: value, **_ROWS[of.kind]} if many else _ROWS[of.kind]
    match of.name:
        case "ndjson":
            return {"example": json.dumps(row, ensure_ascii=False) + "\n"}
        case "json":
            return {"example": [row] if many else row}
        case "jobposting":
            return {"example": _POSTING | {"identifier": value} if many else _POSTING}
        case _:
            return {}
