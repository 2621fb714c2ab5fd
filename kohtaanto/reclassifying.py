"""What would move if everything were read again, and how far reading again has come."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from kohtaanto.running import connection
from services.normaliser.keeping import SEEKERS, VACANCIES, Kind, N, S
from services.normaliser.knowledge import Knowledge, head
from services.normaliser.store import PACKAGE
from shared.events.base import utcnow
from shared.events.occupations import OccupationGuess
from shared.events.seekers import SeekerNormalised
from shared.events.vacancies import VacancyNormalised
from shared.spine.database import Connection, sql

EXAMPLES = 3
NOTHING = "no occupation"


@dataclass
class Move:
    """From one occupation to another: how many vacancies and seekers, and what some of the vacancies are called."""

    vacancies: int = 0
    seekers: int = 0
    titles: Counter[str] = field(default_factory=Counter)


@dataclass
class Moves:
    """What was read, how many states would change at all, and which occupations would change for which."""

    read: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    not_read: int = 0
    moves: dict[tuple[str, str], Move] = field(default_factory=dict)

    def note(self, before: VacancyNormalised | SeekerNormalised, after: VacancyNormalised | SeekerNormalised) -> None:
        """Compare a state with the one that it would be."""
        kind = "vacancies" if isinstance(before, VacancyNormalised) else "seekers"
        self.read[kind] += 1
        self.changed[kind] += _without_version(before) != _without_version(after)
        for pair in _moved(before, after):
            move = self.moves.setdefault(pair, Move())
            if isinstance(before, VacancyNormalised):
                move.vacancies += 1
                move.titles[before.title] += 1
            else:
                move.seekers += 1

    def commonest(self) -> list[tuple[str, str, Move]]:
        """The moves, of most vacancies and seekers first."""
        found = [(*pair, move) for pair, move in self.moves.items()]
        return sorted(found, key=lambda each: (-(each[2].vacancies + each[2].seekers), each[0], each[1]))


async def dry_run(knowledge: Knowledge) -> AsyncIterator[Moves]:
    """Read everything by this knowledge, and change nothing; what was found so far, again and again."""
    moves = Moves()
    kinds: tuple[Kind[Any, Any], ...] = (VACANCIES, SEEKERS)
    async with connection("normaliser") as found:
        for kind in kinds:
            async for _ in _compare(found, kind, knowledge, moves):
                yield moves
    yield moves


async def left() -> tuple[int, int, int]:
    """How many vacancies and seekers wait to be read again, and how many cannot be (what came in was not kept)."""
    async with connection("normaliser") as found:
        stands = await head(found)
        vacancies = await VACANCIES.store.stale(found, stands.since, 0)
        seekers = await SEEKERS.store.stale(found, stands.since, 0)
        return vacancies, seekers, await found.fetchval(sql(PACKAGE, "rows_of_before"))


async def _compare(found: Connection, kind: Kind[S, N], knowledge: Knowledge, moves: Moves) -> AsyncIterator[None]:
    today = utcnow().date()
    async for submitted, before in kind.store.everything(found):
        if submitted is None:
            moves.not_read += 1
        else:
            moves.note(before, kind.read(knowledge.normaliser, submitted, today).state)
        yield


def _without_version(state: VacancyNormalised | SeekerNormalised) -> dict[str, Any]:
    """What counts as a change: not the version it was read by, nor what is found beside the reading."""
    return state.model_dump(exclude={"taxonomy", "same_job"})


def _moved(
    before: VacancyNormalised | SeekerNormalised, after: VacancyNormalised | SeekerNormalised
) -> Iterator[tuple[str, str]]:
    old, new = _occupations(before), _occupations(after)
    gone = [name for uri, name in old.items() if uri not in new]
    came = [name for uri, name in new.items() if uri not in old]
    yield from zip_longest(gone, came, fillvalue=NOTHING)


def _occupations(state: VacancyNormalised | SeekerNormalised) -> dict[str, str]:
    if isinstance(state, VacancyNormalised):
        guesses = [state.occupation] if state.occupation else []
    else:
        guesses = [known.occupation for known in state.occupations]
    return {guess.uri: _name(guess) for guess in guesses}


def _name(guess: OccupationGuess) -> str:
    return f"{guess.code} {guess.label.get('fi') or guess.label.get('en') or ''}".strip()
