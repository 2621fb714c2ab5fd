"""The rules file says clearly where it is wrong."""

import pytest

from services.matcher.rules import RulesError, default_rules, load_rules

GOOD = default_rules()


def text(**changes: object) -> str:
    rules = GOOD.model_dump() | changes
    lines = [f"{key} = {value!r}" for key, value in rules.items() if not isinstance(value, dict)]
    for name, table in rules.items():
        if isinstance(table, dict):
            lines += [f"[{name}]", *(f"{key} = {value!r}" for key, value in table.items())]
    return "\n".join(lines)


def test_the_shipped_rules_read_back() -> None:
    assert load_rules(text()) == GOOD


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (text(top_k=0), "top_k"),
        (text(threshold=2), "threshold"),
        (text(surprise=1), "surprise"),
        (text(weights=GOOD.weights.model_dump() | {"skills": 0.9}), "add up to"),
        (text(relation={"same_occupation": 1}), "relation.same_unit_group"),
        ("version = ", "not TOML"),
    ],
)
def test_what_is_wrong_is_named(spoilt: str, said: str) -> None:
    with pytest.raises(RulesError, match=said):
        load_rules(spoilt)
