"""Where a job is, as the national formats say it."""

from dataclasses import dataclass

from services.ingest.formats import countries
from services.ingest.formats.json_reading import Reading
from services.ingest.formats.national_codes import ALAND_REGION


def municipality_code(text: str) -> str:
    """A municipality's code with the zeros that careless hands lose; a name as it stands."""
    return text.zfill(3) if text.isdecimal() else text


def _country(code: str) -> str:
    """A country's name, or its code if it is of letters: one of digits would pass for a municipality downstream."""
    return countries.surely_abroad(code) if code.isdecimal() else countries.NAMES.get(code, code)


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
            return reading.notes.places(self.municipalities, municipalities), True
        regions, named = reading.codes(self.regions), [code.upper() for code in reading.codes(self.countries)]
        abroad = [] if countries.FINLAND_CODES.intersection(named) else [_country(code) for code in named]
        office, _ = reading.localised(self.post_office, ())
        # A town is told apart from a Finnish namesake by a country that is understood, or not at all.
        if office and (not abroad or abroad[0] in countries.NAMES.values()):
            towns = [" ".join(filter(None, (reading.code(self.post_code), office)))]
            return reading.notes.places(self.post_office, [", ".join((*towns, *abroad[:1]))]), True
        if regions == [ALAND_REGION]:
            return countries.ALAND, False
        if regions:
            reading.note(
                self.regions, "A region alone is not a place here: areas cross its borders.", "Name the municipalities."
            )
        if abroad:
            return reading.notes.places(self.countries, abroad), False
        # Nothing but "Finland" is how the national service says that the job is anywhere in the country.
        return ("Suomi" if named and not regions else None), False
