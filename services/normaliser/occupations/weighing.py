"""Evidence beside the title, weighed: the source's own code, and the occupations that the advert's text names.

Bayes' rule with plain likelihoods: how often sources give which code when a given occupation is meant. A code that
fits no candidate brings its occupation in; it does not push a certain title out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.normaliser.occupations.titles import Classification
from shared.esco import Taxonomy

# How likely a code is to be given where: this occupation is meant, another of its unit group, one of another group.
OCCUPATION_CODE = (0.72, 0.10, 0.004)
# The same of a unit group's number.
GROUP_CODE = (0.8, 0.8, 0.02)
CODE_WITHOUT_TITLE = 0.004  # a title that names nothing does not come with a code
BROUGHT_IN, BROUGHT_IN_SHARE = 0.01, 0.3
MENTIONED, UNMENTIONED = 4.0, 1.0
MENTIONED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Weighed:
    """Probabilities of occupations by URI, of *names none*, and of another occupation than these; they add up to 1."""

    chances: Mapping[str, float]
    none: float
    other: float

    @classmethod
    def of(cls, said: Classification) -> "Weighed":
        """What the title alone says."""
        chances = {each.uri: each.score for each in said.candidates}
        return cls(chances, said.none, max(0.0, 1 - said.none - sum(chances.values())))

    def ranked(self) -> list[tuple[str, float]]:
        """Occupations, the likeliest first; the URI breaks ties, so that an answer never wavers."""
        ranked = sorted([(-chance, uri) for uri, chance in self.chances.items()])
        return [(uri, -chance) for chance, uri in ranked]


def weigh_code(weighed: Weighed, named: str, taxonomy: Taxonomy) -> Weighed:
    """After the source's code: `named` is an occupation's URI or a unit group's number."""
    occupation = taxonomy.by_uri(named)
    likelihoods = OCCUPATION_CODE if occupation else GROUP_CODE
    isco = occupation.isco if occupation else named
    meant = [occupation] if occupation else list(taxonomy.in_unit_group(named))
    chances = dict(weighed.chances)
    # The surer the title, the less a code brings in.
    room = (BROUGHT_IN + BROUGHT_IN_SHARE * weighed.other) * (1 - max(weighed.chances.values(), default=0.0))
    for each in meant:
        chances[each.uri] = max(chances.get(each.uri, 0.0), room / len(meant))
    found = {}
    for uri, chance in chances.items():
        candidate = taxonomy.by_uri(uri)
        same_group = candidate is not None and candidate.isco == isco
        found[uri] = chance * (likelihoods[0] if uri == named else likelihoods[1 if same_group else 2])
    return _normalised(found, weighed.none * CODE_WITHOUT_TITLE, weighed.other * likelihoods[2])


def weigh_text(weighed: Weighed, mentioned: Mapping[str, int]) -> Weighed:
    """After the advert's text: `mentioned` counts how often it names each occupation."""
    if not mentioned:
        return weighed
    chances, times = dict(weighed.chances), sum(mentioned.values())
    room = MENTIONED_SHARE * weighed.other
    for uri, count in mentioned.items():
        chances[uri] = chances.get(uri, 0.0) + room * count / times
    found = {
        uri: chance * (UNMENTIONED + (MENTIONED - UNMENTIONED) * mentioned.get(uri, 0) / max(mentioned.values()))
        for uri, chance in chances.items()
    }
    return _normalised(found, weighed.none, weighed.other * (1 - MENTIONED_SHARE))


def _normalised(chances: Mapping[str, float], none: float, other: float) -> Weighed:
    total = sum(chances.values()) + none + other
    if not total:
        return Weighed({}, 0.0, 1.0)
    return Weighed({uri: chance / total for uri, chance in chances.items()}, none / total, other / total)
