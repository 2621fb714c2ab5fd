"""What a function says of words, kept. Pure."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
_MOST = 200_000  # adverts hold more different words than memory should


class Memo(dict[str, T], Generic[T]):
    """Asks a function about each word once; when too many are known it begins anew.

    Not `functools.lru_cache`: that writes at every look, and made the reading of adverts a twentieth slower.
    """

    def __init__(self, ask: Callable[[str], T]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = self._ask(word)
        return found
