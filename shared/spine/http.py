"""The HTTP side of a service: uvicorn without its own signal handling, problems as RFC 9457, times by route."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi_offline import FastAPIOffline
from pydantic import BaseModel, Field
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.spine.database import TRANSIENT
from shared.spine.metrics import HTTP_SECONDS
from shared.spine.personal_codes import carries_personal_code
from shared.spine.trace import span

PROBLEM = "application/problem+json"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class ProblemBody(BaseModel):
    """A problem as RFC 9457 has it."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Forbidden"])
    status: int = Field(ge=400, le=599, examples=[403])
    detail: str = Field(description="What is wrong and where, never what was sent")


class HttpServer(uvicorn.Server):
    """uvicorn, stopped by the service and not by signals."""

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                access_log=False,  # paths hold sources' own references
                log_config=None,
                lifespan="off",
                timeout_graceful_shutdown=3,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the service's."""
        yield

    def stop(self) -> None:
        """Take no more requests, finish those in hand."""
        self.should_exit = True


class Observed:
    """Times requests by route, under the caller's trace. Plain ASGI, so that bodies stream both ways at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.monotonic(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        parent = Headers(scope=scope).get("traceparent")
        with span(parent):
            try:
                await self._app(scope, receive, noting)
            finally:
                route = getattr(scope.get("route"), "path", "-")
                HTTP_SECONDS.labels(scope["method"], route, str(status)).observe(time.monotonic() - started)


def web_app(title: str) -> FastAPI:
    """An app with what all four have in common."""
    # Its documentation page loads nothing from elsewhere: the scripts come with it.
    app = FastAPIOffline(title=title, version="1", redoc_url=None, generate_unique_id_function=lambda route: route.name)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]

    app.add_middleware(Observed)

    @app.exception_handler(HTTPException)
    async def problem(request: Request, error: HTTPException) -> JSONResponse:
        more = error.detail if isinstance(error.detail, dict) else {"detail": str(error.detail)}
        headers = dict(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            # A mounted file is no route of the app, and says itself what may be done with it.
            headers["Allow"] = _allowed(request) or headers.get("Allow", "")
        return _problem(error.status_code, headers, more)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        # Where and what kind, never the value: it may be anything.
        found = "; ".join(f"{_path(item['loc'])}: {item['msg']}" for item in error.errors()[:5])
        return _problem(422, {}, {"detail": found})

    for kind in TRANSIENT:
        app.add_exception_handler(kind, _away)
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document: FastAPI files the models of problems under JSON, but they go out as what they are."""
    document = FastAPI.openapi(app)
    for path in document["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if status >= "400" and "application/json" in answer.get("content", {}):
                    answer["content"] = {PROBLEM: answer["content"]["application/json"]}
    return document


def _allowed(request: Request) -> str:
    """Every method of an address: the route that refused it knows only its own."""
    found = []
    for method in METHODS:
        probe = {**request.scope, "method": method, "fastapi": {}}  # FastAPI's own notes stay out of it
        if any(route.matches(probe)[0] is Match.FULL for route in request.app.routes):
            found.append(method)
    return ", ".join(found)


async def _away(_: Request, __: Exception) -> JSONResponse:
    """Nothing was kept, and nothing is wrong with the request."""
    return _problem(503, {"Retry-After": "5"}, {"detail": "The database is away; send it again in a while."})


def _path(loc: Sequence[object]) -> str:
    """Where in a request; a name that somebody made up is told only as far as it can be no person's."""
    return ".".join("?" if carries_personal_code(str(part)) else str(part)[:50] for part in loc)


def _problem(status: int, headers: dict[str, str], more: Mapping[str, object]) -> JSONResponse:
    """A problem as RFC 9457 has it; without a type of its own, its title is that of the status."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **more}
    return JSONResponse(body, status, headers, media_type=PROBLEM)
