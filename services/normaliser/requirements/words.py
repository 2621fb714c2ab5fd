"""What a word of a text is. Pure."""

import re

# A hyphen at the end of a word stays with it: `tulityö- ja työturvallisuuskortti`.
WORD = re.compile(r"[^\W_]+(?:\+\+|#|-(?=[\s,]|$))?")


def words_of(text: str) -> list[str]:
    """The words of a text in their order."""
    return WORD.findall(text)


def any_word(words: str) -> str:
    r"""A pattern for any of these words; it does not begin with \b, so that they are told apart by their letters."""
    return "|".join(rf"{word}(?<!\w{word})\b" for word in words.split())
