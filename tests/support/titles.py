"""The starter taxonomy ready to be asked about titles, with the model that ships; made once for a process's tests."""

from dataclasses import replace
from functools import cache

from services.normaliser.occupations.recognising import Occupations
from services.normaliser.occupations.title_model import TitleModel, digest, shipped_model
from services.normaliser.occupations.titles import TitleIndex
from shared.esco import Taxonomy, starter_taxonomy


@cache
def starter_model() -> TitleModel:
    """The shipped model. Fails if the lexicon was edited since it was trained."""
    raw = shipped_model(digest(starter_taxonomy()))
    assert raw is not None, "the shipped model is not of the present starter: make title-model"
    return TitleModel.load(raw)


@cache
def starter_index() -> TitleIndex:
    """The starter's titles."""
    return TitleIndex(starter_taxonomy(), starter_model())


@cache
def starter_occupations() -> Occupations:
    """The starter's titles, codes and texts."""
    return Occupations(starter_taxonomy(), starter_model())


# sairaanhoitaja, lähihoitaja, laitossiivooja, kokki, laskuttaja, kirjanpitäjä, taksinkuljettaja, timpuri, myyjä,
# lastentarhanopettaja: fewer than a title may have candidates.
TEN = ("2221.2", "5321.1", "9112.2", "5120.1", "4311.1", "3313.2", "8322.7", "7115.1", "5223.4", "2342.1")


def ten_occupations(**titles: tuple[str, ...]) -> Taxonomy:
    """A taxonomy of ten occupations of the starter; `titles` by language go to the first, beside its own."""
    starter, found = starter_taxonomy(), []
    for code in TEN:
        occupation = starter.by_code(code)
        assert occupation is not None, code
        found.append(occupation)
    if titles:
        more = {language: (*texts, *titles.get(language, ())) for language, texts in found[0].titles.items()}
        found[0] = replace(found[0], titles=more)
    return Taxonomy("ten", found, starter.skills, starter.licences, starter.unit_groups, no_titles=starter.no_titles)
