"""SIGTERM: each service finishes what it has in hand and exits with 0 in less than 10 s; health tells the truth."""

import time

import httpx

from shared.events.topics import SERVICES
from tests.conftest import Exchanges


async def test_stops_gracefully_and_is_ready_only_with_partitions(exchanges: Exchanges) -> None:
    exchange = await exchanges.start()
    async with httpx.AsyncClient() as client:
        for name in SERVICES:
            assert (await client.get(f"{exchange.url(name)}/health/live")).status_code == 200
            metrics = (await client.get(f"{exchange.url(name)}/metrics")).text
            assert "kohtaanto_partitions_assigned{" in metrics
            assert "kohtaanto_consumer_lag{" in metrics
    for name in SERVICES:
        began = time.monotonic()
        await exchange.services[name].stop()
        assert exchange.services[name].last_exit == 0
        assert time.monotonic() - began < 10
