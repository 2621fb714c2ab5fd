"""Figures of sending."""

from prometheus_client import Counter

DELIVERIES = Counter("kohtaanto_deliveries", "Webhooks, by result", ["result"])
