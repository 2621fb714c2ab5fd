"""The straightforward way to take in vacancies, to measure the door against: FastAPI, one row a request, SQLAlchemy.

Same database server, same row model, and the guarantees that come for free: upsert and outbox in one transaction.
"""

import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import uvicorn
from fastapi import Depends, FastAPI
from sqlalchemy import JSON, BigInteger, String
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.ingest.rows import VacancyRow
from shared.events.identity import vacancy_id


class Base(DeclarativeBase):
    """The peer's tables."""


class Vacancy(Base):
    """A vacancy as it stands."""

    __tablename__ = "peer_vacancy"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(String)
    revision: Mapped[int]
    status: Mapped[str]
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_hash: Mapped[str]


class Outbox(Base):
    """An event to send."""

    __tablename__ = "peer_outbox"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    key: Mapped[str]
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=datetime.now)


def build() -> FastAPI:
    """The peer."""
    engine = create_async_engine(os.environ["PEER_DATABASE_URL"], pool_size=16)
    sessions = async_sessionmaker(engine, expire_on_commit=False)

    @asynccontextmanager
    async def with_tables(_: FastAPI) -> AsyncIterator[None]:
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        yield

    app = FastAPI(lifespan=with_tables)

    async def session() -> AsyncIterator[AsyncSession]:
        async with sessions() as found:
            yield found

    @app.get("/ready")
    async def ready() -> str:
        return "ready"

    @app.post("/vacancies")
    async def put(row: VacancyRow, held: Annotated[AsyncSession, Depends(session)]) -> dict[str, Any]:
        content = row.model_dump(mode="json", exclude_defaults=True)
        digest = hashlib.sha256(repr(content).encode()).hexdigest()
        id_ = vacancy_id("peer", row.external_id)
        vacancy = await held.get(Vacancy, id_)
        if vacancy is not None and vacancy.content_hash == digest:
            return {"id": id_, "status": "unchanged", "revision": vacancy.revision}
        status = "created" if vacancy is None else "changed"
        if vacancy is None:
            vacancy = Vacancy(id=id_, external_id=row.external_id, revision=0)
            held.add(vacancy)
        vacancy.revision += 1
        vacancy.status, vacancy.state, vacancy.content_hash = row.status, content, digest
        held.add(Outbox(key=str(id_), value=content))
        await held.commit()
        return {"id": id_, "status": status, "revision": vacancy.revision}

    return app


if __name__ == "__main__":
    uvicorn.run(build(), host="127.0.0.1", port=int(os.environ["PEER_PORT"]), log_level="warning")
