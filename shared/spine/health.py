"""What a service tells of itself over HTTP: alive, ready, and its figures."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from shared.spine.consumer import Consumer
from shared.spine.metrics import ASSIGNED, LAG
from shared.spine.settings import SpineSettings
from shared.spine.streams import Streams

Reason = str


def health_routes(
    settings: SpineSettings,
    streams: Streams,
    consumers: Sequence[Consumer[Any]],
    more: Sequence[Callable[[], Reason | None]],
) -> APIRouter:
    """`/health/live`, `/health/ready` and `/metrics`; `more` are a service's own conditions of being ready."""
    router = APIRouter(include_in_schema=False)

    @router.get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "alive"}

    @router.get("/health/ready")
    async def ready(response: Response) -> dict[str, object]:
        reasons = [reason for reason in [await _not_ready(settings, streams, each) for each in consumers] if reason]
        reasons += [reason for check in more if (reason := check())]
        response.status_code = 503 if reasons else 200
        return {"status": "not ready" if reasons else "ready", "reasons": reasons}

    @router.get("/metrics")
    async def metrics() -> Response:
        for consumer in consumers:
            LAG.labels(consumer.topic.name).set(await streams.lag(consumer.topic))
            ASSIGNED.labels(consumer.topic.name).set(len(streams.assigned(consumer.topic)))
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return router


async def _not_ready(settings: SpineSettings, streams: Streams, consumer: Consumer[Any]) -> Reason | None:
    """A dead loop still answers a ping: only partitions, and batches or nothing to read, show that one lives."""
    topic = consumer.topic
    if not streams.assigned(topic):
        return f"{topic.name}: no partitions assigned"
    age = time.monotonic() - consumer.last_batch
    if age > settings.ready_age_s and (lag := await streams.lag(topic)):
        return f"{topic.name}: {lag} records wait and the last batch is {age:.0f} s old"
    return None
