"""What the national JSON formats (Työmarkkinatori) have in common: careful reading, and code lists. Pure.

Nothing here raises for what a body may hold: what cannot be read is left out, with a note that names its path.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import HttpUrl, TypeAdapter, ValidationError

from services.ingest.formats.base import Found, Limits, Reader
from services.ingest.formats.json_items import JsonItems, content_of
from services.ingest.formats.native import Lines
from services.ingest.problems import Problem, too_deep

LINE, LONG, MANY, LANGUAGES, OCCUPATIONS, KEY, URL = 500, 20_000, 100, 30, 20, 200, 2_000  # the row model's bounds
WORK_TIMES = {"01": "full_time", "02": "part_time"}
LEVELS = {level: level for level in ("A1", "A2", "B1", "B2", "C1", "C2")} | {"L1": "C2"}  # L1 is the mother tongue
FINLAND = frozenset({"FI", "FIN", "246"})
ALAND_REGION = "21"  # the one region that is one employment area, and all of it

# A group of classes is met by the least of them: who holds more is known downstream to hold the least.
DRIVING = {"A1A2A": "a1", "B96BE": "b", "C1C": "c1", "C1ECE": "c1e", "D1D": "d1", "D1EDE": "d1e"} | {
    name.upper(): name for name in "am a1 a2 a b be c1 c c1e ce d1 d d1e de t lt".split()
}
# Codes of the list "Kortit ja luvat". Those that the exchange has a name for get it; the others keep their Finnish
# name, put so that it is one condition: downstream, a comma or "ja" stands between two.
PERMITS = {
    "002": "adr-permit", "005": "alcohol-passport", "009": "real-estate-agent-qualification", "013": "first-aid-1",
    "014": "first-aid-2", "022": "hygiene-passport", "027": "order-keeper", "041": "driver-cpc",
    "051": "wet-room-certificate", "069": "electrical-safety-card", "071": "taxi-driver-permit",
    "072": "road-work-safety-card", "074": "forklift-card", "075": "hot-work-card",
    "079": "occupational-safety-card", "086": "security-guard-card",
    "001": "A/T-pätevyys (antenniverkkotyöt)", "003": "Alikonemestarinkirja", "004": "Alkusammutuskortti AS1",
    "006": "ARPA-kurssi", "007": "Asbestipurkutyövaltuutus",
    "008": "Asiakirjahallinnon perustutkinto", "010": "AT-pätevyys (tietoverkkotyöt)", "011": "Auktorisoitu kääntäjä",
    "012": "BRM-kurssi", "015": "Erikoiskuljetusten liikenteenohjaajakoulutus EKL", "016": "GOC-kurssi",
    "017": "Henkilöauton ammattiajolupa", "018": "Henkilönostinkortti", "019": "Hissiturvallisuustutkinto",
    "020": "Hitsauspätevyydet", "021": "HTM-tilintarkastajatutkinto", "023": "Ikärajapassi", "024": "IMDG-kurssi",
    "025": "Itämeren laivurinkirja", "026": "JHTT-tilintarkastajatutkinto", "028": "Kaasusumutinlupa",
    "029": "Kaasusäiliöalusten turvallisuuskurssi", "030": "Kansimiehen pätevyyskirja", "031": "Kattotulityökortti",
    "032": "Kemikaalisäiliöalusten turvallisuuskurssi", "033": "KHT-tilintarkastajatutkinto",
    "034": "Kokkistuertin pätevyyskirja", "035": "Konehoitajankirja", "036": "Konemestarinkirja",
    "037": "Konemiehen pätevyyskirja", "038": "Konevahtimiehen pätevyyskirja", "039": "Korjausmiehen pätevyyskirja",
    "040": "Kotimaan laivurinkirja", "042": "Kuljettajankirja I", "043": "Kuljettajankirja II",
    "044": "Laivahuoltajan pätevyyskirja", "045": "Laivakokin pätevyyskirja", "046": "Laivasähkömiehen pätevyyskirja",
    "047": "Laivatarjoilijan pätevyyskirja", "048": "Matruusin pätevyyskirja", "049": "Matkailualan turvallisuuspassi",
    "050": "Merikapteeninkirja", "052": "Pelastautumiskurssi", "053": "Pelastusvenemiehen pätevyyskirja",
    "054": "Perämiehenkirja", "055": "Potilassiirtojen Ergonomiakortti", "056": "Pumppumiehen pätevyyskirja",
    "057": "Puolimatruusin pätevyyskirja", "058": "Pursimiehen pätevyyskirja", "059": "Putkistopassi",
    "060": "Putoamissuojainten määräaikaistarkastaja", "061": "Puuturvakortti", "062": "Siltanosturikortti",
    "063": "Sosiaalialan turvakortti (Soster)", "064": "STCW-95 Basic", "065": "Suojainasiantuntijakortti",
    "066": "Suojakaasujärjestelmäkurssi", "067": "Sähkömestarinkirja", "068": "Sähköturvallisuustutkinto",
    "070": "Säiliöalusten perehdyttämiskurssi", "073": "T-pätevyys (tietoverkkotyöt)",
    "076": "Turvallisuusneuvonantajakoulutus", "077": "Turvasuojaajakortti", "078": "Työhyvinvointikortti",
    "080": "Vaarallisten kemikaalien käytönvalvoja", "081": "Vaaralliset aineet (VAK- tai ADR-koulutus)",
    "082": "Vaarallisten aineiden ilmakuljetus (DGR)", "083": "Vahtikonemestarinkirja",
    "084": "Vahtimiehen pätevyyskirja", "085": "Vahtiperämiehenkirja", "087": "Vesihygieniapassi",
    "088": "Vesityökortti", "089": "Vuokrahuoneiston välittäjä LVV", "090": "Yleinen vakuutustutkinto VTS",
    "091": "Laivasähkömies YT-pätevyys", "092": "Ylempi vakuutustutkinto YVTS", "093": "Ylikonemestarinkirja",
    "094": "Yliperämiehenkirja", "095": "Öljysäiliöalusten turvallisuuskurssi",
}  # fmt: skip
COUNTRIES = {
    "AX": "Åland", "SE": "Sweden", "NO": "Norway", "DK": "Denmark", "IS": "Iceland", "EE": "Estonia", "LV": "Latvia",
    "LT": "Lithuania", "DE": "Germany", "PL": "Poland", "NL": "Netherlands", "BE": "Belgium", "LU": "Luxembourg",
    "FR": "France", "ES": "Spain", "PT": "Portugal", "IT": "Italy", "AT": "Austria", "CH": "Switzerland",
    "GB": "United Kingdom", "IE": "Ireland", "GR": "Greece", "CZ": "Czechia", "HU": "Hungary", "US": "United States",
    "CA": "Canada", "RU": "Russia",
}  # fmt: skip

_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)
_ISO_639_1 = re.compile(r"[a-z]{2}")
_NUL = Problem("row", "NUL", "The row has a NUL character.", "Take it out.")


class Reading:
    """One item as it is read: its values by dotted path, and a note for each path that was not read as it came."""

    def __init__(self, item: Mapping[str, Any], at: str = "", notes: dict[tuple[str, str], Problem] | None = None):
        self._item, self._at = item, at
        self._notes: dict[tuple[str, str], Problem] = {} if notes is None else notes

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What the source should know: each path once, however many values under it are wrong."""
        return tuple(self._notes.values())

    def note(self, path: str, message: str = "This is not as the format says.", hint: str = "It was left out.") -> None:
        """Say that what is here is left out."""
        self._say(path, "NOT_READ", message, hint)

    def value(self, path: str) -> Any:
        """What stands at this path, unchecked; None where there is nothing."""
        value: Any = self._item
        passed: list[str] = []
        for step in path.split("."):
            if not isinstance(value, Mapping):
                if value is not None:
                    self.note(".".join(passed))
                return None
            passed.append(step)
            value = value.get(step)
        return value

    def text(self, path: str) -> str | None:
        """A string, stripped, or None where there is none or an empty one."""
        return self._text(path, self.value(path))

    def line(self, path: str) -> str | None:
        """A string no longer than a line of the row model."""
        text = self.text(path)
        return None if text is None else self._cut(path, text, LINE)

    def code(self, path: str) -> str | None:
        """A code or URI: one that is cut would be another, so one too long is left out."""
        return self._code(path, self.value(path))

    def flag(self, path: str) -> bool:
        """True, or all else."""
        value = self.value(path)
        if value is not None and not isinstance(value, bool):
            self.note(path)
        return value is True

    def url(self, path: str, found: str | None) -> str | None:
        """A web address that the row model takes."""
        if found is None:
            return None
        try:
            good = len(str(_URL.validate_python(found))) <= URL
        except ValidationError:
            good = False
        if not good:
            self.note(path, "This is not a web address.", "Send one that begins with https:// or http://.")
        return found if good else None

    def codes(self, path: str, key: str = "uri") -> list[str]:
        """The codes or URIs of a list: strings, or objects that hold one under `key`. Each once, in their order."""
        found: dict[str, None] = {}
        for value in self._list(path):
            code = self._code(path, value.get(key) if isinstance(value, Mapping) else value)
            if code is not None:
                found.setdefault(code)
        return list(found)

    def each(self, path: str) -> Iterator["Reading"]:
        """The objects of a list, each to be read as this one."""
        for value in self._list(path):
            if isinstance(value, Mapping):
                yield Reading(value, f"{self._at}{path}.", self._notes)
            else:
                self.note(path)

    def localised(self, path: str, prefer: Sequence[str], longest: int = LINE) -> tuple[str | None, str | None]:
        """A text and its language: in the first of the preferred languages that has one, else in its own first.

        It comes as a list of {kieliKoodi, arvo} (v1), as an object by language (v2, P51), or as a plain string.
        """
        found: dict[str, str] = {}
        for language, value in self._localised(path):
            text = self._text(path, value)
            if text is not None:
                found.setdefault(language, text)
        for language in (*prefer, *found):
            if language in found:
                return self._cut(path, found[language], longest), language or None
        return None, None

    def listed(self, path: str, values: Iterable[str], most: int = MANY) -> list[str]:
        """The values, each once, no more than the row model takes."""
        unique = list(dict.fromkeys(values))
        if len(unique) > most:
            self.cut(path, f"Only the first {most} are taken.")
        return unique[:most]

    def cut(self, path: str, message: str) -> None:
        """Say that only a part is taken."""
        self._say(path, "CUT", message, "Shorten it.")

    def _say(self, path: str, code: str, message: str, hint: str) -> None:
        self._notes.setdefault((self._at + path, code), Problem(self._at + path, code, message, hint))

    def _text(self, path: str, value: Any) -> str | None:
        if value is not None and not isinstance(value, str):
            self.note(path)
            return None
        return (value or "").strip() or None

    def _code(self, path: str, value: Any) -> str | None:
        text = self._text(path, value)
        if text is not None and len(text) > LINE:
            self.note(path)
            return None
        return text

    def _cut(self, path: str, text: str, most: int) -> str:
        if len(text) > most:
            self.cut(path, f"Only the first {most} characters are taken.")
        return text[:most].rstrip()

    def _list(self, path: str) -> Sequence[Any]:
        value = self.value(path)
        if value is None or isinstance(value, list):
            return value or ()
        self.note(path)
        return ()

    def _localised(self, path: str) -> Iterator[tuple[str, Any]]:
        value = self.value(path)
        if isinstance(value, Mapping):
            yield from ((str(language).casefold(), text) for language, text in value.items())
        elif not isinstance(value, list):
            yield "", value
        else:
            for part in value:
                if isinstance(part, Mapping):
                    yield (self._text(path, part.get("kieliKoodi")) or "").casefold(), part.get("arvo")
                else:
                    self.note(path)


