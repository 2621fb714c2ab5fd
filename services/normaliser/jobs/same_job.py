"""Whether two adverts are of one job, and why. Pure, and the same whichever of the two comes first.

What contradicts itself is not weighed against anything else: `apart` says what. The rest is (see `job_evidence`).
"""

from dataclasses import dataclass

from services.normaliser.jobs.employer import Relation, relation
from services.normaliser.jobs.evidence import comparable_texts, evidence
from services.normaliser.jobs.facts import contradicting
from services.normaliser.jobs.likeness import Likeness

CERTAIN = 99.0  # the score where both name the same origin
# Of two adverts of the same place and occupation, about one pair in two thousand is one job.
PRIOR = -7.5
START_WITHIN = 3  # days
END_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two adverts are one job: how sure that is (0: just enough, CERTAIN: they say so), and what they share."""

    score: float
    because: tuple[str, ...]


def same_origin(a: Likeness, b: Likeness) -> bool:
    """Whether the two stand under one id in one system."""
    return not set(a.origins).isdisjoint(b.origins)


def apart(a: Likeness, b: Likeness) -> str | None:
    """What shows that two adverts are two jobs; None if nothing does."""
    if same_origin(a, b):
        return None
    ids = dict(a.origins)
    if any(system in ids for system, _ in b.origins):
        return "origin"
    if not _one_place(a, b):
        return "place"
    if a.groups and b.groups and a.groups.isdisjoint(b.groups):
        return "occupation"
    if a.work_time and b.work_time and a.work_time != b.work_time:
        return "work_time"
    if a.starts and b.starts and abs(a.starts - b.starts) > START_WITHIN:
        return "starts"
    if a.ends and b.ends and abs(a.ends - b.ends) > END_WITHIN:
        return "ends"
    return contradicting(a.facts, b.facts) or _gainsaid(a, b)


def compare(a: Likeness, b: Likeness) -> Verdict | None:
    """The verdict on two adverts; None where they are two jobs, or not enough speaks for one.

    Where neither texts can be compared nor occupations, there is too little to go by.
    """
    if same_origin(a, b):
        return Verdict(CERTAIN, ("origin",))
    if apart(a, b):
        return None
    employer = employers(a, b)
    if employer == "other" or not (comparable_texts(a, b) or (a.groups and b.groups)):
        return None
    found = list(evidence(a, b, employer))
    score = round(PRIOR + sum(weight for _, weight in found), 3)
    return Verdict(score, tuple(what for what, weight in found if weight > 0)) if score >= 0 else None


def employers(a: Likeness, b: Likeness) -> Relation:
    """How the employers stand to each other; an agency's client may be anybody, but not against its own name."""
    one_language = a.language == b.language or a.language is None or b.language is None
    found = relation(a.employer, b.employer, one_language)
    return "hidden" if found == "other" and (a.hides or b.hides) else found


def _one_place(a: Likeness, b: Likeness) -> bool:
    return bool(a.places and b.places) and (a.places[0] in b.places or b.places[0] in a.places)


def _gainsaid(a: Likeness, b: Likeness) -> str | None:
    """The same words around different numbers or names: `osasto 3` here, `osasto 5` there."""
    one, other = _statements(a), _statements(b)
    for around in one.keys() & other.keys():
        if one[around].isdisjoint(other[around]):
            return "statement"
    return None


def _statements(advert: Likeness) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for each in memoryview(advert.text.statements).cast("Q"):
        found.setdefault(each >> 32, set()).add(each)
    return found
