"""Webhooks that somebody else addresses do not go into our own network."""

import pytest

from shared.webhooks import is_public


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8001/x",
        "http://localhost/x",
        "http://[::1]/x",
        "http://10.1.2.3/x",
        "http://192.168.0.1/x",
        "http://169.254.169.254/latest",
        "http://[::ffff:127.0.0.1]/x",
        "http://0.0.0.0/x",
        "http://2130706433/x",
        "http://no-such-name.invalid/x",
        "http://[/x",
    ],
)
async def test_not_public(url: str) -> None:
    assert not await is_public(url)


async def test_public() -> None:
    assert await is_public("https://1.1.1.1/x")
