"""The embedded Kafka as a process: the broker inside librdkafka. Prints its address, ends when its input does."""

import sys

from confluent_kafka import Producer

START_S = 10


def main() -> None:
    """Run until standard input is closed: so it never outlives whoever started it."""
    producer = Producer({"test.mock.num.brokers": 1, "log_level": 0})
    brokers = producer.list_topics(timeout=START_S).brokers.values()
    print(",".join(f"{broker.host}:{broker.port}" for broker in brokers), flush=True)
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
