"""Which concept of a version stands for one that the version does not have: by its own word, or by the same label."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from shared.esco.release import Concept
from shared.esco.taxonomy import LANGUAGES, Labels

_Key = tuple[str, str, str]
_Table = dict[_Key, set[str]]


class Named(Protocol):
    """What is known of an occupation of another version."""

    @property
    def uri(self) -> str:
        """Its identity."""

    @property
    def isco(self) -> str:
        """Its unit group."""

    @property
    def labels(self) -> Labels:
        """Its preferred labels by language."""


class LabelIndex:
    """The concepts of a version by their labels, in any language."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._preferred: _Table = {}
        self._alternative: _Table = {}
        for concept in concepts:
            for language in LANGUAGES:
                _add(self._preferred, _key(language, concept.labels.get(language, "")), concept.uri)
                for label in concept.alternatives.get(language, ()):
                    _add(self._alternative, _key(language, label, concept.isco), concept.uri)

    def same(self, other: Named) -> str | None:
        """The one concept with the same preferred label in most languages, else with it as an alternative label.

        A label of several concepts says nothing; where the languages disagree, neither do they. An alternative label
        counts within the minor group only: ESCO calls a tourism contract negotiator a contract manager too.
        """
        labels = [(language, label) for language in LANGUAGES if (label := other.labels.get(language))]
        return _agreed(self._preferred, [_key(*each) for each in labels]) or _agreed(
            self._alternative, [_key(*each, other.isco) for each in labels]
        )


def successors(others: Iterable[Named], concepts: Iterable[Concept], links: Mapping[str, str]) -> dict[str, str]:
    """For each of another version's occupations that these concepts are without, the one that stands for it now.

    `links` (from URI to URI, in any number of steps) count before labels. What has no successor is left out.
    """
    held = tuple(concepts)
    uris, index = {concept.uri for concept in held}, LabelIndex(held)
    linked = chained(links, uris)
    alike = {
        other.uri: same
        for other in others
        if other.uri not in uris and other.uri not in linked and (same := index.same(other))
    }
    # What led to one of these leads on to where it leads.
    return chained({**links, **alike}, uris)


def chained(links: Mapping[str, str], uris: set[str]) -> dict[str, str]:
    """Where the links end, for each URI that they lead to one of `uris`."""
    found = {}
    for start in links:
        uri, passed = start, {""}
        while uri not in uris and uri not in passed:
            passed.add(uri)
            uri = links.get(uri, "")
        if uri in uris and uri != start:
            found[start] = uri
    return found


def _key(language: str, label: str, isco: str = "") -> _Key:
    return language, " ".join(label.casefold().split()), isco[:3]


def _add(table: _Table, key: _Key, uri: str) -> None:
    table.setdefault(key, set()).add(uri)


def _agreed(table: _Table, keys: Iterable[_Key]) -> str | None:
    votes: Counter[str] = Counter()
    for key in keys:
        said = table.get(key, set())
        if len(said) == 1:
            votes.update(said)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
