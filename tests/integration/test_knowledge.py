"""Knowledge that changes: what is kept of an event, and how everything affected is read again, once, and told."""

import asyncio
from uuid import UUID

import pytest

from services.normaliser import review
from services.normaliser.knowledge import Knowing, next_number
from services.normaliser.renormalising import ALL_EVERY_S, SETTLED_S, Renormalising, _Looked
from shared.esco import starter_taxonomy
from shared.spine.database import Pool, transaction
from tests.support.normalising import Process, code_of, row_of, seeker, stale, told, tombstone, use, vacancy
from tests.support.versions import BILLING, BOOKKEEPER, CODES, COOK, occupation, release
from tests.support.waiting import until

WITHOUT_BILLING = [code for code in CODES if code != BILLING]


pytestmark = pytest.mark.usefixtures("doubtful")


async def answer(pool: Pool, key: str, uri: str | None, by: str = "Aino") -> int:
    async with transaction(pool) as connection:
        about = review.Title(key, key, 0, 0, None, (), {}, (), 0)
        given = await review.give(connection, about, uri, by, await next_number(connection))
        return given.number


async def test_what_was_submitted_is_kept_and_a_tombstone_clears_it(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process, event, person = await Process.start(pool), vacancy("Tähtiluotsi"), seeker("kokki", "Tähtiluotsi")
    await process.take(event)
    await process.take(person)
    row = await row_of(pool, event)
    assert row["submitted"]["title"] == "Tähtiluotsi"
    assert row["title_keys"] == ["tähtiluotsi"]
    assert row["knowledge"] == process.knowing.knowledge.number
    assert [(each["key"], each["reason"]) for each in row["review"]] == [("tähtiluotsi", "unknown")]
    row = await row_of(pool, person)
    assert row["title_keys"] == ["kokki", "tähtiluotsi"]
    assert [each["title"] for each in row["review"]] == ["Tähtiluotsi"], "kokki is known"
    for each in (event, person):
        gone = tombstone(each)
        async with transaction(pool) as connection:
            handle = process.handlers.vacancies if each is event else process.handlers.seekers
            await handle(connection, [gone])
        row = await row_of(pool, each)
        assert (row["state"], row["submitted"], row["title_keys"], row["review"]) == (None, None, [], None)
        assert row["sequence"] == 2


async def test_only_what_is_open_or_active_waits_for_a_person(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process = await Process.start(pool)
    closed, idle = vacancy("Tähtiluotsi", status="closed"), seeker("Tähtiluotsi", status="inactive")
    await process.take(closed)
    await process.take(idle)
    assert [(await row_of(pool, each))["review"] for each in (closed, idle)] == [None, None]


async def test_a_row_of_before_is_filled_by_its_event_once_more(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process, event = await Process.start(pool), vacancy("Kokki", sequence=3)
    await process.take(event)
    await pool.execute("UPDATE vacancy SET submitted = NULL, title_keys = '{}', knowledge = 0")
    assert await process.settle() == 0, "what was not kept cannot be read again"
    async with told(pool) as sent:
        await process.take(event)  # as `kohtaanto republish ingest` sends it
    row = await row_of(pool, event)
    assert (row["submitted"]["title"], row["sequence"], sent) == ("Kokki", 1, {})
    await pool.execute("UPDATE vacancy SET knowledge = 7")
    await process.take(event)
    assert (await row_of(pool, event))["knowledge"] == 7, "and from then on, a repeated event is nothing new"


async def test_the_first_start_and_newer_software_move_the_head(pool: Pool) -> None:
    ours = starter_taxonomy().version
    number = int(ours.rsplit("-", 1)[1])
    await Process.start(pool)
    assert tuple(await pool.fetchrow("SELECT number, taxonomy, since, starter FROM knowledge_head") or ()) == (
        1, ours, 1, number,
    )  # fmt: skip
    await pool.execute("UPDATE knowledge_head SET taxonomy = 'starter-0', starter = 0, number = 8")
    await Process.start(pool)
    assert tuple(await pool.fetchrow("SELECT number, taxonomy, since FROM knowledge_head") or ()) == (9, ours, 9)
    await pool.execute("UPDATE knowledge_head SET taxonomy = '9.1', starter = 0")
    async with transaction(pool) as connection:
        await next_number(connection)
    head = await pool.fetchrow("SELECT number, taxonomy, since FROM knowledge_head")
    assert tuple(head or ()) == (11, "9.1", 10), "an imported version stays, with the newer everyday titles"


async def test_older_software_beside_newer_reads_on_and_is_read_again(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process, event = await Process.start(pool), vacancy("Kokki")
    await pool.execute("UPDATE knowledge_head SET starter = 99, number = number + 1, since = number + 1")
    await process.settle()
    await process.take(event)
    assert await process.settle() == 0, "it does not go round in circles"
    assert await stale(pool) == 1, "the newer software reads it again"


async def test_a_version_that_is_not_there_leaves_what_was_known(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process = await Process.start(pool)
    await pool.execute("UPDATE knowledge_head SET taxonomy = '9.9', number = number + 1, since = number + 1")
    assert await process.knowing.look() is False
    assert process.knowing.knowledge.taxonomy.version == "9.1"
    fresh = Knowing(pool)
    await fresh.look()
    assert "there is no taxonomy `9.9`" in (fresh.not_ready() or "")


async def test_a_new_version_is_read_by_and_only_what_changed_is_told(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process = await Process.start(pool)
    events = [vacancy(title) for title in ("Kokki", "Laskuttaja", "Avoin hakemus") for _ in range(30)]
    people = [seeker("laskuttaja", "kokki") for _ in range(10)]
    await process.take(*events)
    await process.take(*people)
    before = {event.key: await row_of(pool, event) for event in [*events, *people]}
    number = await use(pool, release("9.2", WITHOUT_BILLING, {BILLING: BOOKKEEPER}))
    async with told(pool) as sent:
        assert await process.settle() == 100
        assert await process.settle() == 0
    for event in events:
        row, was = await row_of(pool, event), before[event.key]
        assert (row["knowledge"], row["applied"]) == (number, was["applied"])
        changed = {key: value for key, value in row["state"].items() if was["state"].get(key) != value}
        if event.payload.title == "Laskuttaja":
            assert (code_of(was["state"]), code_of(row["state"])) == (BILLING, BOOKKEEPER)
        assert sent.get(event.key, []) == ([(2, row["state"])] if changed else []), "once, under a higher number"
    for person in people:
        row = await row_of(pool, person)
        codes = [each["occupation"]["code"] for each in row["state"]["occupations"]]
        assert (codes, row["sequence"], row["applied"]) == ([BOOKKEEPER, COOK], 2, 1)
    assert set(sent) >= {event.key for event in events if event.payload.title == "Laskuttaja"}


async def test_another_version_that_says_the_same_is_no_change(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process, event = await Process.start(pool), vacancy("Kokki")
    await process.take(event)
    number = await use(pool, release("9.1.1"))
    async with told(pool) as sent:
        assert await process.settle() == 1
    row = await row_of(pool, event)
    assert (sent, row["sequence"], row["knowledge"]) == ({}, 1, number)


async def test_an_answer_reads_its_title_again_and_no_other_and_can_be_undone(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process = await Process.start(pool)
    events = [vacancy(title) for title in ("Tähtiluotsi, Oulu", "TÄHTILUOTSI", "Kokki", "Kokki, yövuoro")]
    person = seeker("kokki", "tähtiluotsi")
    await process.take(*events)
    await process.take(person)
    await answer(pool, "tähtiluotsi", occupation(COOK).uri)
    async with told(pool) as sent:
        assert await process.settle() == 3
    assert {key: [number for number, _ in states] for key, states in sent.items()} == {
        events[0].key: [2], events[1].key: [2], person.key: [2],
    }  # fmt: skip
    assert all(code_of(sent[event.key][0][1]) == COOK for event in events[:2])
    assert (await row_of(pool, events[0]))["review"] is None
    await process.take(later := vacancy("Tähtiluotsi, 100 %, heti"))
    assert code_of((await row_of(pool, later))["state"]) == COOK, "the lexicon has learnt it"
    async with transaction(pool) as connection:
        await review.undo(connection, "tähtiluotsi", "Eino", await next_number(connection))
    async with told(pool) as sent:
        await process.settle()
    assert code_of((await row_of(pool, events[0]))["state"]) is None
    assert [number for number, _ in sent[events[0].key]] == [3]
    assert (await row_of(pool, events[0]))["review"] is not None, "it waits again"


async def test_an_answer_that_there_is_no_occupation(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process, event = await Process.start(pool), vacancy("Kokki")
    await process.take(event)
    await answer(pool, "kokki", None)
    await process.settle()
    row = await row_of(pool, event)
    assert (code_of(row["state"]), row["review"], row["sequence"]) == (None, None, 2)


async def test_an_answer_whose_occupation_a_version_lacks_is_void(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process, event = await Process.start(pool), vacancy("Tähtiluotsi")
    await process.take(event)
    await answer(pool, "tähtiluotsi", occupation(BILLING).uri)
    await process.settle()
    assert code_of((await row_of(pool, event))["state"]) == BILLING
    await use(pool, release("9.3", WITHOUT_BILLING))
    await process.settle()
    assert process.knowing.knowledge.void == {"tähtiluotsi"}
    row = await row_of(pool, event)
    assert (code_of(row["state"]), len(row["review"])) == (None, 1), "it is read as if nobody had answered, and waits"


async def test_two_processes_share_the_work_and_tell_each_change_once(pool: Pool) -> None:
    await use(pool, release("9.1"))
    one = await Process.start(pool)
    events = [vacancy("Laskuttaja") for _ in range(400)]
    await one.take(*events)
    other = await Process.start(pool)
    await use(pool, release("9.2", WITHOUT_BILLING, {BILLING: BOOKKEEPER}))
    async with told(pool) as sent:
        done = await asyncio.gather(one.settle(), other.settle())
    assert sum(done) == 400
    assert all(done), "both have worked"
    assert {key: [number for number, _ in states] for key, states in sent.items()} == {
        event.key: [2] for event in events
    }


async def test_what_is_written_by_older_knowledge_is_found_again(pool: Pool) -> None:
    await use(pool, release("9.1"))
    behind, ahead = await Process.start(pool), await Process.start(pool)
    await answer(pool, "tähtiluotsi", occupation(COOK).uri)
    assert await ahead.settle() == 0
    await behind.take(event := vacancy("Tähtiluotsi"))
    assert code_of((await row_of(pool, event))["state"]) is None
    assert await behind.renormalising.step() == 0, "it cannot know better yet"
    assert await behind.settle() == 1, "it finds what it has left behind itself"
    assert code_of((await row_of(pool, event))["state"]) == COOK


async def test_what_a_process_that_is_gone_has_left_is_found_by_the_next(pool: Pool) -> None:
    await use(pool, release("9.1"))
    gone = await Process.start(pool)
    await answer(pool, "tähtiluotsi", occupation(COOK).uri)
    await gone.take(event := vacancy("Tähtiluotsi"))
    assert await (await Process.start(pool)).settle() == 1
    assert code_of((await row_of(pool, event))["state"]) == COOK


async def test_changes_while_others_are_read_again_are_not_lost(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process = await Process.start(pool)
    events = [vacancy("Laskuttaja") for _ in range(300)]
    await process.take(*events)
    await use(pool, release("9.2", WITHOUT_BILLING, {BILLING: BOOKKEEPER}))
    newer = [vacancy("Kokki", UUID(event.key), 2) for event in events[::3]]
    await asyncio.gather(process.settle(), *(process.take(*newer[start : start + 10]) for start in range(0, 100, 10)))
    await process.settle()
    for place, event in enumerate(events):
        row = await row_of(pool, event)
        assert (code_of(row["state"]), row["applied"]) == ((COOK, 2) if place % 3 == 0 else (BOOKKEEPER, 1))
    assert await stale(pool) == 0


async def test_a_row_that_cannot_be_read_holds_no_other_up(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process, broken, good = await Process.start(pool), vacancy("Kokki"), vacancy("Laskuttaja")
    await process.take(broken, good)
    await pool.execute("UPDATE vacancy SET submitted = submitted - 'status' WHERE id = $1", UUID(broken.key))
    await use(pool, release("9.2", WITHOUT_BILLING, {BILLING: BOOKKEEPER}))
    assert await process.settle() == 2
    assert await process.settle() == 0
    assert code_of((await row_of(pool, good))["state"]) == BOOKKEEPER
    assert code_of((await row_of(pool, broken))["state"]) == COOK, "it stays as it was read"


async def test_fresh_events_go_first(pool: Pool) -> None:
    await use(pool, release("9.1"))
    process = await Process.start(pool)
    await process.take(*(vacancy("Kokki") for _ in range(5)))
    await use(pool, release("9.2"))
    await process.knowing.look()
    asked: list[int] = []

    async def busy() -> bool:
        asked.append(await stale(pool))
        return len(asked) < 4

    background = asyncio.create_task(Renormalising(process.knowing, process.handlers.jobs, pool, 10_000, busy).run())

    async def all_read() -> bool:
        return await stale(pool) == 0

    await until(all_read)
    background.cancel()
    assert asked[:4] == [5, 5, 5, 5], "nothing was read again while events waited"


def test_old_answers_are_left_alone_once_nothing_of_them_is_left() -> None:
    looked = _Looked(4, now=0.0)
    looked.note(found=True, number=4, now=1.0)
    assert looked.after == 0, "there is more"
    looked.note(found=False, number=4, now=2.0)
    assert looked.after == 4
    looked.note(found=True, number=6, now=10.0)
    looked.note(found=False, number=6, now=11.0)
    assert looked.after == 4, "a batch may still be at work that does not know of 5 and 6"
    looked.note(found=True, number=6, now=10.0 + SETTLED_S)
    assert looked.after == 4, "it has left something"
    looked.note(found=False, number=6, now=12.0 + SETTLED_S)
    assert looked.after == 6
    looked.note(found=False, number=6, now=ALL_EVERY_S)
    assert looked.after == 0, "now and then all is looked at"
    looked.note(found=False, number=6, now=ALL_EVERY_S + 1)
    assert looked.after == 6
