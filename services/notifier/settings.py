"""What the notifier can be told beside the spine's settings."""

from pydantic import Field

from shared.spine.settings import SpineSettings


class Settings(SpineSettings):
    """Settings of the notifier."""

    webhook_timeout_s: float = Field(default=10, gt=0, description="How long an office's receiver may take to answer")
    webhook_attempts: int = Field(
        default=12, ge=1, description="Tries, ever further apart, before a webhook is given up"
    )
    webhook_first_retry_s: float = Field(
        default=1, gt=0, description="Wait after the first failure; it doubles each time"
    )
