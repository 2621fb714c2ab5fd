"""A notice in an office's own language: a headline and a line for each candidate or area. Pure."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from services.notifier.notices import Content
from shared.areas import gazetteer
from shared.events.matches import Role

Catalogue = dict[str, Any]


def words(content: Content | None, role: Role, locale: str) -> list[str]:
    """The lines of a notice, headline first."""
    texts = catalogue(locale)
    if content is None:
        return [texts["withdrawn"]]
    vacancy = content["vacancy"]
    count = (
        len(content["candidates"]) + content["more"]
        if role == "seeker_area"
        else sum(content["seekers_by_area"].values())
    )
    headline = texts[role]["one" if count == 1 else "many"].format(
        title=vacancy["title"],
        employer=vacancy.get("employer") or texts["no_employer"],
        place=vacancy.get("place", {}).get(locale) or texts["no_place"],
        count=count,
    )
    if role == "vacancy_area":
        return [
            headline,
            *(_area_line(area, number, texts, locale) for area, number in content["seekers_by_area"].items()),
        ]
    lines = [headline, *(_candidate_line(candidate, texts, locale) for candidate in content["candidates"])]
    return [*lines, texts["more"].format(count=content["more"])] if content["more"] else lines


@cache
def catalogue(locale: str) -> Catalogue:
    """The texts of a language."""
    return tomllib.loads(files("services.notifier").joinpath("texts", f"{locale}.toml").read_text(encoding="utf-8"))


def _candidate_line(candidate: dict[str, Any], texts: Catalogue, locale: str) -> str:
    reasons = candidate["reasons"]
    kilometres = reasons.get("distance_km")
    distance = texts["distance"]["unknown" if kilometres is None else "known"].format(km=round(kilometres or 0))
    labels = reasons["seeker_occupation"]
    return str(
        texts["candidate"].format(
            seeker=candidate["seeker_id"][:8],
            occupation=labels.get(locale) or labels.get("fi"),
            relation=texts["relation"][reasons["relation"]],
            score=round(candidate["score"] * 100),
            mobility=texts["mobility"][reasons["mobility"]].format(km=distance),
        )
    )


def _area_line(code: str, count: int, texts: Catalogue, locale: str) -> str:
    area = gazetteer().area(code)
    form = texts["area_count"]["one" if count == 1 else "many"]
    return str(form.format(area=area.names[locale] if area else code, count=count))
