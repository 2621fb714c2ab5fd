"""How a source tells of a job: as its employer's own advert, or as the copy that boards and agencies make of one."""

import random
from typing import Any, Literal

from examples.generator.adverts import Sentence, place_name, reworded, sentences, title_of
from examples.generator.families import phrases
from examples.generator.jobs import Job

Row = dict[str, Any]
Kind = Literal["own", "agency's own", "republished", "board", "agency", "translated"]
COPIES: dict[Kind, int] = {"republished": 3, "board": 4, "agency": 4, "translated": 2}
AGENCIES = {
    "revontuli-rekry": "Revontuli Rekry Oy",
    "satamatyo": "Satamatyö Henkilöstöpalvelut Oy",
    "hoivaporras": "Hoivaporras Henkilöstö Oy",
}
OTHER_LANGUAGE = {"fi": "sv", "sv": "fi", "en": "fi"}
UNDESCRIBED = 0.08


def own_row(job: Job, seed: int, described: bool) -> Row:
    """The employer's own advert, in full."""
    return _row(job, job.language, _words(job, seed), described)


def agencys_row(job: Job, source: str, seed: int, described: bool) -> Row:
    """An advert that only an agency has, its client unnamed."""
    return _by_agency(own_row(job, seed, described=False), job, source, (seed, described, 1.0))


def copied_row(kind: Kind, job: Job, first: Row, sources: tuple[str, str], seed: int) -> Row:
    """What the second of `sources` makes of the first one's row."""
    words, described = random.Random(f"{kind} {seed} {job.number}"), "description" in first
    if kind == "translated":
        # In the words of that language: what the job is stays the same.
        row = _row(job, OTHER_LANGUAGE[job.language], words, described)
    elif kind == "agency":
        row = _by_agency(_row(job, job.language, words, described=False), job, sources[1], (seed, described, 0.35))
    elif kind == "board":
        row = _by_board(first, job, words)
    else:
        row = first | {"origin": {"system": sources[0], "id": first["external_id"]}}
    return _with_less(row | {"external_id": f"b-{job.number:06d}", "url": f"https://example.org/{job.number}b"}, words)


def _words(job: Job, seed: int) -> random.Random:
    # A near miss follows the words of the job that it nearly is.
    return random.Random(f"words {seed} {job.twin}")


def _row(job: Job, language: str, words: random.Random, described: bool) -> Row:
    title = title_of(job, language, words)
    row: Row = {
        "external_id": f"a-{job.number:06d}",
        "title": title,
        "employer": job.employer,
        "language": language,
        "place": job.town.code if words.random() < 0.15 else place_name(job, language),
        "work_time": job.work_time,
        "skills": list(job.skills),
        "experience_years": job.years,
        "url": f"https://example.org/{job.number}a",
        "remote": job.remote,
        "licences": [job.licence] if job.licence else [],
        "languages": [{"code": job.speaks[0], "level": job.speaks[1]}] if job.speaks else [],
        "starts_on": job.facts.starts.isoformat() if job.facts.starts and words.random() < 0.8 else None,
        "expires_at": job.ends,
    }
    if described and words.random() >= UNDESCRIBED:
        row["description"] = _text(sentences(job, language, title, words))
    return {key: value for key, value in row.items() if value not in (None, [])}


def _by_board(row: Row, job: Job, words: random.Random) -> Row:
    """A board cuts the text or puts its parts in another order, and spells the employer as it likes."""
    found = row | {"employer": _respelled(row["employer"], words)}
    if "description" in row and words.random() < 0.85:
        parts = row["description"].split("\n\n")
        if words.random() < 0.5:
            words.shuffle(parts)
            found["description"] = "\n\n".join(parts)
        else:
            text = row["description"]
            found["description"] = text[: int(len(text) * words.uniform(0.4, 0.8))].rstrip() + "…"
    if words.random() < 0.25 and ", " in row["title"]:
        found["title"] = row["title"].rsplit(", ", 1)[0]
    if words.random() < 0.3:
        found["title"] = f"{found['title']}, {place_name(job, job.language)}"
    return found


def _by_agency(row: Row, job: Job, source: str, how: tuple[int, bool, float]) -> Row:
    """An agency words the title and parts of the text anew, and keeps its client's name to itself."""
    seed, described, anew = how
    words = random.Random(f"client {seed} {job.number}")
    name = words.choices((AGENCIES[source], None, "Asiakasyritys"), (6, 3, 1))[0]
    found = {key: value for key, value in row.items() if key != "employer"} | ({"employer": name} if name else {})
    if described:
        original = sentences(job, job.language, row["title"], _after_title(job, seed))
        found["description"] = _text(_agencys_text(original, job, row["title"], (anew, words)))
    return found


def _after_title(job: Job, seed: int) -> random.Random:
    """The words of the employer's own text: those of `own_row` once its title and fields are drawn."""
    words = _words(job, seed)
    _row(job, job.language, words, described=False)
    words.random()  # whether it has a text
    return words


def _agencys_text(original: list[Sentence], job: Job, title: str, how: tuple[float, random.Random]) -> list[Sentence]:
    anew, words = how
    said = phrases()[job.language]
    found = [
        Sentence("about", words.choice(said["agency_about"])),
        Sentence("seek", words.choice(said["agency_seek"]).format(title=title)),
    ]
    for sentence in original:
        chance = words.random()
        if sentence.about in ("about", "seek", "apply", "contact") or chance < anew * 0.4:
            continue
        found.append(reworded(sentence, job, job.language, words) if chance < anew else sentence)
    if words.random() < 0.6:
        found.append(Sentence("offer", words.choice(said["agency_offer"])))
    return [*found, Sentence("apply", words.choice(said["agency_apply"]))]


def _respelled(employer: str, words: random.Random) -> str:
    name = employer.removesuffix(" Oy").removesuffix(" Ab") if words.random() < 0.5 else employer
    return name.upper() if words.random() < 0.25 else name


def _with_less(row: Row, words: random.Random) -> Row:
    """Copies lose fields on the way."""
    may_go = ("skills", "experience_years", "licences", "languages", "work_time", "starts_on")
    return {key: value for key, value in row.items() if key not in may_go or words.random() < 0.75}


def _text(parts: list[Sentence]) -> str:
    """Paragraphs by what they are about."""
    groups: list[list[str]] = []
    before = ""
    for sentence in parts:
        group = {"about": "top", "seek": "top", "openings": "top", "apply": "end", "contact": "end"}.get(
            sentence.about, "mid" if sentence.about not in ("offer", "trait") else "stock"
        )
        if group != before:
            groups.append([])
        groups[-1].append(sentence.text)
        before = group
    return "\n\n".join(" ".join(group) for group in groups)
