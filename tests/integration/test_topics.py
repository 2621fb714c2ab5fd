"""Topics on real Kafka: made from their declaration, as declared, and by nobody else."""

from uuid import uuid4

import pytest
from confluent_kafka.admin import AdminClient, ConfigResource, ResourceType

from shared.events.topics import TOPICS
from shared.spine.kafka import create_topics, partition_count
from tests.support.waiting import until

pytestmark = pytest.mark.kafka


async def test_they_are_made_as_declared(kafka: str) -> None:
    prefix = f"c{uuid4().hex[:8]}."
    assert len(create_topics(kafka, prefix, 12, 1)) == len(TOPICS)
    assert create_topics(kafka, prefix, 12, 1) == [], "a second time there is nothing to do"
    admin = AdminClient({"bootstrap.servers": kafka})
    for topic in TOPICS:
        name = f"{prefix}{topic.name}"
        assert partition_count(kafka, name) == 12
        resource = ConfigResource(ResourceType.TOPIC, name)
        found = admin.describe_configs([resource])[resource].result(30)
        for key, value in topic.config.items():
            assert found[key].value == value, (topic.name, key)
    assert len(create_topics(kafka, prefix, 16, 1)) == len(TOPICS), "widened"

    async def wider() -> bool:  # a broker's metadata follow a moment later
        return partition_count(kafka, f"{prefix}matches") == 16

    assert await until(wider)


def test_no_topic_comes_of_itself(kafka: str) -> None:
    assert partition_count(kafka, f"misspelt-{uuid4().hex}") == 0
