"""Finds the terms of a vocabulary in running text: one pass over the words, the longest term first. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from services.normaliser.requirements.marks import OF_TERM, TERM, marks_with
from services.normaliser.requirements.memo import Memo
from services.normaliser.requirements.openings import Openings, plain
from services.normaliser.requirements.page import Page
from services.normaliser.requirements.skill_words import TAILS
from services.normaliser.requirements.stems import key
from services.normaliser.requirements.words import words_of
from shared.esco import LANGUAGES

# Between two words of one term.
_NEAR = frozenset((" ", "-", "/", "’", "'", " (", " -", "\n", "  ", "\u00a0", "", "- ", "–"))
_START = 3  # letters that no inflection changes
_SHORTEST_HEAD = 6
_SHORT = 5  # letters of a word whose key costs little
_LONGEST_WORD = 60  # no compound is longer; what is, is no word


class Term(NamedTuple):
    """One way to say one thing. `needs` names what must stand by it before it is believed."""

    kind: Literal["skill", "licence"]
    what: str
    text: str
    language: str
    needs: Literal["", "cue", "driving", "head", "love"] = ""
    first_part: bool = False  # also where it begins a compound: kirjanpito in kirjanpitotehtävät
    head: bool = False  # also where it ends one: siivous in toimistosiivous


class Hit(NamedTuple):
    """A term in a text; `in_compound` where only a part of the word is the term."""

    term: Term
    start: int
    end: int
    in_compound: bool = False


class _Node:
    """A place in the tree of terms: the words that may follow, by their keys, and the term that ends here."""

    __slots__ = ("following", "language", "term")

    def __init__(self, language: str) -> None:
        self.language = language
        self.following: dict[str, _Node] = {}
        self.term: Term | None = None


class _Known(NamedTuple):
    """A word of the vocabulary: its keys, and the terms that begin with it; or a compound with a term in it.

    `own` has the same terms with those of a language first, where there are several.
    """

    keys: tuple[str, ...]
    first: tuple[_Node, ...]
    own: Mapping[str | None, Sequence[_Node]] = {}
    compound: Term | None = None


class Vocabulary:
    """The terms, ready to be found; built once. Of two terms said in one way the first given counts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._root: dict[str, _Node] = {}
        self._parts: dict[str, Term] = {}
        self._keys: set[str] = set()
        self._starts: set[str] = set()
        self._openings = {language: Openings() for language in LANGUAGES}
        self._heads = Openings()
        for term in terms:
            self._add(term)
        self._known = Memo(self._look_up)
        self.marks = marks_with(self._marks_of)

    def _add(self, term: Term) -> None:
        words = words_of(term.text.lower())
        keys = [key(word, term.language) for word in words]
        following, node = self._root, None
        for each in keys:
            node = following.setdefault(f"{term.language}:{each}", _Node(term.language))
            following = node.following
            self._openings[term.language].add(each, term.language)
        if node and node.term is None:
            node.term = term
        if len(keys) == 1 and (term.first_part or term.head):
            self._parts.setdefault(f"{term.language}:{keys[0]}", term)
            if term.head:
                self._heads.add(keys[0], term.language)
        self._keys.update(f"{term.language}:{each}" for each in keys)
        self._starts.update(f"{term.language}:{word[:_START]}" for word in words)

    def find(self, page: Page, language: str | None) -> list[Hit]:
        """The terms in a page with this vocabulary's marks, in their order; no word belongs to two of them.

        Where a word is a term in several languages, that of the text counts (None: not known).
        """
        hits: list[Hit] = []
        free = 0
        for at in page.marked(TERM):
            known = self._known[page.word(at)] if at >= free else None
            if known and known.compound:
                hits.append(Hit(known.compound, page.starts[at], page.ends[at], in_compound=True))
            elif known and (found := self._longest(page, at, known.own.get(language, known.first))):
                term, free = found
                hits.append(Hit(term, page.starts[at], page.ends[free - 1]))
        return hits

    def _marks_of(self, word: str) -> int:
        known = self._known[word]
        if known is None:
            return 0
        return (TERM if known.first or known.compound else 0) | (OF_TERM if known.keys else 0)

    def _longest(self, page: Page, at: int, nodes: Sequence[_Node]) -> tuple[Term, int] | None:
        """The longest term that begins at a marked word, and the number of the one after it."""
        best: tuple[Term, int] | None = None
        while nodes:
            at += 1
            for node in nodes:
                if node.term:
                    best = node.term, at
                    break
            if at == len(page.marks) or not page.marks[at] & OF_TERM:
                break
            if page.lower[page.ends[at - 1] : page.starts[at]] not in _NEAR:
                break
            known = self._known[page.word(at)]
            keys = known.keys if known else ()
            nodes = [node.following[each] for node in nodes for each in keys if each in node.following]
        return best

    def _look_up(self, word: str) -> _Known | None:
        if len(word) > _LONGEST_WORD:
            return None
        spelling = plain(word)
        begun = [each for each in LANGUAGES if self._may_begin(word, spelling, each)]
        if keys := tuple(each for language in begun for each in self._keys_of(word, language)):
            first = tuple(self._root[each] for each in keys if each in self._root)
            return _Known(keys, first, _own_first(first) if len(first) > 1 else {})
        compound = next(self._in_compound(word, spelling, begun), None)
        return _Known((), (), compound=compound) if compound else None

    def _may_begin(self, word: str, spelling: str, language: str) -> bool:
        """Whether it is worth while to bring a word to its key, which is dear."""
        if f"{language}:{word[:_START]}" not in self._starts:
            return False
        return len(word) <= _SHORT or self._openings[language].begin(spelling)

    def _keys_of(self, word: str, language: str) -> Iterator[str]:
        for form in (word, word[:-1]) if word.endswith("-") else (word,):
            if (found := f"{language}:{key(form, language)}") in self._keys:
                yield found

    def _in_compound(self, word: str, spelling: str, begun: list[str]) -> Iterator[Term]:
        ends = self._heads.within(spelling)
        for language in ("fi", "sv"):
            if language in begun:
                yield from self._first_parts(word, language)
            if ends:
                yield from self._last_parts(word, language)

    def _first_parts(self, word: str, language: str) -> Iterator[Term]:
        tail = TAILS[language].search(word, _SHORTEST_HEAD - 1)
        while tail:
            first = word[: tail.start()]
            for form in (first, first.removesuffix("s")):
                term = self._parts.get(f"{language}:{key(form, language)}")
                if term and term.first_part:
                    yield term
            tail = TAILS[language].search(word, tail.start() + 1)

    def _last_parts(self, word: str, language: str) -> Iterator[Term]:
        for at in range(_START, len(word) - _SHORTEST_HEAD + 1):
            last = word[at:]
            if f"{language}:{last[:_START]}" in self._starts and self._heads.begin(plain(last)):
                term = self._parts.get(f"{language}:{key(last, language)}")
                if term and term.head:
                    yield term


def _own_first(nodes: Sequence[_Node]) -> Mapping[str | None, Sequence[_Node]]:
    return {each: sorted(nodes, key=lambda node: node.language != each) for each in LANGUAGES}
