"""Names on the cluster, and the topics made from their declaration."""

from confluent_kafka.admin import AdminClient, NewPartitions, NewTopic  # type: ignore[attr-defined]

from shared.events.topics import TOPICS, Service, Topic

DEFAULT_PARTITIONS = 12


def topic_name(prefix: str, topic: str) -> str:
    """A topic as the cluster knows it."""
    return f"{prefix}{topic}"


def group_id(prefix: str, service: Service, topic: Topic) -> str:
    """One group for each (service, topic): a rebalance of one topic never stops another."""
    return f"{prefix}kohtaanto.{service}.{topic.name}"


def create_topics(bootstrap: str, prefix: str, partitions: int, replication: int) -> list[str]:
    """Create what is missing, on real Kafka; a topic with fewer partitions is widened. Returns what was created.

    Widening moves keys to other partitions: republish afterwards. Raises KafkaException when the cluster refuses.
    """
    admin = AdminClient({"bootstrap.servers": bootstrap, "socket.timeout.ms": 30_000})
    existing = admin.list_topics(timeout=30).topics
    new, wider = [], []
    for topic in TOPICS:
        name = topic_name(prefix, topic.name)
        if name not in existing:
            new.append(NewTopic(name, partitions, replication, config=dict(topic.config)))
        elif len(existing[name].partitions) < partitions:
            wider.append(NewPartitions(name, partitions))
    futures = {**(admin.create_topics(new) if new else {}), **(admin.create_partitions(wider) if wider else {})}
    for future in futures.values():
        future.result(60)
    return sorted(futures)


def partition_count(bootstrap: str, topic: str) -> int:
    """How many partitions a topic has; 0 where there is none. Raises KafkaException while the broker is away."""
    found = AdminClient({"bootstrap.servers": bootstrap, "log_level": 0}).list_topics(topic, timeout=10).topics
    return len(found[topic].partitions) if topic in found else 0
