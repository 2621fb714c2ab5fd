"""One guard a hop: of each entity the newest state, if it is newer than what was applied."""

from collections.abc import Sequence
from typing import TypeVar

from shared.events.base import Payload
from shared.events.envelope import Envelope
from shared.spine import sabotage

P = TypeVar("P", bound=Payload)


def newest(events: Sequence[Envelope[P]]) -> list[Envelope[P]]:
    """Of each entity in a batch the event with the highest number. Postgres compares it with the one applied."""
    found: dict[str, Envelope[P]] = {}
    for event in events:
        held = found.get(event.key)
        if held is None or event.sequence > held.sequence or unguarded():
            found[event.key] = event
    return list(found.values())


def unguarded() -> bool:
    """True only where a test has removed the guard; the guarded statements take it as their last parameter."""
    return not sabotage.stands("guard")
