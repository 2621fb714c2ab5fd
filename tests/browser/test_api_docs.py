"""The door's documentation page in a real browser that can reach nothing but this machine."""

import asyncio
import shutil

import pytest

from kohtaanto.exchange import Exchange
from tests.conftest import Exchanges
from tests.support.waiting import until
from tests.support.world import World

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: chromium)")


@pytest.fixture
async def exchange(exchanges: Exchanges) -> Exchange:
    found = await exchanges.start(only=("ingest",))
    await until(World(found).door_is_open)
    return found


async def rendered(url: str, profile: str) -> str:
    """The page as the browser has it once its scripts have run."""
    assert CHROMIUM is not None
    flags = [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={profile}",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--virtual-time-budget=15000", "--dump-dom",
    ]  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, *flags, url, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    async with asyncio.timeout(90):
        page, _ = await process.communicate()
    return page.decode()


async def test_the_docs_page_renders_offline(exchange: Exchange, tmp_path_factory: pytest.TempPathFactory) -> None:
    page = await rendered(f"{exchange.url('ingest')}/docs", str(tmp_path_factory.mktemp("chromium")))
    assert 'class="opblock' in page, "Swagger UI drew its operations"
    for path in ("/v1/vacancies", "/v1/seekers", "/v1/pushes/{push}", "/v1/statistics", "/v1/webhook"):
        assert path.replace("/", "/<wbr>").split("{")[0] in page or path.split("{")[0] in page
