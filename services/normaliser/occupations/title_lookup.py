"""The texts by which occupations are known, found as written or by their stems, whole or inside a title."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from services.normaliser.occupations.title_text import Words, loses_words, plain_words, stem
from shared.esco import LANGUAGES, Occupation, Taxonomy

Kind = Literal["title", "label", "alternative"]
KINDS: tuple[Kind, ...] = ("title", "label", "alternative")
LONGEST_PHRASE = 6


@dataclass(frozen=True, slots=True)
class Known:
    """A text of the taxonomy: whose it is (its number among the occupations), and what it is to it."""

    occupation: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Find:
    """A known text in a title: as written or by its stems, and in which of the languages asked for (0 the first)."""

    known: Known
    words: Words
    stemmed: bool
    language: int


class Lookup:
    """All texts of one taxonomy. Nothing changes after it is made, but the stems, which are made when first needed.

    A text of a better kind takes it from the others: a title of ours that repeats another occupation's label says that
    adverts mean something else by the word than ESCO does (the Swedish *kock*, *barnskötare*). A text that is known by
    less than it says (*lead electrician* by `electrician`) takes nothing from one that is known by all of it.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._exact: dict[str, dict[Words, list[Known]]] = {language: {} for language in LANGUAGES}
        self._stems: dict[str, dict[Words, list[Known]]] = {}
        self._starts: dict[str, set[str]] = {}
        for shortened in (False, True):
            held = {language: frozenset(table) for language, table in self._exact.items()} if shortened else {}
            for kind in KINDS:
                for number, occupation in enumerate(taxonomy.occupations):
                    for language in LANGUAGES:
                        texts = [t for t in texts_of(occupation, language, kind) if loses_words(t) == shortened]
                        self._add(language, number, kind, texts, held.get(language, frozenset()))

    def find(self, words: Words, languages: Sequence[str]) -> list[Find]:
        """What is spelt by exactly these words: in the first language that has any, as written before by stems."""
        for stemmed in (False, True):
            for place, language in enumerate(languages):
                known = self._known(words, language, stemmed)
                if known:
                    return [Find(each, words, stemmed, place) for each in known]
        return []

    def inside(self, words: Words, languages: Sequence[str]) -> Iterator[Find]:
        """Known texts among the words, longest first, none inside another."""
        taken: set[int] = set()
        for start, end in _spans(len(words)):
            if taken.isdisjoint(range(start, end)) and self._may_start(words[start], languages):
                found = self.find(words[start:end], languages)
                if found:
                    taken.update(range(start, end))
                    yield from found

    def whole(self, words: Words, languages: Sequence[str]) -> bool:
        """Whether these words, as written, are one known text."""
        return any(words in self._exact[language] for language in languages)

    def _add(self, language: str, number: int, kind: Kind, texts: Sequence[str], held: frozenset[Words]) -> None:
        table = self._exact[language]
        for text in texts:
            words = plain_words(text)
            if not words or words in held:
                continue
            entries = table.setdefault(words, [])
            if not entries or (entries[0].kind == kind and all(entry.occupation != number for entry in entries)):
                entries.append(Known(number, kind))

    def means(self, text: str, language: str, number: int) -> bool:
        """Whether a text, as it stands, is taken to mean this occupation: a better kind of text may have taken it."""
        return any(entry.occupation == number for entry in self._exact[language].get(plain_words(text), ()))

    def _known(self, words: Words, language: str, stemmed: bool) -> list[Known]:
        if not stemmed:
            return self._exact[language].get(words, [])
        return self._stemmed(language).get(tuple(stem(word, language) for word in words), [])

    def _stemmed(self, language: str) -> Mapping[Words, list[Known]]:
        table = self._stems.get(language)
        if table is None:
            table = {}
            for words, known in self._exact[language].items():
                entries = table.setdefault(tuple(stem(word, language) for word in words), [])
                held = {entry.occupation for entry in entries}
                entries += [entry for entry in known if entry.occupation not in held]
            self._starts[language] = {words[0] for words in table}
            self._stems[language] = table
        return table

    def _may_start(self, word: str, languages: Sequence[str]) -> bool:
        for language in languages:
            self._stemmed(language)
            if stem(word, language) in self._starts[language]:
                return True
        return False


def texts_of(occupation: Occupation, language: str, kind: Kind) -> Sequence[str]:
    """The texts of one kind. "waiter/waitress": whoever advertises writes one of the two."""
    if kind == "title":
        return occupation.titles.get(language, ())
    if kind == "alternative":
        return occupation.alternatives.get(language, ())
    label = occupation.labels.get(language, "")
    return tuple(dict.fromkeys((label, *label.split("/")))) if label else ()


def _spans(count: int) -> list[tuple[int, int]]:
    """Every run of words, longest first and then from the left."""
    longest = min(count, LONGEST_PHRASE)
    return [(start, start + size) for size in range(longest, 0, -1) for start in range(count - size + 1)]
