"""The normaliser's own figures."""

from prometheus_client import Counter

NORMALISED = Counter("kohtaanto_normalised", "States published in the exchange's own terms", ["topic"])
MARKED = Counter("kohtaanto_marks", "What the normaliser did not know, by mark", ["topic", "mark"])
