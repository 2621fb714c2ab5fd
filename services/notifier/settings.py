"""What the notifier can be told beside the spine's settings."""

from shared.webhooks import WebhookSettings


class Settings(WebhookSettings):
    """Settings of the notifier."""
