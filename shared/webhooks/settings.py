"""What a service that sends webhooks can be told beside the spine's settings."""

from pydantic import Field

from shared.spine.settings import SpineSettings


class WebhookSettings(SpineSettings):
    """Settings of sending."""

    webhook_timeout_s: float = Field(default=10, gt=0, description="How long a receiver may take to answer")
    webhook_attempts: int = Field(
        default=12, ge=1, description="Tries, ever further apart, before a webhook is given up"
    )
    webhook_first_retry_s: float = Field(
        default=1, gt=0, description="Wait after the first failure; it doubles each time"
    )
