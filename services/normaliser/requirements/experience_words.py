"""How adverts say years of experience, in three languages. Data only."""

import re

NUMBERS = {
    "puolen": 0.5, "puoli": 0.5, "puolentoista": 1.5, "ett halvt": 0.5, "half a": 0.5, "a": 1,
    "yhden": 1, "kahden": 2, "kolmen": 3, "neljän": 4, "viiden": 5, "kuuden": 6, "seitsemän": 7, "kahdeksan": 8,
    "yhdeksän": 9, "kymmenen": 10, "yksi": 1, "kaksi": 2, "kolme": 3, "neljä": 4, "viisi": 5, "kuusi": 6,
    "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
TIME = re.compile(
    rf"(?<![^\W_])(?<!\d[.,])(?:(?:(?P<digits>\d{{1,2}}(?:[.,]\d)?)(?P<more>\s?\+)?|(?P<word>{_NUMBER})(?=[\s-]))"
    rf"(?:(?:\s?[-–]\s?|\s(?:tai|eller|or|to|till)\s)(?:\d{{1,2}}|{_NUMBER}))?\+?[\s-]{{0,2}}"
    r"(?:(?P<year>vuo(?:den|tta|si|tinen|tista|tise[nt]|de)|v\b|års?\b|årig|years?\b|yrs?\b)|"
    r"(?P<month>kuukau|kk\b|månad|months?\b))"
    # `Vuoden työkokemus`, without a number, is of one year; `usean vuoden` says none.
    r"|(?<!usean )(?<!useamman )(?<!monen )(?<!muutaman )(?<!parin )(?P<one>vuoden)(?=\s(?:\w+\s){0,2}\w*kokemu))",
)
SHOWS_EXPERIENCE = re.compile(r"kokemu|työhistoria|erfarenhet|experience|vana av")

# The words with which they begin, for the marks.
YEARS_BEGIN = rf"\d{{1,2}}(?!\d)|(?:{'|'.join(number.split()[0] for number in NUMBERS)}|vuoden)(?![^\W_])"
EXPERIENCE_BEGINS = SHOWS_EXPERIENCE.pattern.replace(" av", "")
