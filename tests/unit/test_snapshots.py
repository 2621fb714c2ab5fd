"""When a snapshot may close what it does not hold."""

import pytest

from services.ingest.snapshots import SnapshotRules, held_back

RULES = SnapshotRules(most_share=0.3, always=5)


@pytest.mark.parametrize(
    ("missing", "open_", "unreadable", "code"),
    [
        (0, 100, 3, None),
        (30, 100, 0, None),
        (31, 100, 0, "SNAPSHOT_TOO_SMALL"),
        (5, 5, 0, None),
        (6, 6, 0, "SNAPSHOT_TOO_SMALL"),
        (1, 100, 1, "SNAPSHOT_UNREADABLE_ROWS"),
    ],
)
def test_held_back(missing: int, open_: int, unreadable: int, code: str | None) -> None:
    problem = held_back(missing, open_, unreadable, RULES)
    assert (problem.code if problem else None) == code
