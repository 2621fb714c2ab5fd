"""The title model: trained, kept, loaded again, and refused where it does not belong."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from services.normaliser.occupations.title_evidence import LIKELIEST, likeliest
from services.normaliser.occupations.title_features import BUCKETS, Weighted, bag, pair_feature, word_features
from services.normaliser.occupations.title_model import TitleModel, digest, shipped_model
from services.normaliser.occupations.title_training import EPOCHS, train
from services.normaliser.occupations.titles import TitleIndex
from shared.esco import Occupation, Taxonomy, starter_taxonomy
from tests.support.titles import TEN, starter_index, starter_model, ten_occupations


@pytest.fixture(scope="module")
def ten() -> Taxonomy:
    return ten_occupations()


@pytest.fixture(scope="module")
def raw(ten: Taxonomy) -> bytes:
    return train(ten)


@pytest.fixture(scope="module")
def index(ten: Taxonomy, raw: bytes) -> TitleIndex:
    return TitleIndex(ten, TitleModel.load(raw))


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Kokki", "5120.1"),
        ("Kokkeja lounasravintolaan", "5120.1"),
        ("Sairaanhoitaja, Turku", "2221.2"),
        ("Sjuksköterskor", "2221.2"),
        ("Lähihoitajia", "5321.1"),
        ("Kirvesmies", "7115.1"),
        ("Raksakirvesmies", "7115.1"),
        ("Taksikuski", "8322.7"),
        ("Kirjanpitäjiä", "3313.2"),
        ("Lärare inom småbarnspedagogik", "2342.1"),
        ("Cleaner", "9112.2"),
    ],
)
def test_ten_occupations_are_learnt_in_a_moment(index: TitleIndex, title: str, code: str) -> None:
    best = index.classify(title).candidates[0]
    assert best.code == code
    assert best.score > 0.5


@pytest.mark.parametrize("title", ["Avoin hakemus", "Jobba hos oss", "Join our team", ""])
def test_what_names_none_is_learnt_too(index: TitleIndex, title: str) -> None:
    assert index.classify(title).none > 0.8


def test_the_same_texts_give_the_same_model_and_each_round_is_told(ten: Taxonomy, raw: bytes) -> None:
    told: list[str] = []
    assert train(ten, told.append) == raw
    assert [line.split(",")[0] for line in told] == [f"round {n} of {EPOCHS}" for n in range(1, EPOCHS + 1)]
    losses = [float(line.rpartition(" ")[2]) for line in told]
    assert losses[-1] < losses[0] / 2, "it learns"


BAGS: list[Weighted] = [
    [("sairaanhoitaja", 1.0)],
    [("varhaiskasvatuksen", 1.0), ("opettaja", 1.0), ("turku", 0.1)],
    [("xyzzy", 1.0)],
    [],
]


def test_dumped_and_loaded_it_says_the_same(raw: bytes) -> None:
    model = TitleModel.load(raw)
    again = TitleModel.load(model.dump())
    assert (again.made_of, again.uris) == (model.made_of, model.uris)
    for words in BAGS:
        assert np.allclose(again.log_probabilities(words), model.log_probabilities(words), atol=0.05)


@pytest.mark.parametrize("words", BAGS)
def test_probabilities_add_up_and_do_not_change_by_asking(raw: bytes, words: Weighted) -> None:
    model = TitleModel.load(raw)
    said = model.log_probabilities(words)
    assert (said.shape, said.dtype) == ((len(TEN) + 1,), np.float32)
    assert np.exp(said).sum() == pytest.approx(1, abs=1e-5)
    assert np.array_equal(model.log_probabilities(words), said)


def test_the_model_sees_the_features_that_training_gives_it() -> None:
    chance = np.random.default_rng(3)
    features = chance.standard_normal((BUCKETS, 4)).astype(np.float32)
    output, bias = chance.standard_normal((4, 3)).astype(np.float32), np.zeros(3, dtype=np.float32)
    words = [("yhdistelmä", 1.0), ("ajoneuvon", 1.0), ("kuljettaja", 0.5)]
    ids, values = bag(words)
    scores = values @ features[ids] @ output
    said = TitleModel("x", ["a", "b"], features, output, bias).log_probabilities(words)
    assert np.allclose(said, scores - np.log(np.exp(scores).sum()), atol=1e-4)


def test_a_bag_has_length_one_however_many_words() -> None:
    for words in ([("kokki", 1.0)], [("kokki", 0.3), ("ja", 0.1), ("tarjoilija", 0.3)]):
        assert np.linalg.norm(bag(words)[1]) == pytest.approx(1)
    assert len(bag([])[0]) == 0


def test_a_split_compound_has_the_feature_of_the_whole() -> None:
    assert pair_feature("varhais", "kasvatuksen") in word_features("varhaiskasvatuksen")
    assert pair_feature("varhais", "kasvatuksen") in bag([("varhais", 1.0), ("kasvatuksen", 1.0)])[0]
    assert pair_feature("lähi", "hoitaja") not in word_features("sairaanhoitaja")


@pytest.mark.parametrize("damage", ["nothing", "rubbish", "other", "empty", "cut", "changed"])
def test_bytes_that_are_no_model_are_refused(raw: bytes, damage: str) -> None:
    head = raw[: raw.index(b"\n") + 1]
    damaged = {
        "nothing": b"",
        "rubbish": b"not a model at all",
        "other": raw.replace(b"titles 1", b"titles 0", 1),
        "empty": head,
        "cut": raw[:-100],
        "changed": head + b"x" * (len(raw) - len(head)),
    }
    with pytest.raises(ValueError, match="model"):
        TitleModel.load(damaged[damage])


def test_a_model_of_another_taxonomy_is_refused(ten: Taxonomy, raw: bytes) -> None:
    model = TitleModel.load(raw)
    with pytest.raises(ValueError, match="not made of this taxonomy"):
        TitleIndex(starter_taxonomy(), model)
    with pytest.raises(ValueError, match="not made of this taxonomy"):
        TitleIndex(_taxonomy(ten.occupations[:-1]), model)
    with pytest.raises(ValueError, match="not made of this taxonomy"):
        TitleIndex(_taxonomy(ten.occupations[::-1]), model)


def test_the_candidates_are_the_likeliest() -> None:
    """However many occupations there are to choose from, and the first ones where all are alike."""
    chance = np.random.default_rng(5)
    for count in (1, 12, 15, 191, 192, 193, 1000):
        scores = chance.standard_normal(count).astype(np.float32)
        assert sorted(likeliest(scores)) == sorted(np.argsort(-scores)[:LIKELIEST].tolist())
        assert likeliest(np.zeros(count, dtype=np.float32)) == list(range(min(count, LIKELIEST)))


def _taxonomy(occupations: tuple[Occupation, ...], **more: Mapping[str, object]) -> Taxonomy:
    return Taxonomy("changed", occupations, {}, {}, {}, **more)  # type: ignore[arg-type]


def _first(ten: Taxonomy, **changes: object) -> Taxonomy:
    """The ten, the first of them changed."""
    first = replace(ten.occupations[0], **changes)  # type: ignore[arg-type]
    return _taxonomy((first, *ten.occupations[1:]), no_titles=ten.no_titles)


@pytest.mark.parametrize("kind", ["label", "title", "alternative", "uri", "description", "none", "order", "fewer"])
def test_the_digest_changes_with_every_text_that_training_sees(ten: Taxonomy, kind: str) -> None:
    one, first = ten.occupations, ten.occupations[0]
    changed = {
        "label": _first(ten, labels={**first.labels, "sv": "sjukskötare"}),
        "title": _first(ten, titles={**first.titles, "fi": (*first.titles["fi"], "potilaspaimen")}),
        "alternative": _first(ten, alternatives={"en": ("sister",)}),
        "uri": _first(ten, uri=first.uri + "x"),
        "description": _taxonomy(one, no_titles=ten.no_titles, descriptions={first.uri: {"en": "Nurses nurse."}}),
        "none": _taxonomy(one, no_titles={"fi": ("hei",)}),
        "order": _taxonomy(one[::-1], no_titles=ten.no_titles),
        "fewer": _taxonomy(one[:-1], no_titles=ten.no_titles),
    }
    assert digest(changed[kind]) != digest(ten)


def test_the_digest_does_not_change_with_what_training_does_not_see(ten: Taxonomy) -> None:
    same = Taxonomy("another name", ten.occupations, {}, {}, {}, no_titles=ten.no_titles, replaced={"old": "new"})
    assert digest(same) == digest(ten)
    without = _first(ten, skills=(), licences=("driving-b",))
    assert digest(without) == digest(ten)


def test_the_shipped_model_is_of_the_present_starter() -> None:
    """Fails when the lexicon was edited and `make title-model` was not run."""
    wanted = digest(starter_taxonomy())
    assert shipped_model(wanted) is not None
    assert shipped_model("of other texts") is None
    assert starter_model().made_of == wanted
    assert starter_model().uris == tuple(occupation.uri for occupation in starter_taxonomy().occupations)


def test_a_model_that_was_stored_answers_as_the_one_in_memory() -> None:
    stored = TitleIndex(starter_taxonomy(), TitleModel.load(starter_model().dump()))
    for title in ("Kokki", "Lähihoitajia kotihoitoon", "Sommarkock", "Frontend dev", "Avoin hakemus"):
        one, other = starter_index().classify(title), stored.classify(title)
        assert [each.code for each in one.candidates[:1]] == [each.code for each in other.candidates[:1]]
        assert one.none == pytest.approx(other.none, abs=0.02)


@pytest.mark.parametrize("count", [1, 2, 11, 12, 13, 14])
def test_fewer_occupations_than_a_title_has_candidates(count: int) -> None:
    occupations = starter_taxonomy().occupations[:count]
    nothing = np.zeros((BUCKETS, 2), dtype=np.float32)
    output, bias = np.zeros((2, count + 1), dtype=np.float32), np.zeros(count + 1, dtype=np.float32)
    model = TitleModel("x", [occupation.uri for occupation in occupations], nothing, output, bias)
    index = TitleIndex(_taxonomy(occupations), model)
    found = index.classify(occupations[0].labels["fi"], "fi")
    assert found.candidates[0].uri == occupations[0].uri
    assert len(index.evidence("xyzzy", None).occupations) == min(count, 12)
