"""The matcher's own figures."""

from prometheus_client import Counter, Gauge, Histogram

MATCHES_TOLD = Counter("kohtaanto_matches_told", "Matches told, told anew or withdrawn", ["change"])
SHARDS_HELD = Gauge("kohtaanto_shards_held", "Shards this process holds")
FENCES_LOST = Counter("kohtaanto_fences_lost", "Writes refused because another process had taken a shard")
RECORDS_SKIPPED = Counter(
    "kohtaanto_hot_records_skipped", "Records the hot reader could not read; the group's reader keeps them"
)
PLAN_SECONDS = Histogram(
    "kohtaanto_plan_seconds",
    "Time to work out what changes",
    ["cause"],
    buckets=(0.001, 0.01, 0.05, 0.1, 0.5, 1, 5, 30),
)
