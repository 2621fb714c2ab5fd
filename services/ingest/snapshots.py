"""Whether a snapshot ("this is everything I have") may close what it does not hold. Pure."""

from dataclasses import dataclass

from services.ingest.problems import Problem

GO_AHEAD = "Look at the feed; if it is right, send it again with `go_ahead=true`."


@dataclass(frozen=True, slots=True)
class SnapshotRules:
    """What counts as suspicious: closing more than this share of the open rows, unless these few."""

    most_share: float
    always: int


def broken_off(missing: int) -> Problem:
    """A snapshot that was not read whole: no word of anybody makes it so."""
    return Problem(
        "snapshot",
        "SNAPSHOT_BROKEN",
        f"The body could not be read whole: nothing was closed, though {missing} open rows were not seen.",
        "Correct the body and send the whole snapshot again, under a new Idempotency-Key.",
    )


def held_back(missing: int, open_: int, unreadable: int, rules: SnapshotRules) -> Problem | None:
    """Why nothing is closed: `missing` of `open_` rows are not in the snapshot, `unreadable` rows had no key."""
    if missing == 0:
        return None
    if unreadable:
        return Problem(
            "snapshot",
            "SNAPSHOT_UNREADABLE_ROWS",
            f"{unreadable} rows could not be read, so nobody knows which of {missing} missing rows they are.",
            GO_AHEAD,
        )
    if missing > rules.always and missing > rules.most_share * open_:
        return Problem(
            "snapshot",
            "SNAPSHOT_TOO_SMALL",
            f"The snapshot would close {missing} of {open_} open rows: nothing was closed.",
            GO_AHEAD,
        )
    return None
