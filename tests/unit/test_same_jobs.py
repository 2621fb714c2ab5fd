"""Adverts of one job from several sources are found, near misses are not, and the order of things does not matter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.normaliser.jobs import index as job_index
from services.normaliser.jobs.clusters import clusters, pair_of
from services.normaliser.jobs.employer import employer_words, hides_client, relation
from services.normaliser.jobs.facts import contradicting, facts_of
from services.normaliser.jobs.jobs import Jobs
from services.normaliser.jobs.likeness import Likeness, likeness_of
from services.normaliser.jobs.same_job import CERTAIN, apart, compare
from services.normaliser.jobs.sentences import one_sentence, sentences_of
from services.normaliser.jobs.sketch import guessed_overlaps, overlap
from services.normaliser.jobs.text import read_text
from shared.events.identity import vacancy_id
from shared.events.occupations import OccupationGuess
from shared.events.places import Place
from shared.events.vacancies import VacancyNormalised, VacancySubmitted

NURSE = OccupationGuess(
    uri="http://data.europa.eu/esco/occupation/nurse",
    code="2221.2",
    isco="2221",
    label={"fi": "sairaanhoitaja", "sv": "sjukskötare", "en": "nurse"},
    confidence=0.97,
)
PLACES = {
    "Tampere": Place(kind="municipality", municipality="837", area="20", name={"fi": "Tampere", "sv": "Tammerfors"}),
    "Pori": Place(kind="municipality", municipality="609", area="16", name={"fi": "Pori", "sv": "Björneborg"}),
    "etätyö": Place(kind="remote"),
    "koko maa": Place(kind="country"),
    "?": Place(kind="unknown"),
}
TEXT = """Mainio Hoivapolku Oy on pirkanmaalainen hoiva-alan yritys.
Haemme sairaanhoitajaa palvelutalo Kanervaan, osasto 3.
Työtehtäviisi kuuluu lääkehoidon suunnittelu ja toteutus sekä omaisten ohjaus. Vastaat hoitosuunnitelmista yhdessä
lähihoitajien kanssa. Tiimissämme työskentelee 14 ammattilaista. Työ on kaksivuorotyötä ja työaika on 80 % täydestä.
Edellytämme laillistetun sairaanhoitajan pätevyyttä ja kahden vuoden kokemusta ikääntyneiden hoidosta.
Palkka määräytyy yksityisen sosiaalipalvelualan työehtosopimuksen mukaan. Tehtävä alkaa 1.9.2026.
Saat kattavan perehdytyksen, työterveyshuollon laajat palvelut ja virike-edun.
Lisätietoja antaa palveluesihenkilö Maija Mallikas, puh. 040 000 0000. Hae viimeistään 15.8.2026!"""
BY_AGENCY = """Etsimme asiakkaallemme sairaanhoitajaa palvelutaloon Tampereelle.
Työtehtäviisi kuuluu lääkehoidon suunnittelu ja toteutus sekä omaisten ohjaus. Vastaat hoitosuunnitelmista yhdessä
lähihoitajien kanssa. Tiimissä työskentelee 14 ammattilaista. Työ on kaksivuorotyötä ja työaika on 80 % täydestä.
Edellytämme laillistetun sairaanhoitajan pätevyyttä ja kahden vuoden kokemusta ikääntyneiden hoidosta.
Tarjoamme kilpailukykyisen palkan. Tehtävä alkaa 1.9.2026. Kauttamse saat luotettavan työnantajan.
Lähetä hakemuksesi heti, haastattelemme jo hakuaikana. Lisätietoja: Reijo Rekrytoija.""".replace(
    "Kauttamse", "Kauttamme"
)
SWEDISH = """Mainio Hoivapolku Oy är ett vårdföretag i Birkaland.
Vi söker en sjukskötare till servicehuset Kanerva, avdelning 3.
Du planerar och genomför läkemedelsbehandling och handleder anhöriga. I teamet arbetar 14 yrkespersoner.
Arbetet är tvåskiftsarbete och arbetstiden är 80 % av full tid. Uppgiften börjar 1.9.2026.
Närmare upplysningar ger serviceförmannen. Sök senast 15.8.2026."""
OTHERS = """Hoitokoti Sointula etsii sairaanhoitajaa vahvistamaan osaavaa joukkoa.
Tehtävänäsi on asukkaiden voinnin seuranta, haavahoidot sekä lääkärin kiertojen valmistelu.
Työ on kolmivuorotyötä. Meillä on 25 asukaspaikkaa kahdessa ryhmäkodissa.
Palkka määräytyy yksityisen sosiaalipalvelualan työehtosopimuksen mukaan.
Saat kattavan perehdytyksen, työterveyshuollon laajat palvelut ja virike-edun."""
TITLE = "Sairaanhoitaja, osasto 3, 80 %"
EMPLOYER = "Mainio Hoivapolku Oy"


def vacancy(
    source: str = "employers-own", key: str = "1", place: str = "Tampere", **fields: Any
) -> tuple[VacancySubmitted, VacancyNormalised]:
    """An open vacancy of that source as submitted and as normalised; without `fields` the one above."""
    row = {"title": TITLE, "employer": EMPLOYER, "description": TEXT, "language": "fi", **fields}
    occupation = row.pop("occupation_guess", NURSE)
    submitted = VacancySubmitted.model_validate(
        row | {"vacancy_id": vacancy_id(source, key), "source": source, "external_id": key, "status": "open"}
    )
    normalised = VacancyNormalised(
        vacancy_id=submitted.vacancy_id,
        source=source,
        status="open",
        title=submitted.title,
        occupation=occupation,
        place=PLACES[place],
        municipality=PLACES[place].municipality,
        work_time=submitted.work_time,
        skills=submitted.skills,
        licences=submitted.licences,
        experience_years=submitted.experience_years,
        starts_on=submitted.starts_on,
    )
    return submitted, normalised


def advert(source: str = "employers-own", key: str = "1", place: str = "Tampere", **fields: Any) -> Likeness:
    """The same as it is compared."""
    found = likeness_of(*vacancy(source, key, place, **fields))
    assert found is not None
    return found


SAME = {
    "republished as it is": {},
    "by an agency": {"description": BY_AGENCY, "employer": "Tekijä Rekry Oy", "title": "Sairaanhoitaja"},
    "by an agency that names nobody": {"description": BY_AGENCY, "employer": None, "title": "Sairaanhoitaja 80 %"},
    "cut by a board": {"description": TEXT[:430] + "…"},
    "its parts in another order": {"description": "\n".join(reversed(TEXT.split("\n")))},
    "the employer in capitals": {"employer": "MAINIO HOIVAPOLKU"},
    "the title without the ward": {"title": "Sairaanhoitaja"},
    "another deadline and another to ask": {"description": TEXT.replace("15.8.", "31.8.").replace("Maija", "Liisa")},
    "with a board's own words after it": {"description": TEXT + "\nIlmoitus 88731 julkaistu sivulla Työnhaku Nyt."},
    "in Swedish": {"description": SWEDISH, "language": "sv", "title": "Sjukskötare, avdelning 3, 80 %"},
}  # fmt: skip


@pytest.mark.parametrize("told", SAME.values(), ids=SAME)
def test_one_job_is_found_however_it_is_told(told: dict[str, Any]) -> None:
    one, other = advert(starts_on="2026-09-01"), advert("board", "x", starts_on="2026-09-01", **told)
    verdict = compare(one, other)
    assert verdict is not None
    assert verdict == compare(other, one)
    assert verdict.because


OTHER_JOBS = {
    "another ward": {"title": "Sairaanhoitaja, osasto 5, 80 %", "description": TEXT.replace("osasto 3", "osasto 5")},
    "another ward, in the text only": {"title": "Sairaanhoitaja", "description": TEXT.replace("osasto 3", "osasto 5")},
    "another house": {"description": TEXT.replace("palvelutalo Kanervaan", "palvelutalo Lehmukseen")},
    "another shift": {"description": TEXT.replace("kaksivuorotyötä", "yötyötä")},
    "another share of hours": {"title": "Sairaanhoitaja 60 %", "description": TEXT.replace("80 %", "60 %")},
    "another number in the title": {"title": "Sairaanhoitaja, osasto 3, 60 %"},
    "a speciality in the title": {"title": "Sairaanhoitaja, kirurgia"},
    "another start": {"starts_on": "2026-11-01"},
    "a start two weeks later": {"starts_on": "2026-09-15"},
    "half the time": {"work_time": "part_time"},
    "a substitute for six months": {"title": "Sairaanhoitaja, sij. 6 kk, osasto 3"},
    "another employer in the same words": {"employer": "Koivurinne Oy"},
    "another employer": {"employer": "Sointula Oy", "description": OTHERS, "title": "Sairaanhoitaja"},
    "an agency's other client": {"employer": "Tekijä Rekry Oy", "description": OTHERS, "title": "Sairaanhoitaja"},
    "another town": {"place": "Pori"},
    "nobody knows where": {"place": "?"},
    "another occupation": {"occupation_guess": NURSE.model_copy(update={"code": "5321.1", "isco": "5321"})},
    "the same source's other row": {"source": "employers-own"},
    "title and employer alone": {"description": None, "title": "Sairaanhoitaja"},
}  # fmt: skip


@pytest.mark.parametrize("told", OTHER_JOBS.values(), ids=OTHER_JOBS)
def test_a_near_miss_is_another_job(told: dict[str, Any]) -> None:
    title = "Sairaanhoitaja, sisätaudit" if "kirurgia" in str(told.get("title")) else TITLE
    contract = {"title": f"{TITLE}, vakituinen"} if "sij." in str(told.get("title")) else {"title": title}
    one = advert(starts_on="2026-09-01", work_time="full_time", **contract)
    other = advert(**{"source": "board", "key": "x", "starts_on": "2026-09-01", **told})
    assert compare(one, other) is None
    assert compare(other, one) is None


def test_what_is_specific_in_titles_stands_in_for_texts() -> None:
    bare = {"title": "Sairaanhoitaja", "description": None, "experience_years": 2, "work_time": "part_time"}
    assert compare(advert(**bare), advert("board", **bare)) is None
    told = bare | {"title": "Sairaanhoitaja, palvelutalo Kanerva, osasto 3, 80 %, kaksivuorotyö, vakituinen"}
    assert compare(advert(**told), advert("board", **told))


@pytest.mark.parametrize(("place", "one_job"), [("etätyö", True), ("koko maa", True), ("?", False)])
def test_work_without_a_town(place: str, one_job: bool) -> None:
    assert (compare(advert(place=place), advert("board", place=place)) is not None) == one_job


def test_the_same_origin_is_one_job_whatever_else() -> None:
    origin = {"system": "tyomarkkinatori", "id": "7"}
    there, here = advert(origin=origin), advert("board", place="Pori", title="Kokki", description=None, origin=origin)
    assert compare(there, here) == compare(here, there)
    verdict = compare(there, here)
    assert verdict is not None and (verdict.score, verdict.because) == (CERTAIN, ("origin",))
    again = advert("board", title="Kokki", description=None, origin={"system": "Employers-Own", "id": "1"})
    assert compare(advert(), again) is not None, "it names the other's own row"
    twice = advert(key="2", origin=origin)
    assert compare(there, twice) is not None, "of one source, but it says so itself"
    elsewhere = advert("board", origin={"system": "tyomarkkinatori", "id": "8"})
    assert apart(there, elsewhere) == "origin"
    assert compare(there, elsewhere) is None


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("Mainio Hoivapolku Oy", "MAINIO HOIVAPOLKU", "same"),
        ("Mainio Hoivapolku Oy", "Mainio Hoivapolku Oy Ab", "same"),
        ("Oy Mainio Hoivapolku Ab", "Mainio Hoivapolku", "same"),
        ("Mainio", "Mainio Hoivapolku Oy", "same"),
        ("Mainio Hoivapolku", "Mainio Hoivapolkku", "same"),
        ("Mainio Hoivapolku Oy", "Mainio Rakennus Oy", "other"),
        ("Mainio Hoivapolku Oy", "Hoivakoti Mainio", "other"),
        ("Tampereen kaupunki", "Tammerfors stad", "same"),
        ("Tampereen kaupunki", "Tampere: sivistyspalvelut", "same"),
        ("Tampere: tekniset palvelut", "Tampere: sivistyspalvelut", "other"),
        ("Tampereen kaupunki", "Tampereen Hoiva Oy", "other"),
        ("Pirkanmaan hyvinvointialue", "Pirkanmaan hyvinvointialue", "same"),
        ("Pirkanmaan hyvinvointialue", "Varsinais-Suomen hyvinvointialue", "other"),
        ("Mainio Hoivapolku Oy", None, "hidden"),
    ],
)
def test_employers_by_name(a: str | None, b: str | None, found: str) -> None:
    one, other = (employer_words(name, ("Tampere", "Tammerfors"), "837") for name in (a, b))
    assert relation(one, other, same_language=True) == relation(other, one, same_language=True) == found


@pytest.mark.parametrize(
    ("name", "text", "hides"),
    [
        ("Mainio Hoivapolku Oy", TEXT, False),
        ("Mainio Hoivapolku Oy", "Palvelemme asiakkaitamme lämmöllä. Asiakkaat ovat ikääntyneitä.", False),
        ("Tekijä Oy", "Haemme asiakkaallemme kokkia.", True),
        ("Tekijä Oy", "Asiakasyrityksemme on alansa johtava.", True),
        ("Personalpoolen Ab", "Vi söker en kock till vår kund i Vasa.", True),
        ("Staffpoint", "Our client company is hiring.", True),
        ("Jokin Henkilöstöpalvelut Oy", "", True),
        (None, TEXT, True),
    ],
)
def test_who_hires_for_others(name: str | None, text: str, hides: bool) -> None:
    assert hides_client(name, text) == hides


@pytest.mark.parametrize(
    ("title", "text", "facts"),
    [
        ("Lähihoitaja, yövuoro", "", {"shift:night"}),
        ("Närvårdare, nattskift, 75 %", "", {"shift:night", "share:75"}),
        ("Practical nurse, night shift", "", {"shift:night"}),
        ("Myyjä", "Työvuorot painottuvat iltoihin.", {"shift:evening"}),
        ("Sairaanhoitaja os. 12", "", {"unit:12"}),
        ("Sjukskötare", "Placeringen är avdelning 3B.", {"unit:3b"}),
        ("Kokki", "Työaika on 60 prosenttia täydestä.", {"share:60"}),
        ("Kokki", "Saat 15 % alennuksen ostoksista.", set()),
        ("Kokki, sij. 6 kk", "Koeaika on 4 kk.", {"contract:fixed", "months:6"}),
        ("Tarjoilija (3 kpl)", "", {"openings:3"}),
        ("Varastotyöntekijä", "Kyseessä on vakituinen työ, 30 h/vko.", {"contract:permanent", "hours:30"}),
        ("Vastaava ohjaaja", "", {"level:responsible"}),
    ],
)
def test_facts_are_the_same_in_any_language(title: str, text: str, facts: set[str]) -> None:
    assert facts_of(one_sentence(title), sentences_of(text)) == facts


def test_facts_contradict_only_in_kind() -> None:
    two_shifts = frozenset(("shift:day", "shift:night"))
    assert contradicting(frozenset(("shift:night",)), two_shifts) is None
    assert contradicting(frozenset(("shift:evening",)), two_shifts) == "shift"
    assert contradicting(frozenset(("unit:3",)), frozenset(("openings:3",))) is None


def test_whom_to_ask_is_nowhere_in_what_is_kept() -> None:
    asked = "Lisätietoja antaa Maija Mallikas, puh. 040 1234567."
    without, with_ = (read_text(sentences_of(text), ()) for text in (TEXT, f"{TEXT}\n{asked}"))
    assert without == with_


def test_a_text_of_any_length_is_compared_by_a_sample() -> None:
    words = " ".join(f"sana{number}" for number in range(2000))
    long = read_text(sentences_of(words), ()).shingles
    half = read_text(sentences_of(" ".join(words.split()[:1000])), ()).shingles
    assert len(long) == len(half) == 1024
    shared, of_shorter = overlap(long, half)
    assert 0.4 < shared < 0.6
    assert of_shorter > 0.95
    assert overlap(b"", long) == (0.0, 0.0)


def test_sketches_guess_what_shingles_tell() -> None:
    one = advert()
    for told in SAME.values():
        other = advert("board", **told)
        if other.sketch and other.language == one.language:
            sketches = np.frombuffer(other.sketch, dtype=np.uint8)[None, :]
            guess = float(guessed_overlaps(sketches, np.frombuffer(one.sketch, dtype=np.uint8))[0])
            assert abs(guess - overlap(one.text.shingles, other.text.shingles)[0]) < 0.15


def test_a_likeness_survives_its_bytes() -> None:
    for told in SAME.values():
        found = advert("board", skills=("a", "b"), licences=("valvira-nurse",), **told)
        assert Likeness.from_bytes(found.id, found.to_bytes()) == found
    with pytest.raises(ValueError, match="not a likeness"):
        Likeness.from_bytes(found.id, found.to_bytes()[:-1])


def test_only_what_is_open_is_compared() -> None:
    submitted = VacancySubmitted(vacancy_id=UUID(int=1), source="s", external_id="1", status="closed", title="Kokki")
    state = VacancyNormalised(
        vacancy_id=UUID(int=1), source="s", status="closed", title="Kokki", place=Place(kind="unknown")
    )
    assert likeness_of(submitted, state) is None


# From here on: many adverts in memory, and what changes.


def _variants() -> list[dict[str, Any]]:
    """Ways to tell of three jobs, two of them nearly the same."""
    third = {"employer": "Sointula Oy", "description": OTHERS, "title": "Sairaanhoitaja, kolmivuorotyö"}
    return [*SAME.values(), OTHER_JOBS["another ward"], OTHER_JOBS["another shift"], third, third | {"employer": None}]


VARIANTS = [advert(**told) for told in _variants()]
SOURCES = ("employers-own", "board", "agency")
IDS = [(source, key) for source in SOURCES for key in ("1", "2", "3")]


def shown(variant: int, source: str, key: str) -> Likeness:
    """That variant as the source's row."""
    return replace(VARIANTS[variant % len(VARIANTS)], id=vacancy_id(source, key), origins=((source, key),))


