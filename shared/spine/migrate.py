"""Schemas, roles and migrations: plain SQL files, each applied once, in order, in a transaction of its own."""

from importlib.resources import files

import asyncpg

from shared.events.topics import SERVICES, Service

_SENDS_WEBHOOKS: frozenset[Service] = frozenset({"ingest", "notifier"})
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('kohtaanto migrate'))"


async def migrate(url: str, role_password: str | None) -> dict[Service, list[str]]:
    """Bring every service's schema up to date, as an administrator. Returns the migrations applied.

    Each schema belongs to a role of its own, `kohtaanto_<service>`, which can touch no other.
    """
    connection = await asyncpg.connect(url)
    try:
        return {service: await _migrate_one(connection, service, role_password) for service in SERVICES}
    finally:
        await connection.close()


async def _migrate_one(
    connection: "asyncpg.Connection[asyncpg.Record]", service: Service, password: str | None
) -> list[str]:
    role, applied = f"kohtaanto_{service}", []
    async with connection.transaction():
        await connection.execute(_LOCK)
        if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
            await connection.execute(f'CREATE ROLE "{role}" LOGIN')
        if password is not None:
            quoted = await connection.fetchval("SELECT quote_literal($1::text)", password)
            await connection.execute(f'ALTER ROLE "{role}" PASSWORD {quoted}')
        await connection.execute(f'GRANT "{role}" TO CURRENT_USER')
        await connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{service}" AUTHORIZATION "{role}"')
        await connection.execute(f'SET LOCAL ROLE "{role}"')
        await connection.execute(f'SET LOCAL search_path TO "{service}"')
        await connection.execute(
            "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, at timestamptz NOT NULL)"
        )
        done = {row["name"] for row in await connection.fetch("SELECT name FROM migration")}
        for name, statements in _migrations(service):
            if name not in done:
                await connection.execute(statements)
                await connection.execute("INSERT INTO migration VALUES ($1, now())", name)
                applied.append(name)
    return applied


def _migrations(service: Service) -> list[tuple[str, str]]:
    found = []
    packages = ["shared.spine", *(["shared.webhooks"] if service in _SENDS_WEBHOOKS else []), f"services.{service}"]
    for package in packages:
        label = package.rsplit(".", 1)[-1]
        folder = files(package).joinpath("sql", "migrations")
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".sql"):
                found.append((f"{label}/{file.name}", file.read_text(encoding="utf-8")))
    return found
