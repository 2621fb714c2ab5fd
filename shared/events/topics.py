"""Every topic: its name, writer, readers, payload and how long it is kept. Created from here on real Kafka."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from shared.events.base import Payload
from shared.events.matches import DeadLetter, MatchesChanged, OutcomeGiven, VacancyTold
from shared.events.seekers import SeekerNormalised, SeekerSubmitted
from shared.events.vacancies import VacancyNormalised, VacancySubmitted

Service = Literal["ingest", "normaliser", "matcher", "notifier"]
SERVICES: tuple[Service, ...] = ("ingest", "normaliser", "matcher", "notifier")
DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the exchange."""

    name: str
    writer: Service
    payload: type[Payload]
    readers: tuple[Service, ...] = ()
    holds_people: bool = False
    config: Mapping[str, str] = field(default_factory=dict)


def _kept(days: int) -> dict[str, str]:
    return {"cleanup.policy": "delete", "retention.ms": str(days * DAY_MS)}


# An erased profile leaves a compacted topic within a day: the lag bounds how long it may lie uncompacted, a
# segment is rolled in time for that, and a tombstone stays long enough for any reader to see it.
_COMPACTED = {
    "cleanup.policy": "compact",
    "max.compaction.lag.ms": str(DAY_MS),
    "segment.ms": str(DAY_MS // 4),
    "delete.retention.ms": str(7 * DAY_MS),
}

VACANCIES_SUBMITTED = Topic("vacancies.submitted", "ingest", VacancySubmitted, ("normaliser",), config=_kept(14))
SEEKERS_SUBMITTED = Topic("seekers.submitted", "ingest", SeekerSubmitted, ("normaliser",), True, _COMPACTED)
VACANCIES_NORMALISED = Topic(
    "vacancies.normalised", "normaliser", VacancyNormalised, ("matcher", "ingest"), config=_COMPACTED
)
SEEKERS_NORMALISED = Topic("seekers.normalised", "normaliser", SeekerNormalised, ("matcher",), True, _COMPACTED)
VACANCIES_TOLD = Topic("vacancies.told", "notifier", VacancyTold, ("ingest",), config=_kept(14))
MATCHES = Topic("matches", "matcher", MatchesChanged, ("notifier",), config=_kept(14))
OUTCOMES = Topic("outcomes", "notifier", OutcomeGiven, ("ingest",), config=_kept(90))


def dead_letter_topic(service: Service) -> Topic:
    """The topic where a service puts what it could not process."""
    return Topic(f"{service}.dead-letter", service, DeadLetter, config=_kept(90))


TOPICS: tuple[Topic, ...] = (
    VACANCIES_SUBMITTED,
    SEEKERS_SUBMITTED,
    VACANCIES_NORMALISED,
    SEEKERS_NORMALISED,
    MATCHES,
    VACANCIES_TOLD,
    OUTCOMES,
    *(dead_letter_topic(service) for service in SERVICES),
)
BY_NAME: Mapping[str, Topic] = {topic.name: topic for topic in TOPICS}
