"""Notes to the source on what of a row was left out, each field and code once; and the cutting that they tell of."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from services.ingest.formats.row_model import LONGEST_LINE, MOST_VALUES
from services.ingest.problems import Problem

T = TypeVar("T")


class Notes:
    """What there is to say about one row."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], Problem] = {}

    @property
    def all(self) -> tuple[Problem, ...]:
        """The notes, in the order in which they came up."""
        return tuple(self._said.values())

    def say(self, field: str, code: str, message: str, hint: str) -> None:
        """One more note; of several with the same field and code, the first stands."""
        self._said.setdefault((field, code), Problem(field, code, message, hint))

    def not_read(self, field: str, hint: str, message: str = "This was not understood and is left out.") -> None:
        """What is here is left out."""
        self.say(field, "NOT_READ", message, hint)

    def cut(self, field: str, message: str, hint: str = "Shorten it.") -> None:
        """Only a part of what is here is taken."""
        self.say(field, "CUT", message, hint)

    def text(self, field: str, text: str, most: int = LONGEST_LINE) -> str:
        """As much of a text as the row model takes."""
        if len(text) > most:
            self.cut(field, f"Only the first {most} characters are taken.")
        return text[:most].rstrip()

    def first(self, field: str, values: Sequence[T], most: int = MOST_VALUES) -> list[T]:
        """As many of the values as the row model takes."""
        if len(values) > most:
            self.cut(field, f"Only the first {most} are taken.", "Send fewer.")
        return list(values[:most])

    def once(self, field: str, values: Iterable[T]) -> list[T]:
        """The values, each once, as many as the row model takes."""
        return self.first(field, list(dict.fromkeys(values)))

    def places(self, field: str, names: Sequence[str]) -> str:
        """As many whole names of places as a line has room for; the first is cut if it must be."""
        kept = names[0][:LONGEST_LINE].rstrip()
        for name in names[1:]:
            if len(kept) + len(name) + 3 > LONGEST_LINE:
                break
            kept += f" / {name}"
        if len(kept) < len(" / ".join(names)):
            self.cut(field, f"Only the first {LONGEST_LINE} characters are taken.")
        return kept
