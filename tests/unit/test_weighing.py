"""A source's code and an advert's text move probabilities as Bayes' rule says, and they always add up to one."""

import pytest

from services.normaliser.occupations.titles import Candidate, Classification
from services.normaliser.occupations.weighing import MENTIONED, Weighed, weigh_code, weigh_text
from shared.esco import Occupation, starter_taxonomy

NURSE, SPECIALIST, CARER, COOK, CHEF = "2221.2", "2221.3", "5321.1", "5120.1", "3434.1"


def _occupation(code: str) -> Occupation:
    found = starter_taxonomy().by_code(code)
    assert found is not None, code
    return found


def _uri(code: str) -> str:
    return _occupation(code).uri


def _weighed(none: float = 0.0, **chances: float) -> Weighed:
    """What a title says of these codes (`c2221_2=0.6`); the rest is *another*."""
    held = {_uri(code[1:].replace("_", ".")): chance for code, chance in chances.items()}
    return Weighed(held, none, 1 - none - sum(chances.values()))


def _of(weighed: Weighed, code: str) -> float:
    return weighed.chances.get(_uri(code), 0.0)


def _total(weighed: Weighed) -> float:
    return sum(weighed.chances.values()) + weighed.none + weighed.other


UNSURE = {"c2221_2": 0.4, "c2221_3": 0.2, "c5321_1": 0.2}
CODES = [NURSE, SPECIALIST, CARER, COOK, "2221", "5321", "5120", "7115"]


def test_what_the_title_alone_says() -> None:
    nurse = _occupation(NURSE)
    said = Candidate(nurse.uri, nurse.code, nurse.isco, "sairaanhoitaja", 0.7)
    weighed = Weighed.of(Classification((said,), 0.1, (("2221", 0.7),), ("sairaanhoitaja",)))
    assert (weighed.chances, weighed.none) == ({nurse.uri: 0.7}, 0.1)
    assert weighed.other == pytest.approx(0.2)
    assert Weighed.of(Classification((), 0.99, (), ())).other == pytest.approx(0.01)


def test_rounded_scores_leave_nothing_below_nothing() -> None:
    nurse = _occupation(NURSE)
    said = Candidate(nurse.uri, nurse.code, nurse.isco, "sairaanhoitaja", 1.0)
    assert Weighed.of(Classification((said,), 0.001, (), ())).other == 0.0


def test_the_likeliest_first_and_the_uri_breaks_ties() -> None:
    weighed = _weighed(c5120_1=0.3, c2221_2=0.3, c5321_1=0.4)
    ranked = [uri for uri, _ in weighed.ranked()]
    assert ranked == [_uri(CARER), *sorted((_uri(COOK), _uri(NURSE)))]


@pytest.mark.parametrize("none", [0.0, 0.15])
@pytest.mark.parametrize("code", CODES)
def test_all_adds_up_to_one(code: str, none: float) -> None:
    named = code if len(code) == 4 else _uri(code)
    before = _weighed(none, **UNSURE)
    after = weigh_code(before, named, starter_taxonomy())
    assert _total(after) == pytest.approx(1)
    assert all(0 <= chance <= 1 for chance in after.chances.values())
    assert after.none <= before.none
    assert after.other < before.other


def test_a_code_confirms_an_unsure_title() -> None:
    after = weigh_code(_weighed(**UNSURE), _uri(NURSE), starter_taxonomy())
    assert after.ranked()[0][0] == _uri(NURSE)
    assert _of(after, NURSE) > 0.85
    # A neighbour in its unit group loses less than a stranger.
    assert _of(after, SPECIALIST) / 0.2 > _of(after, CARER) / 0.2


def test_a_code_turns_an_unsure_title() -> None:
    after = weigh_code(_weighed(**UNSURE), _uri(CARER), starter_taxonomy())
    assert after.ranked()[0][0] == _uri(CARER)


