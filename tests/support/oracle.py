"""What must have been told, worked out anew from the pushed rows: DESIGN.md in plain Python, no code of the matcher.

The rows use few titles and places, so that this file knows by itself what each means. Of the rules file it reads the
numbers only.
"""

import tomllib
from collections import Counter
from itertools import product
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any
from uuid import UUID
from zlib import crc32

import asyncpg

from shared.esco import starter_taxonomy
from tests.support.world import World

RULES = tomllib.loads((Path(__file__).parents[2] / "services/matcher/rules.toml").read_text())
# title: ESCO code
TITLES = {
    "sairaanhoitaja": "2221.2",
    "lähihoitaja": "5321.1",
    "siivooja": "9112.1",
    "kokki": "5120.1",
    "laskuttaja": "4311.2",
    "barnskötare": "5311.1",
}
# municipality: area, latitude, longitude
PLACES: dict[str, tuple[str, float, float]] = {}
Pair = tuple[UUID, UUID]


def learn() -> None:
    """The codes and coordinates of the few titles and places, from the data that ships (not from any service)."""
    from datetime import date

    from shared.areas import gazetteer
    from tests.support.titles import starter_index

    for title in list(TITLES):
        TITLES[title] = starter_index().classify(title).candidates[0].code
    for name in ("Kokkola", "Tampere", "Helsinki", "Espoo", "Vaasa", "Mariehamn", "Lempäälä", "Kangasala", "Oulu"):
        found = gazetteer().municipality(name, date.today())
        assert found is not None and found.lat is not None and found.lon is not None
        PLACES[name] = (gazetteer().area_of(found.code, date.today()) or "", found.lat, found.lon)


def score(vacancy: dict[str, Any], seeker: dict[str, Any]) -> float | None:
    """The score of a valid match, or None."""
    if vacancy.get("status", "open") != "open" or seeker.get("status", "active") != "active":
        return None
    if vacancy["title"] not in TITLES or seeker["place"] not in PLACES:
        return None
    home, lat_s, lon_s = PLACES[seeker["place"]]
    work, lat_v, lon_v = PLACES.get(vacancy.get("place", ""), (None, 0.0, 0.0))
    moves = seeker.get("mobility", {})
    remote = vacancy.get("remote") == "full"
    if work == home or (work is None and not remote):
        return None
    kilometres = None if work is None else _kilometres(lat_s, lon_s, lat_v, lon_v)
    by_remote = remote and moves.get("remote", False)
    if not (by_remote or (work is not None and _goes(home, work, kilometres or 0.0, moves))):
        return None
    if not set(vacancy.get("licences", ())) <= set(seeker.get("licences", ())):
        return None
    worth = [
        RULES["weights"]["relation"] * related
        + RULES["weights"]["experience"] * _experience(vacancy, sought.get("experience_years", 0))
        for sought in seeker["occupations"]
        if sought["title"] in TITLES and (related := _related(TITLES[vacancy["title"]], TITLES[sought["title"]]))
    ]
    if not worth:
        return None
    nearness = 1.0 if by_remote else max(0.0, 1 - (kilometres or 0.0) / RULES["distance"]["nearness_km"])
    total = round(max(worth) + RULES["weights"]["skills"] + RULES["weights"]["distance"] * nearness, 4)
    return total if total >= RULES["threshold"] else None


def _goes(home: str, work: str, kilometres: float, moves: dict[str, Any]) -> bool:
    if work in moves.get("areas", ()):
        return True
    limit = moves.get("commute_km", RULES["commute_default_km"])
    if "46" not in (home, work) and limit > 0 and kilometres <= limit:
        return True
    return bool(moves.get("whole_country")) and work != "46"


def _experience(vacancy: dict[str, Any], years: float) -> float:
    required = vacancy.get("experience_years") or 0
    return min(1.0, years / required) if required else 1.0


def _related(code_a: str, code_b: str) -> float:
    a, b = starter_taxonomy().by_code(code_a), starter_taxonomy().by_code(code_b)
    assert a is not None and b is not None
    if a.uri == b.uri:
        return float(RULES["relation"]["same_occupation"])
    if a.isco == b.isco:
        return float(RULES["relation"]["same_unit_group"])
    if len(set(a.skills) & set(b.skills)) >= RULES["relation"]["shared_skills_needed"]:
        return float(RULES["relation"]["shared_skills"])
    return float(RULES["relation"]["same_minor_group"]) if a.isco[:3] == b.isco[:3] else 0.0


