"""Title and code together: which occupation a source means, and how sure that is."""

import pytest

from services.normaliser.occupations import Occupations
from shared.esco import starter_taxonomy


@pytest.fixture(scope="module")
def occupations() -> Occupations:
    return Occupations(starter_taxonomy())


@pytest.mark.parametrize("code", ["5120", "C5120", "http://data.europa.eu/esco/isco/C5120"])
def test_an_isco_code_is_evidence_for_the_title(occupations: Occupations, code: str) -> None:
    found, marks = occupations.recognise("Kokki", code)
    assert found is not None
    assert (found.code, marks) == ("5120.1", ())
    assert found.confidence >= 0.9


def test_an_isco_code_alone_names_its_group_and_is_marked(occupations: Occupations) -> None:
    found, marks = occupations.recognise("Xyzzy", "5120")
    assert found is not None
    assert (found.isco, found.confidence, marks) == ("5120", 0.5, ("occupation:unit_group_only",))


def test_a_code_against_a_title_beyond_doubt_is_contested(occupations: Occupations) -> None:
    for code in ("2221", "2221.2"):
        found, marks = occupations.recognise("kokki", code)
        assert found is not None
        assert found.code == "5120.1"
        assert "occupation:contested" in marks


def test_a_code_that_nobody_knows_is_marked(occupations: Occupations) -> None:
    for code in ("0000", "9999.99", "rubbish"):
        found, marks = occupations.recognise("kokki", code)
        assert found is not None
        assert marks == ("occupation:code_unknown",)
