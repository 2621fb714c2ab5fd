"""Countries by their codes, written so that the normaliser keeps abroad what is abroad."""

NAMES = {
    "AX": "Åland", "SE": "Sweden", "NO": "Norway", "DK": "Denmark", "IS": "Iceland", "EE": "Estonia", "LV": "Latvia",
    "LT": "Lithuania", "DE": "Germany", "PL": "Poland", "NL": "Netherlands", "BE": "Belgium", "LU": "Luxembourg",
    "FR": "France", "ES": "Spain", "PT": "Portugal", "IT": "Italy", "AT": "Austria", "CH": "Switzerland",
    "GB": "United Kingdom", "IE": "Ireland", "GR": "Greece", "CZ": "Czechia", "HU": "Hungary", "US": "United States",
    "CA": "Canada", "RU": "Russia",
}  # fmt: skip
ALAND = NAMES["AX"]
FINLAND_CODES = frozenset({"FI", "FIN", "246"})

_FINLAND = frozenset({"FI", "FIN", "FINLAND", "SUOMI"})
# What the European Union calls two of them, and countries that the normaliser does not know.
_IN_EUROPE = {
    "EL": NAMES["GR"], "UK": NAMES["GB"], "BG": "abroad (Bulgaria)", "CY": "abroad (Cyprus)", "HR": "abroad (Croatia)",
    "LI": "abroad (Liechtenstein)", "MT": "abroad (Malta)", "RO": "abroad (Romania)", "SI": "abroad (Slovenia)",
    "SK": "abroad (Slovakia)",
}  # fmt: skip
_ANY = NAMES | _IN_EUROPE
_KNOWN = frozenset(NAMES.values())
_LONGEST_CODE = 60


def is_finland(text: str) -> bool:
    """Whether this is a code of Finland, or its name."""
    return text.upper() in _FINLAND


def surely_abroad(country: str) -> str:
    """A country, by code or name, by a name that the normaliser knows, else called abroad in so many words.

    A `Sund` in a country that it does not know must never pass for the Sund on Åland.
    """
    if country in _KNOWN:
        return country
    return _ANY.get(country.upper(), f"abroad ({country[:_LONGEST_CODE]})")
