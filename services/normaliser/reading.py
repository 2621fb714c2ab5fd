"""What is made of one entity as submitted: its state, its titles' keys, and the titles that a person should look at."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from shared.events.base import Payload

N = TypeVar("N", bound=Payload)
Waiting = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading(Generic[N]):
    """`title_keys`: under what answers are looked for. `review`: for each title that waits `key`, `title` and `reason`.

    Of a vacancy also its `language`, `source` and `employer`. Only what is open or active waits for anybody.
    """

    state: N
    title_keys: tuple[str, ...]
    review: tuple[Waiting, ...]
