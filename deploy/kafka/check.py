"""`python -m deploy.kafka.check`: whether Kafka can be had here, said in one sentence if not."""

import os
import sys

from deploy.kafka.jars import NEEDS, KafkaUnavailable, find_java, kafka_jars


def main() -> None:
    """Exit with 1 and one sentence where neither a cluster is named nor one can be started."""
    if os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        return
    try:
        find_java()
        kafka_jars()
    except KafkaUnavailable as error:
        print(error or NEEDS, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
