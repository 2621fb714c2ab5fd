"""The texts by which occupations are known, found as written or by their stems, whole or inside a title."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from services.normaliser.occupations.title_text import Words, loses_words, plain_words, stem
from shared.esco import LANGUAGES, Occupation, Taxonomy

Kind = Literal["title", "label", "alternative"]
KINDS: tuple[Kind, ...] = ("title", "label", "alternative")
LONGEST_PHRASE = 6
FURTHER_ON = 1
_MOST_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Known:
    """A text of the taxonomy: whose it is (its number among the occupations), and what it is to it."""

    occupation: int
    kind: Kind


class Find(NamedTuple):
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
        self._roles: dict[str, dict[str, int]] = {}
        self._role = lru_cache(maxsize=_MOST_REMEMBERED)(self._role_of)
        for shortened in (False, True):
            held = {language: frozenset(table) for language, table in self._exact.items()} if shortened else {}
            for kind in KINDS:
                for number, occupation in enumerate(taxonomy.occupations):
                    for language in LANGUAGES:
                        texts = [t for t in texts_of(occupation, language, kind) if loses_words(t) == shortened]
                        self._add(language, number, kind, texts, held.get(language, frozenset()))

    def find(self, words: Words, languages: Sequence[str]) -> list[Find]:
        """What is spelt by exactly these words: in the first language that has any, as written before by stems."""
        for place, language in enumerate(languages):
            known = self._exact[language].get(words)
            if known:
                return [Find(each, words, False, place) for each in known]
        if self._may_be_known(words):
            for place, language in enumerate(languages):
                known = self._stemmed(language).get(_stems(words, language))
                if known:
                    return [Find(each, words, True, place) for each in known]
        return []

    def inside(self, words: Words, languages: Sequence[str]) -> Iterator[Find]:
        """Known texts among the words, longest first, none inside another."""
        taken: set[int] = set()
        for start, end in _spans(list(map(self._role, words))):
            if taken.isdisjoint(range(start, end)):
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

    def _may_be_known(self, words: Words) -> bool:
        """Whether the roles of the words allow it: mostly they do not, which saves their stems in every language."""
        if not 0 < len(words) <= LONGEST_PHRASE:
            return True
        first, *others = map(self._role, words)
        return bool(first >> len(words) & 1) and all(role & FURTHER_ON for role in others)

    def _stemmed(self, language: str) -> Mapping[Words, list[Known]]:
        table = self._stems.get(language)
        if table is None:
            table = {}
            for words, known in self._exact[language].items():
                entries = table.setdefault(_stems(words, language), [])
                held = {entry.occupation for entry in entries}
                entries += [entry for entry in known if entry.occupation not in held]
            self._roles[language] = _roles(table)
            self._stems[language] = table
        return table

    def _role_of(self, word: str) -> int:
        """What a word may be to the known texts of any language (see `_roles`)."""
        found = 0
        for language in LANGUAGES:
            self._stemmed(language)
            found |= self._roles[language].get(stem(word, language), 0)
        return found


def texts_of(occupation: Occupation, language: str, kind: Kind) -> Sequence[str]:
    """The texts of one kind. "waiter/waitress": whoever advertises writes one of the two."""
    if kind == "title":
        return occupation.titles.get(language, ())
    if kind == "alternative":
        return occupation.alternatives.get(language, ())
    label = occupation.labels.get(language, "")
    return tuple(dict.fromkeys((label, *label.split("/")))) if label else ()


def _stems(words: Words, language: str) -> Words:
    return tuple([stem(word, language) for word in words])


def _roles(table: Iterable[Words]) -> dict[str, int]:
    """The words of known texts as bits: bit 2 where a text of two words begins with it; FURTHER_ON where it follows."""
    found: dict[str, int] = {}
    for words in table:
        if len(words) <= LONGEST_PHRASE:
            found[words[0]] = found.get(words[0], 0) | 1 << len(words)
            for word in words[1:]:
                found[word] = found.get(word, 0) | FURTHER_ON
    return found


def _spans(roles: Sequence[int]) -> list[tuple[int, int]]:
    """Every run of words that by their roles may be a known text, longest first and then from the left."""
    found = []
    for start, role in enumerate(roles):
        size = 1
        while role >> size:
            if role >> size & 1:
                found.append((-size, start))
            if start + size == len(roles) or not roles[start + size] & FURTHER_ON:
                break
            size += 1
    found.sort()
    return [(start, start - size) for size, start in found]
