"""Careful reading of one JSON item by dotted paths. Pure.

Nothing here raises for what a body may hold: what cannot be read is left out, with a note that names its path.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.ingest.formats.notes import Notes
from services.ingest.formats.row_model import LONGEST_LINE, is_url


class Reading:
    """One item as it is read: its values by dotted path, and a note for each path that was not read as it came."""

    def __init__(self, item: Mapping[str, Any], at: str = "", notes: Notes | None = None) -> None:
        self._item, self._at = item, at
        self.notes = notes or Notes()

    def note(self, path: str, message: str = "This is not as the format says.", hint: str = "It was left out.") -> None:
        """Say that what is here is left out."""
        self.notes.not_read(self._at + path, hint, message)

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
        return None if text is None else self.notes.text(self._at + path, text)

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
        if found is None or is_url(found):
            return found
        self.note(path, "This is not a web address.", "Send one that begins with https:// or http://.")
        return None

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
                yield Reading(value, f"{self._at}{path}.", self.notes)
            else:
                self.note(path)

    def localised(self, path: str, prefer: Sequence[str], longest: int = LONGEST_LINE) -> tuple[str | None, str | None]:
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
                return self.notes.text(self._at + path, found[language], longest), language or None
        return None, None

    def _text(self, path: str, value: Any) -> str | None:
        if value is not None and not isinstance(value, str):
            self.note(path)
            return None
        return (value or "").strip() or None

    def _code(self, path: str, value: Any) -> str | None:
        text = self._text(path, value)
        if text is not None and len(text) > LONGEST_LINE:
            self.note(path)
            return None
        return text

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
