"""Which occupation an advert's title means: pure look-up in an index made of one taxonomy.

Three ways, most trusted first: the title, or one of its parts, is a label or an everyday title;
a known title stands inside it, as words or as the end of a compound word; some known title is merely like it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from services.normaliser.title_text import plain_words, stem, title_parts
from shared.esco import LANGUAGES, Occupation, Taxonomy

Relation = Literal["label", "title", "words"]
Words = tuple[str, ...]

MOST_CANDIDATES = 5
LOWEST_SCORE = 0.5
CERTAIN = 0.95
_COMPARED = 30
# What stands further on in an endless title is not the occupation, and must not hold up the titles behind it.
_LONGEST_TITLE = 200
_LONGEST_PHRASE = 6
_SHORTEST_HEAD = 4
# `Toimitusjohtajan sihteeri` is a sihteeri: a Finnish genitive before another word only says whose.
_OWNER_LOSS = 0.1
# English builds no such compounds, and its short words ("chef") end Swedish words that mean something else.
_COMPOUNDING = ("fi", "sv")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An occupation that the title may mean, and how sure that is."""

    uri: str
    code: str
    isco: str
    label: str
    score: float
    relation: Relation


@dataclass(frozen=True, slots=True)
class Classification:
    """Up to five occupations, best first, and the words of the title that decided for the first."""

    candidates: tuple[Candidate, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class _Entry:
    """One text of the taxonomy by which an occupation is known."""

    occupation: Occupation
    language: str
    relation: Relation
    text: str


@dataclass(frozen=True, slots=True)
class _Find:
    entry: _Entry
    score: float
    relation: Relation
    words: Words


class TitleIndex:
    """The titles of one taxonomy, ready to be asked. Safe to share: nothing changes after it is made."""

    def __init__(self, taxonomy: Taxonomy, remembered: int = 65_536) -> None:
        self._exact: dict[tuple[str, Words], list[_Entry]] = {}
        self._stems: dict[tuple[str, Words], list[_Entry]] = {}
        self._entries: list[_Entry] = []
        self._grams: dict[str, list[int]] = {}
        self._sizes: list[int] = []
        for entry in _entries(taxonomy):
            self._add(entry)
        self._remembered = lru_cache(maxsize=remembered)(self._classify)

    def classify(self, title: str, language: str | None = None) -> Classification:
        """The occupations that a title may mean; none where nothing is at least half sure."""
        return self._remembered(title[:_LONGEST_TITLE], language if language in LANGUAGES else None)

    def _add(self, entry: _Entry) -> None:
        words = tuple(entry.text.split())
        self._exact.setdefault((entry.language, words), []).append(entry)
        self._stems.setdefault((entry.language, _stems(words, entry.language)), []).append(entry)
        grams = _grams(entry.text)
        for gram in grams:
            self._grams.setdefault(gram, []).append(len(self._entries))
        self._entries.append(entry)
        self._sizes.append(len(grams))

    def _classify(self, title: str, language: str | None) -> Classification:
        parts = title_parts(title)
        languages = _order(language)
        finds = list(self._whole(parts, languages))
        if not finds:
            # The second part is what stands before the first comma or dash, without the place.
            finds = [find for part in parts[:2] for find in self._inside(part, languages)]
            finds += [find for part in parts[:1] for find in self._like(part, language)]
        best = _best(finds)
        chosen = tuple(_candidate(find, language) for find in best)
        return Classification(candidates=chosen, words=best[0].words if best else ())

    def _whole(self, parts: tuple[Words, ...], languages: Words) -> Iterator[_Find]:
        """The title, or a part of it, is a known text. What stands first in an advert is what is wanted."""
        for place, words in enumerate(parts):
            known = self._known(words, languages)
            for entry, loss in known:
                score = (1.0 if entry.relation == "label" else 0.99) - loss - (0.01 * min(place, 2))
                yield _Find(entry, max(score, CERTAIN), entry.relation, words)
            if known and place == 0:
                return

    def _known(self, words: Words, languages: Words) -> list[tuple[_Entry, float]]:
        """The entries that these words spell, exactly or inflected, in the first language that has any."""
        for loss, table, stemmed in ((0.0, self._exact, False), (0.02, self._stems, True)):
            for language in languages:
                key = _stems(words, language) if stemmed else words
                entries = table.get((language, key))
                if entries:
                    return _titles_first(entries, loss)
        return []

    def _inside(self, words: Words, languages: Words) -> Iterator[_Find]:
        """Known titles among the words, longest first, or at the end of a compound word."""
        length = sum(map(len, words)) or 1
        taken: set[int] = set()
        for start, end in _spans(len(words)):
            phrase = words[start:end]
            if taken.isdisjoint(range(start, end)) and (known := self._known(phrase, languages)):
                taken.update(range(start, end))
                share = sum(map(len, phrase)) / length
                owner = _OWNER_LOSS if end < len(words) and phrase[-1].endswith("n") else 0.0
                for entry, loss in known:
                    yield _Find(entry, 0.72 + 0.2 * share - loss - (owner if loss else 0.0), "words", phrase)
        for place, word in enumerate(words):
            if place not in taken:
                yield from self._compound(word, len(word) / length, languages)

    def _compound(self, word: str, share: float, languages: Words) -> Iterator[_Find]:
        """`Kesätarjoilija` is a `tarjoilija`: the last part of a compound word names the thing."""
        for start in range(2, len(word) - _SHORTEST_HEAD + 1):
            known = self._known((word[start:],), tuple(code for code in languages if code in _COMPOUNDING))
            if known:
                head = (len(word) - start) / len(word)
                for entry, loss in known:
                    yield _Find(entry, 0.5 + 0.2 * head + 0.15 * share - loss, "words", (word,))
                return

    def _like(self, words: Words, language: str | None) -> Iterator[_Find]:
        """Texts that share letters with the title, compared in full; a likeness is at most a good guess."""
        text = " ".join(words)
        for number in self._alike(text):
            entry = self._entries[number]
            likeness = (fuzz.token_set_ratio(text, entry.text) + fuzz.token_sort_ratio(text, entry.text)) / 2
            score = 0.88 * likeness / 100
            if language and language != entry.language:
                score -= 0.03
            if not _begins_alike(text, entry.text):
                score -= 0.12
            # Below two thirds alike, Finnish words agree in their endings and in nothing else.
            if likeness >= 66:
                yield _Find(entry, score, "words", _shared(words, entry.text))

    def _alike(self, text: str) -> list[int]:
        grams = _grams(text)
        shared: Counter[int] = Counter()
        for gram in grams:
            shared.update(self._grams.get(gram, ()))
        sizes = self._sizes
        ranked = sorted(shared, key=lambda number: (-shared[number] / (len(grams) + sizes[number]), number))
        return ranked[:_COMPARED]


def _entries(taxonomy: Taxonomy) -> Iterator[_Entry]:
    for occupation in taxonomy.occupations:
        for language in LANGUAGES:
            label = occupation.labels.get(language, "")
            # "waiter/waitress": whoever advertises writes one of the two.
            for text in dict.fromkeys((label, *label.split("/"))):
                if text:
                    yield _Entry(occupation, language, "label", " ".join(plain_words(text)))
            for title in occupation.titles.get(language, ()):
                yield _Entry(occupation, language, "title", " ".join(plain_words(title)))


def _titles_first(entries: list[_Entry], loss: float) -> list[tuple[_Entry, float]]:
    """A title of ours that repeats another occupation's label corrects it, so that label steps back."""
    corrected = any(entry.relation == "title" for entry in entries)
    return [(entry, loss + (0.04 if corrected and entry.relation == "label" else 0.0)) for entry in entries]


def _order(language: str | None) -> Words:
    """The languages to look in: the advert's own first, for adverts mix them."""
    return (language, *(other for other in LANGUAGES if other != language)) if language else LANGUAGES


def _stems(words: Words, language: str) -> Words:
    return tuple(stem(word, language) for word in words)


def _grams(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def _spans(count: int) -> list[tuple[int, int]]:
    """Every run of words, longest first and then from the left."""
    longest = min(count, _LONGEST_PHRASE)
    return [(start, start + size) for size in range(longest, 0, -1) for start in range(count - size + 1)]


def _begins_alike(text: str, other: str) -> bool:
    """Some word begins as a word of the other: endings such as -avustaja make strangers look related."""
    return not {word[:3] for word in text.split()}.isdisjoint(word[:3] for word in other.split())


def _shared(words: Words, text: str) -> Words:
    common = tuple(word for word in words if word in text.split())
    return common or words


def _best(finds: Iterable[_Find]) -> list[_Find]:
    """The best find of each occupation, best first; the code breaks ties, so that an answer never wavers."""
    best: dict[str, _Find] = {}
    for find in finds:
        held = best.get(find.entry.occupation.uri)
        if find.score >= LOWEST_SCORE and (held is None or find.score > held.score):
            best[find.entry.occupation.uri] = find
    return sorted(best.values(), key=lambda find: (-find.score, find.entry.occupation.code))[:MOST_CANDIDATES]


def _candidate(find: _Find, language: str | None) -> Candidate:
    occupation = find.entry.occupation
    return Candidate(
        uri=occupation.uri,
        code=occupation.code,
        isco=occupation.isco,
        label=occupation.label(language),
        score=round(find.score, 3),
        relation=find.relation,
    )
