"""W3C trace context, carried from the HTTP request through outbox and Kafka headers to the webhook.

Only the propagation is ours to keep: a collector is the operator's choice.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_FORM = re.compile(r"^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")
_current: ContextVar[str | None] = ContextVar("traceparent", default=None)


def current_traceparent() -> str | None:
    """The traceparent of the work in hand."""
    return _current.get()


def child_of(parent: str | None) -> str:
    """A new span in the parent's trace, or the start of a new trace."""
    if parent and _FORM.match(parent):
        _, trace_id, _, flags = parent.split("-")
        return f"00-{trace_id}-{secrets.token_hex(8)}-{flags}"
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


@contextmanager
def span(parent: str | None) -> Iterator[str]:
    """Work done under a new span."""
    traceparent = child_of(parent)
    token = _current.set(traceparent)
    try:
        yield traceparent
    finally:
        _current.reset(token)
