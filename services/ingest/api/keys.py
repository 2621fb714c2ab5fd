"""Addresses that hold a source's own key."""

from fastapi.routing import APIRoute
from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Match
from starlette.types import Scope

CLOSE = "/close"


class KeyConvertor(Convertor[str]):
    """`{id:key}`: as Starlette's own `path`, but a line's end does not end it. Keys may hold one."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        """As it is."""
        return value

    def to_string(self, value: str) -> str:
        """As it is."""
        return value


register_url_convertor("key", KeyConvertor())


class KeyRoute(APIRoute):
    """A key may hold slashes, so `a/close` could be a key, or the closing of `a`. As it was written tells: a slash of
    a key may be `%2F`, that before the verb never is. So each such address has one meaning, whatever the method.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the address is this route's."""
        match, found = super().matches(scope)
        if match is Match.NONE:
            return match, found
        is_verb = scope["raw_path"].endswith(CLOSE.encode())
        if self.path.endswith(CLOSE):
            return (match, found) if is_verb else (Match.NONE, {})
        ends_in_verb = any(str(value).endswith(CLOSE) for value in found["path_params"].values())
        return (Match.NONE, {}) if is_verb and ends_in_verb else (match, found)
