"""Wiring: what the notifier reads, its deliveries and the inbox."""

from services.notifier import store
from services.notifier.api.inbox import inbox_routes
from services.notifier.handlers import Handlers
from services.notifier.settings import Settings
from shared.events.topics import MATCHES
from shared.spine.database import Pool
from shared.spine.service import Service
from shared.webhooks import Deliverer


def build(settings: Settings, pool: Pool) -> Service:
    """The notifier, ready to run."""
    handlers = Handlers()
    service = Service("notifier", settings, pool, handlers.republish)
    service.reads(MATCHES, handlers.matches)
    service.works("deliveries", Deliverer(settings, pool, store.note_sent).run)
    service.routers.append(inbox_routes(pool))
    return service
