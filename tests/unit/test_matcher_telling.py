"""What a plan says, as events small enough for any broker."""

from uuid import UUID

from services.matcher.engine import Change, Plan
from services.matcher.ledger import LedgerRow
from services.matcher.rules import default_rules
from services.matcher.scoring import Fit
from services.matcher.telling import MOST_MATCHES, events_of
from shared.events.matches import MatchesChanged, Reasons

BROKERS_LIMIT = 1_048_576
VACANCY = UUID(int=1)


def test_a_vacancy_that_everybody_fits_is_told_in_pieces() -> None:
    label = dict.fromkeys(("fi", "sv", "en"), "vastaava erikoissairaanhoitaja")
    reasons = Reasons(
        relation="shared_skills",
        vacancy_occupation=label,
        seeker_occupation=label,
        shared_skills=tuple(f"a-skill-with-a-long-slug-{number}" for number in range(10)),
        mobility="whole_country",
        distance_km=391.7,
    )
    plan = Plan({}, {})
    for number in range(2 * MOST_MATCHES + 1):
        row = LedgerRow(VACANCY, UUID(int=number), 0, "39", 1, True, 0.5, "digest")
        plan.changes[row.pair] = Change(row, Fit(0.5, reasons))
    drafts = events_of(plan, lambda _: (7, None), default_rules(), {})
    assert len(drafts) == 3
    assert all(draft.value is not None and len(draft.value) < BROKERS_LIMIT for draft in drafts)
    told = [match for draft in drafts for match in MatchesChanged.model_validate_json(draft.value or b"").matches]
    assert [match.seeker_id.int for match in told] == list(range(2 * MOST_MATCHES + 1))
