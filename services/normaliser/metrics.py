"""The normaliser's own figures."""

from prometheus_client import Counter, Gauge

NORMALISED = Counter("kohtaanto_normalised", "States published in the exchange's own terms", ["topic"])
MARKED = Counter("kohtaanto_marks", "What the normaliser did not know, by mark", ["topic", "mark"])
RENORMALISED = Counter(
    "kohtaanto_renormalised",
    "Entities read again by newer knowledge, and whether their state changed",
    ["kind", "changed"],
)
STALE = Gauge("kohtaanto_stale", "Entities that wait to be read again (of all processes together)", ["kind"])
KNOWLEDGE = Gauge("kohtaanto_knowledge", "The number of what this process reads by")
KNOWLEDGE_FAILED = Counter("kohtaanto_knowledge_failed", "Times that newer knowledge could not be loaded")
