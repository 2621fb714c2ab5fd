"""Webhooks: signed as Standard Webhooks says, queued in a service's own schema, delivered by one of its processes."""

from shared.webhooks.addresses import is_public
from shared.webhooks.delivery import Deliverer
from shared.webhooks.queue import forget, put, receive_at, stop_receiving
from shared.webhooks.settings import WebhookSettings

__all__ = ["Deliverer", "WebhookSettings", "forget", "is_public", "put", "receive_at", "stop_receiving"]