def _kilometres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    a, b, c, d = (radians(each) for each in (lat_a, lon_a, lat_b, lon_b))
    return 2 * 6371.0088 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def expected(world: World) -> dict[Pair, float]:
    """Every valid pair with its score."""
    if not PLACES:
        learn()
    pairs = product(world.vacancies.items(), world.seekers.items())
    found = {(vid, sid): score(vacancy, seeker) for (vid, vacancy), (sid, seeker) in pairs}
    return {pair: value for pair, value in found.items() if value is not None}


def wrongs(world: World, told: dict[Pair, float]) -> list[str]:
    """What is wrong with what was told, by DESIGN.md's three statements on exposure."""
    valid, top_k, cap = expected(world), RULES["top_k"], RULES["cap"]
    of_seeker = Counter(seeker for _, seeker in told)
    of_slot = Counter(_slot(world, pair) for pair in told)
    found = [f"told but not valid: {pair}" for pair in told if pair not in valid]
    found += [f"wrong score: {pair}" for pair in told if pair in valid and abs(valid[pair] - told[pair]) > 1e-4]
    found += [f"a seeker is proposed {count} times" for count in of_seeker.values() if count > cap]
    found += [f"a vacancy tells {count} of an area and shard" for count in of_slot.values() if count > top_k]
    found += [
        f"untold with room on both sides: {pair}"
        for pair in valid
        if pair not in told and of_seeker[pair[1]] < cap and of_slot[_slot(world, pair)] < top_k
    ]
    return found


def _slot(world: World, pair: Pair) -> tuple[UUID, str, int]:
    seeker = world.seekers.get(pair[1])
    area = PLACES[seeker["place"]][0] if seeker else "-"
    return pair[0], area, crc32(str(pair[1]).encode()) % 96


async def all_wrongs(world: World) -> list[str]:
    """What is wrong in the matcher's ledger, in the notifier's matches and in the notices."""
    admin = await asyncpg.connect(world.exchange.admin_url)
    try:
        ledger = {
            (row["vacancy_id"], row["seeker_id"]): row["score"]
            for row in await admin.fetch("SELECT * FROM matcher.ledger WHERE told")
        }
        heard = {
            (row["vacancy_id"], row["seeker_id"]): row["score"]
            for row in await admin.fetch("SELECT * FROM notifier.match WHERE holds")
        }
        notices = await admin.fetch("SELECT vacancy_id, area, content FROM notifier.notice WHERE role = 'seeker_area'")
    finally:
        await admin.close()
    found = [f"matcher: {wrong}" for wrong in wrongs(world, ledger)]
    if heard != ledger:
        found.append(
            f"notifier holds {len(heard)}, the ledger {len(ledger)}, {len(heard.keys() ^ ledger.keys())} differ"
        )
    return found + _notice_wrongs(world, heard, [dict(row) for row in notices])


def _notice_wrongs(world: World, heard: dict[Pair, float], notices: list[dict[str, Any]]) -> list[str]:
    import json

    wanted: dict[tuple[UUID, str], list[tuple[float, str]]] = {}
    for (vacancy, seeker), value in heard.items():
        if seeker in world.seekers:
            slot = (vacancy, PLACES[world.seekers[seeker]["place"]][0])
            wanted.setdefault(slot, []).append((-value, str(seeker)))
    found = []
    for notice in notices:
        best = sorted(wanted.pop((notice["vacancy_id"], notice["area"]), []))[: RULES["top_k"]]
        content = json.loads(notice["content"]) if notice["content"] else {"candidates": []}
        shown = [(-each["score"], each["seeker_id"]) for each in content["candidates"]]
        if shown != best:
            found.append(
                f"notice of {notice['vacancy_id']} to {notice['area']}: shows {len(shown)}, should {len(best)}"
            )
    return found + [f"no notice of {vacancy} to {area}" for vacancy, area in wanted]
