"""Wiring: the door, what ingest reads, and what it does by itself."""

from functools import partial

from services.ingest.api.seekers import seeker_routes
from services.ingest.api.vacancies import vacancy_routes
from services.ingest.expiry import close_expired
from services.ingest.handlers import Handlers
from services.ingest.push import Push
from services.ingest.rows import SeekerRow, VacancyRow
from services.ingest.settings import Settings
from services.ingest.store import Seekers, Vacancies
from shared.events.topics import OUTCOMES
from shared.spine.database import Pool
from shared.spine.service import Service


def build(settings: Settings, pool: Pool) -> Service:
    """Ingest, ready to run."""
    vacancies, seekers = Vacancies(), Seekers(settings.erasure_key.get_secret_value())
    limits = (pool, settings.chunk_rows, settings.longest_row_bytes)
    handlers = Handlers(vacancies, seekers)
    service = Service("ingest", settings, pool, handlers.republish)
    service.reads(OUTCOMES, handlers.outcomes)
    service.works("expiry", partial(close_expired, pool, vacancies, settings.expiry_poll_s))
    service.routers += [
        vacancy_routes(pool, vacancies, Push("vacancy", VacancyRow, "external_id", vacancies.put, *limits)),
        seeker_routes(pool, seekers, Push("seeker", SeekerRow, "reference", seekers.put, *limits)),
    ]
    return service
