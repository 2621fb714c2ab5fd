"""What several tests of the normaliser on a database stand on."""

from collections.abc import AsyncIterator

import pytest

from kohtaanto.embedded import role_url
from services.normaliser import knowledge
from shared.spine.database import Pool, open_pool
from shared.spine.migrate import migrate
from tests.support.normalising import Doubtful


@pytest.fixture
def doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some titles are unknown for certain."""
    monkeypatch.setattr(knowledge, "Occupations", Doubtful)


@pytest.fixture
async def pool(database: str) -> AsyncIterator[Pool]:
    """The normaliser's own schema in an empty database."""
    await migrate(database, None)
    async with await open_pool(role_url(database, "normaliser"), "normaliser", 6) as found:
        yield found
