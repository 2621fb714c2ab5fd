"""One way to wait for a transient fault to pass."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_random_exponential

from shared.spine.database import TRANSIENT
from shared.spine.logs import logger

T = TypeVar("T")
_log = logger(__name__)


def _say(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    _log.warning("transient_fault", error=type(error).__name__, attempt=state.attempt_number)


async def until_it_passes(
    work: Callable[[], Awaitable[T]], also: tuple[type[Exception], ...] = (), longest_s: float = 5
) -> T:
    """Do the work, again and again while it fails transiently; any other error is raised at once."""
    retrying = AsyncRetrying(
        retry=retry_if_exception_type((*TRANSIENT, *also)),
        wait=wait_random_exponential(multiplier=0.1, max=longest_s),
        before_sleep=_say,
        reraise=True,
    )

    async def attempt() -> T:
        # tenacity awaits coroutine functions only, and a lambda that returns a coroutine is none.
        return await work()

    return await retrying(attempt)
