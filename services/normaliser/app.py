"""Wiring: what the normaliser reads, what it knows, what it does by itself, and its HTTP side."""

from functools import partial

from services.normaliser.api.classify import classify_routes
from services.normaliser.api.review import review_routes
from services.normaliser.fresh import fresh_events_wait
from services.normaliser.handlers import Handlers
from services.normaliser.job_store import JobStore
from services.normaliser.knowledge import Knowing
from services.normaliser.pairing import Pairing
from services.normaliser.renormalising import Renormalising
from services.normaliser.settings import Settings
from shared.events.topics import SEEKERS_SUBMITTED, VACANCIES_SUBMITTED
from shared.spine.database import Pool
from shared.spine.service import Service


def build(settings: Settings, pool: Pool) -> Service:
    """The normaliser, ready to run."""
    knowing = Knowing(pool)
    jobs = JobStore()
    handlers = Handlers(knowing, jobs)
    service = Service("normaliser", settings, pool, handlers.republish)
    service.reads(VACANCIES_SUBMITTED, handlers.vacancies, scope=knowing.known)
    service.reads(SEEKERS_SUBMITTED, handlers.seekers, scope=knowing.known)
    service.works("knowledge", knowing.follow)
    service.ready.append(knowing.not_ready)
    fresh_wait = partial(fresh_events_wait, service, handlers)
    service.works("renormalising", Renormalising(knowing, jobs, pool, settings.renormalise_per_s, fresh_wait).run)
    service.works("pairing", Pairing(jobs, pool).run)
    service.routers += [review_routes(pool, knowing), classify_routes(pool, knowing)]
    return service
