"""JSON logs, one object a line, with the trace they belong to. Never a payload, never a profile."""

import logging
import sys
import traceback
from typing import Any

import structlog

from shared.spine.trace import current_traceparent


def _add_trace(_logger: Any, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    if traceparent := current_traceparent():
        event["trace_id"] = traceparent.split("-")[1]
    return event


def _add_error(_logger: Any, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """An exception as its type and where it went through. Its text and the locals may quote a profile or a key."""
    found = event.pop("exc_info", None)
    error = found if isinstance(found, BaseException) else sys.exc_info()[1] if found else None
    if isinstance(found, tuple):
        error = found[1]
    if error is not None:
        event["error"] = type(error).__qualname__
        event["frames"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


def configure_logs(service: str, level: str) -> None:
    """Send structlog's and the libraries' records to standard error as JSON."""
    before: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_trace,
    ]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _add_error,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # aiokafka tells of every try while a broker is away, thousands a minute: the spine tells of what follows from it.
    for noisy, level_ in (("aiokafka", "CRITICAL"), ("httpx", "WARNING"), ("uvicorn", "WARNING")):
        logging.getLogger(noisy).setLevel(level_)
    structlog.contextvars.bind_contextvars(service=service)


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger; call it with an event name and fields."""
    found: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return found
