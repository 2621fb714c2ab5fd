"""What travels between the services: payloads, topics, envelope, identity."""

from shared.events.envelope import Envelope, InvalidEvent
from shared.events.topics import SERVICES, TOPICS, Service, Topic

__all__ = ["SERVICES", "TOPICS", "Envelope", "InvalidEvent", "Service", "Topic"]