Read = Callable[[Reading], Mapping[str, Any]]


def _never(_: Mapping[str, Any]) -> bool:
    return False


def document(
    read: Read, lists: frozenset[str] = frozenset(), is_empty: Callable[[Mapping[str, Any]], bool] = _never
) -> Callable[[Limits], Reader]:
    """Readers of a JSON document: one item, a list of them, or an object with a list of them under one of `lists`.

    `is_empty` knows an object that is such a wrapping with nothing in it.
    """

    def row(item: dict[str, Any]) -> Iterator[Found]:
        if not is_empty(item):
            yield _found(item, read)

    return lambda limits: JsonItems(row, lists, limits)


def lines(read: Read) -> Callable[[Limits], Reader]:
    """Readers of NDJSON: one item a line."""
    return lambda limits: _Lines(read, limits)


class _Lines:
    def __init__(self, read: Read, limits: Limits) -> None:
        self._lines, self._read, self._depth = Lines(limits), read, limits.depth

    def feed(self, piece: bytes) -> Iterator[Found]:
        """The rows that end in this piece."""
        return map(self._row, self._lines.feed(piece))

    def end(self) -> Iterator[Found]:
        """The last line, if no line end stands after it."""
        return map(self._row, self._lines.end())

    def _row(self, found: Found) -> Found:
        if found.fields is None:
            return found
        if _deeper(found.given, self._depth):
            return Found(None, None, problems=(too_deep(self._depth),))
        return _found(found.given, self._read)