def partition(jobs: Jobs) -> set[frozenset[UUID]]:
    return {jobs.members(vacancy_id(*id_)) for id_ in IDS if len(jobs.members(vacancy_id(*id_))) > 1}


def put(jobs: Jobs, *adverts: Likeness) -> None:
    jobs.apply(jobs.plan({each.id: each for each in adverts}).changes)


def close(jobs: Jobs, *ids: UUID) -> None:
    jobs.apply(jobs.plan(dict.fromkeys(ids)).changes)


def by_hand(jobs: Jobs, a: UUID, b: UUID, apart: bool) -> None:
    jobs.apply(jobs.plan({}, {pair_of(a, b): apart}).changes)


Step = tuple[str, Any]
ids = st.sampled_from(IDS)
steps = st.one_of(
    st.tuples(
        st.just("put"), st.dictionaries(ids, st.one_of(st.none(), st.integers(0, len(VARIANTS) - 1)), min_size=1)
    ),
    st.tuples(st.just("apart"), st.tuples(ids, ids, st.booleans())),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(steps, max_size=12), st.sampled_from((1, 8)))
def test_the_order_of_things_does_not_matter(story: list[Step], most_twins: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(job_index, "MOST_TWINS", most_twins)
        jobs, open_, apart_ = Jobs(), dict[UUID, Likeness | None](), dict[tuple[UUID, UUID], bool]()
        for what, about in story:
            before = partition(jobs)
            if what == "put":
                changed = {
                    vacancy_id(*id_): None if variant is None else shown(variant, *id_)
                    for id_, variant in about.items()
                }
                plan = jobs.plan(changed)
                open_ |= changed
            else:
                a, b, held = about
                if a == b:
                    continue
                pair = pair_of(vacancy_id(*a), vacancy_id(*b))
                plan = jobs.plan({}, {pair: held})
                apart_[pair] = held
            assert partition(jobs) == before, "a plan alone changes nothing"
            told_before = {id_: jobs.job(id_) for id_ in open_}
            jobs.apply(plan.changes)
            for id_ in open_:
                # What is told is what holds, and whatever changes is told.
                assert plan.told.get(id_, told_before[id_]) == jobs.job(id_)
        from_scratch = Jobs()
        from_scratch.apply(from_scratch.plan({id_: advert for id_, advert in open_.items() if advert}, apart_).changes)
        assert partition(jobs) == partition(from_scratch)
        for members in partition(jobs):
            assert all(open_[id_] for id_ in members)
            assert not any(apart_.get(pair_of(a, b)) for a in members for b in members if a != b)
            assert len({job.job_id for id_ in members if (job := jobs.job(id_))}) == 1


def test_one_job_from_three_sources_is_told_as_one() -> None:
    jobs = Jobs()
    own, board, agency = shown(0, "employers-own", "1"), shown(3, "board", "1"), shown(1, "agency", "1")
    put(jobs, own)
    assert jobs.job(own.id) is None
    plan = jobs.plan({board.id: board})
    assert plan.told.keys() == {own.id, board.id}, "the one that was there is told too"
    jobs.apply(plan.changes)
    put(jobs, agency)
    for each in (own, board, agency):
        job = jobs.job(each.id)
        assert job is not None
        assert (job.job_id, job.vacancies) == (own.id, 3)
        assert any(reason.startswith("text:") for reason in job.because)


def test_what_stood_first_stands_until_it_closes() -> None:
    jobs = Jobs()
    first, *others = sorted((shown(0, source, "1") for source in SOURCES), key=lambda each: each.id, reverse=True)
    put(jobs, first)
    put(jobs, *others)
    assert jobs.standing(others[0].id) == first.id, "though the others' ids are smaller"
    put(jobs, replace(first, title=("toinen",)))
    assert jobs.standing(others[0].id) == first.id
    close(jobs, first.id)
    assert {jobs.standing(each.id) for each in others} == {min(each.id for each in others)}
    put(jobs, first)
    assert jobs.standing(first.id) == min(each.id for each in others), "it came back to a job that another stands for"
    close(jobs, others[0].id)
    close(jobs, others[1].id)
    assert jobs.job(first.id) is None


def test_what_is_set_apart_stays_apart() -> None:
    jobs = Jobs()
    own, board, agency = (shown(0, source, "1") for source in SOURCES)
    put(jobs, own, board, agency)
    by_hand(jobs, own.id, board.id, apart=True)
    together = jobs.members(own.id)
    assert board.id not in together
    for change in (replace(board, ends=800_000), None, board):
        jobs.apply(jobs.plan({board.id: change}).changes)
        assert board.id not in jobs.members(own.id), "neither a change nor closing and coming again joins them"
    put(jobs, shown(4, "agency", "1"))
    assert not {own.id, board.id} <= jobs.members(agency.id), "nor does a third that is like both"
    by_hand(jobs, own.id, board.id, apart=False)
    assert jobs.members(own.id) == {own.id, board.id, agency.id}


def test_of_two_wards_the_board_has_the_one_it_names() -> None:
    jobs = Jobs()
    three, five = shown(0, "employers-own", "1"), replace(shown(10, "employers-own", "2"))
    assert compare(three, five) is None
    copy = advert("board", **OTHER_JOBS["another ward"])
    put(jobs, copy, three, five)
    assert jobs.members(copy.id) == {copy.id, five.id}


def test_of_two_that_nothing_tells_apart_a_third_is_neither() -> None:
    jobs = Jobs()
    one, again, copy = shown(0, "employers-own", "1"), shown(0, "employers-own", "2"), shown(0, "board", "1")
    put(jobs, one, again, copy)
    assert jobs.job(copy.id) is None
    close(jobs, again.id)
    assert jobs.members(copy.id) == {copy.id, one.id}


def test_a_crowd_of_one_source_is_compared_with_nobody_until_it_thins() -> None:
    jobs, copy = Jobs(), shown(0, "board", "1")
    crowd = [shown(0, "employers-own", str(number)) for number in range(job_index.MOST_TWINS + 1)]
    put(jobs, copy, *crowd)
    plan = jobs.plan({crowd[0].id: None})
    assert len(plan.changes.pairs) == job_index.MOST_TWINS, "now they are compared"
    for left in crowd[1:]:
        assert jobs.job(copy.id) is None
        close(jobs, left.id)
    assert jobs.members(copy.id) == {copy.id, crowd[0].id}


def cluster(scores: Mapping[tuple[str, str], float], barred: Sequence[tuple[str, str]] = ()) -> set[frozenset[str]]:
    names = sorted({name for pair in scores for name in pair})
    number = {name: UUID(int=place) for place, name in enumerate(names)}
    apart_ = {frozenset(map(number.__getitem__, pair)) for pair in barred}
    found = clusters(
        number.values(),
        {pair_of(number[a], number[b]): score for (a, b), score in scores.items()},
        lambda a, b: frozenset((a, b)) in apart_,
    )
    return {frozenset(names[id_.int] for id_ in group) for group in found}


def test_clusters_join_what_is_connected_and_never_what_is_barred() -> None:
    chain = {("a", "b"): 5.0, ("b", "c"): 4.0}
    assert cluster(chain) == {frozenset("abc")}
    near = {("a", "b"): 5.0, ("b", "c"): 4.9}
    assert cluster(near, [("a", "c")]) == {frozenset("a"), frozenset("b"), frozenset("c")}, "b could be either"
    far = {("a", "b"): 9.0, ("b", "c"): 4.9, ("c", "d"): 3.0}
    assert cluster(far, [("a", "c")]) == {frozenset("ab"), frozenset("cd")}
    taken = {("a", "d"): 5.0, ("d", "e"): 4.9, ("e", "f"): 9.0}
    assert cluster(taken, [("a", "e"), ("d", "f")]) == {frozenset("ad"), frozenset("ef")}, "e is f's, so no rival of a"
