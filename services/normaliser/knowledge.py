"""What everything is read by now: taxonomy, title model and people's answers, under one growing number.

A change (a taxonomy made current, an answer given or undone) takes the next number. Each process loads it within a
second or two. What it writes until then carries its older number and is found again: no change waits for anybody.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from services.normaliser import review, taxonomies, taxonomy_content
from services.normaliser.metrics import KNOWLEDGE, KNOWLEDGE_FAILED
from services.normaliser.normalise import Normaliser
from services.normaliser.occupations.recognising import Occupations
from services.normaliser.occupations.title_model import TitleModel, digest, shipped_model
from services.normaliser.store import PACKAGE
from shared.areas import gazetteer
from shared.esco import Taxonomy, starter_taxonomy
from shared.esco.merging import merge
from shared.spine.backoff import until_it_passes
from shared.spine.database import Connection, Pool, sql, transaction
from shared.spine.logs import logger

LOOK_S = 1.0
_log = logger(__name__)
Answers = Mapping[str, str | None]


class Unreadable(RuntimeError):
    """The knowledge that is current cannot be loaded; the message says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """The number of what is known, the version of its taxonomy, and since which number that is current."""

    number: int
    taxonomy: str
    since: int
    starter: int


@dataclass(frozen=True)
class Knowledge:
    """All that a reading depends on. What was read by a number below `since` is out of date.

    `void`: titles whose answer names an occupation that the taxonomy no longer has.
    """

    number: int
    since: int
    normaliser: Normaliser
    model: TitleModel
    void: frozenset[str] = frozenset()

    @property
    def occupations(self) -> Occupations:
        """What reads titles and codes."""
        return self.normaliser.occupations

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy that it is all about."""
        return self.occupations.taxonomy

    def answering(self, number: int, answers: Answers) -> "Knowledge":
        """The same taxonomy under these answers instead: at once, for many may be given in a minute."""
        void = frozenset(key for key, uri in answers.items() if uri and self.taxonomy.by_uri(uri) is None)
        good = {key: uri for key, uri in answers.items() if key not in void}
        return replace(self, number=number, normaliser=self.normaliser.answering(good), void=void)


def make(number: int, since: int, taxonomy: Taxonomy, model: TitleModel, answers: Answers) -> Knowledge:
    """Knowledge of these parts; takes the processor for a second or two where the taxonomy is large."""
    bare = Knowledge(number, since, Normaliser.of(Occupations(taxonomy, model), gazetteer()), model)
    return bare.answering(number, answers)


async def head(connection: Connection) -> Head:
    """The head as it stands. It is there from the first start on, and moves on when newer software comes."""
    row = await connection.fetchrow(sql(PACKAGE, "knowledge_head"))
    ours = starter_taxonomy().version
    if row is None or row["starter"] < _number(ours):
        await connection.execute(sql(PACKAGE, "knowledge_start"), ours, _number(ours))
        await connection.execute(sql(PACKAGE, "knowledge_move_on"), ours, _number(ours))
        row = await connection.fetchrow(sql(PACKAGE, "knowledge_head"))
    assert row is not None
    return Head(**dict(row))


async def next_number(connection: Connection) -> int:
    """The number of a change that is made in this transaction."""
    await head(connection)
    number: int = await connection.fetchval(sql(PACKAGE, "knowledge_next"))
    return number


async def renew(connection: Connection) -> int:
    """Let everything be read again by what is known; the number from which on that counts."""
    await head(connection)
    number: int = await connection.fetchval(sql(PACKAGE, "knowledge_renew"))
    return number


async def taxonomy_of(connection: Connection, version: str) -> Taxonomy:
    """A version of the taxonomy, made in a thread. Raises Unreadable."""
    if taxonomies.is_starter(version):
        return starter_taxonomy()
    content = await connection.fetchval(sql(PACKAGE, "taxonomy_content"), version)
    if content is None:
        raise Unreadable(f"there is no taxonomy `{version}` in the database")
    try:
        return await asyncio.to_thread(lambda: merge(taxonomy_content.load(content), starter_taxonomy()).taxonomy)
    except taxonomy_content.ContentError as error:
        raise Unreadable(str(error)) from None


def train(taxonomy: Taxonomy) -> bytes:
    """A model for a taxonomy that has none yet: a minute or two of one processor."""
    from services.normaliser.occupations.title_training import train as training  # noqa: PLC0415 - scipy is only needed here

    return training(taxonomy)


class Knowing:
    """What this process knows, kept up to date. `train` makes the model of a taxonomy that has none."""

    def __init__(self, pool: Pool, train: Callable[[Taxonomy], bytes] = train) -> None:
        self._pool, self._train = pool, train
        self._knowledge: Knowledge | None = None
        self._there = asyncio.Event()
        self._unreadable = ""

    @property
    def knowledge(self) -> Knowledge:
        """What is known now. Raises Unreadable before the first load."""
        if self._knowledge is None:
            raise Unreadable(self._unreadable or "the taxonomy is being loaded")
        return self._knowledge

    @asynccontextmanager
    async def known(self) -> AsyncIterator[None]:
        """Entered once there is something to read by."""
        await self._there.wait()
        yield

    def not_ready(self) -> str | None:
        """Why nothing can be read yet, if so."""
        return None if self._knowledge else f"knowledge: {self._unreadable or 'the taxonomy is being loaded'}"

    async def follow(self) -> None:
        """Look each second whether there is newer knowledge, and load it."""
        while True:
            await until_it_passes(self.look)
            await asyncio.sleep(LOOK_S)

    async def look(self) -> bool:
        """Load what is newer than what is known; whether there was anything."""
        try:
            loaded = await self._newer()
        except Unreadable as error:
            # What was known goes on being used: better than no vacancy read at all.
            if str(error) != self._unreadable:
                KNOWLEDGE_FAILED.inc()
                _log.error("knowledge_unreadable", reason=str(error))
            self._unreadable = str(error)
            return False
        if loaded is not None:
            self._take(loaded)
        return loaded is not None

    def _take(self, loaded: Knowledge) -> None:
        self._knowledge, self._unreadable = loaded, ""
        KNOWLEDGE.set(loaded.number)
        self._there.set()
        _log.info("knowledge_loaded", number=loaded.number, taxonomy=loaded.taxonomy.version)

    async def _newer(self) -> Knowledge | None:
        held = self._knowledge
        async with transaction(self._pool) as connection:
            found = await head(connection)
            number, since = _seen_by(found)
            if held is not None and number <= held.number:
                return None
            # The head's row is not locked: an answer of a higher number may be among these, which does no harm.
            answers = await review.standing(connection)
            if held is not None and held.since == since:
                return held.answering(number, answers)
            taxonomy = await taxonomy_of(connection, found.taxonomy)
        model = await self._model(taxonomy)
        return await asyncio.to_thread(make, number, since, taxonomy, model, answers)

    async def _model(self, taxonomy: Taxonomy) -> TitleModel:
        wanted = await asyncio.to_thread(digest, taxonomy)
        async with self._pool.acquire() as connection:
            raw = await taxonomies.model(connection, wanted)
        raw = raw or shipped_model(wanted)
        if raw is None:
            _log.info("title_model_training", taxonomy=taxonomy.version)
            raw = await asyncio.to_thread(self._train, taxonomy)
            async with self._pool.acquire() as connection:
                await taxonomies.keep_model(connection, wanted, raw)
        return await asyncio.to_thread(TitleModel.load, raw)


def _seen_by(found: Head) -> tuple[int, int]:
    """The number that this software reads by, and since when that counts.

    Where newer software is about as well, this one has older titles: it goes on, and the newer reads all that again.
    """
    older = found.starter > _number(starter_taxonomy().version)
    return (found.since - 1, found.since - 1) if older else (found.number, found.since)


def _number(starter: str) -> int:
    return int(starter.rsplit("-", 1)[1])