def _found(item: dict[str, Any], read: Read) -> Found:
    content = content_of(item)
    if b"\\u0000" in content:
        return Found(item, None, problems=(_NUL,))
    reading = Reading(item)
    fields = read(reading)
    return Found(item, fields, content, reading.notes)


def _deeper(item: Any, most: int) -> bool:
    level = [item]
    for _ in range(most):
        inside = (child for each in level for child in (each.values() if isinstance(each, dict) else each))
        level = [child for child in inside if isinstance(child, dict | list)]
    return bool(level)


def given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that something was found for."""
    return {name: value for name, value in fields.items() if value is not None and value not in ([], {})}


def origin(external_id: Any) -> dict[str, str] | None:
    """Where a national posting comes from: the same posting from two sources is one vacancy."""
    if not isinstance(external_id, str) or not 0 < len(external_id.strip()) <= KEY:
        return None
    return {"system": "tyomarkkinatori", "id": external_id}


def work_time(reading: Reading, path: str) -> str | None:
    """Full-time or part-time, by its national code."""
    code = reading.code(path)
    if code is not None and code not in WORK_TIMES:
        reading.note(path, "This code is not known.", "Send 01 (full-time) or 02 (part-time).")
    return WORK_TIMES.get(code or "")


def of_table(reading: Reading, path: str, table: Mapping[str, str], prefix: str = "") -> list[str]:
    """What the codes of a list stand for."""
    codes = reading.codes(path)
    if any(code.upper() not in table for code in codes):
        reading.note(path, "A code is not in the code list.", "Correct it; the others are taken.")
    return [prefix + table[code.upper()] for code in codes if code.upper() in table]


def driving(reading: Reading, path: str) -> list[str]:
    """Driving licences by the national groups of classes."""
    return of_table(reading, path, DRIVING, "driving-")


def language_skills(reading: Reading, path: str, code_key: str, level_key: str) -> list[dict[str, str]]:
    """Languages by their two-letter codes. A level that is not known is not guessed: the language is left out."""
    skills: list[dict[str, str]] = []
    for skill in reading.each(path):
        code = (skill.code(code_key) or "").casefold()
        level = skill.code(level_key)
        if not _ISO_639_1.fullmatch(code):
            skill.note(code_key, "This is not a two-letter language code.", "Only languages of ISO 639-1 are taken.")
        elif level is not None and level.upper() not in LEVELS:
            skill.note(level_key, "This level is not known.", "Send A1 to C2, or L1 for the mother tongue.")
        else:
            skills.append({"code": code} | ({"level": LEVELS[level.upper()]} if level else {}))
    if len(skills) > LANGUAGES:
        reading.cut(path, f"Only the first {LANGUAGES} are taken.")
    return skills[:LANGUAGES]


def municipality_code(text: str) -> str:
    """A municipality's code with the zeros that careless hands lose; a name as it stands."""
    return text.zfill(3) if text.isdecimal() else text


