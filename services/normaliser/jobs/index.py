"""Which open adverts are worth comparing with one: those of its place and occupation that are at all like it.

In memory and pure. Found is what lies in a block with it (place and unit group) and either shares enough of its text,
by their sketches, or has its employer where the texts cannot be compared; and what names the same origin. That is as
true the other way round, and does not depend on what came first.
"""

from array import array
from collections.abc import Iterator
from typing import TypeVar
from uuid import UUID
from zlib import crc32

import numpy as np
import numpy.typing as npt

from services.normaliser.jobs.evidence import LEAST_SHINGLES, LEAST_TEXT, if_cut
from services.normaliser.jobs.likeness import Likeness
from services.normaliser.jobs.same_job import START_WITHIN
from services.normaliser.jobs.sketch import WIDTH, Floats, guessed_overlaps

UNKNOWN = ""
# Where a source has more adverts than this that nothing tells apart, nobody can say which of them another one is.
MOST_TWINS = 8
DOUBT = 0.1  # how far a sketch's guess may be below the truth: three standard deviations

Key = TypeVar("Key")
Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class JobIndex:
    """The open adverts. One thread at a time."""

    def __init__(self) -> None:
        self._adverts: dict[UUID, Likeness] = {}
        self._blocks: dict[str, dict[str, array[int]]] = {}
        self._origins: dict[tuple[str, str], set[UUID]] = {}
        self._twins: dict[object, set[UUID]] = {}
        self._rows: dict[UUID, int] = {}
        self._ids: list[UUID | None] = []
        self._free: list[int] = []
        self._numbers: dict[str | None, int] = {None: 0}
        self._sketches = np.zeros((0, WIDTH), dtype=np.uint8)
        self._columns = np.zeros((0, len(_COLUMNS)), dtype=np.int64)

    def __len__(self) -> int:
        return len(self._adverts)

    def get(self, id_: UUID) -> Likeness | None:
        """The advert as it is held."""
        return self._adverts.get(id_)

    def put(self, advert: Likeness) -> set[UUID]:
        """Hold an advert in this state. Returns which others are comparable only now, or no longer, for it."""
        moved = self.drop(advert.id)
        self._adverts[advert.id] = advert
        for origin in advert.origins:
            self._origins.setdefault(origin, set()).add(advert.id)
        twins = self._twins.setdefault(_nothing_tells_apart(advert), set())
        twins.add(advert.id)
        if len(twins) <= MOST_TWINS:
            self._file(advert)
        elif len(twins) == MOST_TWINS + 1:
            others = twins - {advert.id}
            for id_ in others:
                self._unfile(id_)
            moved ^= others
        return moved

    def drop(self, id_: UUID) -> set[UUID]:
        """Hold it no longer. Returns which others are comparable only now."""
        advert = self._adverts.pop(id_, None)
        if advert is None:
            return set()
        for origin in advert.origins:
            _discard(self._origins, origin, id_)
        key = _nothing_tells_apart(advert)
        twins = self._twins[key]
        crowded = len(twins) > MOST_TWINS
        _discard(self._twins, key, id_)
        if not crowded:
            self._unfile(id_, advert)
        elif len(twins) == MOST_TWINS:
            for other in twins:
                self._file(self._adverts[other])
            return set(twins)
        return set()

    def near(self, advert: Likeness) -> set[UUID]:
        """The adverts worth comparing with one that is held."""
        found = {id_ for origin in advert.origins for id_ in self._origins[origin]}
        if advert.id in self._rows:
            rows = self._in_its_blocks(advert)
            found.update(id_ for row in rows[self._worth_it(rows, advert)] if (id_ := self._ids[row]))
        return found - {advert.id}

    def _file(self, advert: Likeness) -> None:
        row = self._free.pop() if self._free else self._new_row()
        self._rows[advert.id], self._ids[row] = row, advert.id
        self._columns[row] = self._values(advert)
        self._sketches[row] = np.frombuffer(advert.sketch, dtype=np.uint8) if advert.sketch else 0
        for place, group in _blocks_of(advert):
            self._blocks.setdefault(place, {}).setdefault(group, array("q")).append(row)

    def _unfile(self, id_: UUID, advert: Likeness | None = None) -> None:
        row = self._rows.pop(id_)
        self._ids[row] = None
        self._free.append(row)
        for place, group in _blocks_of(advert or self._adverts[id_]):
            groups = self._blocks[place]
            groups[group].remove(row)
            if not groups[group]:
                del groups[group]

    def _new_row(self) -> int:
        row = len(self._ids)
        self._ids.append(None)
        if row == len(self._columns):
            more = max(256, row // 2)
            self._columns = np.concatenate((self._columns, np.zeros((more, len(_COLUMNS)), dtype=np.int64)))
            self._sketches = np.concatenate((self._sketches, np.zeros((more, WIDTH), dtype=np.uint8)))
        return row

    def _values(self, advert: Likeness) -> tuple[int, ...]:
        size = len(advert.text.shingles) // 4
        return (
            self._number(advert.source),
            self._number(advert.language),
            crc32(advert.employer[0].encode()) if advert.employer else 0,
            size if size >= LEAST_SHINGLES else 0,
            advert.starts or 0,
            self._number(advert.work_time),
            bool(advert.groups),
        )

    def _number(self, word: str | None) -> int:
        return self._numbers.setdefault(word, len(self._numbers))

    def _in_its_blocks(self, advert: Likeness) -> Rows:
        blocks = [np.frombuffer(block, dtype=np.int64) for block in self._around(advert)]
        return np.unique(np.concatenate(blocks)) if blocks else np.zeros(0, dtype=np.int64)

    def _around(self, advert: Likeness) -> Iterator["array[int]"]:
        for place in advert.places:
            groups = self._blocks[place]
            if not advert.groups:
                yield from groups.values()
            else:
                yield from (groups[group] for group in (*advert.groups, UNKNOWN) if group in groups)

    def _worth_it(self, rows: Rows, advert: Likeness) -> Flags:
        """Which rows are another source's, contradict in nothing that is seen at once, and are like the advert."""
        source, language, employer, size, starts, work_time, known = self._values(advert)
        columns = self._columns[rows].T
        worth: Flags = columns[0] != source
        worth &= (columns[5] == work_time) | (columns[5] == 0) | (work_time == 0)
        if starts:
            worth &= (columns[4] == 0) | (np.abs(columns[4] - starts) <= START_WITHIN)
        one_employer = (columns[2] == employer) & (employer != 0)
        comparable = (columns[1] == language) & (columns[3] > 0) & (size > 0)
        worth &= comparable | (one_employer & ((columns[6] & known) > 0))
        left = np.flatnonzero(worth & comparable)
        if left.size:
            least = np.where(one_employer[left], LEAST_TEXT["same"], LEAST_TEXT["hidden"])
            worth[left] = self._guessed(rows[left], columns[3][left], advert) >= least - DOUBT
        return worth

    def _guessed(self, rows: Rows, sizes: Rows, advert: Likeness) -> Floats:
        """How alike the texts are, by their sketches."""
        shared = guessed_overlaps(self._sketches[rows], np.frombuffer(advert.sketch, dtype=np.uint8))
        size = len(advert.text.shingles) // 4
        both = shared / (1 + shared) * (size + sizes)
        of_shorter: Floats = (both / np.minimum(size, sizes)).clip(0, 1).astype(np.float32)
        return np.maximum(shared, if_cut(of_shorter))


_COLUMNS = ("source", "language", "employer", "size", "starts", "work_time", "known")


def _blocks_of(advert: Likeness) -> Iterator[tuple[str, str]]:
    return ((place, group) for place in advert.places for group in advert.groups or (UNKNOWN,))


def _nothing_tells_apart(advert: Likeness) -> object:
    """What is equal for adverts of one source that differ in their ids alone."""
    told = (advert.title, advert.employer, advert.facts, advert.text)
    return (advert.source, advert.places, advert.groups, advert.work_time, advert.starts, advert.ends, told)


def _discard(index: dict[Key, set[UUID]], key: Key, id_: UUID) -> None:
    held = index[key]
    held.discard(id_)
    if not held:
        del index[key]