def test_a_unit_group_narrows_and_keeps_the_order_within() -> None:
    after = weigh_code(_weighed(**UNSURE), "2221", starter_taxonomy())
    assert [uri for uri, _ in after.ranked()[:2]] == [_uri(NURSE), _uri(SPECIALIST)]
    assert _of(after, NURSE) / _of(after, SPECIALIST) == pytest.approx(2)
    assert sum(_of(after, each.code) for each in starter_taxonomy().in_unit_group("2221")) > 0.9


@pytest.mark.parametrize("code", [COOK, "5120"])
def test_a_code_that_fits_no_candidate_brings_its_occupations_in(code: str) -> None:
    before = _weighed(**UNSURE)
    after = weigh_code(before, code if len(code) == 4 else _uri(code), starter_taxonomy())
    assert _of(before, COOK) == 0.0
    assert _of(after, COOK) > 0.0


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(
            NURSE,
        ),
        "2221",
    ],
)
def test_it_does_not_push_a_certain_title_out(code: str) -> None:
    before = _weighed(0.002, c5120_1=0.96, c3434_1=0.02)
    after = weigh_code(before, code if len(code) == 4 else _uri(code), starter_taxonomy())
    assert after.ranked()[0][0] == _uri(COOK)


@pytest.mark.parametrize("code", [NURSE, "2221"])
def test_a_title_that_names_nothing_leaves_it_to_the_code(code: str) -> None:
    after = weigh_code(Weighed({}, 0.95, 0.05), code if len(code) == 4 else _uri(code), starter_taxonomy())
    assert sum(_of(after, each.code) for each in starter_taxonomy().in_unit_group("2221")) > 0.6
    assert after.none < 0.4


def test_a_code_without_any_title() -> None:
    after = weigh_code(Weighed({}, 0.0, 1.0), _uri(NURSE), starter_taxonomy())
    assert _of(after, NURSE) > 0.9
    group = weigh_code(Weighed({}, 0.0, 1.0), "2221", starter_taxonomy())
    assert len({round(chance, 9) for chance in group.chances.values()}) == 1, "nothing tells them apart"


def test_text_lifts_what_it_names() -> None:
    before = _weighed(0.1, **UNSURE)
    after = weigh_text(before, {_uri(CARER): 2})
    assert after.ranked()[0][0] == _uri(CARER)
    assert _of(after, CARER) / _of(after, SPECIALIST) > MENTIONED, "both stood at 0.2"
    assert _of(after, NURSE) / _of(after, SPECIALIST) == pytest.approx(2), "the others keep their order"
    assert _total(after) == pytest.approx(1)


def test_text_brings_in_what_the_title_did_not_say() -> None:
    after = weigh_text(_weighed(**UNSURE), {_uri(COOK): 1})
    assert 0 < _of(after, COOK) < _of(after, NURSE)
    assert _total(after) == pytest.approx(1)


def test_what_is_named_more_often_weighs_more() -> None:
    after = weigh_text(_weighed(c2221_2=0.3, c5321_1=0.3), {_uri(NURSE): 3, _uri(CARER): 1})
    assert _of(after, NURSE) > _of(after, CARER)


def test_text_that_names_nothing_changes_nothing() -> None:
    before = _weighed(0.1, **UNSURE)
    assert weigh_text(before, {}) is before


def test_text_and_code_together_are_surer_than_either() -> None:
    before = _weighed(**UNSURE)
    by_text = weigh_text(before, {_uri(NURSE): 1})
    both = weigh_code(by_text, "2221", starter_taxonomy())
    assert _of(both, NURSE) > max(_of(by_text, NURSE), _of(weigh_code(before, "2221", starter_taxonomy()), NURSE))


def test_nothing_at_all_stays_nothing() -> None:
    after = weigh_code(Weighed({}, 1.0, 0.0), _uri(NURSE), starter_taxonomy())
    assert _total(after) == pytest.approx(1)
    assert weigh_text(Weighed({}, 0.0, 0.0), {_uri(NURSE): 1}) == Weighed({}, 0.0, 1.0)