@dataclass(frozen=True)
class Where:
    """The paths that say where a job is."""

    municipalities: str
    regions: str
    countries: str
    post_code: str
    post_office: str

    def place(self, reading: Reading) -> tuple[str | None, bool]:
        """The place in words that are understood downstream, and whether it is one that people go to."""
        municipalities = [municipality_code(each) for each in reading.codes(self.municipalities)]
        if municipalities:
            return self._within(reading, self.municipalities, municipalities), True
        regions, countries = reading.codes(self.regions), [code.upper() for code in reading.codes(self.countries)]
        abroad = [] if FINLAND.intersection(countries) else [COUNTRIES.get(code, code) for code in countries]
        office, _ = reading.localised(self.post_office, ())
        # A town is told apart from a Finnish namesake by a country that is understood, or not at all.
        if office and (not abroad or abroad[0] in COUNTRIES.values()):
            towns = [" ".join(filter(None, (reading.code(self.post_code), office)))]
            return self._within(reading, self.post_office, [", ".join((*towns, *abroad[:1]))]), True
        if regions == [ALAND_REGION]:
            return COUNTRIES["AX"], False
        if regions:
            reading.note(
                self.regions, "A region alone is not a place here: areas cross its borders.", "Name the municipalities."
            )
        if abroad:
            return self._within(reading, self.countries, abroad), False
        # Nothing but "Finland" is how the national service says that the job is anywhere in the country.
        return ("Suomi" if countries and not regions else None), False

    def _within(self, reading: Reading, path: str, names: Sequence[str]) -> str:
        """As many of the names as there is room for."""
        kept = names[0][:LINE].rstrip()
        for name in names[1:]:
            if len(kept) + len(name) + 3 > LINE:
                break
            kept += f" / {name}"
        if len(kept) < len(" / ".join(names)):
            reading.cut(path, f"Only the first {LINE} characters are taken.")
        return kept
