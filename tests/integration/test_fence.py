"""Two matchers that both believe a shard is theirs: the one that lost it cannot write."""

from uuid import UUID, uuid4

import pytest

from kohtaanto.embedded import role_url
from services.matcher import store
from services.matcher.engine import Engine
from services.matcher.matching import Matching
from services.matcher.rules import default_rules
from services.matcher.store import FenceLost
from shared.events.identity import shard_of
from shared.events.occupations import OccupationGuess
from shared.events.places import Place
from shared.events.seekers import KnownOccupation, Mobility, SeekerNormalised
from shared.events.vacancies import VacancyNormalised
from shared.spine import sabotage
from shared.spine.database import Pool, open_pool, transaction
from shared.spine.migrate import migrate

COOK = OccupationGuess(uri="uri:cook", code="5120.1", isco="5120", label={"fi": "kokki"}, confidence=1)
EVERY = frozenset(range(96))


def seeker(id_: UUID) -> SeekerNormalised:
    return SeekerNormalised(
        seeker_id=id_,
        source="te",
        status="active",
        place=Place(kind="municipality", area="39"),
        area="39",
        occupations=(KnownOccupation(occupation=COOK),),
        mobility=Mobility(whole_country=True),
    )


def vacancy(id_: UUID, status: str = "open") -> VacancyNormalised:
    return VacancyNormalised.model_validate(
        {
            "vacancy_id": id_,
            "source": "broker",
            "status": status,
            "title": "Kokki",
            "occupation": COOK.model_dump(),
            "place": {"kind": "municipality", "area": "12"},
            "area": "12",
        }
    )


async def taken(pool: Pool) -> Matching:
    """A matcher that takes every shard."""
    matching = Matching(Engine(default_rules()), pool)
    async with transaction(pool) as connection:
        epochs = await store.take(connection, EVERY)
    await matching.take(EVERY, epochs)
    return matching


async def two_matchers(database: str) -> tuple[int, int]:
    """The old one closes a vacancy over the head of the new one: the ledger's number and the events told."""
    await migrate(database, None)
    async with await open_pool(role_url(database, "matcher"), "matcher", 6) as pool:
        who, what = uuid4(), uuid4()
        async with transaction(pool) as connection:
            await store.apply_seekers(connection, {who: (1, seeker(who))})
        old = await taken(pool)
        await old.vacancies({what: (1, vacancy(what))}, {})
        new = await taken(pool)
        await new.vacancies({what: (1, vacancy(what))}, {})
        await new.vacancies({what: (2, vacancy(what, "closed"))}, {})
        await new.vacancies({what: (3, vacancy(what))}, {})
        try:
            await old.vacancies({what: (2, vacancy(what, "closed"))}, {})
        finally:
            number = await pool.fetchval("SELECT number FROM ledger WHERE seeker_id = $1", who)
            told = await pool.fetchval("SELECT told FROM ledger WHERE seeker_id = $1", who)
            assert shard_of(who) in new.held
    return number, told


async def test_the_loser_cannot_write(database: str) -> None:
    with pytest.raises(FenceLost):
        await two_matchers(database)


async def test_without_the_fence_the_loser_overwrites_the_winner(database: str) -> None:
    sabotage.remove("fence")
    try:
        number, told = await two_matchers(database)
    finally:
        sabotage.remove("")
    assert (number, told) == (2, False), "the old matcher took back what the new one had told with number 3"
