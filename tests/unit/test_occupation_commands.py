"""What `kohtaanto occupations` does by itself: lines in and out, models kept, what would move."""

import io
import json
from pathlib import Path
from uuid import uuid4

import pytest

from kohtaanto import model_cache
from kohtaanto.classifying import answer, answer_all
from kohtaanto.reclassifying import NOTHING, Moves
from services.normaliser.knowledge import Knowledge, make
from services.normaliser.occupations.title_model import TitleModel
from shared.esco import Taxonomy
from shared.events.occupations import OccupationGuess
from shared.events.places import Place
from shared.events.seekers import KnownOccupation, SeekerNormalised
from shared.events.vacancies import VacancyNormalised
from tests.support.versions import BILLING, BOOKKEEPER, COOK, merged, occupation, release, trained


class Trickle:
    """A source whose bytes come piece by piece, as from a person; notes what was answered before each."""

    def __init__(self, sink: io.BytesIO, *pieces: bytes) -> None:
        self._sink, self._pieces = sink, list(pieces)
        self.answered: list[int] = []

    def read1(self, size: int, /) -> bytes:
        self.answered.append(self._sink.getvalue().count(b"\n"))
        return self._pieces.pop(0) if self._pieces else b""


@pytest.fixture(scope="module")
def known() -> Knowledge:
    taxonomy = merged(release("9.1"))
    uri = occupation(BOOKKEEPER).uri
    return make(1, 1, taxonomy, TitleModel.load(trained(taxonomy)), {"moniosaaja": uri, "guru": None})


@pytest.mark.parametrize(
    ("pieces", "titles"),
    [
        ((b"kokki\n", b"myyj\xc3\xa4\n"), ["kokki", "myyjä"]),
        ((b"kok", b"ki\nmyyj\xc3", b"\xa4"), ["kokki", "myyjä"]),
        ((b"\xef\xbb\xbfkokki\r\n\r\n  myyj\xc3\xa4 \n",), ["kokki", "", "myyjä"]),
        ((b"\n\nkokki",), ["", "", "kokki"]),
        ((b"kokki \xff\n",), ["kokki \ufffd"]),
        ((b"kokki\xe2\x80\xa8y\xc3\xb6vuoro\n",), ["kokki\u2028yövuoro"]),
        ((), []),
    ],
)
def test_each_line_has_its_answer_in_order(pieces: tuple[bytes, ...], titles: list[str]) -> None:
    sink = io.BytesIO()
    answer_all(Trickle(sink, *pieces), sink, lambda title: json.dumps(title).encode() + b"\n")
    assert [json.loads(line) for line in sink.getvalue().splitlines()] == titles


def test_what_has_come_is_answered_before_more_is_waited_for() -> None:
    sink = io.BytesIO()
    source = Trickle(sink, b"kokki\n", b"myyj", b"\xc3\xa4\nmuurari\n")
    answer_all(source, sink, lambda title: title.encode() + b"\n")
    assert source.answered == [0, 1, 1, 3]


@pytest.mark.parametrize(
    ("title", "codes"),
    [("Kokki", [COOK]), ("Laskuttaja", [BILLING]), ("MONIOSAAJA!", [BOOKKEEPER]), ("Guru", []), ("", [])],
)
def test_an_answer_is_one_object_a_line(known: Knowledge, title: str, codes: list[str]) -> None:
    line = answer(known, title, "fi", 1)
    said = json.loads(line)
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    assert list(said) == ["title", "none", "candidates"]
    assert [each["code"] for each in said["candidates"]] == codes
    assert all(list(each) == ["uri", "code", "isco", "label", "score"] for each in said["candidates"])
    assert said["none"] > 0.9 if not codes else said["none"] < 0.1


def test_a_model_is_trained_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    taxonomy, asked = merged(release("9.1")), list[str]()

    def train(wanted: Taxonomy, _: object) -> bytes:
        asked.append(wanted.version)
        return trained(wanted)

    first = model_cache.model_of(taxonomy, None, print, train)
    again = model_cache.model_of(taxonomy, None, print, train)
    assert (asked, first.uris) == (["9.1"], again.uris)
    assert [path.suffix for path in model_cache.cache_directory().iterdir()] == [".model"], "nothing half written"
    other = merged(release("9.2", [COOK, BILLING, BOOKKEEPER, "7212.3"]))
    model_cache.model_of(other, trained(taxonomy), print, train)
    assert asked == ["9.1"], "what is stored already is taken"


def test_a_cache_that_cannot_be_written_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kohtaanto").write_text("no directory")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    said: list[str] = []
    model_cache.model_of(merged(release("9.1")), None, said.append, lambda taxonomy, _: trained(taxonomy))
    assert "not kept" in said[-1]


def guess(code: str) -> OccupationGuess:
    found = occupation(code)
    return OccupationGuess(uri=found.uri, code=code, isco=found.isco, label=dict(found.labels), confidence=0.9)


def vacancy(code: str | None, taxonomy: str = "9.1") -> VacancyNormalised:
    return VacancyNormalised(
        vacancy_id=uuid4(), source="s", status="open", title="Laskuttaja", place=Place(kind="unknown"),
        occupation=guess(code) if code else None, taxonomy=taxonomy,
    )  # fmt: skip


def seeker(*codes: str) -> SeekerNormalised:
    occupations = tuple(KnownOccupation(occupation=guess(code)) for code in codes)
    return SeekerNormalised(
        seeker_id=uuid4(), source="s", status="active", place=Place(kind="unknown"), occupations=occupations
    )


def test_what_would_move_is_counted_by_occupation() -> None:
    moves = Moves()
    one, person = vacancy(BILLING), seeker(COOK, BILLING)
    moves.note(one, one.model_copy(update={"occupation": guess(BOOKKEEPER)}))
    moves.note(one, one.model_copy(update={"taxonomy": "9.2"}))
    moves.note(one, one.model_copy(update={"occupation": None, "marks": ("occupation:unknown",)}))
    moves.note(person, person.model_copy(update={"occupations": seeker(COOK, BOOKKEEPER).occupations}))
    moves.note(person, person.model_copy(update={"occupations": seeker(BILLING, COOK).occupations}))
    moves.note(person, person.model_copy(update={"occupations": seeker(COOK).occupations}))
    assert (moves.read, moves.changed) == ({"vacancies": 3, "seekers": 3}, {"vacancies": 2, "seekers": 3})
    billing, bookkeeper = (f"{code} {occupation(code).label('fi')}" for code in (BILLING, BOOKKEEPER))
    assert [(a, b, move.vacancies, move.seekers) for a, b, move in moves.commonest()] == [
        (billing, bookkeeper, 1, 1), (billing, NOTHING, 1, 1),
    ]  # fmt: skip
    assert moves.moves[billing, bookkeeper].titles == {"Laskuttaja": 1}, "of vacancies: a seeker's words stay inside"
