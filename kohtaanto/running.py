"""Where a command finds a service: by the environment, or by what `kohtaanto up` has left in its directory."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from shared.events.topics import Service
from shared.spine.database import Connection, open_pool

RUNNING = "running.json"
HOME = Path(os.environ.get("KOHTAANTO_HOME", ".kohtaanto")) / "up"
# What a database says that is not there, or does not let one in.
UNREACHABLE = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.OperatorInterventionError,
)


class NotRunning(RuntimeError):
    """There is nothing to speak to; the message says what to do."""


def database_url(service: Service) -> str:
    """A service's database."""
    return os.environ.get("KOHTAANTO_DATABASE_URL") or _running()["databases"][service]


def service_url(service: Service) -> str:
    """A service's HTTP address."""
    return os.environ.get(f"KOHTAANTO_{service.upper()}_URL") or _running()["urls"][service]


@asynccontextmanager
async def connection(service: Service) -> AsyncIterator[Connection]:
    """A connection to a service's schema, in a transaction."""
    pool = await open_pool(database_url(service), service, 1)
    try:
        async with pool.acquire() as found, found.transaction():
            yield found
    except UNREACHABLE as error:
        raise NotRunning(f"The database of {service} cannot be reached ({type(error).__name__}).") from None
    except asyncpg.ClientConfigurationError as error:
        raise NotRunning(f"KOHTAANTO_DATABASE_URL is no address of a Postgres database ({error}).") from None
    except asyncpg.UndefinedTableError:
        raise NotRunning(f"The database has no schema of {service} yet: run `kohtaanto migrate`.") from None
    finally:
        await pool.close()


def _running() -> dict[str, dict[str, str]]:
    try:
        found: dict[str, dict[str, str]] = json.loads((HOME / RUNNING).read_text())
    except FileNotFoundError:
        raise NotRunning(
            "Nothing runs here: start it with `kohtaanto up`, or name the service by KOHTAANTO_DATABASE_URL."
        ) from None
    return found
