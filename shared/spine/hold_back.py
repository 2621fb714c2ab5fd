"""On the embedded broker, which keeps 5 MiB a partition: send only what its readers have room for."""

from aiokafka import AIOKafkaConsumer, TopicPartition

from shared.events.topics import BY_NAME
from shared.spine.kafka import group_id, topic_name
from shared.spine.metrics import RELAY_HELD_BACK
from shared.spine.settings import SpineSettings

ROOM_BYTES = 2 * 1024 * 1024
ROOM_RECORDS = 40_000
HEADER_BYTES = 600


class HoldBack:
    """Counts what was sent to each partition since its readers were last known to have read all of it."""

    def __init__(self, settings: SpineSettings) -> None:
        self._settings = settings
        self._bytes: dict[tuple[str, int], int] = {}
        self._records: dict[tuple[str, int], int] = {}
        self._readers: dict[str, list[AIOKafkaConsumer]] = {}

    async def room(self, topic: str, partition: int, size: int) -> bool:
        """Whether one more record may be sent now; counts it if so."""
        place = (topic, partition)
        if place not in self._bytes or self._is_full(place, size):
            # What a relay before this one sent is unknown: begin with readers that have read it all.
            if not await self._all_read(topic, partition):
                RELAY_HELD_BACK.inc()
                return False
            self._bytes[place] = self._records[place] = 0
        self._bytes[place] += size + HEADER_BYTES
        self._records[place] += 1
        return True

    def _is_full(self, place: tuple[str, int], size: int) -> bool:
        return self._bytes[place] + size > ROOM_BYTES or self._records[place] >= ROOM_RECORDS

    async def _all_read(self, topic: str, partition: int) -> bool:
        where = TopicPartition(topic_name(self._settings.topic_prefix, topic), partition)
        for reader in await self._readers_of(topic):
            reader.assign([where])
            end = (await reader.end_offsets([where]))[where]
            if end > 0 and ((await reader.committed(where)) or 0) < end:
                return False
        return True

    async def _readers_of(self, topic: str) -> list[AIOKafkaConsumer]:
        if topic not in self._readers:
            self._readers[topic] = []
            for service in BY_NAME[topic].readers:
                reader = AIOKafkaConsumer(
                    bootstrap_servers=self._settings.kafka_bootstrap_servers,
                    group_id=group_id(self._settings.topic_prefix, service, BY_NAME[topic]),
                    enable_auto_commit=False,
                )
                await reader.start()
                self._readers[topic].append(reader)
        return self._readers[topic]

    async def close(self) -> None:
        """Let the readers' connections go."""
        for readers in self._readers.values():
            for reader in readers:
                await reader.stop()
