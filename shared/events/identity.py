"""How things are named: the ids that travel, and the shards seekers live in."""

from functools import lru_cache
from uuid import UUID, uuid5
from zlib import crc32

NAMESPACE = UUID("6f1f6a0e-5f0b-5a7e-9c53-0c1f0b2d7a11")
SHARDS = 96


@lru_cache(maxsize=16_384)  # asked more than once for each row of a feed
def vacancy_id(source: str, external_id: str) -> UUID:
    """The same row pushed twice is the same vacancy."""
    return uuid5(NAMESPACE, f"{source}/{external_id}")


def notice_id(vacancy: UUID, area: str, role: str) -> UUID:
    """One notice for a vacancy, an area and the part that area plays."""
    return uuid5(NAMESPACE, f"notice/{vacancy}/{area}/{role}")


def outcome_id(notice: UUID, seeker: UUID | None) -> UUID:
    """One answer for a notice and a seeker: a later one replaces it."""
    return uuid5(NAMESPACE, f"outcome/{notice}/{seeker or '-'}")


def shard_of(key: str | UUID) -> int:
    """The shard (0..95) a key belongs to, whatever the number of partitions."""
    return crc32(str(key).encode()) % SHARDS


def partition_of(key: str | UUID, partitions: int) -> int:
    """The partition a key travels on. The only place where shard and partition meet."""
    return shard_of(key) % partitions


def shards_of_partition(partition: int, partitions: int) -> tuple[int, ...]:
    """The shards that travel on one partition."""
    return tuple(range(partition, SHARDS, partitions))
