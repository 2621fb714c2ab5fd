"""What schemathesis cannot know by itself: how lines of JSON are sent, what a good row is, what a header does."""

import gzip
from collections.abc import Callable
from typing import Any

import requests
import schemathesis
from hypothesis import strategies as st

from services.ingest.bodies import zstd

ROWS: dict[str, Any] = {
    "vacancies": {"title": "Kokki", "place": "Kokkola"},
    "seekers": {"place": "Tampere", "occupations": [{"title": "kokki"}]},
}
SQUEEZE: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "zstd": zstd.compress}


@schemathesis.serializer(
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-json-stream",
    "application/vnd.tyomarkkinatori.v2+x-ndjson",
    "application/vnd.tyomarkkinatori.p51+x-ndjson",
)
def lines(context: Any, value: Any) -> dict[str, Any]:
    return {"data": value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")}


@schemathesis.hook.apply_to(name=["PUT /v1/vacancies/{external_id}", "PUT /v1/seekers/{reference}"])
def flatmap_case(context: Any, case: Any) -> Any:
    """Every other row put is a good one: else none would ever be there to be asked for, closed and deleted."""
    if case.meta is None or case.meta.generation.mode.is_negative:
        return st.just(case)

    def good_or_as_it_is(good: bool) -> Any:
        if good:
            case.body, case.media_type = ROWS[case.path.split("/")[2]], "application/json"
            case.query.pop("format", None)
            case.query.pop("dry_run", None)
        return case

    return st.booleans().map(good_or_as_it_is)


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """A body is as its Content-Encoding says, and no snapshot is a dry run: of two parts of a request together, which
    OpenAPI has no words for. Only where all is meant to be good.
    """
    if case.meta is None or case.meta.generation.mode.is_negative:
        return
    if all(str((case.query or {}).get(name)).lower() == "true" for name in ("snapshot", "dry_run")):
        del case.query["dry_run"]
    squeeze = SQUEEZE.get((case.headers or {}).get("Content-Encoding", ""))
    if squeeze is not None:
        sent = case.as_transport_kwargs()
        plain = requests.Request("POST", "http://x", data=sent.get("data"), json=sent.get("json")).prepare().body
        kwargs["data"] = squeeze(plain.encode() if isinstance(plain, str) else plain or b"")
