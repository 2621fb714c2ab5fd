"""Training the title model: from labels and everyday titles alone, on a CPU, in a minute at most.

Each text is seen bare, and beside the noise that adverts put around it (places, employers, words of the work), so that
the model learns what decides. The texts that name no occupation are a class of their own. The same texts give the
same model, but for the last digits, in which processors differ.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from services.normaliser.occupations.title_features import BUCKETS, bag
from services.normaliser.occupations.title_lookup import KINDS, Lookup, texts_of
from services.normaliser.occupations.title_model import TitleModel, digest
from services.normaliser.occupations.title_text import plain_words
from services.normaliser.occupations.title_words import NOISE
from shared.areas import FIRST_DAY, gazetteer
from shared.esco import LANGUAGES, Taxonomy

DIMENSIONS = 64
EPOCHS, BATCH, RATE = 8, 128, 0.3
DROPPED, NOISY = 0.4, 0.5
DESCRIPTION_WEIGHT = 0.5
NONE_SHARE = 0.04
NOISES = 4000
_SYLLABLES = (
    "ka ki ko la le li lo ma me mi na ni no pa pe po ra re ri sa se si so ta te ti to va ve vi vo hel tur poh sol nor "
    "ber sten lund"
).split()
_FORMS = "oy ab oyj palvelut group finland services logistics koti talo keskus ky osuuskunta center".split()

Floats = NDArray[np.float32]
Tell = Callable[[str], None]


@dataclass(frozen=True)
class _Texts:
    texts: list[str]
    classes: list[int]
    weights: list[float]


def train(taxonomy: Taxonomy, tell: Tell | None = None) -> bytes:
    """A model of one taxonomy, as `TitleModel.load` reads it. Takes 10 to 60 seconds; `tell` hears of each round."""
    found, chance = _texts(taxonomy), random.Random(1)  # noqa: S311 - the same noise each time
    bags = _bags(found.texts)
    noise = _bags(list(_noise(taxonomy, chance)))
    trained = _Training(len(taxonomy.occupations) + 1)
    trained.run(bags, np.array(found.classes), np.array(found.weights, dtype=np.float32), noise, tell)
    uris = [occupation.uri for occupation in taxonomy.occupations]
    return TitleModel(digest(taxonomy), uris, trained.features, trained.output, trained.bias).dump()


def _texts(taxonomy: Taxonomy) -> _Texts:
    found, lookup = _Texts([], [], []), Lookup(taxonomy)
    for number in range(len(taxonomy.occupations)):
        for text, weight in _texts_of(taxonomy, number, lookup):
            found.texts.append(text)
            found.classes.append(number)
            found.weights.append(weight)
    nothing = [text for texts in taxonomy.no_titles.values() for text in texts]
    share = NONE_SHARE * len(found.texts) / max(1, len(nothing))
    for text in nothing:
        found.texts.append(text)
        found.classes.append(len(taxonomy.occupations))
        found.weights.append(min(3.0, max(0.5, share)))
    return found


def _texts_of(taxonomy: Taxonomy, number: int, lookup: Lookup) -> Iterator[tuple[str, float]]:
    occupation = taxonomy.occupations[number]
    descriptions = taxonomy.descriptions.get(occupation.uri, {})
    for language in LANGUAGES:
        for kind in KINDS:
            for text in texts_of(occupation, language, kind):
                if lookup.means(text, language, number):
                    yield text, 1.0
        if description := descriptions.get(language):
            yield description.split(". ")[0], DESCRIPTION_WEIGHT


def _noise(taxonomy: Taxonomy, chance: random.Random) -> Iterator[str]:
    """What stands around a title: places, employers, advert words, words of work in general."""
    places = sorted({name for each in gazetteer().municipalities(FIRST_DAY) for name in each.names.values()})
    words = sorted(NOISE)
    talk = sorted(
        {word for each in taxonomy.descriptions.values() for text in each.values() for word in plain_words(text)}
    )
    for _ in range(NOISES):
        kind = chance.random()
        if kind < 0.3:
            yield chance.choice(places)
        elif kind < 0.5:
            yield " ".join(chance.sample(words, chance.choice((1, 1, 2, 3))))
        elif kind < 0.75 or not talk:
            name = "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3))))
            yield f"{name} {chance.choice(_FORMS)}" if chance.random() < 0.7 else name
        else:
            yield " ".join(chance.sample(talk, chance.choice((1, 2, 3))))


def _bags(texts: Sequence[str]) -> sparse.csr_matrix:
    made = [bag([(word, 1.0) for word in plain_words(text)]) for text in texts]
    starts = np.cumsum([0, *(len(ids) for ids, _ in made)])
    ids = np.concatenate([ids for ids, _ in made])
    values = np.concatenate([values for _, values in made])
    return sparse.csr_matrix((values, ids, starts), shape=(len(texts), BUCKETS), dtype=np.float32)


class _Training:
    """Stochastic gradient descent with AdaGrad: rare features learn as fast as common ones."""

    def __init__(self, classes: int) -> None:
        self._chance = np.random.default_rng(1)
        self.features = (self._chance.standard_normal((BUCKETS, DIMENSIONS)) * 0.1).astype(np.float32)
        self.output = np.zeros((DIMENSIONS, classes), dtype=np.float32)
        self.bias = np.zeros(classes, dtype=np.float32)
        self._seen_features = np.full(BUCKETS, 1e-6, dtype=np.float32)
        self._seen_output = np.full_like(self.output, 1e-6)
        self._seen_bias = np.full_like(self.bias, 1e-6)

    def run(
        self,
        bags: sparse.csr_matrix,
        classes: NDArray[np.int64],
        weights: Floats,
        noise: sparse.csr_matrix,
        tell: Tell | None,
    ) -> None:
        """Go through all texts `EPOCHS` times."""
        met = np.zeros(BUCKETS, dtype=bool)
        met[bags.indices] = True
        for epoch in range(EPOCHS):
            order, loss = self._chance.permutation(bags.shape[0]), 0.0
            for start in range(0, len(order), BATCH):
                chosen = order[start : start + BATCH]
                loss += self._step(
                    self._noisy(bags[chosen], noise),
                    classes[chosen],
                    weights[chosen],
                    RATE * (1 - 0.9 * epoch / EPOCHS),
                )
            if tell:
                tell(f"round {epoch + 1} of {EPOCHS}, loss {loss / len(order):.3f}")
        # What was never seen says nothing.
        self.features[~met] = 0

    def _noisy(self, bags: sparse.csr_matrix, noise: sparse.csr_matrix) -> sparse.csr_matrix:
        rows = bags.shape[0]
        amount = self._chance.uniform(0.3, 1.0, rows) * (self._chance.random(rows) < NOISY)
        picked = noise[self._chance.integers(0, noise.shape[0], rows)]
        mixed = (bags + picked.multiply(amount[:, None]).tocsr()).multiply(1 / np.sqrt(1 + amount**2)[:, None]).tocsr()
        kept = self._chance.random(len(mixed.data)) >= DROPPED
        mixed.data = (mixed.data * kept / (1 - DROPPED)).astype(np.float32)
        return mixed.astype(np.float32)

    def _step(self, bags: sparse.csr_matrix, classes: NDArray[np.int64], weights: Floats, rate: float) -> float:
        rows = np.arange(len(classes))
        hidden = bags @ self.features
        scores = hidden @ self.output + self.bias
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        loss = -float(np.log(chances[rows, classes] + 1e-9).sum())
        chances[rows, classes] -= 1
        chances *= weights[:, None] / len(classes)
        change = hidden.T @ chances
        back = chances @ self.output.T
        self._seen_output += change * change
        self.output -= rate * change / np.sqrt(self._seen_output)
        total = chances.sum(axis=0)
        self._seen_bias += total * total
        self.bias -= 0.1 * rate * total / np.sqrt(self._seen_bias)
        columns = np.unique(bags.indices)
        change = bags[:, columns].T @ back
        self._seen_features[columns] += (change * change).mean(axis=1)
        self.features[columns] -= rate * change / np.sqrt(self._seen_features[columns])[:, None]
        return loss
