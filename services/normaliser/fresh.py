"""Whether fresh events wait for this process: what is done in the background gives way to them."""

from services.normaliser.handlers import Handlers
from services.normaliser.store import PACKAGE
from shared.spine.database import sql
from shared.spine.service import Service

# The relay sends in order: a fresh event would stand behind whatever the background put in the outbox.
LONG_OUTBOX = 200


async def fresh_events_wait(service: Service, handlers: Handlers) -> bool:
    """Whether there are batches at work, events not read yet, or many events on their way out."""
    if handlers.in_hand or await service.pool.fetchval(sql(PACKAGE, "outbox_is_long"), LONG_OUTBOX):
        return True
    return any([await service.streams.lag(consumer.topic) for consumer in service.consumers])
