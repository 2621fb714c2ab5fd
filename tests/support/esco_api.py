"""ESCO's public API as far as `kohtaanto esco fetch` speaks it, over a few concepts, with the faults of a net."""

from collections.abc import Sequence
from typing import Any

from aiohttp import web

from tests.support.esco_files import CONCEPTS, GROUPS, SKILL, Told
from tests.support.listener import Listener


class EscoApi(Listener):
    """`breaks_at`, `refuses_at`: the numbers of the requests (1 the first) that break off half-way, or get 429.

    `closed_from`: from this request on all get 503. `by_rows`: offsets count rows, not pages as documented. `hides`:
    by language the one concept that its pages are without. `asked`: the queries answered in full.
    """

    def __init__(self, concepts: Sequence[Told] = CONCEPTS, by_rows: bool = False) -> None:
        super().__init__()
        self.concepts, self.by_rows = concepts, by_rows
        self.breaks_at, self.refuses_at = frozenset[int](), frozenset[int]()
        self.closed_from = 1_000_000
        self.hides: dict[str, str] = {}
        self.requests = 0
        self.asked: list[dict[str, str]] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/esco/api"

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/esco/api/resource/taxonomy", self._taxonomy),
            web.get("/esco/api/resource/occupation", self._occupation),
            web.get("/esco/api/search", self._search),
        ]

    async def _taxonomy(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, {"uri": request.query["uri"], "title": "ESCO Occupations"})

    async def _occupation(self, request: web.Request) -> web.StreamResponse:
        told = next(each for each in self.concepts if each.uri == request.query["uri"])
        return await self._answer(request, _occupation(told, request.query["language"]))

    async def _search(self, request: web.Request) -> web.StreamResponse:
        language = request.query["language"]
        if request.query["type"] == "concept":
            records = [_group(code, language) for code in GROUPS]
        else:
            there = [each for each in self.concepts if self.hides.get(language) != each.uri]
            records = [_occupation(each, language) for each in there]
        offset, limit = int(request.query["offset"]), int(request.query["limit"])
        start = offset if self.by_rows else offset * limit
        page = {"total": len(records), "offset": offset, "limit": limit}
        return await self._answer(request, {**page, "_embedded": {"results": records[start : start + limit]}})

    async def _answer(self, request: web.Request, document: dict[str, Any]) -> web.StreamResponse:
        self.requests += 1
        if self.requests >= self.closed_from:
            return web.json_response({"message": "closed"}, status=503)
        if self.requests in self.refuses_at:
            return web.json_response({"message": "slowly"}, status=429, headers={"Retry-After": "0"})
        whole = web.json_response(document)
        if self.requests in self.breaks_at:
            return await _half(request, whole)
        self.asked.append(dict(request.query))
        return whole


async def _half(request: web.Request, whole: web.Response) -> web.StreamResponse:
    body = whole.body
    assert isinstance(body, bytes)
    half = web.StreamResponse(headers={"Content-Length": str(len(body)), "Content-Type": "application/json"})
    await half.prepare(request)
    await half.write(body[: len(body) // 2])
    assert request.transport is not None
    request.transport.close()
    return half


def _occupation(told: Told, language: str) -> dict[str, Any]:
    links: dict[str, Any] = {
        "broaderIscoGroup": [{"uri": f"http://data.europa.eu/esco/isco/C{told.isco}", "title": "a group"}],
        "hasEssentialSkill": [{"uri": SKILL + skill, "title": skill} for skill in told.essential],
        "hasOptionalSkill": [{"uri": SKILL + "first-aid", "title": "first aid"}],
    }
    if told.replaced_by:
        links["isReplacedBy"] = [{"uri": told.replaced_by}]
    return {
        "className": "Occupation",
        "uri": told.uri,
        "title": told.labels.get(language, ""),
        "code": told.code,
        "status": told.status,
        "preferredLabel": {key: label for key, label in told.labels.items() if key == language},
        "alternativeLabel": {language: list(told.alternatives.get(language, ()))},
        "description": {language: {"literal": told.descriptions.get(language, ""), "mimetype": "plain/text"}},
        "_links": links,
    }


def _group(code: str, language: str) -> dict[str, Any]:
    uri = f"http://data.europa.eu/esco/isco/C{code}"
    return {"className": "Concept", "uri": uri, "code": code, "preferredLabel": {language: GROUPS[code][language]}}
