"""Every metric of the spine, in one place. A service adds its own in its metrics.py."""

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics

disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each, which nobody asks for

CONSUMED = Counter("kohtaanto_events_consumed", "Events read, by topic and fate", ["topic", "fate"])
BATCH_SECONDS = Histogram(
    "kohtaanto_batch_seconds",
    "Time for one batch, its transaction included",
    ["topic"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
LAG = Gauge("kohtaanto_consumer_lag", "Events on the assigned partitions that are not read yet", ["topic"])
ASSIGNED = Gauge("kohtaanto_partitions_assigned", "Partitions this process reads", ["topic"])
DEAD_LETTERED = Counter("kohtaanto_dead_lettered", "Events put to the dead letters", ["topic"])
HALTED = Gauge("kohtaanto_halted", "1 when too many events were invalid and the service stopped by itself", ["topic"])
OUTBOX_WAITING = Gauge("kohtaanto_outbox_waiting", "Events in the outbox at the relay's last look (up to its batch)")
OUTBOX_OLDEST = Gauge("kohtaanto_outbox_oldest_seconds", "Age of the oldest event in the outbox")
RELAYED = Counter("kohtaanto_events_relayed", "Events sent from the outbox, by topic", ["topic"])
RELAY_ACTIVE = Gauge("kohtaanto_relay_active", "1 in the process whose relay holds the service's lock")
RELAY_HELD_BACK = Counter("kohtaanto_relay_held_back", "Times the relay waited for readers of the embedded broker")
HTTP_SECONDS = Histogram("kohtaanto_http_seconds", "HTTP requests, by route", ["method", "route", "status"])
EVENT_AGE = Histogram(
    "kohtaanto_event_age_seconds",
    "From the moment an event was written to the end of its processing",
    ["topic"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600),
)
