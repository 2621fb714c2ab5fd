"""Wiring: the door, what ingest reads, and what it does by itself."""

from functools import partial
from typing import Any

from fastapi import APIRouter

from services.ingest.api.accounts import account_routes
from services.ingest.api.auth import Door
from services.ingest.api.pushes import push_routes
from services.ingest.api.pushing import Pushing
from services.ingest.api.seekers import seeker_routes
from services.ingest.api.vacancies import vacancy_routes
from services.ingest.expiry import close_expired, forget_pushes
from services.ingest.formats.base import Limits
from services.ingest.handlers import Handlers
from services.ingest.push import Push
from services.ingest.rows import SeekerRow, VacancyRow
from services.ingest.settings import Settings
from services.ingest.snapshots import SnapshotRules
from services.ingest.store import Seekers, Vacancies
from services.ingest.tokens import Tokens
from shared.events.topics import OUTCOMES, VACANCIES_NORMALISED, VACANCIES_TOLD
from shared.spine.database import Pool
from shared.spine.service import Service
from shared.webhooks import Deliverer


def build(settings: Settings, pool: Pool) -> Service:
    """Ingest, ready to run."""
    secret = settings.erasure_key.get_secret_value()
    vacancies, seekers = Vacancies(), Seekers(secret)
    handlers = Handlers(vacancies, seekers)
    service = Service("ingest", settings, pool, handlers.republish)
    service.reads(VACANCIES_NORMALISED, handlers.normalised)
    service.reads(VACANCIES_TOLD, handlers.told)
    service.reads(OUTCOMES, handlers.outcomes)
    service.works("expiry", partial(close_expired, pool, vacancies, settings.expiry_poll_s))
    service.works("old pushes", partial(forget_pushes, pool, settings.push_days))
    public_only = not settings.webhook_private_addresses
    service.works("deliveries", Deliverer(settings, pool, public_only=public_only).run)
    jwks, issuer = settings.oauth_jwks_url, settings.oauth_issuer
    door = Door(pool, Tokens(issuer, settings.oauth_audience, str(jwks)) if issuer and jwks else None)
    how: dict[str, Any] = {
        "pool": pool,
        "chunk_rows": settings.chunk_rows,
        "limits": Limits(row_bytes=settings.longest_row_bytes),
        "secret": secret.encode(),
        "snapshot_rules": SnapshotRules(settings.snapshot_most_share, settings.snapshot_always),
    }
    taking_vacancies = Push("vacancies", VacancyRow, "external_id", vacancies, **how)
    taking_seekers = Push("seekers", SeekerRow, "reference", seekers, **how)
    v1, named = APIRouter(prefix="/v1"), APIRouter(prefix="/v1/sources/{source}", include_in_schema=False)
    for router in (
        vacancy_routes(door, pool, vacancies, Pushing(taking_vacancies, settings)),
        seeker_routes(door, pool, seekers, Pushing(taking_seekers, settings)),
        push_routes(door, pool),
        account_routes(door, pool, public_only),
    ):
        v1.include_router(router)
        named.include_router(router)
    service.routers += [v1, named]
    return service
