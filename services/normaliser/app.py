"""Wiring: what the normaliser reads, and what is done with it."""

from services.normaliser import store
from services.normaliser.handlers import Handlers
from services.normaliser.normalise import Normaliser
from services.normaliser.occupations import Occupations
from services.normaliser.settings import Settings
from shared.areas import gazetteer
from shared.esco import starter_taxonomy
from shared.events.topics import SEEKERS_SUBMITTED, VACANCIES_SUBMITTED
from shared.spine.database import Pool
from shared.spine.service import Service


def build(settings: Settings, pool: Pool) -> Service:
    """The normaliser, ready to run."""
    normaliser = Normaliser(Occupations(starter_taxonomy()), gazetteer())
    handlers = Handlers(normaliser, store.vacancies(), store.seekers())
    service = Service("normaliser", settings, pool, handlers.republish)
    service.reads(VACANCIES_SUBMITTED, handlers.vacancies)
    service.reads(SEEKERS_SUBMITTED, handlers.seekers)
    return service
